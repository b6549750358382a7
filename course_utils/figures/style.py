"""One look for all figures: the style file, colours, widths, and where a finding stands."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

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
#: Of figures whose pictures keep whole multiples of their pixels.
DPI = 100


def use_style() -> None:
    """Let all figures that follow look alike."""
    plt.style.use(str(files("course_utils.figures") / "course.mplstyle"))


def colours_of(*, names: Sequence[str]) -> list[str]:
    """The fixed colour of each label; the pale one for names that are no label."""
    return [COLOURS.get(name, PALE) for name in names]


def headline(figure: Figure, title: str) -> None:
    """The finding, from the left edge of the whole figure: long tick labels do not push it out."""
    figure.suptitle(title, fontsize=12, fontweight="bold", x=0.01, ha="left")
