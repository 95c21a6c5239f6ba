#!/usr/bin/python3
"""Runs our side and the peer's in alternating rounds on the same work and writes medians and their ratio."""
import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SEED = 1


class Side:
    """One process that speaks the line protocol; it sleeps while the other works."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        text = self.process.stdout.readline()
        reply = json.loads(text) if text else {"error": f"it ended while doing {line!r}"}
        if "error" in reply:
            sys.exit(f"bench: {reply['error']}")
        return reply

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def jobs(what, threads, quick):
    """(title, unit, amount of work in one round, the line for both sides)"""
    if what == "embedding":
        for name, images in (("osnet_x0_25", 64), ("osnet_x1_0", 32)):
            for batch in (1, 8, 32):
                count = max(batch, images // 4) if quick else images
                yield f"{name}, batch {batch}", "images/s", count, f"embed {name} {batch} {count} {threads}"
    elif what == "search":
        for rows in (1_000, 10_000, 100_000):
            for per_call in (1, 16, 64):
                calls = max(1, min(64, 2_000_000 // rows // per_call) // (4 if quick else 1))
                calls = max(1, min(calls, rows // per_call))
                yield (f"flat, {rows:,} × 512, {per_call} queries a call", "queries/s", per_call * calls,
                       f"flat {{vectors}} {rows} 512 {per_call} {calls} {threads}")
    elif what == "build":
        rows = 2_000 if quick else 5_000
        for description in ("HNSW16", "HNSW32", "IVF64,Flat"):
            yield f"{description} of {rows:,} × 512", "vectors/s", rows, f"build {{vectors}} {rows} 512 {description} {threads}"


def write_vectors(folder):
    """L2-normalised rows around a few hundred centres, as embeddings of persons lie."""
    import numpy

    generator = numpy.random.default_rng(SEED)
    centres = generator.standard_normal((300, 512), dtype="float32")
    path = Path(folder) / "vectors.f32"
    with open(path, "wb") as file:
        for _ in range(100):
            rows = centres[generator.integers(0, 300, 1000)] + 0.5 * generator.standard_normal((1000, 512), dtype="float32")
            rows /= numpy.linalg.norm(rows, axis=1, keepdims=True)
            file.write(rows.astype("float32").tobytes())
    return path


def measure(ours, peer, line, rounds):
    facts = ours.ask(f"prepare {line}")["ready"], peer.ask(f"prepare {line}")["ready"]
    times = [], []
    checks = set()
    for side in (ours, peer):  # warm-up: caches, thread pools, the JIT
        checks.add(side.ask("go").get("check"))
        side.ask("go")
    for i in range(rounds):
        # Who goes first changes, so that a machine that slows down or speeds up favours nobody.
        for which in (0, 1) if i % 2 == 0 else (1, 0):
            times[which].append((ours, peer)[which].ask("go")["seconds"])
    return facts, times, len(checks) == 1


def cpu():
    for line in subprocess.run(["lscpu"], capture_output=True, text=True).stdout.splitlines():
        if line.startswith("Model name:"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["embedding", "search", "build"])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--quick", action="store_true", help="a quarter of the work")
    parser.add_argument("--out", default=str(ROOT / "bench" / "results"))
    options = parser.parse_args()

    ours = Side(["dotnet", str(ROOT / "artifacts/bin/ReId.Benchmarks/release/ReId.Benchmarks.dll"), "rounds"])
    peer = Side([sys.executable, str(HERE / "rounds.py")])
    results = []
    facts = ("", "")
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="reid-bench-") as folder:
        path = write_vectors(folder) if options.what != "embedding" else None
        for title, unit, amount, line in jobs(options.what, options.threads, options.quick):
            facts, times, agree = measure(ours, peer, line.format(vectors=path), options.rounds)
            mine, other = (amount / statistics.median(t) for t in times)
            # The median of the ratios of neighbouring rounds stands up to noise that lasts longer than a round.
            ratio = statistics.median(p / o for o, p in zip(*times))
            results.append({
                "job": title, "unit": unit, "ours": mine, "peer": other, "ratio": ratio, "answers_agree": agree,
                "seconds": {"ours": times[0], "peer": times[1]},
            })
            print(f"{title:42} ours {mine:10.1f}  peer {other:10.1f} {unit:10} ratio {ratio:5.2f}"
                  f"{'' if agree else '  THE ANSWERS DIFFER'}", flush=True)
    ours.close()
    peer.close()
    save(options, results, facts, load)
    if not all(r["answers_agree"] for r in results):
        sys.exit("bench: the two sides found different things, so their times say nothing")


def save(options, results, facts, load):
    machine = {
        "cpu": cpu(), "cores": os.cpu_count(), "load_before": load, "system": platform.platform(),
        "ours": facts[0], "peer": facts[1],
    }
    protocol = {
        "rounds": options.rounds, "warm_up_rounds": 2, "threads": options.threads, "seed": SEED,
        "order": "alternating, the first of each pair changes", "value": "amount / median seconds",
        "ratio": "median over rounds of peer seconds / our seconds",
    }
    day = datetime.date.today().isoformat()
    target = Path(options.out) / f"{day}-{options.what}"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.with_suffix(".json").write_text(json.dumps(
        {"machine": machine, "protocol": protocol, "results": results}, indent=2) + "\n")
    rows = "\n".join(
        f"| {r['job']} | {r['ours']:,.1f} | {r['peer']:,.1f} | {r['unit']} | {r['ratio']:.2f} |" for r in results)
    target.with_suffix(".md").write_text(
        f"# {options.what}, {day}\n\n"
        f"{machine['cpu']}, {machine['cores']} cores, load {load:.1f} before the run; {options.threads} threads a side; "
        f"{options.rounds} alternating rounds after 2 to warm up; medians; seed {SEED}.\n\n"
        f"Ours: {machine['ours']}.  \nPeer: {machine['peer']}.\n\n"
        f"| job | ours | peer | unit | ratio |\n|---|---:|---:|---|---:|\n{rows}\n")
    print(f"written: {target}.json and .md")


if __name__ == "__main__":
    main()
