"""What is committed of a run: every round as JSON, and a page that says what they say together."""

import collections
import datetime
import json
import os
import platform
import statistics
import subprocess

from service import ROOT


def commit():
    asked = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "unknown"


def write(target, rows, options):
    rabbit = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "rabbitmq-server"], capture_output=True, text=True, check=False).stdout
    data = {
        "what": "kill -9 at random moments while crops flow (bench/chaos)",
        "date": datetime.date.today().isoformat(), "rabbitmq": rabbit, "cores": os.cpu_count(),
        "machine": platform.platform(), "seed": options.seed, "postgres": options.postgres,
        "wanted": {"processes": options.rounds, "broker": options.broker_rounds, "database": options.database_rounds},
        "rounds": rows,
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    for ending, text in ((".json", as_json(data)), (".md", page(data))):
        aside = target.with_name(target.name + ending + ".part")
        aside.write_text(text, encoding="utf-8")
        aside.rename(target.with_name(target.name + ending))


def as_json(data):
    rows = ",\n".join("    " + json.dumps(row) for row in data["rounds"])
    head = json.dumps({key: value for key, value in data.items() if key != "rounds"}, indent=2)
    return head[:-2] + ',\n  "rounds": [\n' + rows + "\n  ]\n}\n"


def page(data):
    rows = data["rounds"]
    commits = ", ".join(f"{name} ({count} rounds)" for name, count in collections.Counter(row["commit"] for row in rows).items())
    lines = [
        f"# kill -9, {data['date']}", "",
        f"`bench/chaos DIR --seed {data['seed']}`, commit {commits}, RabbitMQ {data['rabbitmq']} (one node), {data['cores']} cores, two workers, "
        "one server, one ingestion a round; the model is `colour`" + ("; rows in PostgreSQL." if data["postgres"] else "."), "",
        "| rounds | wanted | done | good | crops acknowledged | held and found exactly once | seconds a round (median, longest) |",
        "|---|---|---|---|---|---|---|",
    ]
    for kind, name in (("processes", "a worker and the server are killed"), ("broker", "the broker is killed, and another one about then"),
                       ("database", "PostgreSQL is killed, and another one shortly after")):
        if not data["wanted"][kind]:
            continue
        some = [row for row in rows if row["kind"] == kind]
        seconds = [row["seconds"] for row in some] or [0]
        once = sum(row["once"] for row in some if row["held"] == row["once"] and set(row["found"]) == {row["once"]})
        lines.append(f"| {name} | {data['wanted'][kind]} | {len(some)} | {sum(row['good'] for row in some)} | {sum(row['sent'] for row in some)} "
                     f"| {once} | {statistics.median(seconds):.1f}, {max(seconds)} |")
    kills = collections.Counter(who.rstrip("01") if who.startswith("worker") else who for row in rows for who in row["killed"])
    flowing = {who: count for who, count in kills.items() if "(" not in who}
    late = sum(count for who, count in kills.items() if "(" in who)
    doctors = [row["doctor"] for row in rows if "doctor" in row]
    missing = sum(data["wanted"].values()) - len(rows)
    if missing:
        lines += ["", f"**Not finished**: {missing} of {sum(data['wanted'].values())} rounds are missing; no round that was begun and ended was bad."
                  if all(row["good"] for row in rows) else f"**Not finished**: {missing} rounds are missing."]
    lines += ["", "Killed while crops were on their way: " + ", ".join(f"{who} {count}" for who, count in sorted(flowing.items()))
              + f"; {late} more died when the round's last crop was in already.", "",
              f"`reid doctor` looked {len(doctors)} times and found something wrong {sum(doctor['exit'] != 0 for doctor in doctors)} times."
              + (f" Its last words: *{'; '.join(doctors[-1]['said'])}*." if doctors else ""), ""]
    return "\n".join(lines)
