#!/usr/bin/python3
"""Climbs the ladder: trains by ./reid train, scores by ./reid eval, run after run; started again it goes on where it was.

  bench/run ladder --weights osnet_x0_25_msmt17.pth --weights models/osnet_ain_x0_25_synthetic.safetensors
  bench/run ladder --weights … --data pku --minutes 0.5 --seeds 1 2 --out /tmp/trial      a short trial

ladder.md and ladder.json in --out are whole after every run, and name the budget: copy them to bench/results when you like.
"""
import argparse
import concurrent.futures
import datetime
import json
import os
import statistics
import subprocess
import sys
import threading
from pathlib import Path

import datasets
from steps import STEPS, settings
from summary import table

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def reid(*words):
    """Runs ./reid as a user would; what it says on failure ends the ladder."""
    done = subprocess.run([str(ROOT / "reid"), *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"ladder: './reid {' '.join(map(str, words))}' ended with {done.returncode}:\n{done.stderr[-2000:]}")


def model(weights, folder):
    """A model file; a checkpoint of torchreid's is imported first."""
    if weights.suffix != ".pth":
        return weights
    target = folder / f"{weights.stem}.safetensors"
    if not target.exists():
        reid("models", "import", weights, "--arch", "osnet_x0_25", "--out", target)
    return target


def held(weights):
    """Name and input size of the network that a model file holds."""
    with open(weights, "rb") as file:
        size = int.from_bytes(file.read(8), "little")
        told = json.loads(file.read(size))["__metadata__"]
    return {"network": told["reid.architecture"], "input": f"{told['reid.input_height']}x{told['reid.input_width']}"}


def scores(weights, listing, folder):
    answer = folder / "eval.json"
    reid("eval", "--dataset", "csv", "--root", listing, "--weights", weights, "--json", answer)
    told = json.loads(answer.read_text())
    return {"mAP": told["mAP"], "rank1": told["rank1"]}


def train(step, seed, epochs, data, listing, weights, folder, threads=0):
    start = held(weights)
    words = [
        "train", "--config", HERE / "base.yaml", "--dataset", "csv", "--root", listing, "--weights", weights, "--out", folder,
        "--threads", threads,
        "--set", f"seed={seed}", f"stages[0].epochs={epochs}",
        f"model.backbone={start['network']}", f"model.options.input={start['input']}",
        *datasets.DATA[data][1], *settings(step, epochs),
    ]
    reid(*words, *(["--resume"] if (folder / "checkpoint.safetensors").exists() else []))


def epochs_for(minutes, data, listing, weights, folder):
    """How many epochs fit: one epoch of softmax alone is timed, without the first steps, which warm up."""
    train("softmax", 1, 1, data, listing, weights, folder)
    lines = [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]
    rates = [line["imagesPerSecond"] for line in lines if "imagesPerSecond" in line]
    seconds = len(rates) * 64 / statistics.median(rates[len(rates) // 4:])
    return max(1, round(60 * minutes / seconds))


def save(path, results):
    """Whole or not at all."""
    aside = path.with_suffix(".tmp")
    aside.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    os.replace(aside, path)


def budget(options):
    return f"{options.epochs} epochs a run" if options.epochs else f"about {options.minutes:g} minutes a run"


def begin(options, results, path, work, data, given):
    """Lists, model, the scores of the start and the epochs of one case; what is there already stays."""
    listing = datasets.write(data, options.shared, work / f"{data}.csv")
    weights = model(given, work)
    case = results["cases"].setdefault(f"{data}, from {given.stem}", {"runs": {}})
    # Two starts differ in more than their weights.
    case.update(held(weights))
    place = work / f"{data}-{given.stem}"
    place.mkdir(exist_ok=True)
    case.setdefault("start", None)
    case["start"] = case["start"] or scores(weights, listing, place)
    if "epochs" not in case:
        case["epochs"] = options.epochs or epochs_for(options.minutes, data, listing, weights, place / "timing")
        save(path, results)
    return case, listing, weights, place


def climb(options, results, path, work):
    """Every run that is not there yet, --at-once of them side by side."""
    # Two runs of one thread each train a third more pictures than one run of two threads after the other.
    threads = 0 if options.at_once == 1 else max(1, os.cpu_count() // options.at_once)
    writing = threading.Lock()

    def run(seed, name, case, data, listing, weights, step, folder):
        began = datetime.datetime.now()
        train(step, seed, case["epochs"], data, listing, weights, folder, threads)
        told = scores(folder / "model-last.safetensors", listing, folder)
        told["seconds"] = (datetime.datetime.now() - began).total_seconds()
        with writing:
            case["runs"][step][seed] = told
            save(path, results)
            # What is there can be read, and kept, before the last run has ended.
            report(results, path)
            print(f"{name}, seed {seed}: {step}: mAP {told['mAP']:.3f}, rank-1 {told['rank1']:.3f}, {told['seconds']:.0f} s", flush=True)

    cases = [(f"{data}, from {given.stem}", data, *begin(options, results, path, work, data, given))
             for data in options.data for given in options.weights]
    # Filled before the first run can write them.
    for _, _, case, *_ in cases:
        for step in STEPS:
            case["runs"].setdefault(step, {})
    with concurrent.futures.ThreadPoolExecutor(options.at_once) as pool:
        waiting = []
        # A ladder that is broken off compares like with like: all cases and steps of a seed before the next one.
        for seed in map(str, options.seeds):
            for name, data, case, listing, weights, place in cases:
                for number, step in enumerate(STEPS):
                    if seed not in case["runs"][step]:
                        waiting.append(pool.submit(run, seed, name, case, data, listing, weights, step, place / f"{number}-{seed}"))
        try:
            for done in concurrent.futures.as_completed(waiting):
                done.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def report(results, path):
    parts = [f"# ladder, {results['began']}\n\n{results['budget']} on {os.cpu_count()} cores, each with the network and the input "
             "size of the weights it begins with: compare the steps of a case, not the cases; "
             "every image of the other people is a query, itself and its camera excluded; mean ± deviation over the seeds.\n"]
    for name, case in results["cases"].items():
        runs = {step: seeds for step, seeds in case["runs"].items() if seeds}
        parts.append(f"## {name}\n\n{case['epochs']} epochs a run.\n\n{table(case, runs)}")
    path.with_suffix(".md").write_text("\n".join(parts))


def main():
    parser = argparse.ArgumentParser(prog="bench/run ladder")
    parser.add_argument("--weights", type=Path, action="append", required=True, help="where the runs begin; may be repeated")
    parser.add_argument("--data", nargs="+", choices=list(datasets.DATA), default=list(datasets.DATA))
    parser.add_argument("--shared", default=str(ROOT.parent / "shared/data"), help="folder that holds pku-reid and viper")
    parser.add_argument("--minutes", type=float, default=10, help="of a run, about: one epoch is timed, so let nothing else run")
    parser.add_argument("--epochs", type=int, help="of a run, instead of --minutes: other work may run beside it")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--at-once", type=int, default=1, metavar="N", help="runs side by side, which share the cores; needs --epochs")
    parser.add_argument("--out", type=Path, default=ROOT / "artifacts/ladder", help="folder of the runs and their results")
    options = parser.parse_args()
    if options.at_once < 1 or options.at_once > 1 and not options.epochs:
        parser.error("--at-once takes 1 or more, and more than 1 only with --epochs: runs side by side cannot be timed")
    options.weights = [path.resolve() for path in options.weights]
    for path in options.weights:
        if not path.exists():
            parser.error(f"--weights {path} does not exist")
    work = options.out.resolve()
    work.mkdir(parents=True, exist_ok=True)
    path = work / "ladder.json"
    results = json.loads(path.read_text()) if path.exists() else {
        "began": datetime.date.today().isoformat(), "budget": budget(options), "cases": {}}
    if results["budget"] != budget(options):
        sys.exit(f"ladder: {path} holds runs of {results['budget']}: give the same budget, or another --out.")
    climb(options, results, path, work)
    report(results, path)
    print(f"written: {path} and {path.with_suffix('.md').name}")


if __name__ == "__main__":
    main()
