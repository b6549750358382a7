"""Numbers with their intervals, one bar or line each, from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from course_utils.figures.style import COLOURS, INK, NARROW, PALE, headline

#: Behind a number, so that no line runs through it.
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1}


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


def scores(
    *,
    names: Sequence[str],
    values: Sequence[float],
    intervals: Sequence[tuple[float, float] | None],
    title: str,
    unit: str = "score in percent",
    line: tuple[str, float] | None = None,
) -> Figure:
    """Points with their intervals, one line each, from 0 on.

    Args:
        names: from top to bottom.
        values: 0 to 1.
        intervals: (low, high) of each, or None.
        title: the finding.
        unit: of the axis.
        line: a name and a value to compare with, drawn across; for instance the baseline.
    """
    figure, axes = plt.subplots(figsize=(NARROW + 1, 1.5 + 0.42 * len(names)))
    for row, (value, interval) in enumerate(zip(values, intervals, strict=True)):
        end = value
        if interval is not None:
            axes.plot([100 * edge for edge in interval], [row, row], color="black", linewidth=2)
            end = max(value, interval[1])
        axes.plot(100 * value, row, "o", color=COLOURS["Sad"], markersize=9)
        axes.text(100 * end + 2, row, f"{100 * value:.1f}", va="center", fontsize=10, bbox=PAPER)
    if line is not None:
        name, place = line
        axes.axvline(100 * place, color=INK, linestyle=":", linewidth=1.5)
        axes.text(100 * place + 0.7, -0.75, name, fontsize=10, va="center")
    axes.set(yticks=range(len(names)), yticklabels=list(names), xlim=(0, 105))
    axes.set_xticks(range(0, 101, 20))
    axes.set(ylim=(len(names) - 0.5, -1.1 if line else -0.6), xlabel=unit)
    headline(figure, title)
    axes.tick_params(axis="y", length=0)
    return figure


def estimates(
    *,
    names: Sequence[str],
    values: Sequence[float],
    intervals: Sequence[tuple[float, float]],
    line: tuple[str, float],
    unit: str,
    title: str,
) -> Figure:
    """Numbers of any size with their intervals, one line each, against a number to compare with.

    Args:
        names: from top to bottom.
        values: the numbers.
        intervals: (low, high) of each.
        line: a name and the number that it stands for, drawn across; for instance chance.
        unit: of the axis.
        title: the finding.
    """
    figure, axes = plt.subplots(figsize=(NARROW + 1, 1.6 + 0.42 * len(names)))
    ends = [edge for interval in intervals for edge in interval] + [line[1], *values]
    room = 0.12 * (max(ends) - min(ends) or 1)
    for row, (value, interval) in enumerate(zip(values, intervals, strict=True)):
        axes.plot(interval, [row, row], color="black", linewidth=2)
        axes.plot(value, row, "o", color=COLOURS["Sad"], markersize=9)
        axes.text(
            max(value, interval[1]) + room / 4,
            row,
            f"{value:.2f}",
            va="center",
            fontsize=10,
            bbox=PAPER,
        )
    axes.axvline(line[1], color=INK, linestyle=":", linewidth=1.5)
    axes.text(line[1], -0.75, line[0], fontsize=10, va="center", ha="center")
    axes.set(yticks=range(len(names)), yticklabels=list(names), xlabel=unit)
    left, right = min(ends) - room, max(ends) + 1.5 * room
    axes.set_xticks([tick for tick in axes.get_xticks() if left <= tick <= right])
    axes.set(xlim=(left, right), ylim=(len(names) - 0.5, -1.1))
    headline(figure, title)
    axes.tick_params(axis="y", length=0)
    return figure
