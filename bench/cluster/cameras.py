#!/usr/bin/python3
"""The whole way on six cameras: ingest, cluster, and compare with who was really there.

  bench/run cameras                      MultiviewX's frames, by detector and by weights
  bench/run cameras --picture sheet.jpg  also a contact sheet of the identities that were found

Each of the six cameras is ingested as its own source; `reid cluster --data` finds identities with its defaults. A crop's
true person is the annotated box of its frame that it overlaps most (IoU at least 0.5); crops of nobody annotated are
counted and left out of the scores. A tracklet that no identity holds counts as a cluster of its own.
"""
import argparse
import collections
import datetime
import json
import math
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import cv2
import numpy

ROOT = Path(__file__).resolve().parent.parent.parent
REID = ["dotnet", ROOT / "artifacts/bin/ReId.Cli/release/reid.dll"]
CAMERAS = [f"C{i}" for i in range(1, 7)]
FPS = 2
START = datetime.datetime(2026, 11, 26, 20)
# Words for `reid cluster --data` by what the line is called; the first is what it does by itself.
SETTINGS = {"default (eps 0.7)": [], "eps 0.5": ["--eps", 0.5], "eps 0.6": ["--eps", 0.6], "eps 0.8": ["--eps", 0.8], "cameras centred": ["--centre-cameras"]}
DEFAULT = next(iter(SETTINGS))
KEYS = ["ari", "nmi", "bcubedP", "bcubedR", "bcubedF", "pairwiseF"]


def reid(*words):
    done = subprocess.run([str(word) for word in (*REID, *words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"cameras: reid {words[0]} ended with {done.returncode}: {done.stderr[-1000:]}")
    return done.stdout


def truth(folder):
    """(camera, frame from 0) -> [(person, box)], boxes around the eight projected corners, inside the picture."""
    people = collections.defaultdict(list)
    for camera in CAMERAS:
        for line in (folder / f"matchings/Camera{camera[1:]}.txt").read_text().splitlines():
            words = line.split()
            corners = numpy.array([float(word) for word in words[2:18]]).reshape(8, 2)
            low, high = corners.min(0).clip(0), numpy.minimum(corners.max(0), [1920, 1080])
            if (high - low).min() >= 8:
                people[camera, int(words[0]) - 1].append((words[1], (*low, *high)))
    return people


def overlap(a, b):
    inner = max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))
    return inner / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - inner)


def ingest(folder, shared, data, detector, weights, people):
    words = ["--detector", detector]
    if detector == "boxes":
        boxes = [{"frame": frame + 1, "camera": camera, "box": [round(box[0]), round(box[1]), round(box[2] - box[0]), round(box[3] - box[1])]}
                 for (camera, frame), seen in people.items() for _, box in seen]
        (folder / "boxes.json").write_text(json.dumps(boxes))
        words += ["--boxes", folder / "boxes.json"]
    elif detector != "hog":
        words += ["--detector-weights", next((shared / "weights/detector").glob(f"*{detector}*.onnx"))]
    sources = [shared / "multiviewx/Image_subsets" / camera for camera in CAMERAS]
    reid("ingest", *sources, "--data", data, "--weights", weights, "--folder-fps", FPS, "--fps", FPS,
         "--start", START.strftime("%Y-%m-%dT%H:%M:%SZ"), "--crops-per-tracklet", 10, "--motion-gate", "off", *words)


def crops(data, people):
    """Every crop: camera, tracklet, identity or None, true person or None, picture."""
    found = []
    with sqlite3.connect(f"file:{data}/gallery.db?mode=ro", uri=True) as database:
        for camera, tracklet, at, x, y, w, h, key, identity in database.execute(
                "select cameras.name, tracklet_id, captured_at, box_x, box_y, box_width, box_height, blob_key, identity_id "
                "from crops join cameras on cameras.id = camera_id left join assignments on assignments.crop_id = crops.id order by captured_at, crops.id"):
            frame = round((datetime.datetime.fromisoformat(at[:26]) - START).total_seconds() * FPS)
            ranked = sorted(((overlap((x, y, x + w, y + h), box), person) for person, box in people[camera, frame]), reverse=True)
            person = ranked[0][1] if ranked and ranked[0][0] >= 0.5 else None
            found.append((camera, tracklet, identity, person, data / "blobs" / key))
    return found


