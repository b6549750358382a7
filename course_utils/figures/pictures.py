"""Pictures themselves: faces in rows, frames on a picture, numbers at the place of pixels."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from course_utils.errors import UserMistake
from course_utils.figures.style import DPI, NARROW, PALE, headline


def wall(
    pictures: np.ndarray,
    *,
    captions: Sequence[str],
    columns: int,
    title: str,
    scale: int = 2,
    below: Sequence[str] | None = None,
) -> Figure:
    """Faces beside and below each other, each pixel a square of whole screen pixels.

    Args:
        pictures: (n, h, w) gray levels, 0 (black) to 255 (white); equal gray means equal level.
        captions: n texts, one above each face; an empty one is left out.
        columns: faces in a row.
        title: the finding, above all of them.
        scale: side of one picture's pixel, in pixels of the screen.
        below: n further texts, for instance action units, below each face.

    Raises:
        UserMistake: not one text for each face.
    """
    pictures = np.asarray(pictures)
    for texts in (captions, below):
        if texts is not None and len(texts) != len(pictures):
            raise UserMistake(f"there are {len(pictures)} faces, but {len(texts)} texts for them")
    n, height, width = pictures.shape
    rows = max(1, -(-n // columns))
    over, under, gap, head = 18, 22 if below is not None else 6, 8, 34
    cell_w, cell_h = width * scale + gap, height * scale + over + under
    total_w, total_h = columns * cell_w + gap, rows * cell_h + head
    # Wide enough for the title as well: some seven pixels a letter.
    total_w = max(total_w, 8 * len(title) + 2 * gap)

    figure = plt.figure(figsize=(total_w / DPI, total_h / DPI), dpi=DPI, layout="none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, total_w), ylim=(total_h, 0))
    axes.axis("off")
    axes.text(gap, 6, title, va="top", fontsize=12, fontweight="bold")
    canvas = np.full((total_h, total_w), 255, np.uint8)
    for place in range(n):
        left = gap + place % columns * cell_w
        top = head + place // columns * cell_h + over
        enlarged = pictures[place].repeat(scale, axis=0).repeat(scale, axis=1)
        # A thin frame, so that a white picture is seen on white paper.
        canvas[top - 1 : top + height * scale + 1, left - 1 : left + width * scale + 1] = 190
        canvas[top : top + height * scale, left : left + width * scale] = np.rint(enlarged)
        middle = left + width * scale / 2
        axes.text(middle, top - 3, captions[place], ha="center", va="bottom", fontsize=10)
        if below is not None:
            bottom = top + height * scale + 2
            axes.text(middle, bottom, below[place], ha="center", va="top", fontsize=10)
    extent = (0, total_w, total_h, 0)
    axes.imshow(canvas, cmap="gray", vmin=0, vmax=255, extent=extent, interpolation="nearest")
    axes.set_aspect("auto")
    return figure


def pictures_in_a_row(
    pictures: Sequence[np.ndarray], *, captions: Sequence[str], title: str, scale: int = 4
) -> Figure:
    """Gray pictures of different sizes at one scale: a smaller picture is drawn smaller.

    Args:
        pictures: each (h, w) of gray levels 0 to 255.
        captions: one above each; a line break makes two lines.
        title: the finding.
        scale: side of one picture's pixel, in pixels of the screen.

    Raises:
        UserMistake: not one text for each picture.
    """
    if len(pictures) != len(captions):
        raise UserMistake(f"there are {len(pictures)} pictures, but {len(captions)} texts for them")
    head, over, gap = 34, 40, 14
    # A narrow picture still has room for its caption.
    cells = [max(picture.shape[1] * scale, 130) + gap for picture in pictures]
    total_w = max(sum(cells) + gap, 8 * len(title) + 2 * gap)
    total_h = head + over + max(picture.shape[0] for picture in pictures) * scale + gap
    figure = plt.figure(figsize=(total_w / DPI, total_h / DPI), dpi=DPI, layout="none")
    figure.text(gap / total_w, 1 - 6 / total_h, title, va="top", fontsize=12, fontweight="bold")
    left = gap
    for picture, caption, cell in zip(pictures, captions, cells, strict=True):
        h, w = (side * scale for side in picture.shape)
        bottom = total_h - head - over - h
        axes = figure.add_axes((left / total_w, bottom / total_h, w / total_w, h / total_h))
        axes.imshow(picture, cmap="gray", vmin=0, vmax=255, interpolation="nearest", aspect="auto")
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set(visible=True, color=PALE)
        place = (left / total_w, 1 - (head + over - 4) / total_h)
        figure.text(*place, caption, va="bottom", fontsize=10)
        left += cell
    return figure


def boxes_on(
    picture: np.ndarray,
    *,
    boxes: Sequence[Sequence[int]],
    words: Sequence[str],
    title: str,
    scale: float = 1,
) -> Figure:
    """A picture with frames on it, each with a word in its upper corner.

    Args:
        picture: (h, w) gray levels or (h, w, 3) RGB, uint8.
        boxes: x, y, width, height of each frame, in pixels of the picture.
        words: one for each frame.
        title: the finding.
        scale: side of one picture's pixel, in pixels of the screen.

    Raises:
        UserMistake: not one word for each frame.
    """
    if len(boxes) != len(words):
        raise UserMistake(f"there are {len(boxes)} frames, but {len(words)} words for them")
    height, width = picture.shape[:2]
    head = 30
    # Wide enough for the title as well: some eleven pixels a letter.
    w, h = max(width * scale, 11 * len(title)), height * scale + head
    figure = plt.figure(figsize=(w / DPI, h / DPI), dpi=DPI, layout="none")
    axes = figure.add_axes((0, 0, width * scale / w, height * scale / h))
    axes.imshow(picture, cmap="gray", vmin=0, vmax=255, interpolation="nearest", aspect="auto")
    axes.axis("off")
    for (x, y, wide, high), word in zip(boxes, words, strict=True):
        for color, line in (("black", 4), ("white", 2)):
            frame = plt.Rectangle((x - 0.5, y - 0.5), wide, high, fill=False)
            frame.set(edgecolor=color, linewidth=line)
            axes.add_patch(frame)
        label = axes.text(x, y, word, fontsize=10, va="top", clip_on=True)
        label.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1.5})
    figure.text(0.005, 1 - 6 / h, title, va="top", fontsize=12, fontweight="bold")
    return figure


def heat(values: np.ndarray, *, title: str, unit: str) -> Figure:
    """A picture of numbers that are no gray levels, with a scale beside it.

    Args:
        values: (h, w), from 0.
        title: the finding.
        unit: what the numbers are, at the scale.
    """
    figure, axes = plt.subplots(figsize=(NARROW, 4.2))
    drawn = axes.imshow(values, cmap="magma", vmin=0)
    axes.set(xlabel="pixel from the left", ylabel="pixel from the top")
    headline(figure, title)
    axes.spines[:].set_visible(False)
    figure.colorbar(drawn, ax=axes, label=unit, shrink=0.9)
    return figure
