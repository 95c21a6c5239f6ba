"""Crops a second over a real RabbitMQ: our bus, the whole way into a gallery, and a bare client with the same guarantees."""
import argparse
import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(os.environ["REID_ROOT"])
sys.path.insert(0, str(ROOT / "bench/peers"))
from report import cpu  # noqa: E402

BARE = "bare client"


def main():
    parser = argparse.ArgumentParser(prog="bench/run bus", description=__doc__)
    parser.add_argument("--crops", type=int, default=5000, help="crops of a round")
    parser.add_argument("--rounds", type=int, default=5, help="rounds after one to warm up")
    parser.add_argument("--out", default=str(ROOT / "bench/results"))
    options = parser.parse_args()
    script, load = str(ROOT / "build/rabbitmq.sh"), os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="reid-bus-") as folder:
        node = f"{folder}/node"
        try:
            address = subprocess.run([script, "start", node], check=True, capture_output=True, text=True).stdout.strip()
            measured = json.loads(subprocess.run(
                ["dotnet", str(ROOT / "artifacts/bin/ReId.Benchmarks/release/ReId.Benchmarks.dll"), "bus", address,
                 str(options.crops), str(options.rounds)],
                check=True, capture_output=True, text=True).stdout.splitlines()[-1])
        finally:
            subprocess.run([script, "stop", node], check=False, stdout=subprocess.DEVNULL)
    save(options, measured, load)


def save(options, measured, load):
    seconds = measured["seconds"]
    rows = []
    for name, times in seconds.items():
        crops = measured["crops"]
        ratio = statistics.median((bare / crops[BARE]) / (ours / crops[name]) for bare, ours in zip(seconds[BARE], times))
        rows.append((name, crops[name] / statistics.median(times), ratio))
    day = datetime.date.today().isoformat()
    target = Path(options.out) / f"{day}-bus"
    target.with_suffix(".json").write_text(json.dumps(
        {"cpu": cpu(), "cores": os.cpu_count(), "load_before": load, **measured,
         "ratios": {name: ratio for name, _, ratio in rows}}, indent=2) + "\n")
    lines = "\n".join(f"| {name} | {rate:,.0f} | {ratio:.2f} |" for name, rate, ratio in rows)
    target.with_suffix(".md").write_text(
        f"# bus, {day}\n\n{cpu()}, {os.cpu_count()} cores, load {load:.1f} before the run. RabbitMQ of Debian, one node, on the "
        f"same machine. {measured['crops'][BARE]} crops of {measured['pictureBytes']} bytes a round (the whole way: {measured['crops']['whole way']}), {measured['window']} unconfirmed at a "
        f"time; {measured['rounds']} rounds after one to warm up, the first side changes from round to round; medians. Ratio: median "
        "over rounds of the bare client's seconds a crop by these.\n\n| | crops/s | ratio |\n|---|---:|---:|\n" + lines + "\n\n"
        "All sides: quorum queues with the program's limits, persistent messages, publisher confirms, acknowledgement by hand. "
        "*our bus*: one line, a consumer that does nothing. *whole way*: two lines, decoding, the colour descriptor, SQLite with "
        "synchronous=FULL and a file for each picture.\n")
    print(target.with_suffix(".md").read_text())


if __name__ == "__main__":
    main()
