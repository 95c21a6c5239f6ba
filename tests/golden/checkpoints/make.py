"""Makes the checkpoints in this folder with Debian's python3-torch 1.13; kept so that they can be made again.

State dict "tiny": fc.weight [2, 3] = 0.5 * arange(6) - 1, fc.bias [2] = (1, -2), bn.num_batches_tracked [] = 7.
"""
import collections
import os

import numpy
import torch

here = os.path.dirname(os.path.abspath(__file__))


def tiny(dtype=torch.float32):
    state = collections.OrderedDict()
    state["fc.weight"] = (0.5 * torch.arange(6) - 1).reshape(2, 3).to(dtype)
    state["fc.bias"] = torch.tensor([1.0, -2.0]).to(dtype)
    state["bn.num_batches_tracked"] = torch.tensor(7)
    return state


def save(name, value, **options):
    torch.save(value, os.path.join(here, name), **options)


legacy = dict(_use_new_zipfile_serialization=False)
save("tiny_zip.pth", tiny())
save("tiny_legacy.pth", tiny(), **legacy)
save("tiny_half.pth", tiny(torch.float16))
save("tiny_bfloat16.pth", tiny(torch.bfloat16), **legacy)
save("tiny_double.pth", tiny(torch.float64))
save("tiny_protocol4.pth", tiny(), pickle_protocol=4)

# Views: transposed, offset into a shared storage, broadcast counter.
state = tiny()
state["fc.weight"] = state["fc.weight"].t().contiguous().t()
shared = torch.tensor([9.0, 9.0, 1.0, 9.0, -2.0, 9.0])
state["fc.bias"] = shared[2::2]
save("tiny_strided_zip.pth", state)
save("tiny_strided_legacy.pth", state, **legacy)

# What a torchreid training run writes: module. prefix, classifier, optimiser, scheduler, a numpy score.
model = collections.OrderedDict(("module." + k, v) for k, v in tiny().items())
model["module.classifier.weight"] = torch.ones(4, 2)
model["module.classifier.bias"] = torch.nn.Parameter(torch.ones(4))
parameter = torch.nn.Parameter(torch.ones(2))
optimiser = torch.optim.Adam([parameter])
parameter.grad = torch.ones(2)
optimiser.step()
scheduler = torch.optim.lr_scheduler.MultiStepLR(optimiser, [10, 20])
training = {
    "state_dict": model,
    "epoch": 60,
    "rank1": numpy.float64(0.5),
    "optimizer": optimiser.state_dict(),
    "scheduler": scheduler.state_dict(),
}
save("tiny_training.pth.tar", training, **legacy)
save("tiny_training_zip.pth", training)


class Hostile:
    def __reduce__(self):
        return os.system, ("echo this must never run > /tmp/reid-hostile",)


save("hostile_zip.pth", {"state_dict": tiny(), "extra": Hostile()})
save("hostile_legacy.pth", {"state_dict": tiny(), "extra": Hostile()}, **legacy)
save("whole_model.pth", torch.nn.Linear(3, 2))
