#!/usr/bin/python3
"""Runs our side and the peers' in alternating rounds on the same work and writes medians and their ratios."""
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

    def __init__(self, command, **environment):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment})

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


OURS = "ReId"
FAISS = {"faiss": "python3-faiss"}
EMBEDDING = {
    "libtorch": "ReId, engine torch", "torch": "python3-torch eager", "opencv": "OpenCV dnn", "node": "onnxruntime-node",
}


class Job:
    """One line of a result: what each side is told to prepare, and how much work a round is."""

    def __init__(self, title, unit, amount, ours, peers):
        self.title, self.unit, self.amount, self.ours, self.peers = title, unit, amount, ours, peers


def embedding_jobs(folder, options):
    for name in options.only or run_ours("backbones").split():
        file = f"{folder}/{name}"
        run_ours("export", name, file)
        for batch in (1, 32) if options.quick else (1, 8, 32):
            images = max(batch, 8 if options.quick else 32)
            line = f"{{}} {{}} {file} {batch} {images} {options.threads}"
            peers = {
                "libtorch": line.format("embed", "torch"), "torch": line.format("embed", "-"),
                "opencv": line.format("opencv", "-"), "node": line.format("embed", "-"),
            }
            yield Job(f"{name}, batch {batch}", "images/s", images, line.format("embed", "onnx"), peers)
        for suffix in (".onnx", ".safetensors", ".json"):
            os.remove(file + suffix)


def pipeline_jobs(folder, options):
    """The whole way against the forward alone, both ours: a ratio of 0.8 is 1.25 times the time."""
    for name in options.only or ("osnet_x0_25", "osnet_x1_0", "resnet50"):
        file = f"{folder}/{name}"
        run_ours("export", name, file)
        for batch in (1, 32):
            images = batch * (2 if options.quick else 8) if batch > 1 else 16
            line = f"{{}} onnx {file} {batch} {images} {options.threads}"
            yield Job(f"{name}, batch {batch}", "images/s", images, line.format("pipeline"), {"forward": line.format("embed")})


