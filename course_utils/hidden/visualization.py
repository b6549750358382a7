"""Hidden tests of the assignment Visualization."""

from __future__ import annotations

import numpy as np
import pandas as pd
import scipy.stats
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
    column = table.loc[list(USAGES), "imbalance"].infer_objects().to_numpy()
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


# ------------------------------------------------------------------ read the faces


def table_of_faces(rng, n: int) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """A table in FER2013's form, and the pictures and labels that were written into it."""
    pictures = rng.integers(0, 256, size=(n, 48, 48))
    labels = rng.integers(0, 7, size=n)
    texts = [" ".join(map(str, picture.ravel())) for picture in pictures]
    usage = rng.choice(USAGES, size=n)
    table = pd.DataFrame({"emotion": labels, "pixels": texts, "Usage": usage})
    return table, pictures.astype(np.uint8), labels


def the_pair(value, first: str, second: str) -> tuple:
    """The two things that a function was to give back together."""
    expect.kind(value, (tuple, list), called=f"two things, `{first}` and `{second}`")
    expect.that(
        len(value) == 2,
        f"two things should come back, `{first}` and `{second}`, but {len(value)} came back",
    )
    return tuple(value)


@tests("read_faces")
def each_pixel_in_its_place(student, rng):
    table, right, _ = table_of_faces(rng, 5)
    pictures, _ = the_pair(student.read_faces(table).value, "pictures", "labels")
    expect.array(
        pictures,
        right,
        what="`pictures`",
        reason="some pixels are not in their place: rows come one after the other, each from left "
        "to right",
    )


@tests("read_faces")
def one_byte_a_pixel(student, rng):
    table, right, _ = table_of_faces(rng, 3)
    pictures, _ = the_pair(student.read_faces(table).value, "pictures", "labels")
    expect.array(
        pictures, right, what="`pictures`", dtype="uint8", reason="the gray levels are not right"
    )


@tests("read_faces")
def labels_in_the_order_of_the_rows(student, rng):
    table, _, right = table_of_faces(rng, 30)
    _, labels = the_pair(student.read_faces(table).value, "pictures", "labels")
    expect.array(
        labels,
        right,
        what="`labels`",
        dtype="integer",
        reason="`labels` should hold the column `emotion`, row by row",
    )


@tests("read_faces")
def a_part_of_a_larger_table(student, rng):
    table, pictures, labels = table_of_faces(rng, 6)
    table.index = rng.permutation(np.arange(1, 7)) * 3
    got = the_pair(student.read_faces(table).value, "pictures", "labels")
    for mine, right, what in zip(got, (pictures, labels), ("pictures", "labels"), strict=True):
        expect.array(
            mine,
            right,
            what=f"`{what}`",
            reason=f"`{what}` should follow the order of the rows, whatever the rows are called",
        )


@tests("read_faces")
def a_single_picture(student, rng):
    table, pictures, labels = table_of_faces(rng, 1)
    got = the_pair(student.read_faces(table).value, "pictures", "labels")
    for mine, right, what in zip(got, (pictures, labels), ("pictures", "labels"), strict=True):
        expect.array(mine, right, what=f"`{what}`", reason=f"`{what}` of one picture is wrong")


@tests("read_faces")
def the_table_given_is_left_alone(student, rng):
    table, pictures, _ = table_of_faces(rng, 2)
    answer = student.read_faces(table)
    expect.unchanged(answer.arguments[0], table, what="the table that you were given")
    got, _ = the_pair(answer.value, "pictures", "labels")
    expect.array(got, pictures, what="`pictures`", reason="some pixels are not in their place")


# ------------------------------------------------------------------ a labelled sample grid


def labelled_pictures(rng, k: int, fewest: int, high: int = 256):
    """Different pictures (n, 48, 48), and labels of which each occurs at least `fewest` times."""
    labels = shuffled(rng, np.repeat(np.arange(k), fewest), rng.integers(0, k, size=6 * k))
    # One label comes late: the first pictures of the set are never the first ones of each label.
    late = labels == rng.integers(0, k)
    labels = np.concatenate([labels[~late], labels[late]])
    pictures = rng.integers(0, high, size=(len(labels), 48, 48)).astype(np.uint8)
    return pictures, labels


def the_pictures_shown(answer) -> list[dict]:
    """The Axes with a picture on them."""
    figure = describe(answer)
    expect.that(
        figure["kind"] == "figure",
        f"the answer should be the figure that you drew on, but {_what_else(figure)} came back",
    )
    shown = [axes for axes in figure["axes"] if axes["images"]]
    expect.that(shown, "there is no picture on the figure that came back")
    expect.that(
        all(len(axes["images"]) == 1 for axes in shown), "each Axes should show one picture"
    )
    return shown


