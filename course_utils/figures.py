"""The course's picture language: style, colours, walls of faces, the running duel, alt text.

Every function takes what it draws by keyword. Nothing here answers an exercise: what an exercise
asks for is drawn by the student.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Sequence
from importlib.resources import files

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course_utils.errors import UserMistake

#: One fixed colour for each label, of Okabe and Ito's colour-blind safe set. Never colour alone:
#: the name stands beside it.
COLOURS = {
    "Angry": "#D55E00",
    "Disgust": "#009E73",
    "Fear": "#CC79A7",
    "Happy": "#F0E442",
    "Sad": "#0072B2",
    "Surprise": "#56B4E9",
    "Neutral": "#767676",
}
#: The color of what is no label: a bar for a model, a line for a limit.
INK, PALE = "#444444", "#BBBBBB"

#: Figure widths in inches, for half and for the whole width of a page.
NARROW, WIDE = 6, 10
_DPI = 100


def use_style() -> None:
    """Let all figures that follow look alike."""
    plt.style.use(str(files("course_utils") / "course.mplstyle"))


def colours_of(*, names: Sequence[str]) -> list[str]:
    """The fixed colour of each label; the pale one for names that are no label."""
    return [COLOURS.get(name, PALE) for name in names]


# ------------------------------------------------------------------ showing


def show(figure: Figure | Axes, *, alt: str, table: pd.DataFrame | None = None) -> None:
    """Put a figure into the notebook, with words for those who do not see it.

    The output holds the picture, an HTML form with the alt text, and plain text: whichever a
    reader strips, the others say the same. The figure is closed afterwards.

    Args:
        figure: a figure, or an Axes of it.
        alt: what is to be seen, in one or two sentences.
        table: the numbers behind it; folded away below the picture until somebody asks for them.
    """
    from IPython.display import display

    if not isinstance(figure, Figure):
        figure = figure.get_figure()
    picture = _png(figure)
    plt.close(figure)
    display(_bundle(picture, alt, table), raw=True, metadata={"image/png": {"alt": alt}})


def _bundle(picture: bytes, alt: str, table: pd.DataFrame | None) -> dict[str, str]:
    code = base64.b64encode(picture).decode()
    image = (
        f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{code}" style="max-width:100%">'
    )
    text = alt
    if table is not None:
        image += (
            "<details><summary>The same as a table</summary>"
            f"{table.to_html(border=0, float_format=_number)}</details>"
        )
        text += f"\n\n{table.to_string(float_format=_number)}"
    return {"image/png": code, "text/html": image, "text/plain": text}


def _number(value: float) -> str:
    return f"{value:.4g}"


def _png(figure: Figure) -> bytes:
    content = io.BytesIO()
    # Not `bbox_inches="tight"`: faces must keep their whole multiples of 48 pixels.
    figure.savefig(content, format="png", dpi=figure.dpi, metadata={"Software": None})
    return content.getvalue()


# ------------------------------------------------------------------ faces


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

    figure = plt.figure(figsize=(total_w / _DPI, total_h / _DPI), dpi=_DPI, layout="none")
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


# ------------------------------------------------------------------ the running duel


def duel(
    *,
    names: Sequence[str],
    scores: Sequence[float],
    intervals: Sequence[tuple[float, float] | None],
    title: str,
    limits: Sequence[str] = ("ceiling",),
) -> Figure:
    """The running duel: who answers with the label how often, one bar each.

    Args:
        names: who answers, from top to bottom.
        scores: share of faces answered with their label, 0 to 1.
        intervals: (low, high) of each score, or None where there is no uncertainty.
        title: the finding.
        limits: names of the bars that are no player but a limit; they are drawn open.
    """
    rows = np.arange(len(names))
    figure, axes = plt.subplots(figsize=(NARROW, 1.1 + 0.45 * len(names)))
    for row, (name, score, interval) in enumerate(zip(names, scores, intervals, strict=True)):
        limit = name in limits
        axes.barh(
            row,
            100 * score,
            height=0.62,
            color="white" if limit else PALE,
            edgecolor=INK,
            hatch="//" if limit else None,
            linewidth=1,
        )
        end = 100 * score
        if interval is not None:
            low, high = (100 * value for value in interval)
            axes.errorbar(
                end, row, xerr=[[end - low], [high - end]], color="black", capsize=4, linewidth=1.5
            )
            end = high
        axes.text(end + 1.5, row, f"{100 * score:.0f} %", va="center", fontsize=10)
    axes.set(yticks=rows, yticklabels=list(names), xlim=(0, 105), title=title)
    axes.set_xlabel("faces answered with their label, in percent")
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    return figure
