#!/usr/bin/python3
"""Scores models on real people whom nobody trained them on: VIPeR, PKU-Reid's train people, MultiviewX's crops.

  bench/run real --weights colour osnet_x0_25_msmt17.safetensors models/osnet_x0_25_synthetic.safetensors

Every picture is a query and in the gallery; it never matches itself, nor pictures of its identity from its own camera.
"""
import argparse
import csv
import datetime
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def viper(root):
    for path in sorted((root / "viper").glob("*.png")):
        if re.fullmatch(r"\d{4}000\d", path.stem):
            yield path, path.stem[:4], path.stem[-1]


def pku(root):
    for path in sorted((root / "pku-reid/train").glob("*/*.png")):
        yield path, path.parent.name, path.name.split("_")[0]


def multiviewx(root):
    for path in sorted((root / "multiviewx/crops").glob("*.jpg")):
        identity, camera, _ = path.stem.split("_")
        yield path, identity, camera


DATA = {"VIPeR": viper, "PKU-Reid train": pku, "MultiviewX crops": multiviewx}


def listing(rows, target):
    with open(target, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["path", "identity", "camera", "split", "is_query", "is_gallery"])
        writer.writerows([path, identity, camera, "test", 1, 1] for path, identity, camera in rows)


def score(weights, rows, folder):
    list_file, answer = folder / "list.csv", folder / "eval.json"
    listing(rows, list_file)
    words = [ROOT / "reid", "eval", "--dataset", "csv", "--root", list_file, "--weights", weights, "--json", answer]
    done = subprocess.run([str(word) for word in words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"real: scoring {weights} ended with {done.returncode}: {done.stderr[-1000:]}")
    told = json.loads(answer.read_text())
    return {"rank1": told["rank1"], "mAP": told["mAP"], "mINP": told["mINP"], "queries": told["queries"]}


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--weights", nargs="+", required=True, help="model files, or colour")
    words.add_argument("--shared", type=Path, default=ROOT.parent / "shared/data", help="folder of the data sets")
    words.add_argument("--out", type=Path, default=ROOT / "bench/results", help="where the results are written")
    asked = words.parse_args()
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for name, read in DATA.items():
            rows = list(read(asked.shared.resolve()))
            if not rows:
                sys.exit(f"real: {asked.shared} holds no pictures of {name}: name the folder that has them with --shared.")
            for weights in asked.weights:
                result = {"data": name, "weights": Path(weights).name, **score(weights, rows, Path(folder))}
                results.append(result)
                print(f"{name:<18} {result['weights']:<40} rank-1 {result['rank1']:.3f}  mAP {result['mAP']:.3f}  ({result['queries']} queries)", flush=True)
    day = datetime.date.today().isoformat()
    protocol = "every picture a query and in the gallery; same identity under the same camera excluded; none of these sets was trained on"
    (asked.out / f"{day}-real.json").write_text(json.dumps({"protocol": protocol, "results": results}, indent=2) + "\n")
    lines = [f"# real, {day}", "", protocol + ".", "", "| data | weights | rank-1 | mAP | mINP | queries |", "|---|---|---:|---:|---:|---:|"]
    lines += [f"| {r['data']} | {r['weights']} | {r['rank1']:.3f} | {r['mAP']:.3f} | {r['mINP']:.3f} | {r['queries']} |" for r in results]
    (asked.out / f"{day}-real.md").write_text("\n".join(lines) + "\n")
    print(f"written: {asked.out}/{day}-real.json and .md")


if __name__ == "__main__":
    main()
