"""OSNet for eager PyTorch, written from the paper (Zhou et al., ICCV 2019), for timing only.

Weights are random: the time of a forward pass does not depend on them.
"""
import torch
from torch import nn


def conv_bn(inputs, outputs, kernel, stride=1, padding=0, groups=1, activate=True):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride, padding, groups=groups, bias=False), nn.BatchNorm2d(outputs)]
    return nn.Sequential(*layers, nn.ReLU(inplace=True)) if activate else nn.Sequential(*layers)


def light(width):
    """1x1 across channels, then 3x3 within each."""
    return nn.Sequential(nn.Conv2d(width, width, 1, bias=False), conv_bn(width, width, 3, padding=1, groups=width))


class Gate(nn.Module):
    """One weight for each channel, from the channel means."""

    def __init__(self, width, reduction=16):
        super().__init__()
        self.weigh = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(width, width // reduction, 1),
            nn.ReLU(inplace=True),
            nn.Conv2d(width // reduction, width, 1),
            nn.Sigmoid(),
        )

    def forward(self, x):
        return x * self.weigh(x)


class Block(nn.Module):
    """Four streams of one to four light convolutions, weighed by a shared gate, around a residual."""

    def __init__(self, inputs, outputs):
        super().__init__()
        width = outputs // 4
        self.reduce = conv_bn(inputs, width, 1)
        self.streams = nn.ModuleList(nn.Sequential(*(light(width) for _ in range(n))) for n in (1, 2, 3, 4))
        self.gate = Gate(width)
        self.expand = conv_bn(width, outputs, 1, activate=False)
        self.shortcut = conv_bn(inputs, outputs, 1, activate=False) if inputs != outputs else nn.Identity()

    def forward(self, x):
        reduced = self.reduce(x)
        fused = sum(self.gate(stream(reduced)) for stream in self.streams)
        return torch.relu(self.expand(fused) + self.shortcut(x))


class OSNet(nn.Module):
    WIDTHS = {"osnet_x0_25": (16, 64, 96, 128), "osnet_x1_0": (64, 256, 384, 512)}

    def __init__(self, name, features=512):
        super().__init__()
        a, b, c, d = self.WIDTHS[name]
        half = lambda w: nn.Sequential(conv_bn(w, w, 1), nn.AvgPool2d(2, 2))
        self.body = nn.Sequential(
            conv_bn(3, a, 7, 2, 3), nn.MaxPool2d(3, 2, 1),
            Block(a, b), Block(b, b), half(b),
            Block(b, c), Block(c, c), half(c),
            Block(c, d), Block(d, d),
            conv_bn(d, d, 1), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
        )
        self.head = nn.Sequential(nn.Linear(d, features), nn.BatchNorm1d(features), nn.ReLU(inplace=True))

    def forward(self, x):
        return self.head(self.body(x))
