"""Visible checks and hints of the assignment Visualization: examples by hand, no solutions."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course_utils.exercises import describe, expect, tests

HINTS = {
    "read_faces": [
        'Begin with one row: `table["pixels"].iloc[0]` is its text. `split()` cuts a text at its '
        "blanks.",
        "2,304 numbers in a row become 48 rows of 48 with `reshape(48, 48)`.",
        "`np.stack` puts pictures on top of each other; `dtype=np.uint8` says one byte a pixel.",
    ],
    "draw_samples": [
        "`np.flatnonzero(labels == 3)[:each]` are the rows of the first pictures labelled 3.",
        "`figure, axes = plt.subplots(len(names), each, squeeze=False)` makes a grid; "
        "`axes[2, 0]` is one place of it.",
        "`imshow` stretches each picture from its own darkest to its own brightest pixel, unless "
        "`vmin` and `vmax` say otherwise.",
    ],
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
    "mean_faces": [
        "`pictures[labels == 3]` are the pictures labelled 3; `mean(axis=0)` is the mean picture.",
        "Gray levels of type uint8 hold 0 to 255 and wrap round: 3 - 5 is 254. Means are floats.",
        "The mean of all pictures is `pictures.mean(axis=0)`: not the mean of the means, because "
        "there are more pictures of some labels.",
    ],
    "find_duplicates": [
        "`picture.tobytes()` turns a picture into one value. Equal pictures give equal values.",
        "A dictionary from that value to the list of rows brings all twins together.",
        "For `leaked` you need two things of each group: is a row of Training in it, and which "
        "of its rows are not in Training?",
    ],
    "find_blank": [
        "`np.std` of one picture is one number. How do you get one number for each picture?",
        "`axis=(1, 2)` means: over rows and columns, for each picture.",
    ],
    "vote_agreement": [
        "First the shares: each row divided by its own sum. `keepdims=True` keeps the shape ready "
        "for dividing.",
        "0 times the logarithm of 0 is `nan` in numpy. How can you leave those places out?",
        "`np.log2` counts in bits. Check by hand: two answers with five votes each are 1 bit.",
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


# ------------------------------------------------------------------ read the faces


@tests("read_faces")
def a_picture_of_stripes(student, rng):
    # The first row of pixels is 0 to 47, the second 1 to 48, and so on.
    stripes = np.add.outer(np.arange(48), np.arange(48))
    table = pd.DataFrame(
        {"emotion": [4], "pixels": [" ".join(map(str, stripes.ravel()))], "Usage": ["Training"]}
    )
    value = student.read_faces(table).value
    pictures, labels = two_things(value, "pictures", "labels")
    expect.array(
        pictures,
        stripes[np.newaxis],
        what="`pictures`",
        dtype="uint8",
        reason="a picture of one table row does not look as its numbers say",
    )
    expect.array(
        labels, np.array([4]), what="`labels`", dtype="integer", reason="the label should be 4"
    )


@tests("read_faces")
def first_pixel_left_last_pixel_right(student, rng):
    # One white pixel in the last place of the first row.
    numbers = ["0"] * 2304
    numbers[47] = "255"
    rows = [" ".join(numbers), " ".join(reversed(numbers))]
    table = pd.DataFrame({"emotion": [0, 6], "pixels": rows, "Usage": ["Training"] * 2})
    pictures, _ = two_things(student.read_faces(table).value, "pictures", "labels")
    expect.kind(pictures, np.ndarray, called="a numpy array", what="`pictures`")
    expect.that(
        pictures.shape == (2, 48, 48),
        f"`pictures` of two rows should have shape (2, 48, 48), but its shape is {pictures.shape}",
    )
    expect.that(
        np.argwhere(pictures == 255).tolist() == [[0, 0, 47], [1, 47, 0]],
        "number 48 of the text should be the last pixel of the first row",
    )


def two_things(value, first: str, second: str) -> tuple:
    expect.kind(value, (tuple, list), called=f"two things, `{first}` and `{second}`")
    expect.that(len(value) == 2, f"two things should come back, `{first}` and `{second}`")
    return tuple(value)


# ------------------------------------------------------------------ a labelled sample grid


@tests("draw_samples")
def four_flat_pictures(student, rng):
    # Pictures of one gray level each: 10 and 30 are the first ones labelled 0, 20 and 40 of 1.
    pictures = np.stack([np.full((48, 48), level, np.uint8) for level in (10, 20, 30, 40, 50)])
    labels = np.array([0, 1, 0, 1, 0])
    figure = describe(student.draw_samples(pictures, labels, ["cat", "owl"], 2))
    expect.that(figure["kind"] == "figure", "give back the figure (`return figure`)")
    shown = [axes for axes in figure["axes"] if axes["images"]]
    expect.that(len(shown) == 4, f"4 pictures should be shown, but {len(shown)} are")
    seen = sorted((axes["title"].strip(), int(np.min(axes["images"][0]))) for axes in shown)
    expect.that(
        seen == [("cat", 10), ("cat", 30), ("owl", 20), ("owl", 40)],
        "the pictures shown, or the names above them, are not those of the example",
    )
    scales = [axes["image_scales"][0] for axes in shown]
    expect.that(
        all((scale["low"], scale["high"]) == (0, 255) for scale in scales),
        "black should be 0 and white 255 in each picture: look at `vmin` and `vmax`",
    )


# ------------------------------------------------------------------ the mean face of each label


@tests("mean_faces")
def three_flat_pictures(student, rng):
    pictures = np.stack([np.full((48, 48), level, np.uint8) for level in (10, 21, 200)])
    value = student.mean_faces(pictures, np.array([0, 0, 1]), 2).value
    means, differences = two_things(value, "means", "differences")
    for mine, what in ((means, "`means`"), (differences, "`differences`")):
        expect.kind(mine, np.ndarray, called="a numpy array", what=what)
        expect.that(
            mine.shape == (2, 48, 48),
            f"{what} of two labels should have shape (2, 48, 48), but its shape is {mine.shape}",
        )
    expect.that(
        np.allclose(means[:, 0, 0], [15.5, 200], atol=0.01),
        "the means of the three flat pictures are not 15.5 and 200",
    )
    expect.that(
        np.allclose(differences[:, 0, 0], [-61.5, 123], atol=0.01),
        "the differences from the mean of all three pictures (77) are not -61.5 and 123",
    )


@tests("mean_faces")
def differences_even_out(student, rng):
    # Weighted by how many pictures a label has, the differences sum to zero everywhere.
    pictures = rng.integers(0, 256, size=(20, 48, 48)).astype(np.uint8)
    labels = np.repeat([0, 1, 2], [12, 5, 3])
    value = student.mean_faces(pictures, labels, 3).value
    _, differences = two_things(value, "means", "differences")
    expect.kind(differences, np.ndarray, called="a numpy array", what="`differences`")
    expect.that(differences.shape == (3, 48, 48), "`differences` should have shape (k, 48, 48)")
    total = 12 * differences[0] + 5 * differences[1] + 3 * differences[2]
    expect.that(
        np.abs(total).max() < 0.5,
        "in `differences`, a label of many pictures should lie nearer to zero than a rare one: is "
        "it the mean of all pictures that you take away?",
    )


# ------------------------------------------------------------------ exact duplicates, and leaks


@tests("find_duplicates")
def six_pictures_by_hand(student, rng):
    kinds = np.stack([np.full((48, 48), level, np.uint8) for level in (0, 50, 100, 150)])
    pictures = kinds[[0, 1, 0, 2, 1, 3]]
    usage = np.array([0, 1, 2, 0, 1, 2])
    twin, leaked = two_things(student.find_duplicates(pictures, usage).value, "twin", "leaked")
    for mine, what in ((twin, "`twin`"), (leaked, "`leaked`")):
        expect.array(mine, np.zeros(6, bool), what=what, dtype="bool", reason="", atol=2)
    expect.that(
        twin.tolist() == [True, True, True, False, True, False],
        "`twin` is not as in the example above",
    )
    expect.that(
        leaked.tolist() == [False, False, True, False, False, False],
        "`leaked` is not as in the example above",
    )


# ------------------------------------------------------------------ blank pictures


@tests("find_blank")
def one_gray_one_striped(student, rng):
    gray = np.full((48, 48), 90, np.uint8)
    striped = np.tile(np.array([60, 80], np.uint8), (48, 24))
    expect.array(
        student.find_blank(np.stack([gray, striped, gray + 1]), 1.0).value,
        np.array([True, False, True]),
        dtype="bool",
        reason="a picture of one single gray is blank; one with stripes of 60 and 80 is not",
    )
    expect.array(
        student.find_blank(np.stack([gray, striped]), 10.0).value,
        np.array([True, False]),
        dtype="bool",
        reason="the standard deviation of the stripes is exactly 10, which is not below 10",
    )


# ------------------------------------------------------------------ how far labellers agree


@tests("vote_agreement")
def three_rows_by_hand(student, rng):
    votes = np.array([[5, 5, 0, 0], [10, 0, 0, 0], [1, 1, 1, 1]])
    agreement, entropy = two_things(student.vote_agreement(votes).value, "agreement", "entropy")
    expect.array(
        agreement,
        np.array([0.5, 1.0, 0.25]),
        what="`agreement`",
        reason="`agreement` of the three rows is not .5, 1 and .25",
        atol=1e-6,
    )
    expect.finite(entropy, what="`entropy`")
    expect.array(
        entropy,
        np.array([1.0, 0.0, 2.0]),
        what="`entropy`",
        reason="`entropy` of the three rows is not 1, 0 and 2 bits",
        atol=1e-6,
    )
