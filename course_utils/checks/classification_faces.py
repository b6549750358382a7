"""Visible checks and hints of the assignment Classification: from a photo to faces and features."""

from __future__ import annotations

import numpy as np

from course_utils.exercises import expect, tests
from course_utils.faces.scene import scene

HINTS = {
    "crop_face": [
        "A box is `x, y, width, height`. Its rows run from `y` to `y + height`, its columns from "
        "`x` to `x + width`: which of the two stands first between the brackets of an array?",
        "`cv2.CascadeClassifier(path).detectMultiScale(gray, scaleFactor=1.1, minNeighbors=5)` "
        "gives all boxes; `len` of it is 0 where there is no face.",
        "`max(boxes, key=lambda box: box[2] * box[3])` is the box of most pixels.",
    ],
    "flatten_and_scale": [
        "`reshape` makes a row of each picture; `-1` stands for the number that fits.",
        "`/` gives floats, `//` gives whole numbers.",
    ],
    "face_components": [
        "`PCA` takes one row a picture: make rows first, and pictures of the components "
        "afterwards, both with `reshape`.",
        "A fitted `PCA(n_components=k)` has two attributes, `components_` and "
        "`explained_variance_ratio_`.",
        "Without scikit-learn: take the mean picture away and look at `np.linalg.svd`; the squares "
        "of its singular values stand in the same ratio as the variances.",
    ],
    "hog_features": [
        '`np.pad(..., mode="edge")` repeats the outermost pixels; the right neighbours are then '
        "a slice that starts two columns later than that of the left ones.",
        "`%` with a positive number never gives a negative one: `-30 % 180` is 150.",
        "A reshape to (n, h // 8, 8, w // 8, 8) gives rows and columns of cells, and the rows and "
        "columns inside a cell, each their own axis to sum over.",
    ],
}


# ------------------------------------------------------------------ find one face and crop it

#: Red, green and blue of the light in the photo below.
LIGHT = (0.7, 1.0, 0.1)
#: Mean gray levels of the larger face, 6 rows of 6 parts.
LARGER_FACE = [
    [70, 113, 148, 170, 159, 102],
    [77, 129, 148, 159, 162, 120],
    [90, 101, 126, 138, 137, 142],
    [102, 133, 143, 170, 167, 155],
    [96, 109, 129, 151, 153, 146],
    [101, 93, 109, 128, 133, 159],
]


def a_photo_of_two() -> np.ndarray:
    """Two drawn faces in greenish light, the larger one on the left."""
    gray = scene(2, 1, size=(280, 400), faces=(2, 2)).image
    return np.rint(gray[..., np.newaxis] * np.array(LIGHT)).astype(np.uint8)


