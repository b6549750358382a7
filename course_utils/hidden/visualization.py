"""Hidden tests of the assignment Visualization."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.metrics import confusion_matrix

from course_utils.exercises import describe, expect, tests
from course_utils.faces import EMOTIONS, USAGES

SIX = ("Angry", "Fear", "Happy", "Sad", "Surprise", "Neutral")


def shuffled(rng, *parts):
    """The numbers of all parts as one array in random order."""
    return rng.permutation(np.concatenate(parts))


# ------------------------------------------------------------------ merge disgust into anger


def merged(emotions: np.ndarray) -> np.ndarray:
    """Six labels for seven: the oracle is pandas, label by label."""
    return pd.Series(emotions).map({0: 0, 1: 0, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5}).to_numpy()


def seven_labels(rng, n: int) -> np.ndarray:
    return shuffled(rng, np.arange(7), rng.integers(0, 7, size=n - 7))


@tests("merge_disgust")
def disgust_joins_anger(student, rng):
    emotions = seven_labels(rng, 300)
    answer = student.merge_disgust(emotions)
    expect.kind(answer.value, np.ndarray, called="a numpy array")
    expect.that(
        answer.value.shape == emotions.shape,
        f"the answer should have shape {emotions.shape}, but its shape is {answer.value.shape}",
    )
    expect.that(
        np.array_equal(answer.value == 0, emotions <= 1),
        "the pictures labelled 0 afterwards should be those labelled angry or disgust before, "
        "and no others",
    )


@tests("merge_disgust")
def other_labels_close_the_gap(student, rng):
    emotions = seven_labels(rng, 300)
    answer = student.merge_disgust(emotions)
    expect.kind(answer.value, np.ndarray, called="a numpy array")
    expect.that(
        answer.value.shape == emotions.shape,
        f"the answer should have shape {emotions.shape}, but its shape is {answer.value.shape}",
    )
    above = emotions > 1
    expect.array(
        answer.value[above],
        merged(emotions)[above],
        what="the part of the answer above disgust",
        reason="each label above disgust should move down by one",
    )


@tests("merge_disgust")
def a_label_that_no_picture_has(student, rng):
    emotions = shuffled(rng, [1, 4, 6], rng.choice([1, 4, 6], size=60))
    answer = student.merge_disgust(emotions)
    expect.array(
        answer.value,
        merged(emotions),
        reason="the new label depends on the old label alone, also when some labels do not occur",
    )


@tests("merge_disgust")
def integers_come_back(student, rng):
    for dtype in (np.uint8, np.int16, np.int64):
        emotions = seven_labels(rng, 40).astype(dtype)
        answer = student.merge_disgust(emotions)
        expect.array(
            answer.value,
            merged(emotions),
            dtype="integer",
            reason=f"the labels come out wrong when the array is of type {np.dtype(dtype)}",
        )


@tests("merge_disgust")
def the_array_given_is_left_alone(student, rng):
    emotions = seven_labels(rng, 80)
    answer = student.merge_disgust(emotions)
    expect.unchanged(answer.arguments[0], emotions)
    expect.array(answer.value, merged(emotions), reason="the new labels are not those of the table")


# ------------------------------------------------------------------ counts by split


def labels_and_splits(rng, table=None):
    """Labels and splits of the pictures in a (3, 7) table of counts, in random order.

    Without a table, one is drawn in which each count differs from 0 and in no row the largest
    divides by the smallest.
    """
    if table is None:
        smallest = rng.permutation([5, 7, 9])[:, None]
        table = smallest + rng.integers(0, smallest, size=(3, 7))
        for row, least in zip(table, smallest[:, 0], strict=True):
            low, high = rng.choice(7, size=2, replace=False)
            row[low], row[high] = least, 2 * least + rng.integers(1, least)
    usage, emotions = np.indices((3, 7))
    rows = rng.permutation(np.repeat(np.arange(21), np.ravel(table)))
    return emotions.ravel()[rows], usage.ravel()[rows]


def counted(emotions, usage) -> pd.DataFrame:
    """The right table without its last column: the oracle is scikit-learn."""
    # A confusion matrix is a table of counts of pairs, whatever the pairs mean.
    table = confusion_matrix(usage, emotions, labels=range(7))[:3]
    return pd.DataFrame(table, index=USAGES, columns=EMOTIONS)


def the_counts(table) -> pd.DataFrame:
    """The seven columns of counts of a student's table, found by name."""
    expect.kind(table, pd.DataFrame, called="a pandas DataFrame")
    for axis, mine, wanted in (
        ("row", table.index, USAGES),
        ("column", table.columns, EMOTIONS),
    ):
        mine = list(mine)
        missing = [name for name in wanted if mine.count(name) != 1]
        expect.that(not missing, f"the answer should have one {axis} called {', '.join(missing)}")
    return table.loc[list(USAGES), list(EMOTIONS)]


