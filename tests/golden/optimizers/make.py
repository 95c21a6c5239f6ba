"""Expected parameters after each step of torch.optim's optimisers, in float64: steps.json.

Run with a Python that has torch (Debian: python3-torch): python3 make.py, in this folder. Gradients come from a formula
and stand in the file; the second parameter, in a group with ten times the rate and without decay, has none in the
first two steps, so that its steps are counted apart.
"""
import json
import math

import torch

STEPS, LATE = 7, 2
FIRST = [0.5, -1.0, 2.0, 0.25, 0.75, -0.5]
SECOND = [1.5, -0.25]
CASES = [
    ("sgd", torch.optim.SGD, {"momentum": "0"}, {}, 0.1, 0.0),
    ("sgd", torch.optim.SGD, {"momentum": "0"}, {}, 0.1, 0.02),
    ("sgd", torch.optim.SGD, {}, {"momentum": 0.9}, 0.05, 5e-4),
    ("sgd", torch.optim.SGD, {"momentum": "0.8", "nesterov": "true"}, {"momentum": 0.8, "nesterov": True}, 0.05, 0.01),
    ("adagrad", torch.optim.Adagrad, {}, {}, 0.05, 0.0),
    ("adagrad", torch.optim.Adagrad, {"epsilon": "1e-3", "initial": "0.1", "rate_decay": "0.2"},
     {"eps": 1e-3, "initial_accumulator_value": 0.1, "lr_decay": 0.2}, 0.05, 0.01),
    ("adam", torch.optim.Adam, {}, {}, 0.01, 0.0),
    ("adam", torch.optim.Adam, {"beta1": "0.7", "beta2": "0.95", "epsilon": "0.01"},
     {"betas": (0.7, 0.95), "eps": 0.01}, 0.02, 5e-4),
    ("adamw", torch.optim.AdamW, {}, {}, 0.01, 0.05),
    ("adamw", torch.optim.AdamW, {"beta1": "0.5", "beta2": "0.9"}, {"betas": (0.5, 0.9)}, 0.02, 0.0),
]


def gradient(step, count, late):
    values = [round(math.cos(3 * i + step) * (1 + 0.5 * step) - 0.3 * i, 6) for i in range(count)]
    return None if late and step < LATE else values


def run(kind, options, rate, decay):
    first, second = (torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (FIRST, SECOND))
    groups = [{"params": [first], "lr": rate, "weight_decay": decay}, {"params": [second], "lr": 10 * rate, "weight_decay": 0.0}]
    optimizer = kind(groups, **options)
    after = []
    for step in range(STEPS):
        for parameter, late in ((first, False), (second, True)):
            values = gradient(step, parameter.numel(), late)
            parameter.grad = None if values is None else torch.tensor(values, dtype=torch.float64)
        optimizer.step()
        after.append([first.tolist(), second.tolist()])
    return after


def main():
    # AdamW decays by 0.01 unless told; every group tells.
    cases = [
        {"optimizer": name, "settings": settings, "learningRate": rate, "weightDecay": decay, "expected": run(kind, options, rate, decay)}
        for name, kind, settings, options, rate, decay in CASES
    ]
    gradients = [[gradient(s, len(FIRST), False), gradient(s, len(SECOND), True)] for s in range(STEPS)]
    with open("steps.json", "w", encoding="utf-8") as file:
        json.dump({"made_by": f"make.py, torch {torch.__version__}, torch.optim, float64", "first": FIRST, "second": SECOND,
                   "gradients": gradients, "cases": cases}, file)
        file.write("\n")


main()
