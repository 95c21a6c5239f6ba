"""A PostgreSQL of its own, on loopback, for a gallery whose rows are in one."""

import os
import pathlib
import shutil
import subprocess

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
PASSWORD = "only-for-tests"


class Database:
    def __init__(self, folder, port, log):
        self.cluster, self.port, self.log = folder / "cluster", port, log
        self.address = f"Host=127.0.0.1;Port={port};Username=postgres;Password={PASSWORD};Database=reid"
        if not (PROGRAMS / "pg_ctl").exists():
            raise SystemExit("PostgreSQL (Debian's postgresql-15) is not installed")
        # The server refuses to run as root; its own user must be let through to its files.
        self.user = ["/sbin/runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        folder.chmod(folder.stat().st_mode | 0o011)

    def start(self):
        new = not self.cluster.exists()
        if new:
            self.cluster.mkdir(mode=0o700)
            word = self.cluster.parent / "password"
            word.write_text(PASSWORD)
            if self.user:
                shutil.chown(self.cluster, "postgres")
                shutil.chown(word, "postgres")
            self.run("initdb", "-D", self.cluster, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", word, "-E", "UTF8", "--locale", "C", "--no-sync")
        elif (self.cluster / "postmaster.pid").exists():
            self.kill()
        # A process that is killed loses nothing that it wrote; what a machine loses without fsync is not what dies here.
        self.run("pg_ctl", "-D", self.cluster, "-w", "-l", self.cluster / "log", "-o",
                 f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off", "start")
        if new:
            self.run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "reid")

    def kill(self):
        """All of its processes at once, without a checkpoint: the next start recovers from its log."""
        self.run("pg_ctl", "-D", self.cluster, "-m", "immediate", "-w", "stop")

    def run(self, program, *arguments):
        subprocess.run([*self.user, PROGRAMS / program, *arguments], check=True, cwd="/", env=os.environ | {"PGPASSWORD": PASSWORD},
                       stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