def _what_else(thing: dict) -> str:
    return "an Axes" if thing["kind"] == "axes" else f"a {thing.get('type', thing['kind'])}"


def first_of_each(pictures, labels, names, each) -> list[tuple[str, bytes]]:
    """(name, pixels) of the first pictures of each label: the oracle is pandas."""
    rows = pd.Series(labels).groupby(labels).head(each).index
    return sorted((names[labels[row]], pictures[row].tobytes()) for row in rows)


def expect_samples(shown, pictures, labels, names, each) -> None:
    expect.that(
        len(shown) == len(names) * each,
        f"with {len(names)} labels and {each} pictures of each, {len(names) * each} pictures "
        f"should be shown, but {len(shown)} are",
    )
    for axes in shown:
        expect.that(
            axes["images"][0].shape == (48, 48),
            "each Axes should show one picture of 48 by 48 gray levels, but one shows an array of "
            f"shape {axes['images'][0].shape}",
        )
    right = first_of_each(pictures, labels, names, each)
    images = sorted(axes["images"][0].astype(np.uint8).tobytes() for axes in shown)
    expect.that(
        images == sorted(image for _, image in right),
        "the pictures shown should be the first ones of each label, as they are",
    )
    titled = sorted(
        (axes["title"].strip(), axes["images"][0].astype(np.uint8).tobytes()) for axes in shown
    )
    expect.that(titled == right, "above each picture should stand the name of its label")


@tests("draw_samples")
def the_first_pictures_of_each_label(student, rng):
    pictures, labels = labelled_pictures(rng, 7, 2)
    shown = the_pictures_shown(student.draw_samples(pictures, labels, list(EMOTIONS), 1))
    expect_samples(shown, pictures, labels, EMOTIONS, 1)


@tests("draw_samples")
def as_many_as_asked_for(student, rng):
    pictures, labels = labelled_pictures(rng, 3, 4)
    names = ["cat", "dog", "owl"]
    shown = the_pictures_shown(student.draw_samples(pictures, labels, names, 3))
    expect_samples(shown, pictures, labels, names, 3)


@tests("draw_samples")
def black_is_0_and_white_is_255(student, rng):
    # Dark pictures: a scale that fits itself to the picture would make them bright.
    pictures, labels = labelled_pictures(rng, 2, 2, high=90)
    shown = the_pictures_shown(student.draw_samples(pictures, labels, ["cat", "dog"], 1))
    for axes in shown:
        scale = axes["image_scales"][0]
        expect.that(
            scale["cmap"] in ("gray", "grey", "gist_gray", "gist_grey", "binary_r"),
            "the pictures should be drawn in gray (`cmap`)",
        )
        expect.that(
            (scale["low"], scale["high"]) == (0, 255),
            "black should be gray level 0 and white 255 in each picture, also in a dark one "
            "(`vmin`, `vmax`)",
        )


@tests("draw_samples")
def names_belong_to_pictures(student, rng):
    pictures, labels = labelled_pictures(rng, 4, 2)
    names = ["label c", "label a", "label d", "label b"]
    shown = the_pictures_shown(student.draw_samples(pictures, labels, names, 2))
    name_of = {
        picture.tobytes(): names[label] for picture, label in zip(pictures, labels, strict=True)
    }
    for axes in shown:
        image = axes["images"][0].astype(np.uint8).tobytes()
        expect.that(image in name_of, "a picture is shown that was not given, or not as it is")
        expect.that(
            axes["title"].strip() == name_of[image],
            "above each picture should stand the name of its label",
        )


# ------------------------------------------------------------------ the mean face of each label


def bright_pictures(rng, k: int):
    """Pictures (n, 48, 48) in which every label has its own pattern; labels of uneven counts."""
    counts = rng.permutation(np.arange(k) ** 2 + 3)
    labels = rng.permutation(np.repeat(np.arange(k), counts))
    patterns = rng.integers(60, 200, size=(k, 48, 48))
    pictures = patterns[labels] + rng.integers(0, 56, size=(len(labels), 48, 48))
    return pictures.astype(np.uint8), labels


def means_by_label(pictures, labels) -> np.ndarray:
    """The oracle is pandas' groupby."""
    flat = pd.DataFrame(pictures.reshape(len(pictures), -1).astype(float))
    return flat.groupby(labels).mean().to_numpy().reshape(-1, 48, 48)


