"""A mixture of identities: unit vectors of 512 around random centres, about twenty rows each, in random order."""
import numpy

DIMENSION = 512


def write(path, rows, seed=1, noise=0.75):
    """Writes rows float32 vectors block by block, so that a million need no second copy, and gives their identities."""
    chance = numpy.random.default_rng(seed)
    people = max(1, rows // 20)
    centres = chance.standard_normal((people, DIMENSION), dtype="float32")
    centres /= numpy.linalg.norm(centres, axis=1, keepdims=True)
    owners = chance.integers(people, size=rows)
    out = numpy.lib.format.open_memmap(path, mode="w+", dtype="float32", shape=(rows, DIMENSION))
    for first in range(0, rows, 20_000):
        part = centres[owners[first:first + 20_000]]
        part = part + chance.standard_normal(part.shape, dtype="float32") * (noise / DIMENSION ** 0.5)
        out[first:first + 20_000] = part / numpy.linalg.norm(part, axis=1, keepdims=True)
    out.flush()
    return owners
