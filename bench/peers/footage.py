"""Footage that is measured on: Debian's vtest.avi, and 1080p scenes that are made up."""
import os
import subprocess
import sys

from job import SEED
from sides import ROOT

FPS = 15
WIDTH, HEIGHT = 1920, 1080

# H.264 is what cameras mostly send, JPEGs one after the other what cheap ones do.
CODECS = {"H.264": ("avc1", "mp4"), "MJPEG": ("MJPG", "avi")}


def vtest():
    """The path of vtest.avi, fetched as ./reid does; None, and a line that says so, where that fails."""
    found = subprocess.run([ROOT / "build/footage.sh"], stdout=subprocess.PIPE, text=True)
    if found.returncode == 0:
        return found.stdout.strip()
    print("  vtest.avi cannot be had, so what is measured on it is left out", file=sys.stderr, flush=True)
    return None


def scene(people):
    """Frames without end: a street with the noise of a sensor, and people who walk through it."""
    import cv2
    import numpy

    generator = numpy.random.default_rng(SEED)
    coarse = generator.integers(60, 200, (18, 32, 3), dtype="uint8")
    street = cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC).astype("int16")
    street += cv2.resize(generator.integers(-20, 20, (270, 480, 1), dtype="int16"), (WIDTH, HEIGHT))[..., None]
    # Noise costs more to draw than to encode: a few noisy pictures take turns.
    noisy = [
        numpy.clip(street + generator.normal(0, 2, (HEIGHT, WIDTH, 1)).astype("int16"), 0, 255).astype("uint8") for _ in range(7)]
    starts = generator.integers(0, WIDTH, people)
    colours = generator.integers(0, 255, (people, 3)).tolist()
    number = 0
    while True:
        frame = noisy[number % len(noisy)].copy()
        for i, (start, colour) in enumerate(zip(starts, colours)):
            x, y = int(start + (6 + i) * number) % WIDTH, 300 + 60 * i
            cv2.circle(frame, (x, y), 22, colour, -1)
            cv2.rectangle(frame, (x - 35, y + 25), (x + 35, y + 120), colour, -1)
            cv2.rectangle(frame, (x - 28, y + 120), (x + 28, y + 230), [c // 2 for c in colour], -1)
        yield frame
        number += 1


def write_video(folder, codec, frames, people):
    import cv2

    fourcc, ending = CODECS[codec]
    path = f"{folder}/{codec}-{people}.{ending}"
    writer = cv2.VideoWriter(path, cv2.CAP_FFMPEG, cv2.VideoWriter_fourcc(*fourcc), FPS, (WIDTH, HEIGHT))
    if not writer.isOpened():
        print(f"  OpenCV cannot write {codec} here, so what is measured on it is left out", file=sys.stderr, flush=True)
        return None
    for frame, _ in zip(scene(people), range(frames)):
        writer.write(frame)
    writer.release()
    return path


def write_pictures(folder, frames, people):
    import cv2

    path = f"{folder}/pictures"
    os.makedirs(path)
    for number, frame in zip(range(frames), scene(people)):
        cv2.imwrite(f"{path}/{number:04}.jpg", frame)
    return path
