"""Small synthetic face sets, written in the forms in which people have FER2013."""

from __future__ import annotations

import csv
import io
import tarfile
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from course_utils.faces.schema import EMOTIONS, SIZE, USAGES, VOTES, FaceSet


def synthetic(n: int = 24, seed: int = 0) -> FaceSet:
    """Random pictures with every label and every split."""
    rng = np.random.default_rng(seed)
    return FaceSet(
        pixels=rng.integers(0, 256, (n, SIZE, SIZE), dtype=np.uint8),
        emotion=(np.arange(n) % 7).astype(np.uint8),
        usage=(np.arange(n) % 3).astype(np.uint8),
    )


def fields(faces: FaceSet, row: int) -> dict[str, str]:
    return {
        "emotion": str(faces.emotion[row]),
        "pixels": " ".join(map(str, faces.pixels[row].ravel().tolist())),
        "Usage": USAGES[faces.usage[row]],
    }


def csv_text(
    faces: FaceSet,
    columns=("emotion", "pixels", "Usage"),
    separator: str = ",",
    newline: str = "\n",
    quote: str = "",
) -> str:
    """The csv text; `columns` may have spaces around the names, as in icml_face_data.csv."""
    lines = [separator.join(columns)]
    for row in range(len(faces)):
        values = fields(faces, row)
        lines.append(separator.join(quote + values[name.strip()] + quote for name in columns))
    return newline.join(lines) + newline


def write_csv(path: Path, faces: FaceSet, **how) -> Path:
    path.write_bytes(csv_text(faces, **how).encode())
    return path


def write_votes(path: Path, faces: FaceSet, votes: np.ndarray, not_a_face=()) -> Path:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Usage", "Image name", *VOTES])
        for row, counts in enumerate(votes.tolist()):
            name = "" if row in not_a_face else f"fer{row:07}.png"
            writer.writerow([USAGES[faces.usage[row]], name, *counts])
    return path


def png(picture: np.ndarray) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(picture).save(stream, "PNG")
    return stream.getvalue()


def tree(faces: FaceSet, folder=lambda usage, emotion: f"{usage}/{emotion}", usage_in_name=False):
    """Name -> content of a tree of png pictures; names sort in the order of the rows."""
    files = {}
    for row, picture in enumerate(faces.pixels):
        usage, emotion = USAGES[faces.usage[row]], EMOTIONS[faces.emotion[row]]
        stem = f"{usage}_{row:05}" if usage_in_name else f"im{row:05}"
        files[f"{folder(usage, emotion)}/{stem}.png"] = png(picture)
    return files


def write_files(root: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return stream.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as pack:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            pack.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def same(left: FaceSet, right: FaceSet) -> bool:
    """Whether two sets have the same pictures, labels and splits in the same order."""
    return all(
        np.array_equal(getattr(left, name), getattr(right, name))
        for name in ("pixels", "emotion", "usage")
    )


def same_pictures(left: FaceSet, right: FaceSet) -> bool:
    """Whether two sets have the same labelled pictures, whatever their order."""

    def bag(faces: FaceSet):
        return sorted(
            (picture.tobytes(), int(emotion), int(usage))
            for picture, emotion, usage in zip(
                faces.pixels, faces.emotion, faces.usage, strict=True
            )
        )

    return bag(left) == bag(right)
