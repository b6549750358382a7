"""What networks are made of: neurons, layers and parameters."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from course_utils.figures.style import COLOURS, INK, PALE, WIDE, headline


def small_networks(
    *,
    layers: Sequence[int],
    off: Sequence[set[tuple[int, int]]],
    captions: Sequence[str],
    title: str,
) -> Figure:
    """One small network, drawn once for each set of neurons that are switched off.

    Args:
        layers: neurons of each layer, from the input to the output.
        off: for each drawing, the (layer, neuron) pairs that are left out.
        captions: one for each drawing.
        title: the finding.
    """
    figure, row = plt.subplots(1, len(off), figsize=(WIDE, 3.4), squeeze=False)
    places = [[(x, y - (n - 1) / 2) for y in range(n)] for x, n in enumerate(layers)]
    for axes, left_out, caption in zip(row.flat, off, captions, strict=True):
        for layer in range(len(layers) - 1):
            for i, start in enumerate(places[layer]):
                for j, end in enumerate(places[layer + 1]):
                    if not {(layer, i), (layer + 1, j)} & left_out:
                        axes.plot(*zip(start, end, strict=True), color=PALE, linewidth=1, zorder=1)
        for layer, column in enumerate(places):
            for i, (x, y) in enumerate(column):
                gone = (layer, i) in left_out
                style = {"facecolor": "white" if gone else COLOURS["Surprise"], "edgecolor": INK}
                axes.scatter(x, y, s=260, linestyle="--" if gone else "-", zorder=2, **style)
                if gone:
                    axes.text(x, y, "off", ha="center", va="center", fontsize=10)
        axes.set_title(caption, fontsize=11, loc="center")
        axes.margins(0.15)
        axes.set(xticks=[], yticks=[])
        axes.axis("off")
    headline(figure, title)
    return figure


def architecture(table: pd.DataFrame, *, start: Sequence[int], title: str) -> Figure:
    """The layers of a network as blocks: high is many pixels, wide is many channels.

    Args:
        table: columns `layer`, `gives` (sides joined by " x ") and `parameters`, a row a layer.
        start: shape of one picture that goes in.
        title: the finding.
    """
    names = ["picture", *table["layer"]]
    shapes = [tuple(start), *(tuple(int(n) for n in text.split(" x ")) for text in table["gives"])]
    counts = [0, *table["parameters"]]
    most = max(max(counts), 1)
    figure, axes = plt.subplots(figsize=(WIDE, 4.4))
    tallest = max(shapes[0][:2])
    x = 0.0
    for name, shape, count in zip(names, shapes, counts, strict=True):
        flat = len(shape) == 1
        # A row of numbers is drawn as a column: its height grows slowly, or 3,456 would not fit.
        height = tallest * (0.2 + 0.1 * np.log10(shape[0])) if flat else shape[0]
        width = 1.0 if flat else 1 + 1.6 * np.log2(max(shape[-1], 1)) / 2
        strength = 0.12 + 0.88 * np.sqrt(count / most) if count else 0
        color = (*to_rgb(COLOURS["Sad"]), strength)
        block = plt.Rectangle((x, -height / 2), width, height, facecolor=color, edgecolor=INK)
        axes.add_patch(block)
        middle = x + width / 2
        shown = " x ".join(str(side) for side in shape)
        axes.text(middle, height / 2 + 2, shown, rotation=60, fontsize=10, ha="left", va="bottom")
        said = f"{name}\n{count:,}" if count else name
        axes.text(middle, -tallest / 2 - 2, said, rotation=60, fontsize=10, ha="right", va="top")
        # Under rows of numbers there is no width for two lines of text.
        x += width + (3.4 if flat else 2.2)
    axes.set(xlim=(-4, x + 3), ylim=(-tallest * 1.55, tallest * 1.05))
    axes.axis("off")
    headline(figure, title)
    return figure


def families(table: pd.DataFrame, *, title: str) -> Figure:
    """How many parameters well-known networks have, one bar each.

    Args:
        table: columns `network`, `year`, `parameters` and `side`, a row a network, from top to
            bottom.
        title: the finding.
    """
    figure, axes = plt.subplots(figsize=(WIDE, 1.2 + 0.42 * len(table)))
    millions = table["parameters"] / 1e6
    names = [f"{name} ({year})" for name, year in zip(table["network"], table["year"], strict=True)]
    axes.barh(names, millions, color=COLOURS["Surprise"], edgecolor=INK)
    for place, (value, side) in enumerate(zip(millions, table["side"], strict=True)):
        said = f"{value:.0f} million, pictures of {side} x {side}"
        axes.text(value + 1.5, place, said, va="center", fontsize=10)
    longest = 1.42 * millions.max()
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= longest])
    axes.set(xlim=(0, longest), xlabel="parameters in millions")
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    headline(figure, title)
    return figure