@tests("mean_faces")
def the_mean_of_each_label(student, rng):
    pictures, labels = bright_pictures(rng, 7)
    means, _ = the_pair(student.mean_faces(pictures, labels, 7).value, "means", "differences")
    expect.array(
        means,
        means_by_label(pictures, labels),
        what="`means`",
        reason="a pixel of `means` should be the mean of that pixel in all pictures of the label",
        atol=1.0,
    )


@tests("mean_faces")
def fractions_are_kept(student, rng):
    pictures, labels = bright_pictures(rng, 4)
    means, _ = the_pair(student.mean_faces(pictures, labels, 4).value, "means", "differences")
    expect.array(
        means,
        means_by_label(pictures, labels),
        what="`means`",
        dtype="floating",
        reason="`means` should keep its fractions: a mean of gray levels is seldom a whole number",
        atol=0.01,
    )


@tests("mean_faces")
def differences_from_the_mean_of_all_pictures(student, rng):
    pictures, labels = bright_pictures(rng, 6)
    _, differences = the_pair(student.mean_faces(pictures, labels, 6).value, "means", "differences")
    right = means_by_label(pictures, labels) - pictures.astype(float).mean(axis=0)
    expect.array(
        differences,
        right,
        what="`differences`",
        reason="`differences` should be the mean of each label minus the mean of all pictures, in "
        "which each picture counts once",
        atol=0.01,
    )


@tests("mean_faces")
def differences_go_below_zero(student, rng):
    dark, bright = rng.integers(0, 40, size=(9, 48, 48)), rng.integers(200, 256, size=(6, 48, 48))
    pictures = np.concatenate([dark, bright]).astype(np.uint8)
    labels = np.repeat([0, 1], [9, 6])
    _, differences = the_pair(student.mean_faces(pictures, labels, 2).value, "means", "differences")
    expect.array(
        differences,
        means_by_label(pictures, labels) - pictures.astype(float).mean(axis=0),
        what="`differences`",
        dtype="floating",
        reason="where a label is darker than the whole, its difference should be below zero, and "
        "where it is brighter, above",
        atol=2.0,
    )


@tests("mean_faces")
def many_bright_pictures(student, rng):
    pictures = rng.integers(180, 256, size=(700, 48, 48)).astype(np.uint8)
    labels = rng.permutation(np.arange(700) % 2)
    means, _ = the_pair(student.mean_faces(pictures, labels, 2).value, "means", "differences")
    expect.array(
        means,
        means_by_label(pictures, labels),
        what="`means`",
        reason="with many bright pictures the sum outgrows the numbers from 0 to 255",
        atol=1.0,
    )


# ------------------------------------------------------------------ exact duplicates, and leaks