def scores(pairs):
    """Of (true, found) labels, by plain counting."""
    table = collections.Counter(pairs)
    a, b, n = collections.Counter(), collections.Counter(), len(pairs)
    for (true, found), count in table.items():
        a[true] += count
        b[found] += count
    choose = lambda counts: sum(count * (count - 1) / 2 for count in counts)
    same, rows, columns, every = choose(table.values()), choose(a.values()), choose(b.values()), n * (n - 1) / 2
    expected = rows * columns / every
    entropy = lambda counts: -sum(count / n * math.log(count / n) for count in counts)
    mutual = sum(count / n * math.log(count * n / (a[true] * b[found])) for (true, found), count in table.items())
    precision = sum(count ** 2 / b[found] for (_, found), count in table.items()) / n
    recall = sum(count ** 2 / a[true] for (true, _), count in table.items()) / n
    return {
        "ari": (same - expected) / ((rows + columns) / 2 - expected),
        "nmi": mutual / ((entropy(a.values()) + entropy(b.values())) / 2),
        "bcubedP": precision, "bcubedR": recall, "bcubedF": 2 * precision * recall / (precision + recall),
        "pairwiseF": 2 * same / (rows + columns),
    }


def measure(folder, shared, detector, weights, people):
    data = folder / "gallery"
    shutil.rmtree(data, ignore_errors=True)
    ingest(folder, shared, data, detector, weights, people)
    for setting, more in SETTINGS.items():
        copy = folder / setting
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(data, copy)
        reid("cluster", "--data", copy, *more, "--json", folder / "run.json")
        report = json.loads((folder / "run.json").read_text())["report"]
        seen = crops(copy, people)
        labelled = [(person, identity or tracklet) for _, tracklet, identity, person, _ in seen if person]
        tracks = collections.defaultdict(collections.Counter)
        for _, tracklet, _, person, _ in seen:
            if person:
                tracks[tracklet][person] += 1
        line = {
            "detector": detector, "weights": Path(str(weights)).stem, "setting": setting, "crops": len(seen), "tracklets": len({one[1] for one in seen}),
            "labelled": len(labelled), "people": len({person for person, _ in labelled}), "clusters": report["clusters"], "singletons": report["singletons"],
            "tracklet_purity": sum(max(one.values()) for one in tracks.values()) / len(labelled),
            "ceiling": scores([(person, tracks[tracklet].most_common(1)[0][0]) for _, tracklet, _, person, _ in seen if person])["bcubedF"],
            "silhouette": report["silhouette"], "seconds": report["seconds"], **scores(labelled),
        }
        print("  ".join(f"{key} {value if isinstance(value, (str, int)) else round(value, 3)}" for key, value in line.items()), flush=True)
        yield line


def sheet(data, people, target, rows=18, columns=14):
    """A row for each identity: green frames where a crop shows whom most of the row shows, red elsewhere, grey unknown."""
    seen = collections.defaultdict(list)
    for camera, tracklet, identity, person, picture in crops(data, people):
        if identity:
            seen[identity].append((camera, person, picture))
    width, height, rim = 64, 128, 4
    lines = []
    for members in sorted(seen.values(), key=len, reverse=True)[:rows]:
        most = collections.Counter(person for _, person, _ in members if person).most_common(1)
        cells = []
        step = max(1, math.ceil(len(members) / columns))
        for camera, person, picture in sorted(members)[::step][:columns]:
            cell = numpy.full((height + 2 * rim + 14, width + 2 * rim, 3), 255, numpy.uint8)
            colour = (160, 160, 160) if not person else (60, 170, 60) if person == most[0][0] else (50, 50, 220)
            cv2.rectangle(cell, (0, 0), (width + 2 * rim - 1, height + 2 * rim - 1), colour, -1)
            cell[rim:rim + height, rim:rim + width] = cv2.resize(cv2.imread(str(picture)), (width, height), interpolation=cv2.INTER_AREA)
            cv2.putText(cell, camera, (rim, height + 2 * rim + 11), cv2.FONT_HERSHEY_SIMPLEX, 0.38, (60, 60, 60), 1, cv2.LINE_AA)
            cells.append(cell)
        cells += [numpy.full_like(cells[0], 255)] * (columns - len(cells))
        lines.append(numpy.hstack(cells))
    cv2.imwrite(str(target), numpy.vstack(lines))


