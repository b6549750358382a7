"""Points on a plane: where the labels lie, and where fitted machines draw their borders."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from course_utils.figures.style import COLOURS, INK, WIDE, headline


def clouds(
    points: np.ndarray, *, labels: np.ndarray, names: Sequence[str], title: str, axis: str
) -> Figure:
    """Points on a plane, one panel a label: its own points in its colour, all others pale.

    Args:
        points: (n, 2).
        labels: (n,) positions in `names`.
        names: of the labels.
        title: the finding.
        axis: what the two directions are called; a number is put behind it.
    """
    columns = 3
    rows = -(-len(names) // columns)
    figure, grid = plt.subplots(
        rows, columns, figsize=(WIDE, 2.8 * rows + 0.5), sharex=True, sharey=True, squeeze=False
    )
    # The outermost points would press all others into the middle.
    low, high = np.percentile(points, [0.5, 99.5], axis=0)
    for label, (name, axes) in enumerate(zip(names, grid.flat, strict=False)):
        own = labels == label
        axes.scatter(*points[~own].T, s=4, color="#DDDDDD", linewidth=0)
        color = COLOURS.get(name, INK)
        axes.scatter(*points[own].T, s=9, color=color, edgecolor=INK, linewidth=0.3)
        axes.plot(*points[own].mean(axis=0), marker="P", color="white", mec="black", ms=11)
        axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))
        axes.set_title(name, fontsize=11, loc="center")
    for axes in grid.flat[len(names) :]:
        axes.axis("off")
    figure.supxlabel(f"{axis} 1", fontsize=11)
    figure.supylabel(f"{axis} 2", fontsize=11)
    headline(figure, title)
    return figure


def borders(
    *, models: Sequence, points: np.ndarray, kinds: np.ndarray, captions: Sequence[str], title: str
) -> Figure:
    """What fitted machines answer on a plane, one panel each; a ring marks a support vector.

    Args:
        models: fitted support vector machines for two kinds, with `decision_function`.
        points: (n, 2), the points that they learned from.
        kinds: (n,) 0 or 1.
        captions: one for each model.
        title: the finding.
    """
    figure, row = plt.subplots(1, len(models), figsize=(WIDE, 3.9), sharey=True, squeeze=False)
    low, high = points.min(axis=0) - 0.7, points.max(axis=0) + 0.7
    x, y = np.meshgrid(np.linspace(low[0], high[0], 150), np.linspace(low[1], high[1], 150))
    for axes, model, caption in zip(row.flat, models, captions, strict=True):
        side = model.decision_function(np.column_stack([x.ravel(), y.ravel()])).reshape(x.shape)
        axes.contourf(x, y, side, levels=[-np.inf, 0, np.inf], colors=["#CFE6F5", "#F8DCC8"])
        styles = {"colors": INK, "linestyles": ["--", "-", "--"], "linewidths": [1, 2, 1]}
        axes.contour(x, y, side, levels=[-1, 0, 1], **styles)
        for kind, marker, color in ((0, "o", COLOURS["Sad"]), (1, "^", COLOURS["Angry"])):
            axes.scatter(*points[kinds == kind].T, marker=marker, color=color, s=34, zorder=3)
        axes.scatter(*model.support_vectors_.T, s=130, facecolor="none", edgecolor="black")
        axes.set_title(caption, fontsize=11, loc="center")
        axes.set(xlabel="first feature", xticks=[], yticks=[])
    row[0, 0].set_ylabel("second feature")
    headline(figure, title)
    return figure