@tests("crop_face")
def the_larger_of_two_faces(student, rng):
    photo = a_photo_of_two()
    for size in (48, 24):
        answer = student.crop_face(photo, size)
        expect.that(
            answer.value is not None,
            "None came back for a photo with two faces: is there a `return`, and is the picture "
            "in which you look for faces gray?",
        )
        any_picture = np.zeros((size, size), np.uint8)
        expect.array(answer.value, any_picture, dtype="uint8", reason="", atol=255)
        parts = answer.value.reshape(6, size // 6, 6, size // 6).mean(axis=(1, 3))
        expect.that(
            np.abs(parts - LARGER_FACE).mean() < 5,
            "the picture that came back is not the larger face: show it with `plt.imshow`. Is it "
            "the right box, upright, as bright as in the gray photo?",
        )
        expect.unchanged(answer.arguments[0], photo, what="the photo")


@tests("crop_face")
def a_wall_without_a_face(student, rng):
    wall = scene(2, 1, size=(200, 270), faces=(0, 0)).image
    answer = student.crop_face(np.stack([wall] * 3, axis=-1), 48)
    expect.that(answer.value is None, "for a photo of an empty wall, None should come back")


# ------------------------------------------------------------------ flatten and scale


@tests("flatten_and_scale")
def two_by_two_by_hand(student, rng):
    pictures = np.array([[[0, 255], [51, 102]]], dtype=np.uint8)
    answer = student.flatten_and_scale(pictures)
    expect.array(
        answer.value,
        np.array([[0.0, 1.0, 0.2, 0.4]]),
        dtype="floating",
        reason="the picture of the example does not become the row of the example",
        atol=1e-6,
    )
    expect.unchanged(answer.arguments[0], pictures, what="the array of pictures")


@tests("flatten_and_scale")
def two_dark_pictures_of_two_by_three(student, rng):
    pictures = np.array([[[0, 51, 0], [0, 0, 0]], [[0, 0, 0], [102, 0, 0]]], dtype=np.uint8)
    expect.array(
        student.flatten_and_scale(pictures).value,
        np.array([[0, 0.2, 0, 0, 0, 0], [0, 0, 0, 0.4, 0, 0]]),
        dtype="floating",
        reason="two dark pictures with one pixel of 51 and one of 102: these should be the only "
        "numbers above 0, at 51 / 255 and 102 / 255, each in its place",
        atol=1e-6,
    )


# ------------------------------------------------------------------ components of faces


def two_arrays(value) -> tuple:
    called = "two arrays, `components` and `shares`"
    expect.kind(value, (tuple, list), called=called)
    expect.that(len(value) == 2, f"{called}, should come back, but {len(value)} things came back")
    for mine, what in zip(value, ("`components`", "`shares`"), strict=True):
        expect.kind(mine, np.ndarray, called="a numpy array", what=what)
    return tuple(value)


@tests("face_components")
def four_pictures_of_two_pixels(student, rng):
    pictures = np.array([[[0, 0]], [[10, 0]], [[0, 2]], [[10, 2]]], dtype=np.uint8)
    components, shares = two_arrays(student.face_components(pictures, 1).value)
    expect.array(
        np.abs(components) if components.dtype.kind == "f" else components,
        np.array([[[1.0, 0.0]]]),
        what="`components`",
        reason="the first component of the example is not `[[1, 0]]` or `[[-1, 0]]`",
        atol=0.01,
    )
    expect.array(
        shares,
        np.array([0.96]),
        what="`shares`",
        reason="the share of the example is not 0.96",
        atol=0.011,
    )


@tests("face_components")
def lengths_and_shares(student, rng):
    pictures = rng.integers(0, 256, size=(30, 4, 5)).astype(np.uint8)
    components, shares = two_arrays(student.face_components(pictures, 3).value)
    for mine, shape, what in (
        (components, (3, 4, 5), "`components`"),
        (shares, (3,), "`shares`"),
    ):
        expect.that(
            mine.shape == shape, f"{what} should have shape {shape}, but its shape is {mine.shape}"
        )
        expect.finite(mine, what=what)
    products = components.reshape(3, -1) @ components.reshape(3, -1).T
    expect.that(
        np.allclose(np.diag(products), 1, atol=0.01),
        "each component should have length 1: the sum of its squared numbers",
    )
    expect.that(
        np.allclose(products, np.eye(3), atol=0.01),
        "two components should stand at right angles: multiplied pixel by pixel, they sum to 0",
    )
    expect.that(
        np.all(np.diff(shares) <= 0) and np.all(shares > 0) and shares.sum() < 0.9,
        "`shares` should fall from the first to the last; each is above 0, and as long as some "
        "directions are left out, they sum to less than 1",
    )


# ------------------------------------------------------------------ histograms of gradients


@tests("hog_features")
def brighter_with_each_column(student, rng):
    picture = np.tile(np.arange(0, 160, 10, dtype=np.uint8), (8, 1))
    right = np.zeros((2, 18))
    right[:, [0, 9]] = 1
    # The second picture grows darker: its direction is the same.
    expect.array(
        student.hog_features(np.stack([picture, picture[:, ::-1]])).value,
        right,
        dtype="floating",
        reason="a picture that grows brighter, or darker, by 10 with each column should give 1 for "
        "bin 0 of each cell, and 0 for all others",
        atol=0.001,
    )


@tests("hog_features")
def one_bright_pixel(student, rng):
    # The four neighbours see a step of 200: two to the side (bin 0), two up or down (bin 4).
    pictures = np.zeros((1, 16, 8), dtype=np.uint8)
    pictures[0, 12, 4] = 200
    value = student.hog_features(pictures).value
    expect.kind(value, np.ndarray, called="a numpy array")
    expect.that(value.shape == (1, 18), f"the answer should have shape (1, 18), not {value.shape}")
    expect.finite(value)
    expect.that(
        np.allclose(value[0, :9], 0, atol=0.001), "a cell that is black all over should give 0"
    )
    right = np.zeros(9)
    right[[0, 4]] = np.sqrt(0.5)
    expect.that(
        np.allclose(value[0, 9:], right, atol=0.001),
        "one bright pixel in the dark should give two bins the same number, and the squares of "
        "the cell's 9 numbers should sum to 1",
    )


@tests("hog_features")
def brighter_to_the_upper_right(student, rng):
    # The cell in the middle knows no edge: gx is 10 and gy is -10 everywhere, so 135 degrees.
    y, x = np.indices((24, 24))
    pictures = (128 + 5 * (x - y))[np.newaxis].astype(np.uint8)
    answer = student.hog_features(pictures)
    expect.kind(answer.value, np.ndarray, called="a numpy array")
    expect.that(
        answer.value.shape == (1, 81),
        f"the answer should have shape (1, 81), but its shape is {answer.value.shape}",
    )
    expect.that(
        np.allclose(answer.value[0, 36:45], np.arange(9) == 6, atol=0.001),
        "a picture that grows brighter to the right and darker downwards has 135 degrees: the "
        "middle one of its nine cells should give 1 for bin 6 and 0 for the others",
    )
    expect.unchanged(answer.arguments[0], pictures, what="the array of pictures")
