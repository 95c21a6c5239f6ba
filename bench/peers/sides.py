"""The processes that are compared: ours and the peers', each speaking the line protocol."""
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OUR_PROGRAM = ["dotnet", str(ROOT / "artifacts/bin/ReId.Benchmarks/release/ReId.Benchmarks.dll")]


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

    def peak_memory(self):
        """The most resident memory so far, bytes."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return 1024 * int(line.split()[1])
        return 0

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def run_ours(*arguments):
    return subprocess.run([*OUR_PROGRAM, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


def start(peer):
    """The process that plays a peer; None where the machine lacks it."""
    if peer in ("libtorch", "forward"):
        return Side([*OUR_PROGRAM, "rounds"])
    if peer == "node":
        modules = ROOT / "artifacts/bench-node/node_modules"
        return Side(["node", str(HERE / "node/rounds.js")], NODE_PATH=str(modules)) if modules.exists() else None
    return Side([sys.executable, str(HERE / "rounds.py")])
