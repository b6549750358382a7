"""Where a network looks: faces with heat laid over them."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from course_utils.errors import UserMistake
from course_utils.figures.style import COLOURS, DPI, INK


def looks(
    pictures: np.ndarray,
    *,
    heats: dict[str, np.ndarray],
    captions: Sequence[str],
    title: str,
    below: Sequence[str] | None = None,
    scale: int = 3,
) -> Figure:
    """Faces in a row, and below each the same face with heat on it, a row for each kind of heat.

    Heat is orange, and a line goes round all that is at least half as hot as a map can be, so that
    nobody needs the color.

    Args:
        pictures: (n, h, w) gray levels, 0 to 255.
        heats: name of a row -> (n, a, b) numbers from 0 to 1; enlarged to the size of the faces,
            between the numbers bilinear.
        captions: n texts, one above each face; a line break makes two lines.
        title: the finding, above all of them.
        below: n further texts below each column.
        scale: side of one picture's pixel, in pixels of the screen.

    Raises:
        UserMistake: not one text or one heat for each face.
    """
    pictures = np.asarray(pictures)
    n, height, width = pictures.shape
    for what, things in {"texts": captions, "texts below": below, **heats}.items():
        if things is not None and len(things) != n:
            raise UserMistake(f"there are {n} faces, but {len(things)} for {what!r}")
    legend = "orange: how hot; the line goes round all above half of the largest"
    # Some eight pixels a letter of the longest name.
    left, over, gap, head = 16 + 8 * max(map(len, ["the face", *heats])), 34, 8, 34
    under = 20 + (16 * max(text.count("\n") + 1 for text in below) if below is not None else 0)
    tall, wide = height * scale, width * scale
    total_h = head + over + (len(heats) + 1) * (tall + gap) + under
    # Wide enough for the words as well: some seven or eight pixels a letter.
    total_w = max(left + n * (wide + gap), 8 * len(title) + 2 * gap, left + 7 * len(legend))

    figure = plt.figure(figsize=(total_w / DPI, total_h / DPI), dpi=DPI, layout="none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.axis("off")
    axes.text(gap, 6, title, va="top", fontsize=12, fontweight="bold")
    canvas = np.full((total_h, total_w, 3), 255, np.uint8)
    for row, (name, stack) in enumerate({"the face": None, **heats}.items()):
        top = head + over + row * (tall + gap)
        axes.text(left - gap, top + tall / 2, name, ha="right", va="center", fontsize=10)
        for column, picture in enumerate(pictures):
            x = left + column * (wide + gap)
            heat = np.zeros((tall, wide)) if stack is None else _enlarged(stack[column], tall, wide)
            canvas[top : top + tall, x : x + wide] = _heated(picture, heat, scale)
            if heat.max() >= 0.5:
                rows, columns = np.arange(tall) + top + 0.5, np.arange(wide) + x + 0.5
                for color, line in (("white", 2.4), ("black", 1.2)):
                    axes.contour(columns, rows, heat, [0.5], colors=color, linewidths=line)
    bottom = head + over + (len(heats) + 1) * (tall + gap)
    for column in range(n):
        middle = left + column * (wide + gap) + wide / 2
        axes.text(middle, head + over - 3, captions[column], ha="center", va="bottom", fontsize=10)
        if below is not None:
            axes.text(middle, bottom - 4, below[column], ha="center", va="top", fontsize=10)
    axes.text(left, total_h - 3, legend, va="bottom", fontsize=10, color=INK)
    axes.imshow(canvas, extent=(0, total_w, total_h, 0), interpolation="nearest")
    axes.set(xlim=(0, total_w), ylim=(total_h, 0))
    axes.set_aspect("auto")
    return figure


def _enlarged(heat: np.ndarray, height: int, width: int) -> np.ndarray:
    """A map in the size of the screen's pixels, between its numbers bilinear."""
    import cv2

    large = cv2.resize(np.asarray(heat, np.float32), (width, height))
    return large.clip(0, 1)


def _heated(picture: np.ndarray, heat: np.ndarray, scale: int) -> np.ndarray:
    """A gray picture, enlarged without smoothing, with orange laid over it: (h, w, 3) uint8."""
    gray = np.asarray(picture, float).repeat(scale, axis=0).repeat(scale, axis=1)[..., None]
    orange = 255 * np.array(to_rgb(COLOURS["Angry"]))
    # At most two thirds: the face is to be seen below the hottest place too.
    cover = heat[..., None] * 2 / 3
    return np.rint(gray * (1 - cover) + orange * cover).astype(np.uint8)
