"""The course's picture language: style, colours, walls of faces, charts of scores, alt text.

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


def _headline(figure: Figure, title: str) -> None:
    """The finding, from the left edge of the whole figure: long tick labels do not push it out."""
    figure.suptitle(title, fontsize=12, fontweight="bold", x=0.01, ha="left")


# ------------------------------------------------------------------ where things are on a picture


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
    figure = plt.figure(figsize=(w / _DPI, h / _DPI), dpi=_DPI, layout="none")
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
    _headline(figure, title)
    axes.spines[:].set_visible(False)
    figure.colorbar(drawn, ax=axes, label=unit, shrink=0.9)
    return figure


# ------------------------------------------------------------------ points and machines


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
    _headline(figure, title)
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
    _headline(figure, title)
    return figure


# ------------------------------------------------------------------ scores


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
    _headline(axes.get_figure(), title)
    axes.tick_params(length=0)
    axes.tick_params(axis="y", rotation=0)
    return axes


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
        axes.text(100 * end + 2, row, f"{100 * value:.1f}", va="center", fontsize=10)
    if line is not None:
        name, place = line
        axes.axvline(100 * place, color=INK, linestyle=":", linewidth=1.5)
        axes.text(100 * place + 0.7, -0.75, name, fontsize=10, va="center")
    axes.set(yticks=range(len(names)), yticklabels=list(names), xlim=(0, 105))
    axes.set_xticks(range(0, 101, 20))
    axes.set(ylim=(len(names) - 0.5, -1.1 if line else -0.6), xlabel=unit)
    _headline(figure, title)
    axes.tick_params(axis="y", length=0)
    return figure


# ------------------------------------------------------------------ networks


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
    _headline(figure, title)
    return figure


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
    _headline(figure, title)
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
    figure = plt.figure(figsize=(total_w / _DPI, total_h / _DPI), dpi=_DPI, layout="none")
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
        color = (*plt.matplotlib.colors.to_rgb(COLOURS["Sad"]), strength)
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
    _headline(figure, title)
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
    _headline(figure, title)
    return figure


# ------------------------------------------------------------------ where a network looks


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

    figure = plt.figure(figsize=(total_w / _DPI, total_h / _DPI), dpi=_DPI, layout="none")
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
    orange = 255 * np.array(plt.matplotlib.colors.to_rgb(COLOURS["Angry"]))
    # At most two thirds: the face is to be seen below the hottest place too.
    cover = heat[..., None] * 2 / 3
    return np.rint(gray * (1 - cover) + orange * cover).astype(np.uint8)


# ------------------------------------------------------------------ how sure an answer is


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
    _headline(figure, title)
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
        axes.text(max(value, interval[1]) + room / 4, row, f"{value:.2f}", va="center", fontsize=10)
    axes.axvline(line[1], color=INK, linestyle=":", linewidth=1.5)
    axes.text(line[1], -0.75, line[0], fontsize=10, va="center", ha="center")
    axes.set(yticks=range(len(names)), yticklabels=list(names), xlabel=unit)
    left, right = min(ends) - room, max(ends) + 1.5 * room
    axes.set_xticks([tick for tick in axes.get_xticks() if left <= tick <= right])
    axes.set(xlim=(left, right), ylim=(len(names) - 0.5, -1.1))
    _headline(figure, title)
    axes.tick_params(axis="y", length=0)
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
    _headline(figure, title)
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
    for name, value in lines.items():
        axes.axhline(100 * value, color=INK, linestyle=":", linewidth=1.5)
        # On the right: that is where the curves are far from the baseline.
        axes.text(sizes[-1], 100 * value + 1, name, fontsize=10, va="bottom", ha="right")
    axes.set_xscale("log")
    axes.set_xticks(sizes, [f"{n:,}" for n in sizes])
    axes.minorticks_off()
    highest = max([*lines.values(), *(np.max(each) for each in scores.values())])
    axes.set(ylim=(0, min(102, 100 * highest + 10)), ylabel="score in percent")
    axes.set_xlabel("labelled faces to learn from")
    axes.legend(loc="lower right")
    _headline(figure, title)
    return figure
