#!/usr/bin/python3
"""Clustering beside scikit-learn on the same features, its speed, and its growth.

  bench/run cluster                       quality, speed at 5,000 and 50,000, scale at 100,000
  bench/run cluster --scale 100000 1000000    the sizes of the scale run (0 for none)

Quality: each side has the best of its own grid of eps, chosen by BCubed F on the labels: an upper bound for both.
"""
import argparse
import datetime
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
from sklearn.cluster import DBSCAN, AgglomerativeClustering

import synthetic

ROOT = Path(__file__).resolve().parent.parent.parent
REID = ["dotnet", ROOT / "artifacts/bin/ReId.Cli/release/reid.dll"]
OURS = {
    "agglomerative, jaccard": (["--algorithm", "agglomerative"], [0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9]),
    "dbscan, jaccard": (["--algorithm", "dbscan", "--distance", "jaccard"], [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]),
    "hdbscan, jaccard": (["--algorithm", "hdbscan"], [0.5, 0.6, 0.7, 0.8, 0.9]),
    "whispers, jaccard": (["--algorithm", "whispers"], [0.4, 0.5, 0.6, 0.7, 0.8, 0.9]),
    "agglomerative, cosine": (["--algorithm", "agglomerative", "--distance", "cosine"], None),
    "agglomerative, jaccard, cameras": (["--algorithm", "agglomerative", "--cameras", "l.csv"], [0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9]),
    "agglomerative, cosine, cameras": (["--algorithm", "agglomerative", "--distance", "cosine", "--cameras", "l.csv"], None),
    "dbscan, cosine": (["--algorithm", "dbscan", "--distance", "cosine"], None),
    # Two pictures of one camera at one moment are two people: what the night run knows of every crop.
    "agglomerative, cosine, moments": (["--algorithm", "agglomerative", "--distance", "cosine", "--constraints", "m.csv"], None),
    "agglomerative, jaccard, cameras, moments": (
        ["--algorithm", "agglomerative", "--cameras", "l.csv", "--constraints", "m.csv"], [0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9]),
}
EUCLIDEAN = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
# Ward's distance grows with the sizes of the two.
WARD = [0.6, 0.8, 1.0, 1.2, 1.4, 1.6, 2.0, 2.4, 2.8, 3.2, 3.6]
KEYS = ["ari", "nmi", "bcubedF", "pairwiseF"]


def pku(root):
    for path in sorted((root / "pku-reid/train").glob("*/*.png")):
        yield path, path.parent.name, path.name.split("_")[0], None


def multiviewx(root):
    for path in sorted((root / "multiviewx/crops").glob("*.jpg")):
        identity, camera, frame = path.stem.split("_")
        yield path, identity, camera, frame


def market(root):
    for path in sorted((root / "market1501-mini").glob("*/*.jpg")):
        identity, camera, frame = path.stem.split("_")[:3]
        if identity not in ("-1", "0000"):
            yield path, identity, camera[:2], camera + frame


DATA = {"PKU-Reid train": pku, "MultiviewX crops": multiviewx, "Market-1501 mini": market}


