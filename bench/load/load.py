#!/usr/bin/python3
"""Searches of a large gallery over HTTP while embedded crops arrive over RabbitMQ.

  bench/run load                              1,000,000 x 512, 1 to 32 clients, 30 s each, 50 crops/s arriving
  bench/run load --rows 100000 --seconds 10   smaller
  bench/run load --soak 20                    then 16 clients for 20 minutes, for the memory

The gallery is made once and kept in --work (some 4 kB a crop); the server is a process of its own, as `reid serve --bus`.
"""
import argparse
import datetime
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BENCH = ["dotnet", str(ROOT / "artifacts/bin/ReId.Benchmarks/release/ReId.Benchmarks.dll")]
REID = ["dotnet", str(ROOT / "artifacts/bin/ReId.Cli/release/reid.dll")]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def memory(pid):
    text = Path(f"/proc/{pid}/status").read_text()
    return {name: int(re.search(rf"{key}:\s+(\d+)", text)[1]) // 1024 for name, key in (("resident", "VmRSS"), ("anonymous", "RssAnon"))}


class Watcher(threading.Thread):
    """The memory of the server, each second."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.samples = pid, []

    def run(self):
        while True:
            try:
                self.samples.append(memory(self.pid))
            except (OSError, TypeError):
                return
            time.sleep(1)


def ask(url):
    with urllib.request.urlopen(url, timeout=60) as answer:
        return json.loads(answer.read())


def wait_ready(url, server):
    for _ in range(1200):
        if server.poll() is not None:
            sys.exit(f"load: the server ended with {server.returncode}")
        try:
            with urllib.request.urlopen(url + "/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.5)
    sys.exit("load: the server was not ready within ten minutes")


def settled(url, wanted):
    """Crops of the gallery once those that arrived are in it, or after a minute."""
    for _ in range(60):
        if (crops := ask(url + "/v1/stats")["crops"]) >= wanted:
            break
        time.sleep(1)
    return crops


def measured(*words):
    done = subprocess.run([*BENCH, *map(str, words)], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"load: {' '.join(map(str, words))} ended with {done.returncode}")
    return json.loads(done.stdout)


def page(results):
    machine = results["machine"]
    lines = [f"# load, {results['day']}", "",
             f"{machine['processor']}, {machine['cores']} cores, load {machine['load_before']:.1f} before the run. {results['crops']['begun']:,} × 512 in one gallery, "
             f"searched over HTTP by vector, top 10; every client asks again as soon as it has its answer; {results['arrivals']}. Clients, broker and server share the cores.", "",
             "| clients | searches/s | p50 ms | p95 ms | p99 ms | failures | crops sent |", "|---:|---:|---:|---:|---:|---:|---:|"]
    for line in results["levels"]:
        lines.append(f"| {line['clients']} | {line['perSecond']:.0f} | {line['p50']:.1f} | {line['p95']:.1f} | {line['p99']:.1f} | {line['failures']} | {line['arrived']} |")
    best = max(results["levels"], key=lambda line: line["perSecond"])
    lines += ["", f"Saturation: {best['perSecond']:.0f} searches/s at {best['clients']} clients; beyond it only the waiting grows.",
              f"Recall of the ten nearest against `exact`, asked under load: {results['recall']['recall']:.4f} over {results['recall']['queries']} queries.",
              f"{results['crops']['arrived']:,} crops were sent meanwhile; at the end the gallery held {results['crops']['ended']:,}.",
              f"Memory of the server: {results['memory']['anonymous_peak']} MiB of its own at most, {results['memory']['resident_peak']} MiB with the mapped files."]
    if results.get("soak"):
        soak = results["soak"]
        lines += [f"Soak, {soak['minutes']} minutes at 16 clients: {soak['perSecond']:.0f} searches/s, p99 {soak['p99']:.1f} ms, {soak['failures']} failures; "
                  f"memory of its own {soak['first_quarter']} MiB in the first quarter, {soak['last_quarter']} MiB in the last (medians)."]
    return "\n".join(lines) + "\n"


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--rows", type=int, default=1_000_000)
    words.add_argument("--clients", type=int, nargs="+", default=[1, 2, 4, 8, 16, 32])
    words.add_argument("--seconds", type=float, default=30)
    words.add_argument("--soak", type=float, default=0, help="minutes")
    words.add_argument("--work", type=Path, default=ROOT / "artifacts/load", help="where the gallery is kept")
    words.add_argument("--out", type=Path, default=ROOT / "bench/results")
    asked = words.parse_args()
    data, broker = asked.work / f"gallery-{asked.rows}", asked.work / "broker"
    asked.work.mkdir(parents=True, exist_ok=True)
    processor = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())[1]
    machine = {"processor": processor, "cores": os.cpu_count(), "load_before": os.getloadavg()[0]}
    start = time.perf_counter()
    subprocess.run([*BENCH, "load-gallery", str(asked.rows), str(data)], check=True)
    made = time.perf_counter() - start
    shutil.rmtree(broker, ignore_errors=True)
    bus = subprocess.run([str(ROOT / "build/rabbitmq.sh"), "start", str(broker)], stdout=subprocess.PIPE, text=True, check=True).stdout.split()[-1]
    url = f"http://127.0.0.1:{free_port()}"
    server = subprocess.Popen([*REID, "serve", "--data", str(data), "--no-keys", "--rate", "100000000", "--bus", bus, "--urls", url, "--cluster-at", "off"])
    try:
        start = time.perf_counter()
        wait_ready(url, server)
        ready = time.perf_counter() - start
        watcher = Watcher(server.pid)
        watcher.start()
        begun = ask(url + "/v1/stats")["crops"]
        # While others search and crops arrive.
        beside = subprocess.Popen([*BENCH, "load", url, str(asked.rows), "2", "60", bus], stdout=subprocess.PIPE, text=True)
        recall = measured("load-recall", url, asked.rows, 200)
        arrived = json.loads(beside.communicate()[0])["arrived"]
        levels = []
        for clients in asked.clients:
            levels.append(measured("load", url, asked.rows, clients, asked.seconds, bus))
            arrived += levels[-1]["arrived"]
            print(levels[-1], flush=True)
        soak = None
        if asked.soak:
            watcher.samples.clear()
            soak = measured("load", url, asked.rows, 16, asked.soak * 60, bus) | {"minutes": asked.soak}
            arrived += soak["arrived"]
            own = [one["anonymous"] for one in watcher.samples]
            quarter = max(1, len(own) // 4)
            soak |= {"first_quarter": sorted(own[:quarter])[quarter // 2], "last_quarter": sorted(own[-quarter:])[quarter // 2]}
        ended = settled(url, begun + arrived)
        results = {
            "crops": {"begun": begun, "arrived": arrived, "ended": ended},
            "day": datetime.date.today().isoformat(), "machine": machine, "rows": asked.rows, "made_s": made, "ready_s": ready,
            "arrivals": "50 embedded crops/s arrive over RabbitMQ meanwhile", "recall": recall, "levels": levels, "soak": soak,
            "models": ask(url + "/v1/models")["items"],
            "memory": {f"{kind}_peak": max(one[kind] for one in watcher.samples) for kind in ("resident", "anonymous")},
        }
    finally:
        server.terminate()
        server.wait()
        subprocess.run([str(ROOT / "build/rabbitmq.sh"), "stop", str(broker)], check=False)
    stem = asked.out / f"{results['day']}-load"
    stem.with_suffix(".json").write_text(json.dumps(results, indent=2) + "\n")
    stem.with_suffix(".md").write_text(page(results))
    print(f"written: {stem}.json and .md")


if __name__ == "__main__":
    main()
