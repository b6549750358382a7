"""Contact sheets of the drawn faces, as gray PNGs in docs/faces/.

python benchmarks/face_sheets.py [--quick] [--out DIR]
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from course_utils.faces.face import draw
from course_utils.faces.identity import HAIR, SKIN, Identity, sample_identity
from course_utils.faces.nuisance import Nuisance
from course_utils.faces.render import render, render_alpha
from course_utils.faces.render.pose import View
from course_utils.faces.scene import scene
from course_utils.faces.units import UNITS, parse

#: The published prototypes (two lists, which differ) and contempt.
PROTOTYPES = (
    ("happiness, list 1", "6+12"),
    ("joy, list 2", "6+12+25"),
    ("sadness, both", "1+4+15"),
    ("surprise, list 1", "1+2+5B+26"),
    ("surprise, list 2", "1+2+5+26+25"),
    ("fear, list 1", "1+2+4+5+20+26"),
    ("fear, list 2", "1+2+4+5+20+25"),
    ("anger, list 1", "4+5+7+23"),
    ("anger, list 2", "4+5+7+24"),
    ("disgust, list 1", "9+15+16"),
    ("disgust, list 2", "10+17+4"),
    ("contempt, list 1", "R12A+R14A"),
    ("contempt, strong", "R12+R14"),
    ("all units at once", "+".join(map(str, UNITS))),
)
GRID = ("0", *map(str, UNITS), "1+2", "1+4", "6+7", "25+26", "12+25+26", "12+15", "L12", "R1+R2")
SKIN_SHADES = {"light": 0.50, "medium": 0.23, "dark": 0.095}


def sheet(rows: list[list[np.ndarray]], titles: list[list[str]] | None = None) -> np.ndarray:
    """Pictures side by side on white, two pixels apart, with a line of text above each row.

    `titles` may be shorter than `rows`; the rows without titles have no line of text.
    """
    lines = []
    for i, row in enumerate(rows):
        gap = np.full((len(row[0]), 2), 255, np.uint8)
        line = np.hstack([part for picture in row for part in (picture, gap)])
        if titles and i < len(titles):
            head = np.full((17, line.shape[1]), 255, np.uint8)
            step = row[0].shape[1] + 2
            for k, title in enumerate(titles[i]):
                write(head, title, (k * step + 2, 13))
            lines.append(head)
        lines += [line, np.full((2, line.shape[1]), 255, np.uint8)]
    width = max(line.shape[1] for line in lines)
    lines = [
        np.pad(line, ((0, 0), (0, width - line.shape[1])), constant_values=255) for line in lines
    ]
    return np.vstack(lines)


def write(image: np.ndarray, text: str, at: tuple[int, int], height: float = 0.42) -> None:
    """Black text on `image`, its lower left corner at `at`."""
    cv2.putText(image, text, at, cv2.FONT_HERSHEY_SIMPLEX, height, 0, 1, cv2.LINE_AA)


def label(*lines: str) -> np.ndarray:
    """A white picture of 72 pixels with a few words."""
    image = np.full((72, 72), 255, np.uint8)
    for k, line in enumerate(lines):
        write(image, line, (2, 30 + 16 * k), 0.34)
    return image


def in_rows(items: list, columns: int) -> list[list]:
    """`items` in rows of `columns`."""
    return [items[i : i + columns] for i in range(0, len(items), columns)]


def save(path: Path, image: np.ndarray, levels: int = 256) -> int:
    """Write a gray PNG; fewer gray levels keep it small. Returns its size in bytes."""
    step = 255 / (levels - 1)
    image = (np.round(image / step) * step).astype(np.uint8)
    cv2.imwrite(str(path), image, [cv2.IMWRITE_PNG_COMPRESSION, 9])
    return path.stat().st_size


def with_hair(hair: str, skin: float) -> Identity:
    """A person of this hair and skin."""
    who = sample_identity(4, HAIR.index(hair))
    return replace(who, hair=HAIR.index(hair), skin=skin, beard=0, glasses=0)


def portrait(text: str, who: Identity, size: int) -> np.ndarray:
    """A face with all of its hair, which the close crop of the drawn set cuts off."""
    picture, alpha = render_alpha(parse(text), who, Nuisance(), size, View(0.0, 0.02, 1.2))
    return np.clip((0.68 + alpha * (picture - 0.68)) * 255, 0, 255).astype(np.uint8)


def main() -> None:
    """Draw all sheets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller faces, for a look")
    parser.add_argument("--out", type=Path, default=Path("docs/faces"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    size = 96 if options.quick else 224
    even, sizes = Nuisance(), {}

    who = [sample_identity(0, i) for i in (40, 14)]
    for name, person in zip(("units", "units-2"), who, strict=True):
        faces = [render(parse(text), person, even, size) for text in GRID]
        sizes[name] = save(
            options.out / f"{name}.png", sheet(in_rows(faces, 9), in_rows(list(GRID), 9))
        )

    faces, titles = [], []
    for k, (title, text) in enumerate(PROTOTYPES):
        faces.append(render(parse(text), sample_identity(6, k), even, size))
        titles.append(f"{title}: {text}" if len(text) < 20 else title)
    sizes["prototypes"] = save(
        options.out / "prototypes.png", sheet(in_rows(faces, 7), in_rows(titles, 7))
    )

    faces = [portrait("0", sample_identity(8, k), size) for k in range(40)]
    sizes["identities"] = save(options.out / "identities.png", sheet(in_rows(faces, 8)), 96)

    faces = []
    for k in range(24 * 12):
        picture = draw(9, k, PROTOTYPES[k // 24][1] if k >= 24 else "0")
        faces.append(cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST))
    sizes["at-48-pixels"] = save(options.out / "at-48-pixels.png", sheet(in_rows(faces, 24)), 128)

    rows = []
    for skin in SKIN:
        for hair in HAIR:
            person = with_hair(hair, SKIN_SHADES[skin])
            texts = ("0", *map(str, UNITS))
            faces = [portrait(text, person, 72) for text in texts]
            rows.append([label(skin, *hair.split()), *faces])
    titles = [["", "0", *map(str, UNITS)]]
    sizes["unit-skin-hair"] = save(options.out / "unit-skin-hair.png", sheet(rows, titles), 96)

    scenes = [scene(5, k, background=("calm", "busy")[k % 2]).image[::2, ::2] for k in range(6)]
    sizes["scenes"] = save(options.out / "scenes.png", sheet(in_rows(scenes, 3)), 128)
    print(json.dumps({"bytes": sizes, "largest": max(sizes.values())}))


if __name__ == "__main__":
    main()
