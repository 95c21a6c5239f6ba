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

    def peak_memory(self):
        """The most resident memory so far, bytes."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return 1024 * int(line.split()[1])
        return 0

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
    elif what == "eval":
        scale = 4 if quick else 1
        queries, gallery = 3368 // scale, 15913 // scale
        size = f"{queries:,} × {gallery:,} × 512"
        for title, job in (("evaluation", "evaluate"), ("re-ranking and evaluation", "rerank")):
            yield f"{title}, {size}", "queries/s", queries, f"{job} {{vectors}} {queries} {gallery} 512 {threads}"


def write_evaluation(folder):
    """Features and labels of Market-1501's size: 750 people before 6 cameras, a sixth of the gallery strangers."""
    import numpy

    generator = numpy.random.default_rng(SEED)
    centres = generator.standard_normal((1500, 512), dtype="float32")
    labels = []
    for name, count, strangers in (("queries", 3368, False), ("gallery", 15913, True)):
        ids = generator.integers(0, 750, count)
        if strangers:
            ids[::6] = generator.integers(750, 1500, len(ids[::6]))
        rows = centres[ids] + 2.5 * generator.standard_normal((count, 512), dtype="float32")
        rows /= numpy.linalg.norm(rows, axis=1, keepdims=True)
        rows.astype("float32").tofile(Path(folder) / f"{name}.f32")
        labels += [ids, generator.integers(0, 6, count)]
    return labels


def write_labels(folder, labels, line):
    """The labels of as many queries and gallery rows as the job takes."""
    import numpy

    queries, gallery = (int(word) for word in line.split()[2:4])
    parts = [part[:count] for part, count in zip(labels, (queries, queries, gallery, gallery))]
    numpy.concatenate(parts).astype("int32").tofile(Path(folder) / "labels.i32")


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


def measure(ours, peer, line, rounds, warm_up=2):
    facts = ours.ask(f"prepare {line}")["ready"], peer.ask(f"prepare {line}")["ready"]
    times = [], []
    checks = set()
    for side in (ours, peer):  # warm-up: caches, thread pools, the JIT
        for _ in range(warm_up):
            checks.add(side.ask("go").get("check"))
    for i in range(rounds):
        # Who goes first changes, so that a machine that slows down or speeds up favours nobody.
        for which in (0, 1) if i % 2 == 0 else (1, 0):
            times[which].append((ours, peer)[which].ask("go")["seconds"])
    return facts, times, len(checks) == 1


def start():
    return (Side(["dotnet", str(ROOT / "artifacts/bin/ReId.Benchmarks/release/ReId.Benchmarks.dll"), "rounds"]),
            Side([sys.executable, str(HERE / "rounds.py")]))


def cpu():
    for line in subprocess.run(["lscpu"], capture_output=True, text=True).stdout.splitlines():
        if line.startswith("Model name:"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["embedding", "search", "build", "eval"])
    parser.add_argument("--rounds", type=int, help="7; 3 for eval, where a round of the peer takes minutes")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--quick", action="store_true", help="a quarter of the work")
    parser.add_argument("--out", default=str(ROOT / "bench" / "results"))
    options = parser.parse_args()
    evaluating = options.what == "eval"
    options.rounds = options.rounds or (3 if evaluating else 7)
    options.warm_up = 1 if evaluating else 2

    ours, peer = start()
    results = []
    facts = ("", "")
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="reid-bench-") as folder:
        path = folder if evaluating else write_vectors(folder) if options.what != "embedding" else None
        labels = write_evaluation(folder) if evaluating else None
        for title, unit, amount, line in jobs(options.what, options.threads, options.quick):
            if evaluating:
                write_labels(folder, labels, line)
                if results:  # each job in fresh processes, so that the peak of memory is its own
                    ours.close()
                    peer.close()
                    ours, peer = start()
            facts, times, agree = measure(ours, peer, line.format(vectors=path), options.rounds, options.warm_up)
            mine, other = (amount / statistics.median(t) for t in times)
            # The median of the ratios of neighbouring rounds stands up to noise that lasts longer than a round.
            ratio = statistics.median(p / o for o, p in zip(*times))
            results.append({
                "job": title, "unit": unit, "ours": mine, "peer": other, "ratio": ratio, "answers_agree": agree,
                "seconds": {"ours": times[0], "peer": times[1]},
            })
            memory = ""
            if evaluating:
                results[-1]["peak_bytes"] = {"ours": ours.peak_memory(), "peer": peer.peak_memory()}
                memory = "  peak {ours:,.0f} and {peer:,.0f} MiB".format(
                    **{side: size / 2**20 for side, size in results[-1]["peak_bytes"].items()})
            print(f"{title:42} ours {mine:10.1f}  peer {other:10.1f} {unit:10} ratio {ratio:5.2f}{memory}"
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
        "rounds": options.rounds, "warm_up_rounds": options.warm_up, "threads": options.threads, "seed": SEED,
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
        f"{options.rounds} alternating rounds after {options.warm_up} to warm up; medians; seed {SEED}.\n\n"
        f"Ours: {machine['ours']}.  \nPeer: {machine['peer']}.\n\n"
        f"| job | ours | peer | unit | ratio |\n|---|---:|---:|---|---:|\n{rows}\n{peaks(results)}")
    print(f"written: {target}.json and .md")


def peaks(results):
    """Time and memory of one round, for jobs that are large enough for it to matter."""
    measured = [r for r in results if "peak_bytes" in r]
    if not measured:
        return ""
    lines = "\n".join(
        f"| {r['job']} | {statistics.median(r['seconds']['ours']):.1f} | {statistics.median(r['seconds']['peer']):.1f} "
        f"| {r['peak_bytes']['ours'] / 2**20:,.0f} | {r['peak_bytes']['peer'] / 2**20:,.0f} |" for r in measured)
    return f"\n| job | ours, s | peer, s | ours, peak MiB | peer, peak MiB |\n|---|---:|---:|---:|---:|\n{lines}\n"


if __name__ == "__main__":
    main()
