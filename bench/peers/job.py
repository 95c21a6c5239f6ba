"""What a line of a result is."""

OURS = "ReId"
SEED = 1


class Job:
    """One line of a result: what each side is told to prepare, and how much work a round is."""

    # Rounds of warm-up: caches, thread pools, the JIT.
    warm_up = 2

    # How far apart the answers of the sides may be.
    tolerance = 0

    # Whether the job runs in fresh processes, so that the peak of memory is its own.
    alone = False

    def __init__(self, title, unit, amount, ours, peers):
        self.title, self.unit, self.amount, self.ours, self.peers = title, unit, amount, ours, peers


class LongJob(Job):
    """A job of which one round takes minutes, and memory matters."""

    warm_up, alone = 1, True


class TrainJob(Job):
    """Steps of training; the answer is the first loss in millionths, after which rounding leads the sides apart."""

    tolerance = 1000
