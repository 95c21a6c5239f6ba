"""What `bench/run ingest` measures: decoding and detectors beside OpenCV's own Python, and what has no peer: the cost of
an empty scene, and the time from a crop to its being found."""
import json
import os
import statistics
import sys
from pathlib import Path

import footage
from job import Job
from sides import ROOT, run_ours

PEOPLE = 6


def jobs(folder, options):
    frames = 20 if options.quick else 120
    vtest = footage.vtest()
    street = footage.write_video(folder, "MJPEG", frames, PEOPLE)
    sources = {
        "vtest.avi, 768 × 576 MPEG-4": (vtest, 795),
        "1080p H.264": (footage.write_video(folder, "H.264", frames, PEOPLE), frames),
        "1080p MJPEG": (street, frames),
        "folder of 1080p JPEG": (footage.write_pictures(folder, frames, PEOPLE), frames),
    }
    for title, (path, count) in sources.items():
        if path:
            line = f"decode {path} {options.threads}"
            yield Job(f"decode {title}", "frames/s", count, line, {"opencv": line})

    frames = 1 if options.quick else 20
    for name, weights in detectors():
        for title, path, step in (("vtest.avi", vtest, 30), ("1080p", street, 6)):
            if path:
                line = f"detect {name} {weights} {path} {frames} {step} {options.threads}"
                yield Job(f"{name} on {title}", "frames/s", frames, line, {"opencv": line})


def detectors():
    """Names and weights, `-` for none."""
    yield "hog", "-"
    folder = Path(os.environ.get("REID_DETECTORS") or ROOT.parent / "shared/data/weights/detector")
    for name in ("yolox", "nanodet"):
        found = sorted(folder.glob(f"*{name}*.onnx"))
        if found:
            yield name, found[0]
        else:
            print(f"  no {name}*.onnx in {folder} (REID_DETECTORS names another folder): {name} is left out", file=sys.stderr, flush=True)


def plain(folder, options):
    yield from empty_scene(folder, options)
    yield from latency(folder, options)


def empty_scene(folder, options):
    # The gate lets one frame pass every 30 s, 20 s after the beginning for the first time: it belongs to the cost.
    seconds = 3 if options.quick else 30
    ways = [("decoded only", "all", "decode"), ("motion gate on", "all", "on"), ("motion gate off", "all", "off")]
    if not options.quick:
        ways += [("--fps 2.5, motion gate on", "2.5", "on"), ("--fps 2.5, motion gate off", "2.5", "off")]
    for codec in ("H.264",) if options.quick else footage.CODECS:
        path = footage.write_video(folder, codec, (3 + seconds) * footage.FPS, 0)
        for title, fps, gate in ways if path else ():
            yield {
                "measured": f"empty scene, 1080p {codec} at {footage.FPS} fps for {seconds} s, {title}",
                "values": json.loads(run_ours("empty-scene", path, fps, gate)),
            }
        if path:
            os.remove(path)


def latency(folder, options):
    seconds = 3 if options.quick else 30
    network = f"{folder}/osnet"
    run_ours("export", "osnet_x0_25", network)
    for model, weights in (("colour", "colour"), ("osnet_x0_25", network + ".onnx")):
        for rate in (20,) if options.quick else (2, 20):
            times = json.loads(run_ours("latency", weights, str(rate), str(seconds), f"{folder}/{model}-{rate}"))
            cuts = statistics.quantiles(times, n=20, method="inclusive")
            yield {
                "measured": f"crop to searchable, {model}, {rate} crops/s",
                "values": {"p50, ms": statistics.median(times), "p95, ms": cuts[18], "crops": len(times)},
                "milliseconds": times,
            }
