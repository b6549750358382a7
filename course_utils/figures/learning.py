"""How learning goes: by steps, epochs, CPU seconds and numbers of labelled faces."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from course_utils.figures.style import COLOURS, INK, PALE, WIDE, headline


def descents(
    *,
    weights: np.ndarray,
    losses: np.ndarray,
    paths: Sequence[tuple[Sequence[float], Sequence[float]]],
    captions: Sequence[str],
    title: str,
) -> Figure:
    """Walks on one curve of the loss, a panel each; the steps are numbered from 0.

    Args:
        weights: (n,) places along the curve.
        losses: (n,) the loss at each.
        paths: weights and losses of the steps of each walk.
        captions: one for each walk.
        title: the finding.
    """
    figure, row = plt.subplots(1, len(paths), figsize=(WIDE, 3.6), sharey=True, squeeze=False)
    for axes, (places, heights), caption in zip(row.flat, paths, captions, strict=True):
        axes.plot(weights, losses, color=PALE, linewidth=2)
        axes.plot(places, heights, "o-", color=COLOURS["Angry"], linewidth=1, markersize=6)
        axes.annotate(
            "start", (places[0], heights[0]), xytext=(6, 4), textcoords="offset points", fontsize=10
        )
        axes.set_title(caption, fontsize=11, loc="center")
        axes.set(xlabel="weight", ylim=(0, losses.max()), xlim=(weights.min(), weights.max()))
    row[0, 0].set_ylabel("loss")
    headline(figure, title)
    return figure


def curves(
    histories: dict[str, dict[str, Sequence[float]]],
    *,
    best: dict[str, int],
    title: str,
    keys: tuple[str, str] = ("loss", "val_loss"),
    unit: str = "loss",
) -> Figure:
    """Training and validation by epoch, one panel a training; a ring marks the best epoch.

    Args:
        histories: name -> dictionary of lists, one number an epoch.
        best: name -> epoch to mark, counted from 1.
        title: the finding.
        keys: what was measured on the training part and on the validation part.
        unit: of the axis.
    """
    figure, row = plt.subplots(
        1, len(histories), figsize=(WIDE, 3.9), sharey=True, sharex=True, squeeze=False
    )
    for axes, (name, history) in zip(row.flat, histories.items(), strict=True):
        epochs = np.arange(1, len(history[keys[0]]) + 1)
        for key, word, color, marker in (
            (keys[0], "training", COLOURS["Sad"], "o"),
            (keys[1], "validation", COLOURS["Angry"], "^"),
        ):
            axes.plot(epochs, history[key], marker=marker, color=color, label=word)
        low, high = (np.array(history[key]) for key in keys)
        axes.fill_between(epochs, low, high, color=PALE, alpha=0.35, linewidth=0)
        place = best[name], history[keys[1]][best[name] - 1]
        axes.plot(*place, "o", markersize=15, mfc="none", mec="black", mew=1.5)
        axes.set_title(name, fontsize=11, loc="center")
        axes.set_xlabel("epoch")
        axes.legend(loc="best")
    longest = max(len(history[keys[0]]) for history in histories.values())
    row[0, 0].set_xticks(range(1, longest + 1, 1 + longest // 10))
    highest = max(max(history[key]) for history in histories.values() for key in keys)
    row[0, 0].set(ylabel=unit, ylim=(0, 1.08 * highest))
    headline(figure, title)
    return figure


def costs(table: pd.DataFrame, *, baseline: float, title: str, kinds: Sequence[str] = ()) -> Figure:
    """Score against CPU seconds, one line a model, one point a number of pictures.

    The number stands at the largest; the table twin has them all.

    Args:
        table: columns `model`, `pictures`, `score` (0 to 1) and `seconds`.
        baseline: score of the majority, drawn as a line across.
        title: the finding.
        kinds: models in the order of the legend; that of the table if none are given.
    """
    figure, axes = plt.subplots(figsize=(WIDE, 4.6))
    colors = [COLOURS[name] for name in ("Angry", "Sad", "Disgust", "Neutral", "Fear")]
    for number, name in enumerate(kinds or table["model"].unique()):
        rows = table[table["model"] == name]
        style = {"color": colors[number % 5], "marker": "os^Dv"[number % 5], "markersize": 7}
        axes.plot(rows["seconds"], 100 * rows["score"], label=name, **style)
        # Only the largest size has its number: lines that run close would cover the others.
        last = rows.iloc[-1]
        place = {"xytext": (0, 9), "textcoords": "offset points", "ha": "center"}
        axes.annotate(f"{last['pictures']:,}", (last["seconds"], 100 * last["score"]), **place)
    axes.axhline(100 * baseline, color=INK, linestyle=":", linewidth=1.5, label="majority")
    top = 100 * max(baseline, table["score"].max())
    axes.set(xscale="log", ylim=(0, 1.2 * top), title=title)
    axes.set_xlabel("CPU seconds to learn and to answer (each line: ten times more)")
    axes.set_ylabel("score in percent")
    axes.xaxis.set_major_formatter("{x:g}")
    axes.grid(axis="x")
    axes.legend(loc="lower right")
    return figure


def few_labels(
    sizes: Sequence[int],
    scores: dict[str, np.ndarray],
    *,
    lines: dict[str, float],
    title: str,
) -> Figure:
    """Scores by the number of labelled faces; a band from the lowest draw to the highest.

    Args:
        sizes: numbers of labelled faces.
        scores: name -> (draws, sizes) scores from 0 to 1; at most four names.
        lines: name -> a score to compare with, drawn across.
        title: the finding.
    """
    figure, axes = plt.subplots(figsize=(WIDE, 4.6))
    styles = (("Sad", "o-"), ("Angry", "^--"), ("Neutral", "s:"), ("Disgust", "D-."))
    for (name, each), (color, style) in zip(scores.items(), styles, strict=False):
        each = 100 * np.asarray(each)
        look = {"color": COLOURS[color], "linewidth": 2, "markersize": 8}
        axes.plot(sizes, each.mean(axis=0), style, label=name, **look)
        band = each.min(axis=0), each.max(axis=0)
        axes.fill_between(sizes, *band, color=COLOURS[color], alpha=0.2, linewidth=0)
    means = 100 * np.array([np.mean(each, axis=0) for each in scores.values()])
    for name, value in lines.items():
        axes.axhline(100 * value, color=INK, linestyle=":", linewidth=1.5)
        # At the end where the curves are farther away.
        gaps = np.abs(means - 100 * value).min(axis=0)
        end, side = (0, "left") if gaps[0] > gaps[-1] else (-1, "right")
        axes.text(sizes[end], 100 * value + 1, name, fontsize=10, va="bottom", ha=side)
    axes.set_xscale("log")
    axes.set_xticks(sizes, [f"{n:,}" for n in sizes])
    axes.minorticks_off()
    highest = max([*lines.values(), *(np.max(each) for each in scores.values())])
    axes.set(ylim=(0, min(102, 100 * highest + 10)), ylabel="score in percent")
    axes.set_xlabel("labelled faces to learn from")
    # Above the axes: there is a curve in each corner of some face set.
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=len(scores))
    headline(figure, title)
    return figure
