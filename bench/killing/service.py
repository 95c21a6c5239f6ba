"""The service as processes of its own on a RabbitMQ of its own, and how each of them is killed."""

import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from database import Database

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = ROOT / "artifacts/bin/ReId.Cli/release/reid.dll"
WORKERS = ("worker0", "worker1")


class Hanging(Exception):
    """Something did not happen in time."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    def __init__(self, folder, patience, postgres=False):
        self.folder, self.patience, self.parts, self.explained = folder, patience, {}, False
        self.ports = {name: free_port() for name in ("serve", "ingest", *WORKERS)}
        self.log = open(folder / "log", "a", encoding="utf-8")
        self.database = Database(folder, free_port(), self.log) if postgres else None

    def __enter__(self):
        started = (self.folder / "node/node.env").exists()
        if started:
            self.broker("kill")
        self.broker("again" if started else "start")
        port = dict(line.split("=") for line in (self.folder / "node/node.env").read_text().split())["port"]
        self.environment = os.environ | {"REID_BUS": f"amqp://guest:guest@127.0.0.1:{port}/", "REID_ROOT": str(ROOT)}
        if self.database:
            self.database.start()
            self.environment["REID_DATABASE"] = self.database.address
        # Half of what a round costs is the start of processes.
        self.environment["DOTNET_TieredPGO"] = "0"
        for name in ("serve", *WORKERS):
            self.start(name)
        self.ready()
        return self

    def __exit__(self, *_):
        for part in self.parts.values():
            part.terminate()
        for part in self.parts.values():
            try:
                part.wait(30)
            except subprocess.TimeoutExpired:
                part.kill()
        # What it has stored is stored; an end in order takes it seconds.
        self.broker("kill")
        self.broker("stop")
        if self.database:
            self.database.kill()
        self.log.close()

    def note(self, text):
        self.log.write(f"--- {time.strftime('%H:%M:%S')} {text}\n")
        self.log.flush()

    def broker(self, what):
        # Output to a file: the node keeps what it inherits.
        subprocess.run([ROOT / "build/rabbitmq.sh", what, self.folder / "node"], check=True,
                       stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)

    def start(self, name):
        arguments = ["worker"] if name in WORKERS else ["serve", "--no-keys", "--rate", "1000000", "--data", str(self.folder / "data")]
        self.parts[name] = self.run(name, arguments)

    def run(self, name, arguments, output=None):
        # On a port of its own each: what hangs can be asked.
        return subprocess.Popen(["dotnet", PROGRAM, *arguments, "--urls", f"http://127.0.0.1:{self.ports[name]}"],
                                env=self.environment, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output or self.log, stderr=self.log)

    def kill(self, name):
        self.note(f"kill -9 {name}")
        if name in ("broker", "database"):
            self.broker("kill") if name == "broker" else self.database.kill()
            return
        self.parts[name].send_signal(signal.SIGKILL)
        self.parts[name].wait()

    def again(self, name):
        if name == "broker":
            self.broker("again")
        elif name == "database":
            self.database.start()
        else:
            self.start(name)
        self.note(f"{name} started again")

    def ask(self, path, body=None, name="serve"):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.ports[name]}{path}", None if body is None else json.dumps(body).encode(),
            {} if body is None else {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def ready(self):
        for name in ("serve", *WORKERS):
            self.wait_for(f"{name} to be ready", lambda name=name: self.ask("/readyz", name=name) is not None)

    def wait_for(self, what, condition):
        end = time.monotonic() + self.patience
        while time.monotonic() < end:
            try:
                if condition():
                    return
            except (OSError, urllib.error.URLError, http.client.HTTPException):
                pass
            time.sleep(0.1)
        raise Hanging(f"waited {self.patience} s in vain for {what}")

    def control(self, *command):
        return subprocess.run([ROOT / "build/rabbitmq.sh", "ctl", self.folder / "node", "-q", *command],
                              capture_output=True, text=True, check=False).stdout

    def settled(self):
        """Nothing waits in the lines, nothing is dead, and everybody takes part: a /readyz that lies would be seen here."""
        said = self.control("list_queues", "name", "messages", "consumers", "--no-table-headers")
        rows = {row[0]: (row[1], row[2]) for row in map(str.split, said.splitlines()) if len(row) == 3 and "-crops" in row[0]}
        return rows == {"embed-crops": ("0", str(len(WORKERS))), "embed-crops-dead": ("0", "0"),
                        "index-crops": ("0", "1"), "index-crops-dead": ("0", "0")}

    def doctor(self, more):
        """What `reid doctor` says while the server is down, and whether nothing is wrong."""
        self.parts["serve"].terminate()
        self.parts["serve"].wait(self.patience)
        said = subprocess.run(["dotnet", PROGRAM, "doctor", "--data", str(self.folder / "data")],
                              env=self.environment, capture_output=True, text=True, check=False)
        if more:
            self.start("serve")
            self.ready()
        return {"exit": said.returncode, "said": (said.stdout + said.stderr).strip().splitlines()}

    def explain(self, failure, **more):
        """Everything that is known of a service that hangs; the first account of it stays."""
        if self.explained:
            return
        self.explained, parts = True, [str(failure)]
        for command in (("list_queues", "name", "state", "messages_ready", "messages_unacknowledged", "consumers"),
                        ("list_consumers",), ("list_connections", "client_properties", "state"),
                        ("list_channels", "connection", "consumer_count", "messages_unacknowledged", "prefetch_count", "messages_unconfirmed")):
            parts += [f"== {command[0]}", self.control(*command)]
        for name, port in self.ports.items():
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                    parts += [f"== {name}", answer.read().decode()]
            except urllib.error.HTTPError as answer:
                parts += [f"== {name}", answer.read().decode()]
            except OSError as gone:
                parts += [f"== {name}", str(gone)]
        if shutil.which("dotnet-stack"):
            for name, part in (self.parts | more).items():
                said = subprocess.run(["dotnet-stack", "report", "-p", str(part.pid)], capture_output=True, text=True, check=False)
                parts += [f"== stacks of {name}", said.stdout]
        (self.folder / "failure.txt").write_text("\n".join(parts), encoding="utf-8")