def reid(*words):
    done = subprocess.run([str(word) for word in (*REID, *words)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"cluster: reid {words[0]} ended with {done.returncode}: {done.stderr[-1000:]}")


def ours(folder, features, labels, words):
    start = time.perf_counter()
    score = ["--labels", labels] if labels else []
    reid("cluster", "--features", features, *score, *words, "--out", folder / "c.csv", "--json", folder / "c.json")
    return json.loads((folder / "c.json").read_text()) | {"wall": time.perf_counter() - start}


def scores(folder, truth, labels):
    """BCubed and pairs of somebody else's labels by plain counting."""
    table = numpy.zeros((truth.max() + 1, labels.max() + 2))
    numpy.add.at(table, (truth, labels + 1), 1)
    a, b, n = table.sum(1), table.sum(0), len(truth)
    square = (table ** 2).sum()
    precision, recall = ((table ** 2).sum(0)[b > 0] / b[b > 0]).sum() / n, ((table ** 2).sum(1)[a > 0] / a[a > 0]).sum() / n
    pairs = 2 * (square - n) / max((a ** 2).sum() + (b ** 2).sum() - 2 * n, 1)
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
    return {"ari": adjusted_rand_score(truth, labels), "nmi": normalized_mutual_info_score(truth, labels),
            "bcubedF": 2 * precision * recall / (precision + recall), "pairwiseF": pairs}


def quality(folder, shared, weights):
    model = folder / "model.safetensors"
    reid("models", "import", weights, "--arch", "osnet_x0_25", "--out", model)
    for name, read in DATA.items():
        rows = list(read(shared))
        (folder / "list.txt").write_text("".join(f"{row[0]}\n" for row in rows))
        (folder / "l.csv").write_text("identity,camera\n" + "".join(f"{row[1]},{row[2]}\n" for row in rows))
        apart = [f"{a},{b},cannot\n" for a in range(len(rows)) for b in range(a) if rows[a][3] and rows[a][2:] == rows[b][2:]]
        (folder / "m.csv").write_text("a,b,kind\n" + "".join(apart))
        reid("features", "--weights", model, "--images", folder / "list.txt", "--out", folder / "f.npy")
        people = sorted({row[1] for row in rows})
        truth, x = numpy.array([people.index(row[1]) for row in rows]), numpy.load(folder / "f.npy")
        results = []
        for algorithm, (words, grid) in OURS.items():
            if "m.csv" in words and not apart:
                continue
            words = [folder / word if word in ("l.csv", "m.csv") else word for word in words]
            tried = [ours(folder, folder / "f.npy", folder / "l.csv", [*words, "--eps", eps]) for eps in grid or EUCLIDEAN]
            results.append(("ReId", algorithm, max(tried, key=lambda one: one["bcubedF"])))
        peers = {
            "DBSCAN": lambda eps: DBSCAN(eps=eps, min_samples=4), "DBSCAN, 2 samples": lambda eps: DBSCAN(eps=eps, min_samples=2),
            "Agglomerative, average": lambda eps: AgglomerativeClustering(n_clusters=None, distance_threshold=eps, linkage="average"),
            "Agglomerative, complete": lambda eps: AgglomerativeClustering(n_clusters=None, distance_threshold=eps, linkage="complete"),
            "Agglomerative, Ward": lambda eps: AgglomerativeClustering(n_clusters=None, distance_threshold=eps, linkage="ward"),
        }
        for algorithm, make in peers.items():
            grid = WARD if algorithm.endswith("Ward") else EUCLIDEAN
            tried = [scores(folder, truth, make(eps).fit_predict(x)) | {"eps": eps} for eps in grid]
            results.append(("scikit-learn", algorithm, max(tried, key=lambda one: one["bcubedF"])))
        for side, algorithm, best in results:
            line = {"data": name, "rows": len(rows), "identities": len(people), "side": side, "algorithm": algorithm, "eps": best["eps"], **{key: best[key] for key in KEYS}}
            print("  ".join(str(value if isinstance(value, str) else round(value, 3)) for value in line.values()), flush=True)
            yield line


def speed(folder):
    """Seconds of the clustering alone, features in memory, alternating; the medians of three."""
    for rows, words, make, eps in (
            (5_000, ["--algorithm", "agglomerative", "--distance", "euclidean"],
             lambda eps: AgglomerativeClustering(n_clusters=None, distance_threshold=eps, linkage="average"), 0.95),
            (50_000, ["--algorithm", "dbscan"], lambda eps: DBSCAN(eps=eps, min_samples=4), 0.9)):
        synthetic.write(folder / "s.npy", rows)
        x = numpy.load(folder / "s.npy")
        mine, theirs, same = [], [], True
        for _ in range(3):
            told = ours(folder, folder / "s.npy", None, [*words, "--eps", eps])
            mine.append(sum(seconds for stage, seconds in told["seconds"].items() if stage != "silhouette"))
            start = time.perf_counter()
            labels = make(eps).fit_predict(x)
            theirs.append(time.perf_counter() - start)
            own = numpy.loadtxt(folder / "c.csv", delimiter=",", skiprows=1, dtype=int)[:, 1]
            same &= len(set(zip(own, labels))) == len(set(own)) == len(set(labels))
        line = {"rows": rows, "algorithm": words[1], "ours": sorted(mine)[1], "scikit-learn": sorted(theirs)[1],
                "ratio": sorted(t / m for m, t in zip(mine, theirs))[1], "same_partition": bool(same)}
        print(line, flush=True)
        yield line


def scale(folder, sizes):
    """One run of the default algorithm at each size, its stages and its peak memory."""
    for rows in sizes:
        truth = synthetic.write(folder / "s.npy", rows)
        with open(folder / "l.csv", "w") as file:
            file.write("identity,camera\n" + "".join(f"{one},0\n" for one in truth))
        words = ["cluster", "--features", folder / "s.npy", "--labels", folder / "l.csv", "--out", folder / "c.csv", "--json", folder / "c.json"]
        start = time.perf_counter()
        done = subprocess.run(["/usr/bin/env", "bash", "-c", 'exec "$@"', "_", *map(str, REID + words)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            sys.exit(f"cluster: {rows} rows ended with {done.returncode}: {done.stderr[-1000:]}")
        told = json.loads((folder / "c.json").read_text())
        line = {"rows": rows, "wall": time.perf_counter() - start, "peak_mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
                "seconds": told["seconds"], "clusters": told["clusters"], "neighbourRecall": told["neighbourRecall"], **{key: told[key] for key in KEYS}}
        print(line, flush=True)
        yield line


def page(results, machine):
    day = datetime.date.today().isoformat()
    lines = [f"# cluster, {day}", "", f"{os.cpu_count()} cores, load {machine['load_before']:.1f} before the run; medians of three alternating rounds for speed, one run for scale.", ""]
    if results["quality"]:
        lines += ["Each side with the eps of its grid that is best by BCubed F on the labels.", "",
                  "| data | side | algorithm | eps | ARI | NMI | BCubed F | pairwise F |", "|---|---|---|---:|---:|---:|---:|---:|"]
        lines += [f"| {r['data']} ({r['rows']}, {r['identities']} people) | {r['side']} | {r['algorithm']} | {r['eps']} | "
                  + " | ".join(f"{r[key]:.3f}" for key in KEYS) + " |" for r in results["quality"]]
    if results["speed"]:
        lines += ["", "| rows | algorithm | ReId, s | scikit-learn, s | ratio | same partition |", "|---:|---|---:|---:|---:|---|"]
        lines += [f"| {r['rows']:,} | {r['algorithm']} | {r['ours']:.2f} | {r['scikit-learn']:.2f} | {r['ratio']:.2f} | {r['same_partition']} |" for r in results["speed"]]
    if results["scale"]:
        lines += ["", "| rows × 512 | wall, s | peak, MiB | neighbour recall | BCubed F | seconds by stage |", "|---:|---:|---:|---:|---:|---|"]
        lines += [f"| {r['rows']:,} | {r['wall']:.0f} | {r['peak_mib']:,} | {r['neighbourRecall'] or 1:.3f} | {r['bcubedF']:.3f} | "
                  + ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in r["seconds"].items()) + " |" for r in results["scale"]]
        if len(results["scale"]) > 1:
            first, last = results["scale"][0], results["scale"][-1]
            slope = math.log(last["wall"] / first["wall"]) / math.log(last["rows"] / first["rows"])
            lines += ["", f"Slope of log time over log rows from {first['rows']:,} to {last['rows']:,}: {slope:.2f}."]
    return day, "\n".join(lines) + "\n"


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--shared", type=Path, default=ROOT.parent / "shared/data", help="folder of data sets and weights")
    words.add_argument("--scale", type=int, nargs="*", default=[100_000], help="rows of the scale run")
    words.add_argument("--only", choices=["quality", "speed", "scale"], action="append", help="only this part (may be repeated)")
    words.add_argument("--work", type=Path, help="folder for the synthetic features (default: the temporary folder)")
    words.add_argument("--out", type=Path, default=ROOT / "bench/results", help="where the results are written")
    asked = words.parse_args()
    parts = asked.only or ["quality", "speed", "scale"]
    machine = {"cores": os.cpu_count(), "load_before": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory(dir=asked.work) as name:
        folder, shared = Path(name), asked.shared.resolve()
        results = {
            "machine": machine,
            "quality": list(quality(folder, shared, shared / "weights/reid/osnet_x0_25_msmt17.pth")) if "quality" in parts else [],
            "speed": list(speed(folder)) if "speed" in parts else [],
            "scale": list(scale(folder, [rows for rows in asked.scale if rows])) if "scale" in parts else [],
        }
    day, text = page(results, machine)
    stem = f"{day}-cluster" + ("" if len(parts) == 3 else "-" + "-".join(parts))
    (asked.out / f"{stem}.json").write_text(json.dumps(results, indent=2) + "\n")
    (asked.out / f"{stem}.md").write_text(text)
    print(f"written: {asked.out}/{stem}.json and .md")


if __name__ == "__main__":
    main()
