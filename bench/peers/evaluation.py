"""Evaluation and k-reciprocal re-ranking in plain NumPy, written from the definitions as such scripts usually are:
whole distance matrices, a full sort of each row. Thread counts of the matrix product are NumPy's own business.
"""
import numpy


def load(folder, queries, gallery, dimension):
    def rows(name, count):
        return numpy.fromfile(f"{folder}/{name}.f32", dtype="float32", count=count * dimension).reshape(count, dimension)

    labels = numpy.fromfile(f"{folder}/labels.i32", dtype="int32")
    parts = numpy.split(labels, numpy.cumsum([queries, queries, gallery]))
    return rows("queries", queries), rows("gallery", gallery), parts


def squared(a, b):
    d = (a * a).sum(1)[:, None] + (b * b).sum(1)[None, :]
    d -= 2 * (a @ b.T)
    return numpy.maximum(d, 0, out=d)


def mean_average_precision(distances, labels):
    query_ids, query_cameras, gallery_ids, gallery_cameras = labels
    order = numpy.argsort(distances, axis=1)
    precisions = []
    for i, row in enumerate(order):
        ids, cameras = gallery_ids[row], gallery_cameras[row]
        kept = (ids != query_ids[i]) | (cameras != query_cameras[i])
        ranks = numpy.flatnonzero(ids[kept] == query_ids[i]) + 1
        if len(ranks):
            precisions.append((numpy.arange(1, len(ranks) + 1) / ranks).mean())
    return float(numpy.mean(precisions))


def reranked(queries, gallery, k1=20, k2=6, share=0.3):
    count = len(queries)
    both = numpy.concatenate([queries, gallery])
    d = squared(both, both)
    d /= d.max(axis=1, keepdims=True)
    order = numpy.argsort(d, axis=1).astype("int32")
    half = int(numpy.around(k1 / 2)) + 1

    def mutual(i, k):
        near = order[i, :k]
        return near[(order[near, :k] == i).any(axis=1)]

    weights = numpy.zeros_like(d)
    for i in range(len(both)):
        own = mutual(i, k1 + 1)
        members = own
        for candidate in own:
            theirs = mutual(candidate, half)
            if len(numpy.intersect1d(theirs, own)) > 2 / 3 * len(theirs):
                members = numpy.append(members, theirs)
        members = numpy.unique(members)
        w = numpy.exp(-d[i, members])
        weights[i, members] = w / w.sum()
    d = d[:count, count:].copy()
    averaged = numpy.zeros_like(weights)
    for i in range(len(both)):
        averaged[i] = weights[order[i, :k2]].mean(axis=0)
    columns = [numpy.flatnonzero(averaged[:, j]) for j in range(len(both))]
    result = numpy.zeros_like(d)
    for i in range(count):
        shared = numpy.zeros(len(both), dtype="float32")
        for j in numpy.flatnonzero(averaged[i]):
            rows = columns[j]
            shared[rows] += numpy.minimum(averaged[i, j], averaged[rows, j])
        shared = shared[count:]
        result[i] = (1 - share) * (1 - shared / (2 - shared)) + share * d[i]
    return result


def evaluate(folder, queries, gallery, dimension, _threads):
    q, g, labels = load(folder, int(queries), int(gallery), int(dimension))
    return f"NumPy {numpy.__version__}", lambda: round(1000 * mean_average_precision(numpy.sqrt(squared(q, g)), labels))


def rerank(folder, queries, gallery, dimension, _threads):
    q, g, labels = load(folder, int(queries), int(gallery), int(dimension))
    return f"NumPy {numpy.__version__}", lambda: round(1000 * mean_average_precision(reranked(q, g), labels))
