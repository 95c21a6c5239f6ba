#!/usr/bin/python3
"""The peers' side of bench/run: the same jobs and lines as ReId.Benchmarks' RoundServer."""
import json
import sys
import time

import evaluation


def embed(_, file, batch, images, threads):
    """Bytes in, features out, in eager PyTorch as its documentation would have one write it."""
    import torch
    from eager import Network

    batch, images = int(batch), int(images)
    torch.manual_seed(1)
    torch.set_num_threads(int(threads))
    model = Network(file + ".json")
    pictures = torch.randint(0, 256, (batch, model.height, model.width, 3), dtype=torch.uint8)
    mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
    std = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)

    def run():
        with torch.inference_mode():
            for _ in range(images // batch):
                x = pictures.permute(0, 3, 1, 2).contiguous().float().div_(255)
                model(x.sub_(mean).div_(std)).numpy()

    return f"python3-torch {torch.__version__}, eager", run


def opencv(_, file, batch, images, threads):
    """The exported ONNX file in OpenCV's dnn, from floats that are ready."""
    import cv2
    import json
    import numpy

    batch, images = int(batch), int(images)
    cv2.setNumThreads(int(threads))
    size = json.load(open(file + ".json"))
    with open(file + ".onnx", "rb") as onnx:
        model = onnx.read()
    # OpenCV 4.6 multiplies a map by its gate only when the graph says the batch: the name of the open dimension becomes
    # the number, in as many bytes.
    model = model.replace(b"\x12\x05batch", bytes([0x08, *(batch >> 7 * i & 127 | 128 for i in range(5)), 0]))
    net = cv2.dnn.readNetFromONNX(numpy.frombuffer(model, numpy.uint8))
    generator = numpy.random.default_rng(1)
    pictures = generator.standard_normal((batch, 3, size["height"], size["width"]), dtype="float32")

    def run():
        for _ in range(images // batch):
            net.setInput(pictures)
            net.forward()

    return f"python3-opencv {cv2.__version__} dnn", run


def vectors(path, rows, dimension):
    import numpy

    return numpy.fromfile(path, dtype="float32", count=int(rows) * int(dimension)).reshape(int(rows), int(dimension))


def flat(path, rows, dimension, per_call, calls, threads):
    import faiss

    faiss.omp_set_num_threads(int(threads))
    x = vectors(path, rows, dimension)
    per_call, calls = int(per_call), int(calls)
    index = faiss.IndexFlatIP(int(dimension))
    index.add(x)

    def run():
        return int(sum(index.search(x[i * per_call:(i + 1) * per_call], 10)[1][:, 0].sum() for i in range(calls)))

    return f"python3-faiss {faiss.__version__}, {faiss.get_compile_options().strip()}", run


def build(path, rows, dimension, description, threads):
    import faiss

    faiss.omp_set_num_threads(int(threads))
    x = vectors(path, rows, dimension)

    def run():
        index = faiss.index_factory(int(dimension), description, faiss.METRIC_INNER_PRODUCT)
        index.train(x)
        index.add(x)
        return index.ntotal

    return f"python3-faiss {faiss.__version__}, {faiss.get_compile_options().strip()}", run


def decode(*arguments):
    import detectors

    return detectors.decode(*arguments)


def detect(*arguments):
    import detectors

    return detectors.detect(*arguments)


def train(*arguments):
    import training

    return training.train(*arguments)


JOBS = {
    "decode": decode, "detect": detect,
    "embed": embed, "opencv": opencv, "flat": flat, "build": build, "evaluate": evaluation.evaluate, "rerank": evaluation.rerank,
    "train": train,
}


def answer(**fields):
    print(json.dumps(fields), flush=True)


def main():
    run = None
    for line in sys.stdin:
        words = line.split()
        if words == ["quit"]:
            break
        if len(words) > 1 and words[0] == "prepare" and words[1] in JOBS:
            try:
                facts, run = JOBS[words[1]](*words[2:])
                answer(ready=facts)
            except Exception as e:  # an operator that this peer lacks, say: the others go on
                run = None
                answer(unable=" ".join(str(e).split()))
        elif words == ["go"] and run:
            began = time.perf_counter()
            check = run()
            answer(seconds=time.perf_counter() - began, check=check)
        else:
            answer(error=f"cannot do {line!r}")
            sys.exit(2)


if __name__ == "__main__":
    main()
