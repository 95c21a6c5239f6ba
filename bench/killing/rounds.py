"""Which parts die in which round, and what must be true after it."""

import json
import random
import subprocess
import time

from service import WORKERS, Hanging

DOCTOR_EVERY = 20

# rabbitmqctl costs a second of the processor; what is dead stays dead, and what waits in a line is missed already.
QUEUES_EVERY = 5


class Journal:
    """The rounds that are done, one a line; what is noted here is not done again."""

    def __init__(self, path):
        self.path = path
        self.rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    def add(self, row):
        self.rows.append(row)
        with open(self.path, "a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")


def plan(options):
    """Per round what is killed, after how long, and what happens meanwhile; the same for the same seed and numbers."""
    dice = random.Random(options.seed)
    kinds = ["processes"] * options.rounds + ["broker"] * options.broker_rounds + ["database"] * options.database_rounds
    dice.shuffle(kinds)
    return [plan_processes(dice) if kind == "processes" else plan_server(dice, kind) for kind in kinds]


def plan_processes(dice):
    victims = [dice.choice(WORKERS), "serve"]
    dice.shuffle(victims)
    return {"kind": "processes", "kills": [{"who": who, "after": round(dice.uniform(0, 1.2), 3)} for who in victims]}


def plan_server(dice, kind):
    # Another one dies while the broker is away, or shortly after it is back. Without its database a server does not start.
    kills = [{"who": kind, "after": round(dice.uniform(0, 1.2), 3), "away": round(dice.uniform(0, 2), 3)}]
    other = {"who": dice.choice(["serve", *WORKERS]), "after": round(dice.uniform(0, 4), 3)}
    if dice.random() < 0.5 and kind == "broker":
        kills[0]["meanwhile"] = other["who"]
    else:
        kills.append(other)
    return {"kind": kind, "kills": kills}


def play_all(service, journal, plans, pictures, options):
    start = time.monotonic()
    while len(journal.rows) < len(plans) and time.monotonic() - start < options.stop_after:
        number = len(journal.rows)
        try:
            last = number == len(plans) - 1
            row = play(service, number, plans[number], pictures, last) | {"commit": options.commit}
            if row["good"] and not service.database and (number % DOCTOR_EVERY == DOCTOR_EVERY - 1 or last):
                row["doctor"] = service.doctor(more=not last)
                row["good"] = row["doctor"]["exit"] == 0
        except Hanging as failure:
            row = {"round": number, "good": False, "why": str(failure), **plans[number]}
        print(json.dumps(row), flush=True)
        if not row["good"]:
            service.explain(json.dumps(row))
            return False
        journal.add(row)
    return True


def play(service, number, what, pictures, last):
    # An attempt that was broken off left crops of its own.
    camera, start = f"round{number}-{int(time.time())}", time.monotonic()
    service.note(f"round {number}: {camera} {json.dumps(what)}")
    before, wanted = service.ask("/v1/stats")["crops"], len(list(pictures.iterdir()))
    with open(service.folder / "ingest", "w", encoding="utf-8") as output:
        ingest = service.run("ingest", ["ingest", str(pictures), "--detector", "none", "--camera", camera], output)
    try:
        service.wait_for("the first crop", lambda: service.ask("/v1/stats")["crops"] > before)
        killed = [who for kill in what["kills"] for who in execute(service, kill, ingest)]
        try:
            code = ingest.wait(service.patience)
        except subprocess.TimeoutExpired as hanging:
            raise Hanging(f"ingestion did not end within {service.patience} s; killed: {killed}") from hanging
    except Hanging:
        # Only now it is asked what it waits for.
        service.explain("ingestion hangs", ingest=ingest)
        ingest.kill()
        raise
    service.ready()
    if what["kind"] != "processes" or number % QUEUES_EVERY == QUEUES_EVERY - 1 or last:
        service.wait_for("empty lines, no dead letters and everybody at work", service.settled)
    said = (service.folder / "ingest").read_text(encoding="utf-8")
    ids = crops_of(service, camera)
    found = found_of(service, camera, ids)
    good = (code == 0 and f"{wanted} crops sent, {wanted} indexed" in said
            and len(ids) == wanted == len(set(ids)) and all(sorted(some) == sorted(ids) for some in found))
    return {"round": number, "good": good, "kind": what["kind"], "code": code, "sent": wanted, "held": len(ids), "once": len(set(ids)),
            "found": [len(set(some)) for some in found], "killed": killed, "seconds": round(time.monotonic() - start, 1)}


def execute(service, kill, ingest):
    """Kills and starts again; only what dies while crops are on their way counts."""
    time.sleep(kill["after"])
    flowing = ingest.poll() is None
    service.kill(kill["who"])
    killed = [kill["who"]]
    if "away" in kill:
        if other := kill.get("meanwhile"):
            service.kill(other)
            service.again(other)
            killed.append(other)
        time.sleep(kill["away"])
    service.again(kill["who"])
    return killed if flowing else [f"{who} (after the last crop)" for who in killed]


def crops_of(service, camera):
    """The tracklets (each picture is one) of a camera's crops, as the database lists them."""
    ids, cursor = [], ""
    while cursor is not None:
        page = service.ask(f"/v1/crops?camera={camera}&limit=500" + (f"&cursor={cursor}" if cursor else ""))
        ids += [(crop["trackletId"], crop["cropId"]) for crop in page["items"]]
        cursor = page["next"]
    return ids


def found_of(service, camera, ids):
    """The crops that searches by the first and by the last one find in the index; each leaves itself out."""
    answers = []
    for own in (ids[:1] + ids[-1:]):
        answer = service.ask("/v1/search", {"cropId": own[1], "cameras": [camera], "k": 1000, "exact": True})
        answers.append([own] + [(item["crop"]["trackletId"], item["crop"]["cropId"]) for item in answer["items"]])
    return answers
