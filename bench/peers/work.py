"""What is measured: for each word of `bench/run` its jobs and the peers that do the same."""
import os
from pathlib import Path

import ingest
import trainwork
from job import SEED, Job, LongJob
from sides import run_ours

FAISS = {"faiss": "python3-faiss"}
EMBEDDING = {
    "libtorch": "ReId, engine torch", "torch": "python3-torch eager", "opencv": "OpenCV dnn", "node": "onnxruntime-node",
}


def embedding_jobs(folder, options):
    for name in options.only or run_ours("backbones").split():
        file = f"{folder}/{name}"
        run_ours("export", name, file)
        for batch in (1, 32) if options.quick else (1, 8, 32):
            # A round of a light network would else be over before a core has its speed.
            images = max(batch, 8 if options.quick or not name.startswith("osnet") else 64)
            line = f"{{}} {{}} {file} {batch} {images} {options.threads}"
            peers = {
                "libtorch": line.format("embed", "torch"), "torch": line.format("embed", "-"),
                "opencv": line.format("opencv", "-"), "node": line.format("embed", "-"),
            }
            yield Job(f"{name}, batch {batch}", "images/s", images, line.format("embed", "onnx"), peers)
            # The same work on both sides: the peer is given floats.
            yield Job(f"{name}, batch {batch}, from floats", "images/s", images, line.format("forward", "onnx"), {"node": line.format("embed", "-")})
        for suffix in (".onnx", ".safetensors", ".json"):
            os.remove(file + suffix)


def pipeline_jobs(folder, options):
    """The whole way against the forward alone, both ours: a ratio of 0.8 is 1.25 times the time."""
    for name in options.only or ("osnet_x0_25", "osnet_x1_0", "resnet50"):
        file = f"{folder}/{name}"
        run_ours("export", name, file)
        for batch in (1, 32):
            images = batch * (2 if options.quick else 8) if batch > 1 else 16 if options.quick or not name.startswith("osnet") else 64
            line = f"{{}} onnx {file} {batch} {images} {options.threads}"
            yield Job(f"{name}, batch {batch}", "images/s", images, line.format("pipeline"), {"forward": line.format("embed")})


def search_jobs(folder, options):
    vectors = write_vectors(folder)
    for rows in (1_000, 10_000, 100_000):
        for per_call in (1, 16, 64):
            calls = max(1, min(64, 2_000_000 // rows // per_call) // (4 if options.quick else 1))
            calls = max(1, min(calls, rows // per_call))
            line = f"flat {vectors} {rows} 512 {per_call} {calls} {options.threads}"
            yield Job(f"flat, {rows:,} × 512, {per_call} queries a call", "queries/s", per_call * calls, line, {"faiss": line})


def build_jobs(folder, options):
    vectors = write_vectors(folder)
    rows = 2_000 if options.quick else 5_000
    for description in ("HNSW16", "HNSW32", "IVF64,Flat"):
        line = f"build {vectors} {rows} 512 {description} {options.threads}"
        yield Job(f"{description} of {rows:,} × 512", "vectors/s", rows, line, {"faiss": line})


def evaluation_jobs(folder, options):
    import numpy

    labels = write_evaluation(folder)
    scale = 4 if options.quick else 1
    queries, gallery = 3368 // scale, 15913 // scale
    parts = [part[:count] for part, count in zip(labels, (queries, queries, gallery, gallery))]
    numpy.concatenate(parts).astype("int32").tofile(Path(folder) / "labels.i32")
    for title, job in (("evaluation", "evaluate"), ("re-ranking and evaluation", "rerank")):
        line = f"{job} {folder} {queries} {gallery} 512 {options.threads}"
        yield LongJob(f"{title}, {queries:,} × {gallery:,} × 512", "queries/s", queries, line, {"numpy": line})


# Word: jobs, peers, rounds when nobody says how many.
WORK = {
    "embedding": (embedding_jobs, EMBEDDING, 7),
    "pipeline": (pipeline_jobs, {"forward": "the forward alone"}, 7),
    "search": (search_jobs, FAISS, 7),
    "build": (build_jobs, FAISS, 7),
    "eval": (evaluation_jobs, {"numpy": "NumPy"}, 3),
    "ingest": (ingest.jobs, {"opencv": "python3-opencv"}, 5),
    "train": (trainwork.jobs, {"torch": "python3-torch eager"}, 5),
}

# What has no peer: measured by itself, once, after the jobs.
PLAIN = {"ingest": ingest.plain, "train": trainwork.plain}


def write_vectors(folder):
    """L2-normalised rows around a few hundred centres, as embeddings of persons lie."""
    import numpy

    generator = numpy.random.default_rng(SEED)
    centres = generator.standard_normal((300, 512), dtype="float32")
    path = Path(folder) / "vectors.f32"
    with open(path, "wb") as file:
        for _ in range(100):
            rows = centres[generator.integers(0, 300, 1000)] + 0.5 * generator.standard_normal((1000, 512), dtype="float32")
            rows /= numpy.linalg.norm(rows, axis=1, keepdims=True)
            file.write(rows.astype("float32").tobytes())
    return path


def write_evaluation(folder):
    """Features and labels of Market-1501's size: 750 people before 6 cameras, a sixth of the gallery strangers."""
    import numpy

    generator = numpy.random.default_rng(SEED)
    centres = generator.standard_normal((1500, 512), dtype="float32")
    labels = []
    for name, count, strangers in (("queries", 3368, False), ("gallery", 15913, True)):
        ids = generator.integers(0, 750, count)
        if strangers:
            ids[::6] = generator.integers(750, 1500, len(ids[::6]))
        rows = centres[ids] + 2.5 * generator.standard_normal((count, 512), dtype="float32")
        rows /= numpy.linalg.norm(rows, axis=1, keepdims=True)
        rows.astype("float32").tofile(Path(folder) / f"{name}.f32")
        labels += [ids, generator.integers(0, 6, count)]
    return labels
