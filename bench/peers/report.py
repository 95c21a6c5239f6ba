"""Writes what was measured to bench/results, for people (.md) and programs (.json)."""
import datetime
import json
import os
import platform
import statistics
import subprocess
from pathlib import Path

from job import OURS, SEED


def cpu():
    for line in subprocess.run(["lscpu"], capture_output=True, text=True).stdout.splitlines():
        if line.startswith("Model name:"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def save(options, results, plain, facts, load, peers, warm_up):
    machine = {
        "cpu": cpu(), "cores": os.cpu_count(), "load_before": load, "system": platform.platform(), "versions": facts,
    }
    protocol = {
        "rounds": options.rounds, "warm_up_rounds": warm_up, "threads": options.threads, "seed": SEED,
        "order": "every side once a round, the first changes from round to round", "value": "amount / median seconds",
        "ratio": "median over rounds of peer seconds / our seconds",
    }
    day = datetime.date.today().isoformat()
    target = Path(options.out) / f"{day}-{options.what}"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.with_suffix(".json").write_text(json.dumps(
        {"machine": machine, "protocol": protocol, "results": results, **({"plain": plain} if plain else {})}, indent=2) + "\n")
    target.with_suffix(".md").write_text(
        f"# {options.what}, {day}\n\n"
        f"{machine['cpu']}, {machine['cores']} cores, load {load:.1f} before the run; {options.threads} threads a side; "
        f"{options.rounds} alternating rounds after {warm_up} to warm up; medians; seed {SEED}.\n\n"
        + "  \n".join(f"{peers.get(name, OURS)}: {text}." for name, text in facts.items())
        + f"\n\n{rates(results, peers, facts)}{peaks(results, peers)}{by_itself(plain)}")
    print(f"written: {target}.json and .md")


def rates(results, peers, facts):
    present = [name for name in peers if name in facts]
    cell = lambda r, name: f"{r['peers'][name]['value']:,.1f} | {r['peers'][name]['ratio']:.2f}" if name in r["peers"] else "– | –"
    rows = "\n".join(
        f"| {r['job']} | {r['unit']} | {r['ours']:,.1f} | " + " | ".join(cell(r, name) for name in present) + " |" for r in results)
    heads = " | ".join(f"{peers[name]} | ratio" for name in present)
    return f"| job | unit | ours | {heads} |\n|---|---|---:|{'---:|---:|' * len(present)}\n{rows}\n"


def peaks(results, peers):
    """Time and memory of one round, for jobs that are large enough for it to matter."""
    lines = "\n".join(
        f"| {r['job']} | {peers.get(name, OURS)} | {statistics.median(r['seconds'][name]):.1f} | {size / 2**20:,.0f} |"
        for r in results for name, size in r.get("peak_bytes", {}).items())
    return f"\n| job | side | seconds | peak memory, MiB |\n|---|---|---:|---:|\n{lines}\n" if lines else ""


def values(measurement):
    number = lambda value: f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return ", ".join(f"{name} {number(value)}" for name, value in measurement["values"].items())


def by_itself(plain):
    """What has no peer, as it is."""
    lines = "\n".join(f"| {measurement['measured']} | {values(measurement)} |" for measurement in plain)
    return f"\n| without a peer | measured |\n|---|---|\n{lines}\n" if lines else ""