@tests("count_by_split")
def each_picture_is_counted_once(student, rng):
    emotions, usage = labels_and_splits(rng)
    answer = student.count_by_split(emotions, usage)
    expect.frame(
        the_counts(answer.value),
        counted(emotions, usage),
        reason="some counts are wrong: look at what stands in the rows and what in the columns",
    )


@tests("count_by_split")
def rows_and_columns_in_order(student, rng):
    emotions, usage = labels_and_splits(rng)
    table = student.count_by_split(emotions, usage).value
    expect.kind(table, pd.DataFrame, called="a pandas DataFrame")
    expect.that(
        table.shape == (3, 8),
        f"the answer should have 3 rows and 8 columns, but it has {table.shape[0]} and "
        f"{table.shape[1]}",
    )
    expect.that(
        list(table.index) == list(USAGES),
        f"the rows should be labelled {', '.join(USAGES)}, in this order",
    )
    expect.that(
        list(table.columns) == [*EMOTIONS, "imbalance"],
        "the columns should be the seven names in the order of their numbers, then `imbalance`",
    )


@tests("count_by_split")
def what_does_not_occur_counts_zero(student, rng):
    # Nobody is labelled disgust or sad, and one split has a single picture.
    table = rng.integers(3, 20, size=(3, 7))
    table[:, [1, 4]] = 0
    table[1] = np.arange(7) == 3
    emotions, usage = labels_and_splits(rng, table)
    answer = student.count_by_split(emotions, usage)
    expect.frame(
        the_counts(answer.value),
        counted(emotions, usage),
        reason="where no picture has a label, the table should say 0",
    )


@tests("count_by_split")
def imbalance_is_largest_by_smallest(student, rng):
    emotions, usage = labels_and_splits(rng)
    table = student.count_by_split(emotions, usage).value
    counts = counted(emotions, usage)
    expect.array(
        the_imbalance(table),
        (counts.max(axis=1) / counts.min(axis=1)).to_numpy(),
        what="the column `imbalance`",
        reason="`imbalance` should be the largest of a row's seven counts divided by the smallest",
        rtol=1e-6,
    )


@tests("count_by_split")
def imbalance_is_infinite_without_a_label(student, rng):
    emotions, usage = labels_and_splits(rng)
    keep = (emotions != 1) | (usage != 1)
    emotions, usage = emotions[keep], usage[keep]
    table = student.count_by_split(emotions, usage).value
    counts = counted(emotions, usage).to_numpy()
    right = [counts[0].max() / counts[0].min(), np.inf, counts[2].max() / counts[2].min()]
    expect.array(
        the_imbalance(table),
        np.array(right),
        what="the column `imbalance`",
        reason="`imbalance` should be infinite in a row where the smallest count is 0, and a "
        "number in the other rows",
        rtol=1e-6,
    )


def the_imbalance(table) -> np.ndarray:
    expect.kind(table, pd.DataFrame, called="a pandas DataFrame")
    expect.that(
        list(table.columns).count("imbalance") == 1,
        "the answer should have one column called `imbalance`",
    )
    missing = [name for name in USAGES if list(table.index).count(name) != 1]
    expect.that(not missing, f"the answer should have one row called {', '.join(missing)}")
    column = table.loc[list(USAGES), "imbalance"].to_numpy()
    expect.that(column.dtype.kind in "iuf", "the column `imbalance` should hold numbers")
    return column.astype(float)


# ------------------------------------------------------------------ bar chart


def labels_with_a_largest(rng, k: int, largest: int | None = None) -> np.ndarray:
    """Labels 0 to k-1, with different counts for each, none of them zero."""
    counts = rng.permutation(np.arange(3, 3 + 4 * k, 4) + rng.integers(0, 3, size=k))
    if largest is not None:
        counts[largest] = counts.max() + rng.integers(1, 9)
    return rng.permutation(np.repeat(np.arange(k), counts))


def the_axes(answer) -> dict:
    picture = describe(answer)
    expect.that(
        picture["kind"] == "axes",
        f"the answer should be the Axes that you drew on, but a {picture.get('type', 'figure')} "
        "came back",
    )
    return picture