def pictures_with_twins(rng, groups) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Pictures, splits and the right two masks.

    Args:
        rng: where pictures and order come from.
        groups: for each group of equal pictures, the splits of its members.
    """
    members = [(number, split) for number, splits in enumerate(groups) for split in splits]
    members = [members[place] for place in rng.permutation(len(members))]
    group, usage = np.array(members).T
    # No pixel is 0 here: what zeros at the end do to bytes is a matter of one test alone.
    originals = rng.integers(1, 256, size=(len(groups), 48, 48)).astype(np.uint8)
    # The oracle never looks at pixels: it knows who belongs to which group.
    sizes = pd.Series(group).map(pd.Series(group).value_counts()).to_numpy()
    in_training = np.isin(group, group[usage == 0])
    return originals[group], usage, sizes > 1, in_training & (usage > 0)


def usual_groups(rng) -> list[list[int]]:
    alone = [[int(split)] for split in rng.integers(0, 3, size=40)]
    return [*alone, [0, 0], [0, 0, 0], [1, 1], [2, 2], [1, 2], [0, 1], [0, 2], [0, 1, 2], [0, 2, 2]]


def the_masks(answer, n: int) -> tuple[np.ndarray, np.ndarray]:
    twin, leaked = the_pair(answer.value, "twin", "leaked")
    for mask, what in ((twin, "`twin`"), (leaked, "`leaked`")):
        expect.array(mask, np.zeros(n, bool), what=what, dtype="bool", reason="", atol=2)
    return twin, leaked


@tests("find_duplicates")
def every_member_of_a_group(student, rng):
    pictures, usage, right, _ = pictures_with_twins(rng, usual_groups(rng))
    twin, _ = the_masks(student.find_duplicates(pictures, usage), len(usage))
    expect.that(
        np.array_equal(twin, right),
        "`twin` should be True for each picture that stands in the set more than once, the first "
        "one and the later ones, and False for all others",
    )


@tests("find_duplicates")
def tests_with_a_twin_in_training(student, rng):
    groups = [[int(split)] for split in rng.integers(0, 3, size=30)]
    groups += [[0, 1], [0, 2], [0, 0, 2], [0, 0]]
    pictures, usage, _, right = pictures_with_twins(rng, groups)
    _, leaked = the_masks(student.find_duplicates(pictures, usage), len(usage))
    expect.that(
        np.array_equal(leaked, right),
        "`leaked` should be True for each picture of the two tests that has a twin in Training, "
        "and False for all others, those of Training included",
    )


@tests("find_duplicates")
def twins_among_the_tests_do_not_leak(student, rng):
    groups = [[int(split)] for split in rng.integers(0, 3, size=20)]
    groups += [[1, 1], [1, 2], [2, 2], [0, 0], [0, 1, 2]]
    pictures, usage, _, right = pictures_with_twins(rng, groups)
    _, leaked = the_masks(student.find_duplicates(pictures, usage), len(usage))
    expect.that(
        np.array_equal(leaked, right),
        "a picture whose twins stand only in PublicTest or PrivateTest does not leak from Training",
    )


@tests("find_duplicates")
def nearly_equal_is_not_equal(student, rng):
    pictures, usage, twin_right, leaked_right = pictures_with_twins(
        rng, [*([[0]] * 12), *([[1]] * 3), [0, 2], [0, 0]]
    )
    # Beside them stand pictures that differ in one pixel, that have the same pixels in another
    # order, and one that begins and ends alike.
    original = pictures[np.flatnonzero(~twin_right)[0]]
    one_off = original.copy()
    one_off[30, 20] ^= 1
    swapped = original.copy()
    swapped[20, 20], swapped[21, 21] = 10, 200
    swapped_back = swapped.copy()
    swapped_back[20, 20], swapped_back[21, 21] = 200, 10
    near = np.stack([one_off, original[:, ::-1], original.T, swapped, swapped_back])
    pictures = np.concatenate([pictures, near])
    usage = np.append(usage, [1, 1, 2, 0, 2])
    none = np.zeros(len(near), bool)
    twin, leaked = the_masks(student.find_duplicates(pictures, usage), len(usage))
    expect.that(
        np.array_equal(twin, np.append(twin_right, none))
        and np.array_equal(leaked, np.append(leaked_right, none)),
        "twins are equal in each of their 2,304 pixels: same sum, same outline or same first row "
        "is not enough",
    )


@tests("find_duplicates")
def pictures_that_end_in_black(student, rng):
    # numpy's bytes of fixed length drop the zeros at their end: compared with Python's bytes, a
    # picture is then no longer equal to itself.
    alone = [[int(split)] for split in rng.integers(0, 3, size=30)]
    pictures, usage, twin_right, leaked_right = pictures_with_twins(
        rng, [*alone, [0, 1], [0, 1], [0, 2], [0, 2, 2]]
    )
    pictures[:, -1, -3:] = 0
    twin, leaked = the_masks(student.find_duplicates(pictures, usage), len(usage))
    expect.that(
        np.array_equal(twin, twin_right) and np.array_equal(leaked, leaked_right),
        "`twin` or `leaked` is wrong for pictures whose last pixels are black (gray level 0): are "
        "those zeros still there when pictures are compared?",
    )


@tests("find_duplicates")
def what_was_given_is_left_alone(student, rng):
    pictures, usage, twin_right, leaked_right = pictures_with_twins(rng, usual_groups(rng))
    answer = student.find_duplicates(pictures, usage)
    for after, before in zip(answer.arguments, (pictures, usage), strict=True):
        expect.unchanged(after, before)
    twin, leaked = the_masks(answer, len(usage))
    expect.that(
        np.array_equal(twin, twin_right) and np.array_equal(leaked, leaked_right),
        "`twin` and `leaked` should stand in the order of the pictures that were given",
    )


# ------------------------------------------------------------------ blank pictures


def nearly_flat(rng, level: int, spread: int, n: int = 1) -> np.ndarray:
    """(n, 48, 48): half of the pixels `spread` above, half below; standard deviation `spread`."""
    signs = np.repeat([-1, 1], 48 * 24)
    flat = np.stack([level + spread * rng.permutation(signs) for _ in range(n)])
    return flat.reshape(n, 48, 48).astype(np.uint8)


@tests("find_blank")
def blank_at_any_gray_level(student, rng):
    blanks = [np.full((1, 48, 48), level, np.uint8) for level in (0, 255, rng.integers(20, 230))]
    faces = [nearly_flat(rng, level, 40) for level in (45, 128, 210)]
    expect_blank(student, rng, [*blanks, *faces], [1, 1, 1, 0, 0, 0], limit=1.0)


@tests("find_blank")
def nearly_flat_is_blank_too(student, rng):
    parts = [nearly_flat(rng, int(rng.integers(100, 150)), spread) for spread in (1, 2, 4, 8)]
    expect_blank(student, rng, parts, [1, 1, 0, 0], limit=3.0)


@tests("find_blank")
def exactly_the_limit_is_not_below_it(student, rng):
    parts = [nearly_flat(rng, int(rng.integers(100, 150)), spread) for spread in (1, 2, 3)]
    expect_blank(student, rng, parts, [1, 0, 0], limit=2.0)


@tests("find_blank")
def divided_by_the_number_of_pixels(student, rng):
    # Two pixels more above than below: the standard deviation is a hair under 1 when divided by
    # 2,304, and a hair over 1 when divided by 2,303.
    level = int(rng.integers(50, 200))
    picture = nearly_flat(rng, level, 1)
    low = np.argwhere(picture[0] == level - 1)[:2]
    picture[0][tuple(low.T)] = level + 1
    expect_blank(student, rng, [picture, nearly_flat(rng, 128, 30)], [1, 0], limit=1.0)


def expect_blank(student, rng, parts, right, limit: float) -> None:
    order = rng.permutation(len(parts))
    pictures = np.concatenate([parts[place] for place in order])
    expect.array(
        student.find_blank(pictures, limit).value,
        np.array(right, bool)[order],
        dtype="bool",
        reason="a picture is blank when the standard deviation of its 2,304 gray levels is below "
        "the limit, at whatever gray level",
    )


# ------------------------------------------------------------------ how far labellers agree


def random_votes(rng, n: int, answers: int) -> np.ndarray:
    """(n, answers) counts; every labeller leans towards a few answers, some get none."""
    voters = rng.integers(3, 15, size=n)
    shares = rng.dirichlet(np.full(answers, 0.4), size=n)
    return np.stack([rng.multinomial(v, share) for v, share in zip(voters, shares, strict=True)])


@tests("vote_agreement")
def share_of_the_most_frequent_answer(student, rng):
    votes = random_votes(rng, 50, 10)
    agreement, _ = the_pair(student.vote_agreement(votes).value, "agreement", "entropy")
    expect.array(
        agreement,
        votes.max(axis=1) / votes.sum(axis=1),
        what="`agreement`",
        reason="`agreement` should be the votes for the most frequent answer divided by all votes "
        "of that picture",
        atol=1e-6,
    )


@tests("vote_agreement")
def entropy_in_bits(student, rng):
    votes = random_votes(rng, 50, 10) + 1
    _, entropy = the_pair(student.vote_agreement(votes).value, "agreement", "entropy")
    expect.array(
        entropy,
        scipy.stats.entropy(votes, base=2, axis=1),
        what="`entropy`",
        reason="`entropy` should be in bits, of the shares of the answers among the votes",
        atol=1e-6,
    )


@tests("vote_agreement")
def an_answer_without_votes_adds_nothing(student, rng):
    votes = random_votes(rng, 40, 8)
    votes[0], votes[0, 3] = 0, 10
    _, entropy = the_pair(student.vote_agreement(votes).value, "agreement", "entropy")
    expect.finite(entropy, what="`entropy`")
    expect.array(
        entropy,
        scipy.stats.entropy(votes, base=2, axis=1),
        what="`entropy`",
        reason="an answer without any vote should add 0 to the entropy",
        atol=1e-6,
    )


@tests("vote_agreement")
def not_always_ten_votes(student, rng):
    for answers in (2, 5):
        votes = random_votes(rng, 30, answers) * rng.integers(1, 4, size=(30, 1)) + 1
        got = the_pair(student.vote_agreement(votes).value, "agreement", "entropy")
        right = (votes.max(axis=1) / votes.sum(axis=1), scipy.stats.entropy(votes, base=2, axis=1))
        for mine, wanted, what in zip(got, right, ("`agreement`", "`entropy`"), strict=True):
            expect.array(
                mine,
                wanted,
                what=what,
                reason=f"{what} is wrong when pictures have other numbers of votes than ten, or "
                "other numbers of answers",
                atol=1e-6,
            )
