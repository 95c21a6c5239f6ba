"""Steps of training: batch-hard, P = 16, K = 4, Adam, float32."""
import json

from job import SEED, TrainJob
from sides import run_ours

NETWORKS = ("osnet_x0_25", "resnet50")
IDENTITIES, EACH = 16, 4


def jobs(folder, options):
    import numpy

    count = IDENTITIES * EACH
    images = f"{folder}/pictures.f32"
    generator = numpy.random.default_rng(SEED)
    generator.standard_normal((count, 3, 256, 128), dtype="float32").tofile(images)
    for name in options.only or NETWORKS:
        file = f"{folder}/{name}"
        run_ours("export-training", name, file)
        steps = 4 if name.startswith("osnet") and not options.quick else 1
        line = f"train {file} {name} {images} {IDENTITIES} {EACH} {steps} {options.threads}"
        yield TrainJob(f"{name}, batch-hard {IDENTITIES} × {EACH}", "images/s", steps * count, line, {"torch": line})


def plain(folder, options):
    """Where the time of our step goes, pictures decoded and augmented beside it."""
    for name in options.only or NETWORKS:
        steps = 2 if options.quick else 20 if name.startswith("osnet") else 6
        yield {
            "measured": f"share of a step, {name}, {steps} steps of {IDENTITIES} × {EACH} JPEGs",
            "values": json.loads(run_ours("train-shares", name, str(steps), f"{folder}/shares-{name}")),
        }
