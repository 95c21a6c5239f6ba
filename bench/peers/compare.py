#!/usr/bin/python3
"""Runs our side and the peers' in alternating rounds on the same work and writes medians and their ratios."""
import argparse
import os
import statistics
import sys
import tempfile
import time

from job import OURS, TrainJob
from report import save, values
from sides import OUR_PROGRAM, ROOT, Side, start
from work import PLAIN, WORK


PAUSE = 0.2


def measure(sides, job, rounds):
    """Seconds of each round by side; a side that cannot do this job is left out and its reason printed."""
    lines = {OURS: job.ours, **job.peers}
    facts, able = {}, {}
    # A job may be for some of the sides only.
    for name, side in ((name, side) for name, side in sides.items() if name in lines):
        reply = side.ask(f"prepare {lines[name]}")
        if "unable" in reply:
            print(f"  {name} cannot do {job.title}: {reply['unable']}", file=sys.stderr, flush=True)
        else:
            facts[name], able[name] = reply["ready"], side
    checks = {name: [side.ask("go").get("check") for _ in range(job.warm_up)] for name, side in able.items()}
    times = {name: [] for name in able}
    order = list(able)
    for _ in range(rounds):
        for name in order:
            # Threads of the side before may still spin for a while: they would take the core from this one.
            time.sleep(PAUSE)
            times[name].append(able[name].ask("go")["seconds"])
        # Who goes first changes, so that a machine that slows down or speeds up favours nobody.
        order = order[1:] + order[:1] if len(order) > 2 else order[::-1]
    return facts, times, checks


def open_sides(peers):
    sides = {OURS: Side([*OUR_PROGRAM, "rounds"]), **{name: start(name) for name in peers}}
    for name in [name for name, side in sides.items() if side is None]:
        print(f"  {peers[name]} is not installed here and is left out", file=sys.stderr)
        del sides[name]
    return sides


def close(sides):
    for side in sides.values():
        side.close()


def agreed(job, checks):
    """Whether the sides found the same, as near as the job asks for."""
    answers = [answer for rounds in checks.values() for answer in rounds]
    return len(set(answers)) == 1 or None not in answers and max(answers) - min(answers) <= job.tolerance


def result_of(job, times, checks):
    rates = {name: job.amount / statistics.median(t) for name, t in times.items()}
    # The median of the ratios within a round stands up to noise that lasts longer than a round.
    ratios = {name: statistics.median(p / o for o, p in zip(times[OURS], t)) for name, t in times.items() if name != OURS}
    return {
        "job": job.title, "unit": job.unit, "ours": rates[OURS],
        "peers": {name: {"value": rates[name], "ratio": ratio} for name, ratio in ratios.items()},
        "answers_agree": agreed(job, checks), "answers": checks, "seconds": times,
    }


def show(job, result):
    peers = "".join(f"  {name} {peer['value']:9.1f} ({peer['ratio']:5.2f})" for name, peer in result["peers"].items())
    memory = "".join(f"  {name} {size / 2**20:,.0f} MiB" for name, size in result.get("peak_bytes", {}).items())
    if isinstance(job, TrainJob):
        memory += "  first loss " + ", ".join(f"{name} {answers[0] / 1e6:.6f}" for name, answers in result["answers"].items())
    print(f"{result['job']:42} ours {result['ours']:9.1f} {result['unit']:10}{peers}{memory}"
          + ("" if result["answers_agree"] else "  THE ANSWERS DIFFER"), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=list(WORK))
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--quick", action="store_true", help="less work a round, 3 rounds")
    parser.add_argument("--only", action="append", metavar="BACKBONE", help="only this backbone (may be repeated)")
    parser.add_argument("--out", default=str(ROOT / "bench" / "results"))
    options = parser.parse_args()
    make_jobs, peers, usual = WORK[options.what]
    options.rounds = options.rounds or (3 if options.quick else usual)

    sides = open_sides(peers)
    results, facts = [], {}
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="reid-bench-") as folder:
        for job in make_jobs(folder, options):
            if job.alone and results:
                close(sides)
                sides = open_sides(peers)
            said, times, checks = measure(sides, job, options.rounds)
            facts.update(said)
            results.append(result_of(job, times, checks))
            if job.alone:
                results[-1]["peak_bytes"] = {name: sides[name].peak_memory() for name in times}
            show(job, results[-1])
        close(sides)
        plain = []
        for measurement in PLAIN.get(options.what, lambda *_: [])(folder, options):
            plain.append(measurement)
            print(f"{measurement['measured']}: {values(measurement)}", flush=True)
    save(options, results, plain, facts, load, peers, job.warm_up)
    if not all(r["answers_agree"] for r in results):
        sys.exit("bench: the sides found different things, so their times say nothing")


if __name__ == "__main__":
    main()