def is_sideways(axes: dict, names) -> bool:
    """Whether the names stand on the upright axis, so that the bars lie on their side."""
    return set(names) <= set(axes["yticklabels"])


def bars_by_name(axes: dict, names) -> dict[str, float]:
    """The height of each name's bar; a bar that was left out counts as 0."""
    ticks = axes["yticklabels"] if is_sideways(axes, names) else axes["xticklabels"]
    expect.that(
        [tick for tick in ticks if tick] == list(names),
        "one axis should show the names that were given, each once, in their order",
    )
    heights = dict.fromkeys(names, 0.0)
    for bar in axes["bars"]:
        expect.that(bar["label"] in heights, "a bar stands where there is no name")
        heights[bar["label"]] += bar["value"]
    return heights


def expect_bars(axes: dict, emotions, names, reason: str) -> None:
    expect.that(axes["bars"], "there is no bar on the Axes that came back")
    heights = bars_by_name(axes, names)
    right = pd.Series(emotions).value_counts().reindex(range(len(names)), fill_value=0)
    expect.that(np.allclose([heights[name] for name in names], right), reason)


@tests("draw_counts")
def bars_are_as_high_as_counts(student, rng):
    emotions = labels_with_a_largest(rng, 7)
    axes = the_axes(student.draw_counts(emotions, list(EMOTIONS)))
    expect_bars(
        axes,
        emotions,
        EMOTIONS,
        "each bar should be as high as the number of pictures with that label",
    )


@tests("draw_counts")
def any_names_will_do(student, rng):
    emotions = labels_with_a_largest(rng, 6)
    axes = the_axes(student.draw_counts(emotions, list(SIX)))
    expect_bars(
        axes,
        emotions,
        SIX,
        "with six labels, there should be six bars, each as high as its label's count",
    )


@tests("draw_counts")
def a_label_without_pictures_keeps_its_place(student, rng):
    emotions = labels_with_a_largest(rng, 7)
    emotions = emotions[emotions != rng.integers(0, 6)]
    axes = the_axes(student.draw_counts(emotions, list(EMOTIONS)))
    expect_bars(
        axes,
        emotions,
        EMOTIONS,
        "a label without pictures should keep its name on the axis, with no bar or a flat one",
    )


@tests("draw_counts")
def both_axes_say_what_they_show(student, rng):
    emotions = labels_with_a_largest(rng, 7)
    axes = the_axes(student.draw_counts(emotions, list(EMOTIONS)))
    expect.that(axes["bars"], "there is no bar on the Axes that came back")
    texts = [axes["xlabel"], axes["ylabel"]]
    if is_sideways(axes, EMOTIONS):
        texts.reverse()
    expect.that(
        [text.strip().lower() for text in texts] == ["label", "number of pictures"],
        "the axis with the names should be called `label`, the other one `number of pictures`",
    )


@tests("draw_counts")
def the_title_names_the_largest(student, rng):
    # Two charts with different largest labels: no fixed title is right for both.
    for names, largest in zip((EMOTIONS, SIX), rng.choice(SIX, 2, replace=False), strict=True):
        emotions = labels_with_a_largest(rng, len(names), names.index(largest))
        axes = the_axes(student.draw_counts(emotions, list(names)))
        expect.that(axes["title"].strip(), "the chart has no title")
        named = [name for name in names if name.lower() in axes["title"].lower()]
        expect.that(
            named == [largest],
            "the title should name the label with the most pictures, and no other label",
        )


@tests("draw_counts")
def bars_start_at_zero(student, rng):
    emotions = labels_with_a_largest(rng, 7)
    emotions = np.concatenate([emotions, np.repeat(np.arange(7), 200)])
    axes = the_axes(student.draw_counts(emotions, list(EMOTIONS)))
    expect.that(axes["bars"], "there is no bar on the Axes that came back")
    side = "x" if is_sideways(axes, EMOTIONS) else "y"
    expect.that(axes[f"{side}scale"] == "linear", "counts should stand on an even scale")
    low, high = sorted(axes[f"{side}lim"])
    expect.that(
        low == 0 and all(bar["base"] == 0 for bar in axes["bars"]),
        "the axis of the counts should start at zero",
    )
    tallest = max(bar["value"] for bar in axes["bars"])
    expect.that(high >= tallest, "the highest bar should not be cut off at the top")
