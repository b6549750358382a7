"""Visible checks and hints of the assignment Visualization: examples by hand, no solutions."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course_utils.exercises import describe, expect, tests

HINTS = {
    "merge_disgust": [
        "What becomes of one label alone? Try `0`, `1` and `5` with pencil and paper first.",
        "`emotions > 1` is an array of True and False; `np.where` chooses between two values by "
        "it.",
        "Another way: an array of seven new labels, and the old label as its index.",
    ],
    "count_by_split": [
        "`pandas.crosstab` counts pairs. It leaves out what does not occur: `reindex` brings it "
        "back.",
        "Numbers become names with `names[number]`; do it after counting, so that the order stays.",
        "`table.max(axis=1)` is the largest number of each row. Take it before there is an eighth "
        "column.",
    ],
    "draw_counts": [
        "Count first: `np.bincount(emotions, minlength=len(names))`. Then draw the counts.",
        "`figure, axes = plt.subplots()` makes a new figure; `seaborn.barplot(x=…, y=…, ax=axes)` "
        "draws on it.",
        "`axes.set(xlabel=…, ylabel=…, title=…)` writes the three texts; `np.argmax` finds the "
        "largest.",
    ],
}

SEVEN = ["Angry", "Disgust", "Fear", "Happy", "Sad", "Surprise", "Neutral"]


# ------------------------------------------------------------------ merge disgust into anger


@tests("merge_disgust")
def three_labels_by_hand(student, rng):
    answer = student.merge_disgust(np.array([1, 6, 3]))
    expect.array(
        answer.value,
        np.array([0, 5, 2]),
        dtype="integer",
        reason="`merge_disgust(np.array([1, 6, 3]))` does not give what the table says",
    )


@tests("merge_disgust")
def every_label_by_hand(student, rng):
    answer = student.merge_disgust(np.array([0, 1, 2, 3, 4, 5, 6]))
    expect.array(
        answer.value,
        np.array([0, 0, 1, 2, 3, 4, 5]),
        dtype="integer",
        reason="one of the seven labels does not become what the table says",
    )


@tests("merge_disgust")
def the_array_stays(student, rng):
    emotions = np.array([2, 1, 0, 4], dtype=np.uint8)
    expect.unchanged(student.merge_disgust(emotions).arguments[0], emotions)


# ------------------------------------------------------------------ counts by split


@tests("count_by_split")
def five_pictures_by_hand(student, rng):
    emotions = np.array([3, 3, 0, 4, 3])
    usage = np.array([0, 0, 0, 1, 2])
    table = student.count_by_split(emotions, usage).value
    expect.kind(table, pd.DataFrame, called="a pandas DataFrame")
    expect.that(
        table.shape == (3, 8),
        f"the table should have 3 rows and 8 columns, but it has {table.shape[0]} and "
        f"{table.shape[1]}",
    )
    expect.that(
        list(table.index) == ["Training", "PublicTest", "PrivateTest"],
        "the rows should be labelled Training, PublicTest, PrivateTest",
    )
    expect.that(
        list(table.columns) == [*SEVEN, "imbalance"],
        "the columns should be the seven names in the order of their numbers, then `imbalance`",
    )
    counts = [[1, 0, 0, 2, 0, 0, 0], [0, 0, 0, 0, 1, 0, 0], [0, 0, 0, 1, 0, 0, 0]]
    expect.frame(
        table[SEVEN],
        pd.DataFrame(counts, index=["Training", "PublicTest", "PrivateTest"], columns=SEVEN),
        reason="the five pictures of the example are not counted as in the text above",
    )


@tests("count_by_split")
def imbalance_by_hand(student, rng):
    # Seven labels in each split; happy twice as often in Training, three times in PublicTest.
    emotions = np.array([*range(7), 3, *range(7), 3, 3, *range(6)])
    usage = np.repeat([0, 1, 2], [8, 9, 6])
    table = student.count_by_split(emotions, usage).value
    expect.kind(table, pd.DataFrame, called="a pandas DataFrame")
    expect.that("imbalance" in table.columns, "there is no column `imbalance`")
    expect.that(
        list(table["imbalance"]) == [2, 3, np.inf],
        "`imbalance` should be the largest of the seven counts divided by the smallest",
    )


# ------------------------------------------------------------------ bar chart


def the_chart(student) -> dict:
    answer = student.draw_counts(np.array([0, 2, 2, 1, 2, 0]), ["cat", "dog", "owl"])
    axes = describe(answer)
    expect.that(axes["kind"] == "axes", "give back the Axes that you drew on (`return axes`)")
    return axes


@tests("draw_counts")
def a_chart_of_three_labels(student, rng):
    axes = the_chart(student)
    expect.that(axes["bars"], "there is no bar on the Axes that came back")
    shown = {bar["label"]: bar["value"] for bar in axes["bars"]}
    expect.that(
        set(shown) <= {"cat", "dog", "owl"} and len(axes["bars"]) == len(shown),
        "each name should stand at one bar",
    )
    expect.that(
        shown == {"cat": 2, "dog": 1, "owl": 3},
        "cat, dog and owl occur 2, 1 and 3 times, but the bars show something else",
    )


@tests("draw_counts")
def texts_of_the_chart(student, rng):
    axes = the_chart(student)
    expect.that(
        {axes["xlabel"].lower(), axes["ylabel"].lower()} == {"label", "number of pictures"},
        "the two axes should be called `label` and `number of pictures`",
    )
    expect.that(
        "owl" in axes["title"].lower(), "the title should name the label with the most pictures"
    )
