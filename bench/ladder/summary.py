"""What the runs of a ladder say: means, deviations, and which steps gain."""
import statistics

from steps import STEPS

SCORES = ("mAP", "rank1")


def deviation(values):
    return statistics.stdev(values) if len(values) > 1 else float("nan")


def with_deviation(text, spread):
    """One seed has no deviation."""
    return text if spread != spread else f"{text} ± {spread:.3f}"


def difference(runs, step, score):
    """Mean and deviation, over the seeds that both have, of a step's score less that of the step below it."""
    below = STEPS[step][0]
    seeds = sorted(runs[step].keys() & runs.get(below, {}).keys()) if below else []
    values = [runs[step][seed][score] - runs[below][seed][score] for seed in seeds]
    return (statistics.mean(values), deviation(values)) if values else None


def verdict(pair):
    """A difference counts when it is larger than its own deviation over the seeds."""
    if pair is None:
        return ""
    mean, spread = pair
    if spread != spread:
        return "one seed: cannot be told"
    return "gains" if mean > spread else "loses" if mean < -spread else "does not gain"


def table(case, runs):
    """Markdown of one data set from one start; runs: step → seed → scores."""
    start = case["start"]
    # Results of older runs do not say it.
    network = f" ({case['network']}, {case['input'].replace('x', '×')})" if "network" in case else ""
    lines = [
        "| step | seeds | mAP | rank-1 | against | mAP, difference | verdict |", "|---|---:|---:|---:|---|---:|---|",
        f"| the start, untrained{network} | | {start['mAP']:.3f} | {start['rank1']:.3f} | | | |",
    ]
    for step in (step for step in STEPS if step in runs):
        cells = []
        for score in SCORES:
            values = [scores[score] for scores in runs[step].values()]
            cells.append(with_deviation(f"{statistics.mean(values):.3f}", deviation(values)))
        pair = difference(runs, step, "mAP")
        told = with_deviation(f"{pair[0]:+.3f}", pair[1]) if pair else ""
        lines.append(f"| {step} | {len(runs[step])} | {' | '.join(cells)} | {STEPS[step][0] or ''} | {told} | {verdict(pair)} |")
    verdicts = {step: verdict(difference(runs, step, "mAP")) for step in STEPS if step in runs}
    named = lambda word: ", ".join(step for step, said in verdicts.items() if said == word) or "none"
    return "\n".join(lines) + (
        f"\n\nBy mAP, more than the deviation of the difference over the seeds: gains: {named('gains')}; "
        f"does not gain: {named('does not gain')}; loses: {named('loses')}.\n")
