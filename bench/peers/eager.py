"""A network from its description (ReId.Benchmarks export), computed eagerly by PyTorch: batch norms unfolded, channels
first, as a model written by hand would be. Weights are random: the time of a forward pass does not depend on them."""
import json

import torch
import torch.nn.functional as F


class Network:
    def __init__(self, path):
        with open(path) as file:
            description = json.load(file)
        self.height, self.width = description["height"], description["width"]
        weights = {}
        self.steps = []
        nodes = description["nodes"]
        last = {value: i for i, node in enumerate(nodes) for value in node["inputs"]}
        for i, node in enumerate(nodes[1:], 1):
            # Values are let go after their last reader, as local variables of a module are.
            free = [value for value in node["inputs"] if last[value] == i]
            self.steps.append((i, getattr(self, "make_" + node["op"])(node, weights), node["inputs"], free))

    def __call__(self, x):
        values = {0: x}
        del x
        for i, step, inputs, free in self.steps:
            arguments = [values[value] for value in inputs]
            for value in free:
                values.pop(value, None)
            values[i] = step(*arguments)
        return values[i]

    @staticmethod
    def parameters(node, weights):
        shape = node["shape"]
        if node["weight"] not in weights:
            fan = 1
            for size in shape[1:]:
                fan *= size
            weights[node["weight"]] = torch.randn(shape) * (2.0 / fan) ** 0.5
        return weights[node["weight"]], torch.zeros(shape[0]) if node["bias"] else None

    def make_Convolution(self, node, weights):
        weight, bias = self.parameters(node, weights)
        stride, padding, groups = node["stride"], node["padding"], node["groups"]
        return lambda x: F.conv2d(x, weight, bias, stride, padding, 1, groups)

    def make_Linear(self, node, weights):
        weight, bias = self.parameters(node, weights)
        return lambda x: F.linear(x, weight, bias)

    def make_BatchNorm(self, node, _):
        c = node["channels"]
        mean, variance, scale, shift = torch.zeros(c), torch.ones(c), torch.ones(c), torch.zeros(c)
        return lambda x: F.batch_norm(x, mean, variance, scale, shift, False, 0.1, 1e-5)

    def make_InstanceNorm(self, node, _):
        scale, shift = torch.ones(node["channels"]), torch.zeros(node["channels"])
        return lambda x: F.instance_norm(x, None, None, scale, shift)

    def make_LocalResponseNorm(self, node, _):
        return lambda x: F.local_response_norm(x, node["size"], node["alpha"], node["beta"], node["k"])

    def make_L2Normalise(self, node, _):
        return lambda x: F.normalize(x)

    def make_Relu(self, node, _):
        return lambda x: F.relu_(x)

    def make_ReluSix(self, node, _):
        return lambda x: F.hardtanh_(x, 0, 6)

    def make_Sigmoid(self, node, _):
        return torch.sigmoid

    def make_Add(self, node, _):
        return torch.add

    def make_Multiply(self, node, _):
        return torch.mul

    def make_Maximum(self, node, _):
        return torch.maximum

    def make_Concat(self, node, _):
        return lambda *parts: torch.cat(parts, 1)

    def make_Channels(self, node, _):
        start, count = node["start"], node["channels"]
        return lambda x: x.narrow(1, start, count)

    def make_Flatten(self, node, _):
        return lambda x: x.flatten(1)

    def make_MaxPool(self, node, _):
        return lambda x: F.max_pool2d(x, node["kernel"], node["stride"], node["padding"])

    def make_AveragePool(self, node, _):
        return lambda x: F.avg_pool2d(x, node["kernel"], node["stride"], node["padding"])

    def make_L2Pool(self, node, _):
        k = node["kernel"]
        return lambda x: (F.avg_pool2d(x * x, k, node["stride"], node["padding"]) * (k * k) + 1e-12).sqrt()

    def make_GlobalAverage(self, node, _):
        return lambda x: F.adaptive_avg_pool2d(x, 1)

    def make_GeneralisedMean(self, node, _):
        power = torch.tensor([3.0])
        return lambda x: F.adaptive_avg_pool2d(x.clamp(min=1e-6).pow(power), 1).pow(1 / power)
