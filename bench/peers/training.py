"""Steps of training in eager PyTorch, from the same weights and pictures as ours (ReId.Benchmarks/Training)."""
import numpy
import torch
import torch.nn.functional as F
from eager import Network

MARGIN, RATE, DECAY = 0.3, 3.5e-4, 5e-4


class TrainedNetwork(Network):
    """The network with weights from a file, whose normalisations learn and count."""

    def __init__(self, file):
        self.values = numpy.fromfile(file + ".f32", dtype="float32")
        self.learned = []
        super().__init__(file + ".json")
        if len(self.values):
            raise ValueError(f"{len(self.values)} weights are left over")
        # The loss sees the embedding before it is brought to length 1.
        if self.normalised:
            self.steps.pop()

    normalised = False

    def take(self, shape):
        count = int(numpy.prod(shape))
        values, self.values = self.values[:count], self.values[count:]
        return self.learn(torch.from_numpy(values.copy()).view(shape))

    def learn(self, tensor):
        self.learned.append(tensor.requires_grad_())
        return tensor

    def parameters(self, node, weights):
        if node["weight"] not in weights:
            weight = self.take(node["shape"])
            weights[node["weight"]] = weight, self.take(node["shape"][:1]) if node["bias"] else None
        return weights[node["weight"]]

    def make_BatchNorm(self, node, _):
        c = node["channels"]
        mean, variance = torch.zeros(c), torch.ones(c)
        scale, shift = self.learn(torch.ones(c)), self.learn(torch.zeros(c))
        return lambda x: F.batch_norm(x, mean, variance, scale, shift, True, 0.1, 1e-5)

    def make_L2Normalise(self, node, weights):
        self.normalised = True
        return super().make_L2Normalise(node, weights)


def batch_hard(embeddings, labels):
    distances = torch.cdist(embeddings, embeddings)
    same = labels[:, None] == labels[None]
    positive = distances.masked_fill(~same, -1).amax(1)
    negative = distances.masked_fill(same, float("inf")).amin(1)
    return F.relu(positive - negative + MARGIN).mean()


def train(file, _, images, identities, each, steps, threads):
    torch.set_num_threads(int(threads))
    model = TrainedNetwork(file)
    count = int(identities) * int(each)
    pictures = torch.from_numpy(numpy.fromfile(images, dtype="float32")).view(count, 3, model.height, model.width)
    labels = torch.arange(count) // int(each)
    optimizer = torch.optim.Adam(model.learned, lr=RATE, weight_decay=DECAY)
    first = []

    def run():
        for _ in range(int(steps)):
            optimizer.zero_grad(set_to_none=True)
            loss = batch_hard(model(pictures), labels)
            loss.backward()
            optimizer.step()
            first.append(loss.item())
        return round(1e6 * first[0])

    return f"python3-torch {torch.__version__}, eager, torch.optim.Adam", run
