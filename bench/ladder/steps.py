"""The steps of the ladder: each is the recipe base.yaml with keys set, and is judged against another step."""

SOFTMAX = "{name: softmax_ce, on: after, options: {classifier: true, label_smoothing: %s}}"
HARD = "{name: triplet_batch_hard, on: before, options: {margin: 0.3}}"
CENTER = "{name: center, on: before, weight: 0.0005, options: {half: false, gradient: none}}"


def losses(*terms, smoothing=0):
    return [f"stages[0].losses=[{', '.join((SOFTMAX % smoothing, *terms))}]"]


NECK = ["model.options.neck=bnneck"]
# A tenth of the run.
WARM_UP = ["stages[0].warm_up_epochs={warm_up}"]
ERASING = ["augmentation=[flip, pad_crop, random_erasing]"]

# Name: what it is judged against, and the keys it sets.
STEPS = {
    "softmax": (None, losses()),
    "softmax + batch-hard": ("softmax", losses(HARD)),
    "softmax + triplet-center": ("softmax", losses("{name: triplet_center, weight: 0.1, options: {margin: 5}}")),
    "softmax + quadruplet": (
        "softmax", losses("{name: quadruplet_batch_hard, options: {margins: adaptive, squared: false, normalize: true}}")),
    "softmax + center": ("softmax", losses(CENTER)),
    # The strong baseline, one thing after the other on top of all before.
    "batch-hard, + center": ("softmax + batch-hard", losses(HARD, CENTER)),
    "…, + BNNeck": ("batch-hard, + center", losses(HARD, CENTER) + NECK),
    "…, + label smoothing": ("…, + BNNeck", losses(HARD, CENTER, smoothing=0.1) + NECK),
    "…, + warm-up": ("…, + label smoothing", losses(HARD, CENTER, smoothing=0.1) + NECK + WARM_UP),
    "…, + erasing": ("…, + warm-up", losses(HARD, CENTER, smoothing=0.1) + NECK + WARM_UP + ERASING),
}


def settings(step, epochs):
    """The --set words of a step for a run of so many epochs."""
    return [word.replace("{warm_up}", f"{epochs / 10:g}") for word in STEPS[step][1]]
