"""Expected state dicts and features of torchvision's networks, from weights and pictures made by formula.

Run with a Python that has torchvision (Debian: python3-torchvision): python3 make.py, in this folder. The formulas are
those of tests/golden/osnet (see `definition` in the files there); the picture is smaller, to keep the tests quick.
"""
import json
import math

import numpy
import torch
import torchvision

HEIGHT, WIDTH = 96, 64
U32 = numpy.uint64(0xFFFFFFFF)


def uniform(position, count):
    x = (numpy.arange(count, dtype=numpy.uint64) + numpy.uint64(7919 * position + 1)) * numpy.uint64(2654435761) & U32
    for shift, factor in ((16, 2246822519), (13, 3266489917)):
        x ^= x >> numpy.uint64(shift)
        x = x * numpy.uint64(factor) & U32
    x ^= x >> numpy.uint64(16)
    return x.astype(numpy.float64) / 4294967296.0


def value(name, shape, u):
    if name.endswith("running_var"):
        return 0.5 + u
    if name.endswith("running_mean"):
        return 0.2 * (2 * u - 1)
    if name.endswith("bias"):
        return 0.1 * (2 * u - 1)
    if len(shape) == 1:
        return 0.75 + 0.5 * u
    return (2 * u - 1) * math.sqrt(4.0 / math.prod(shape[1:]))


def fill(model):
    for position, (name, tensor) in enumerate(model.state_dict().items()):
        if tensor.dtype == torch.float32:
            values = value(name, tensor.shape, uniform(position, tensor.numel()))
            tensor.copy_(torch.from_numpy(values.astype(numpy.float32)).reshape(tensor.shape))


def picture(count):
    n, c, h, w = numpy.ogrid[:count, :3, :HEIGHT, :WIDTH]
    return torch.from_numpy(
        (numpy.sin(0.01 * (n * 7 + c * 3 + 1) * (h + 1)) * numpy.cos(0.02 * (w + 1) * (c + 1))).astype(numpy.float32))


def without_classifier(name):
    model = getattr(torchvision.models, name)(weights=None)
    if name == "mobilenet_v2":
        model.classifier = torch.nn.Identity()
    else:
        model.fc = torch.nn.Identity()
    return model.eval()


for name in ("resnet18", "resnet34", "resnet50", "resnet101", "mobilenet_v2"):
    torch.manual_seed(0)
    model = without_classifier(name)
    with torch.no_grad():
        fill(model)
        feature = model(picture(1))
    golden = {
        "group": "networks",
        "name": name,
        "source": f"torchvision {torchvision.__version__} torchvision.models.{name}, classifier replaced by identity, eval mode",
        "inputs": {"shape": [1, 3, HEIGHT, WIDTH]},
        "parameters": sum(p.numel() for p in model.parameters()),
        "state_dict": [[key, list(tensor.shape)] for key, tensor in model.state_dict().items()],
        "expected": {"feature": [[float(f"{v:.8g}") for v in row] for row in feature.tolist()]},
        "tolerance": {"rel_to_max": 1e-4},
    }
    with open(f"{name}.json", "w", encoding="utf-8") as file:
        json.dump(golden, file)
        file.write("\n")
    print(name, golden["parameters"], feature.abs().max().item(), feature.std().item())