def page(results, machine):
    day = datetime.date.today().isoformat()
    lines = [
        f"# cameras, {day}", "",
        f"Six cameras of MultiviewX (60 frames of 1080p, 2 frames/s): `reid ingest`, then `reid cluster --data`. {machine['cpu']}, {machine['cores']} cores, "
        f"load {machine['load_before']:.1f} before the run (`nice -n 19`, a shared machine): seconds are no measure of speed.", "",
        "The default is that of `reid cluster --data` and of the night; the other lines show what else would have given on this set. None was chosen by it.", "",
        "| detector | weights | setting | crops (labelled) | tracklets | people | identities | alone | ARI | NMI | BCubed P | R | F | pairwise F |",
        "|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"]
    for r in results:
        bold = "**" if r["setting"] == DEFAULT else ""
        lines.append(
            f"| {r['detector']} | {r['weights']} | {bold}{r['setting']}{bold} | {r['crops']} ({r['labelled']}) | {r['tracklets']} | {r['people']} | {r['clusters']} | {r['singletons']} | "
            + " | ".join(f"{r[key]:.3f}" for key in KEYS) + " |")
    lines += ["", "Purity of tracklets before any clustering (share of labelled crops that show whom most of their tracklet shows), and the BCubed F that a perfect clustering of these tracklets would reach:", "",
              "| detector | weights | purity | ceiling |", "|---|---|---:|---:|"]
    lines += [f"| {r['detector']} | {r['weights']} | {r['tracklet_purity']:.3f} | {r['ceiling']:.3f} |" for r in results if r["setting"] == DEFAULT]
    lines += ["", "*Alone*: tracklets that no identity holds; each counts as a cluster of its own. Some of the set's 29 people share one 3-D model, so nothing that looks at pictures alone can tell all of them apart. The contact sheet (`--picture`) shows the set's own pictures and is not kept here."]
    return day, "\n".join(lines) + "\n"


def cpu():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.processor()


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--shared", type=Path, default=ROOT.parent / "shared/data", help="folder of data sets and weights")
    words.add_argument("--detector", action="append", help="boxes (the true ones), yolox, nanodet or hog; default boxes and yolox")
    words.add_argument("--picture", type=Path, help="contact sheet of what the first line found")
    words.add_argument("--out", type=Path, default=ROOT / "bench/results", help="where the results are written")
    asked = words.parse_args()
    machine = {"cpu": cpu(), "cores": os.cpu_count(), "load_before": os.getloadavg()[0]}
    shared = asked.shared.resolve()
    people = truth(shared / "multiviewx")
    with tempfile.TemporaryDirectory() as name:
        folder, results = Path(name), []
        msmt17 = folder / "osnet_x0_25_msmt17.safetensors"
        reid("models", "import", shared / "weights/reid/osnet_x0_25_msmt17.pth", "--arch", "osnet_x0_25", "--out", msmt17)
        for detector in asked.detector or ["boxes", "yolox"]:
            for weights in (msmt17, "synthetic+colour", "synthetic", "colour"):
                results += measure(folder, shared, detector, weights, people)
                if asked.picture and len(results) == len(SETTINGS):
                    sheet(folder / DEFAULT, people, asked.picture)
    day, text = page(results, machine)
    (asked.out / f"{day}-cameras.json").write_text(json.dumps({"machine": machine, "results": results}, indent=2) + "\n")
    (asked.out / f"{day}-cameras.md").write_text(text)
    print(f"written: {asked.out}/{day}-cameras.json and .md")


if __name__ == "__main__":
    main()
