"""Right and wrong answers: what is taken for what, how sure of it, and what silence buys."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course_utils.figures.style import COLOURS, INK, NARROW, PALE, WIDE, headline


def confusion(table: np.ndarray, *, names: Sequence[str], title: str) -> Axes:
    """A confusion matrix as colours: of 100 pictures with a label, how many got which answer.

    Args:
        table: (k, k) counts, rows labels, columns answers.
        names: k names.
        title: the finding.
    """
    import seaborn as sns

    shares = 100 * table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    axes = plt.subplots(figsize=(NARROW + 1, 5.2))[1]
    sns.heatmap(
        shares,
        annot=True,
        fmt=".0f",
        annot_kws={"fontsize": 11},
        cmap="cividis",
        vmin=0,
        vmax=100,
        square=True,
        xticklabels=list(names),
        yticklabels=[f"{name} ({row.sum():,})" for name, row in zip(names, table, strict=True)],
        cbar_kws={"label": "of 100 pictures with this label", "shrink": 0.85},
        ax=axes,
    )
    axes.set(xlabel="answer of the model", ylabel="label (number of pictures)")
    headline(axes.get_figure(), title)
    axes.tick_params(length=0)
    axes.tick_params(axis="y", rotation=0)
    return axes


def reliability(
    panels: dict[str, tuple[np.ndarray, np.ndarray]], *, bins: int, title: str
) -> Figure:
    """How often answers are right against how sure they were, one panel each.

    A point is a bin of confidence, with Wilson's interval (1927) of its hits; on the line,
    confidence and hits agree. Below stands how many answers each bin holds.

    Args:
        panels: name -> confidence of each answer (n,), from 0 to 1, and whether it is right (n,).
        bins: of equal width from 0 to 1.
        title: the finding.
    """
    from scipy.stats import binned_statistic, binomtest

    figure, grid = plt.subplots(
        2,
        len(panels),
        figsize=(WIDE, 4.9),
        sharex=True,
        sharey="row",
        squeeze=False,
        height_ratios=[3, 1],
    )
    for (above, below), (name, (confidence, hits)) in zip(grid.T, panels.items(), strict=True):
        numbers = np.array([confidence, hits, np.ones(len(hits))])
        sums = binned_statistic(confidence, numbers, "sum", bins=bins, range=(0, 1)).statistic
        above.plot([0, 100], [0, 100], color=INK, linestyle=":", linewidth=1.5)
        for sure, right, answers in sums[:, sums[2] > 0].T:
            ends = binomtest(int(right), int(answers)).proportion_ci(method="wilson")
            x = 100 * sure / answers
            above.plot([x, x], [100 * end for end in ends], color="black", linewidth=2)
            above.plot(x, 100 * right / answers, "o", color=COLOURS["Sad"], markersize=8)
        middles = 100 * (np.arange(bins) + 0.5) / bins
        below.bar(middles, sums[2], width=92 / bins, color=PALE, edgecolor=INK)
        above.set_title(name, fontsize=11, loc="center")
        above.set(xlim=(0, 100), ylim=(0, 102), xticks=range(0, 101, 20), yticks=range(0, 101, 20))
        below.set_xlabel("confidence in percent")
    grid[0, 0].set_ylabel("right answers in percent")
    grid[1, 0].set_ylabel("answers")
    headline(figure, title)
    return figure


def abstention(
    curves: dict[str, tuple[np.ndarray, np.ndarray]],
    *,
    band: tuple[np.ndarray, np.ndarray, np.ndarray],
    title: str,
) -> Figure:
    """Accuracy against the share of pictures that get an answer, one line each.

    Args:
        curves: name -> coverage and accuracy, both from 0 to 1; at most four.
        band: coverage, low and high ends of the first curve's interval.
        title: the finding.
    """
    figure, axes = plt.subplots(figsize=(WIDE, 4.4))
    coverage, low, high = (100 * np.asarray(part) for part in band)
    axes.fill_between(coverage, low, high, color=COLOURS["Surprise"], alpha=0.35, linewidth=0)
    styles = (("Sad", "-"), ("Neutral", "--"), ("Angry", "-."), ("Disgust", ":"))
    for (name, (answered, accuracy)), (color, line) in zip(curves.items(), styles, strict=False):
        axes.plot(
            100 * np.asarray(answered),
            100 * np.asarray(accuracy),
            color=COLOURS[color],
            linestyle=line,
            linewidth=2,
            label=name,
        )
    axes.set(xlim=(0, 100), ylim=(0, 102), title=title)
    axes.set(xticks=range(0, 101, 20), yticks=range(0, 101, 20))
    axes.set_xlabel("faces that get an answer, in percent, the surest first")
    axes.set_ylabel("right answers in percent")
    axes.legend(loc="lower left")
    return figure
