"""The data sets of the ladder as CSV lists: pictures to train with, and others of whom each is a query and in the gallery."""
import csv
import re
import sys
from pathlib import Path


def pku(root):
    """train → val; a file is camera_view.png in a folder for each person."""
    for split, folder in (("train", "train"), ("test", "val/all_imgs")):
        for path in sorted((root / "pku-reid" / folder).glob("*/*.png")):
            yield path, path.parent.name, path.name.split("_")[0], split


def viper(root):
    """First half of the people → last half; a file is NNNN000C.png: person, camera."""
    files = sorted(path for path in (root / "viper").glob("*.png") if re.fullmatch(r"\d{4}000\d", path.stem))
    people = sorted({path.stem[:4] for path in files})
    first = set(people[:len(people) // 2])
    for path in files:
        yield path, path.stem[:4], path.stem[-1], "train" if path.stem[:4] in first else "test"


# How to list it, and keys that fit it: an identity of VIPeR has two pictures.
DATA = {
    "pku": (pku, []),
    "viper": (viper, ["sampler.identities=32", "sampler.images=2"]),
}


def write(name, root, target):
    """Writes the list of a data set; a folder without pictures ends the program."""
    rows = list(DATA[name][0](Path(root).resolve()))
    splits = {split for *_, split in rows}
    if splits != {"train", "test"}:
        sys.exit(f"ladder: {root} holds no pictures of {name}: name the folder that has it with --shared.")
    with open(target, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["path", "identity", "camera", "split", "is_query", "is_gallery"])
        for path, identity, camera, split in rows:
            asked = int(split == "test")
            writer.writerow([path, identity, camera, split, asked, asked])
    return target
