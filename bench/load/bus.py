#!/usr/bin/python3
"""The page of a bus measurement, beside its JSON, with the machine that it was made on."""
import json
import os
import re
import sys
from pathlib import Path


def main():
    path = Path(sys.argv[1])
    told = json.loads(path.read_text())
    processor = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())[1]
    lines = [f"# bus, {path.name[:10]}", "",
             f"{processor}, {os.cpu_count()} cores, broker on the same. Rounds of {told['Crops']:,} pictures of {told['PictureBytes']:,} random bytes from "
             f"{told['Publishers']} publishers, who each wait for their confirmation, to one consumer, after a round to warm up; who goes first changes. "
             "ReId: its publisher, its queue and its limits; peer: RabbitMQ.Client with a quorum queue, confirmations and acknowledgement by hand, nothing serialised.", "",
             "| round | ReId, crops/s | RabbitMQ.Client, crops/s | ratio |", "|---:|---:|---:|---:|"]
    for number, (ours, bare) in enumerate(zip(told["Ours"], told["Bare"]), 1):
        lines.append(f"| {number} | {ours:.0f} | {bare:.0f} | {ours / bare:.2f} |")
    lines += ["", f"Median ratio: {told['Ratio']:.2f}."]
    path.with_suffix(".md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