def search_jobs(folder, options):
    vectors = write_vectors(folder)
    for rows in (1_000, 10_000, 100_000):
        for per_call in (1, 16, 64):
            calls = max(1, min(64, 2_000_000 // rows // per_call) // (4 if options.quick else 1))
            calls = max(1, min(calls, rows // per_call))
            line = f"flat {vectors} {rows} 512 {per_call} {calls} {options.threads}"
            yield Job(f"flat, {rows:,} × 512, {per_call} queries a call", "queries/s", per_call * calls, line, {"faiss": line})


def build_jobs(folder, options):
    vectors = write_vectors(folder)
    rows = 2_000 if options.quick else 5_000
    for description in ("HNSW16", "HNSW32", "IVF64,Flat"):
        line = f"build {vectors} {rows} 512 {description} {options.threads}"
        yield Job(f"{description} of {rows:,} × 512", "vectors/s", rows, line, {"faiss": line})


WORK = {
    "embedding": (embedding_jobs, EMBEDDING),
    "pipeline": (pipeline_jobs, {"forward": "the forward alone"}),
    "search": (search_jobs, FAISS),
    "build": (build_jobs, FAISS),
}
OUR_PROGRAM = ["dotnet", str(ROOT / "artifacts/bin/ReId.Benchmarks/release/ReId.Benchmarks.dll")]


def run_ours(*arguments):
    return subprocess.run([*OUR_PROGRAM, *arguments], check=True, capture_output=True, text=True).stdout


def start(peer):
    """The process that plays a peer; None where the machine lacks it."""
    if peer in ("libtorch", "forward"):
        return Side([*OUR_PROGRAM, "rounds"])
    if peer == "node":
        modules = ROOT / "artifacts/bench-node/node_modules"
        return Side(["node", str(HERE / "node/rounds.js")], NODE_PATH=str(modules)) if modules.exists() else None
    return Side([sys.executable, str(HERE / "rounds.py")])


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


def measure(sides, job, rounds):
    """Seconds of each round by side; a side that cannot do this job is left out and its reason printed."""
    lines = {OURS: job.ours, **job.peers}
    facts, able = {}, {}
    for name, side in sides.items():
        reply = side.ask(f"prepare {lines[name]}")
        if "unable" in reply:
            print(f"  {name} cannot do {job.title}: {reply['unable']}", file=sys.stderr, flush=True)
        else:
            facts[name], able[name] = reply["ready"], side
    checks = set()
    for side in able.values():  # warm-up: caches, thread pools, the JIT
        checks.add(side.ask("go").get("check"))
        side.ask("go")
    times = {name: [] for name in able}
    order = list(able)
    for _ in range(rounds):
        for name in order:
            times[name].append(able[name].ask("go")["seconds"])
        # Who goes first changes, so that a machine that slows down or speeds up favours nobody.
        order = order[1:] + order[:1] if len(order) > 2 else order[::-1]
    return facts, times, len(checks) == 1


def cpu():
    for line in subprocess.run(["lscpu"], capture_output=True, text=True).stdout.splitlines():
        if line.startswith("Model name:"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=list(WORK))
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--quick", action="store_true", help="less work a round, 3 rounds")
    parser.add_argument("--only", action="append", metavar="BACKBONE", help="only this backbone (may be repeated)")
    parser.add_argument("--out", default=str(ROOT / "bench" / "results"))
    options = parser.parse_args()
    options.rounds = options.rounds or (3 if options.quick else 7)

    make_jobs, peers = WORK[options.what]
    sides = {OURS: Side([*OUR_PROGRAM, "rounds"]), **{name: start(name) for name in peers}}
    for name in [name for name, side in sides.items() if side is None]:
        print(f"  {peers[name]} is not installed here and is left out", file=sys.stderr)
        del sides[name]
    results, facts = [], {}
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="reid-bench-") as folder:
        for job in make_jobs(folder, options):
            said, times, agree = measure(sides, job, options.rounds)
            facts.update(said)
            rates = {name: job.amount / statistics.median(t) for name, t in times.items()}
            # The median of the ratios within a round stands up to noise that lasts longer than a round.
            ratios = {name: statistics.median(p / o for o, p in zip(times[OURS], t)) for name, t in times.items() if name != OURS}
            results.append({
                "job": job.title, "unit": job.unit, "ours": rates[OURS], "peers": {
                    name: {"value": rates[name], "ratio": ratio} for name, ratio in ratios.items()},
                "answers_agree": agree, "seconds": times,
            })
            print(f"{job.title:34} ours {rates[OURS]:9.1f} {job.unit:10}" + "".join(
                f"  {name} {rates[name]:9.1f} ({ratio:5.2f})" for name, ratio in ratios.items())
                + ("" if agree else "  THE ANSWERS DIFFER"), flush=True)
    for side in sides.values():
        side.close()
    save(options, results, facts, load, peers)
    if not all(r["answers_agree"] for r in results):
        sys.exit("bench: the sides found different things, so their times say nothing")


def save(options, results, facts, load, peers):
    machine = {
        "cpu": cpu(), "cores": os.cpu_count(), "load_before": load, "system": platform.platform(), "versions": facts,
    }
    protocol = {
        "rounds": options.rounds, "warm_up_rounds": 2, "threads": options.threads, "seed": SEED,
        "order": "every side once a round, the first changes from round to round", "value": "amount / median seconds",
        "ratio": "median over rounds of peer seconds / our seconds",
    }
    day = datetime.date.today().isoformat()
    target = Path(options.out) / f"{day}-{options.what}"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.with_suffix(".json").write_text(json.dumps(
        {"machine": machine, "protocol": protocol, "results": results}, indent=2) + "\n")
    present = [name for name in peers if name in facts]
    cell = lambda r, name: f"{r['peers'][name]['value']:,.1f} | {r['peers'][name]['ratio']:.2f}" if name in r["peers"] else "– | –"
    rows = "\n".join(
        f"| {r['job']} | {r['unit']} | {r['ours']:,.1f} | " + " | ".join(cell(r, name) for name in present) + " |" for r in results)
    heads = " | ".join(f"{peers[name]} | ratio" for name in present)
    versions = "  \n".join(f"{peers.get(name, OURS)}: {text}." for name, text in facts.items())
    target.with_suffix(".md").write_text(
        f"# {options.what}, {day}\n\n"
        f"{machine['cpu']}, {machine['cores']} cores, load {load:.1f} before the run; {options.threads} threads a side; "
        f"{options.rounds} alternating rounds after 2 to warm up; medians; seed {SEED}.\n\n"
        f"{versions}\n\n"
        f"| job | unit | ours | {heads} |\n|---|---|---:|{'---:|---:|' * len(present)}\n{rows}\n")
    print(f"written: {target}.json and .md")


if __name__ == "__main__":
    main()
