"""Hidden tests of the assignment Classification: from a photo to faces and features."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import chain, count

import cv2
import numpy as np
import scipy.ndimage
from sklearn.decomposition import PCA

from course_utils.exercises import expect, tests
from course_utils.faces.scene import scene

# ------------------------------------------------------------------ find one face and crop it

#: What red, green and blue of a gray scene are multiplied by.
PLAIN = (1.0, 1.0, 1.0)
#: Under this light no two colours, and no mean of them, come within three levels of the gray.
GREENISH = (0.7, 1.0, 0.1)


@cache
def cascade() -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(cv2.data.haarcascades + "haarcascade_frontalface_default.xml")


def largest_box(gray: np.ndarray) -> tuple[int, int, int, int] | None:
    """x, y, width, height of the largest face that OpenCV, the oracle, finds."""
    found = cascade().detectMultiScale(gray, scaleFactor=1.1, minNeighbors=5)
    return max(map(tuple, found), key=area, default=None)


def area(box) -> int:
    return int(box[2]) * int(box[3])


def cropped(gray: np.ndarray, size: int) -> np.ndarray | None:
    box = largest_box(gray)
    if box is None:
        return None
    x, y, width, height = box
    face = gray[y : y + height, x : x + width]
    return cv2.resize(face, (size, size), interpolation=cv2.INTER_AREA)


def other_grays(photo: np.ndarray) -> Iterator[np.ndarray]:
    """The same weights by hand, rounded or with the fractions cut off.

    The cascade looks so closely that one gray level more or less can move a box by some pixels.
    """
    weighed = photo @ np.array([0.299, 0.587, 0.114])
    yield np.rint(weighed).astype(np.uint8)
    yield weighed.astype(np.uint8)
    red, green, blue = np.moveaxis(photo, -1, 0)
    yield (0.299 * red + 0.587 * green + 0.114 * blue).astype(np.uint8)


def no_face(boxes: list) -> bool:
    return not boxes


def one_face(boxes: list) -> bool:
    """One face, and it is plain to see when x and y change places."""
    return len(boxes) == 1 and abs(boxes[0][0] - boxes[0][1]) > 20


def several_faces(boxes: list) -> bool:
    """Several faces, the largest by far does not come first."""
    areas = [area(box) for box in boxes]
    return len(boxes) > 1 and max(areas) != areas[0] and sorted(areas)[-1] > 1.2 * sorted(areas)[-2]


# The answers of a bank, and all shipped callables, are shown the same photos in turn.
@lru_cache(maxsize=64)
def clear_photo(seed: int, size, suits: Callable, faces, background: str, light) -> np.ndarray:
    for index in count():
        gray = scene(seed, index, size, faces, background).image
        photo = np.rint(gray[..., np.newaxis] * np.array(light)).astype(np.uint8)
        seen = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
        boxes = cascade().detectMultiScale(seen, scaleFactor=1.1, minNeighbors=5)
        if suits(list(boxes)):
            return photo


def a_photo(
    rng, size=(200, 270), suits=one_face, faces=(1, 1), background="calm", light=PLAIN
) -> np.ndarray:
    """(height, width, 3) uint8, RGB: a drawn scene whose boxes suit.

    Args:
        rng: says which.
        size: height and width.
        suits: takes the list of OpenCV's boxes.
        faces: smallest and largest number of faces drawn.
        background: calm or busy.
        light: what red, green and blue are multiplied by.
    """
    return clear_photo(int(rng.integers(2**31)), size, suits, faces, background, light)


def a_wall(rng, background: str) -> np.ndarray:
    """A photo in which nobody is drawn, and nobody is found."""
    return a_photo(rng, suits=no_face, faces=(0, 0), background=background)


def expect_face(value, photo: np.ndarray, size: int, reason: str) -> None:
    expect.that(
        value is not None,
        "None came back for a photo with a face: is there a `return`, and is the picture in which "
        "you look for faces gray and of type uint8?",
    )
    right = cropped(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), size)
    expect.array(value, right, dtype="uint8", reason="", atol=255)
    fair = chain([right], (cropped(gray, size) for gray in other_grays(photo)))
    expect.that(any(face is not None and is_near(value, face) for face in fair), reason)


def is_near(face: np.ndarray, other: np.ndarray) -> bool:
    return cv2.absdiff(face, other).mean() <= 3


@tests("crop_face")
def the_box_is_cut_out(student, rng):
    for size, background in (((200, 270), "calm"), ((270, 200), "busy")):
        photo = a_photo(rng, size, background=background)
        expect_face(
            student.crop_face(photo, 48).value,
            photo,
            48,
            "what came back is not the part of the gray photo inside the box: the first index of "
            "an array is the row, which y counts, and a box ends at x + width and y + height",
        )


@tests("crop_face")
def colours_are_red_green_blue(student, rng):
    photo = a_photo(rng, light=GREENISH)
    expect_face(
        student.crop_face(photo, 48).value,
        photo,
        48,
        "in a photo with coloured light the gray levels are not right: the colours stand in the "
        "order red, green, blue, and do not weigh the same",
    )


@tests("crop_face")
def the_largest_of_several(student, rng):
    photo = a_photo(rng, (280, 400), several_faces, faces=(2, 3))
    expect_face(
        student.crop_face(photo, 48).value,
        photo,
        48,
        "in a photo with several faces another one than the largest came back: compare the boxes "
        "by width times height",
    )


@tests("crop_face")
def any_size_that_is_asked_for(student, rng):
    photo = a_photo(rng)
    for size in rng.permutation([24, 64]).tolist():
        expect_face(
            student.crop_face(photo, size).value,
            photo,
            size,
            f"the face brought to {size} by {size} pixels does not look as it should",
        )


@tests("crop_face")
def none_where_there_is_no_face(student, rng):
    photo = a_photo(rng)
    expect_face(
        student.crop_face(photo, 48).value,
        photo,
        48,
        "before a photo without a face, one with a face was shown, and its face did not come back",
    )
    for background in ("calm", "busy"):
        expect.that(
            student.crop_face(a_wall(rng, background), 48).value is None,
            "in a photo in which OpenCV finds no face, None should come back",
        )


@tests("crop_face")
def the_photo_is_left_alone(student, rng):
    photo = a_photo(rng)
    answer = student.crop_face(photo, 48)
    expect.unchanged(answer.arguments[0], photo, what="the photo")
    expect_face(
        answer.value, photo, 48, "the photo is left as it is, but its face did not come back"
    )


# ------------------------------------------------------------------ flatten and scale


def expect_finite(value, shape: tuple[int, ...], dtype: str, what: str) -> None:
    """Expect an array of this shape and family of types, without nan or infinity."""
    reason = f"{what} holds values that are nan: is something divided by 0 or by a length of 0?"
    # Whatever the values are, nan alone is not within infinity of 0.
    expect.array(value, np.zeros(shape), what=what, dtype=dtype, reason=reason, atol=np.inf)
    expect.finite(value, what=what)


def noise(rng, n: int, h: int, w: int, low: int = 0, high: int = 255) -> np.ndarray:
    """(n, h, w) uint8, each picture with the lowest and the highest gray level in it."""
    pictures = rng.integers(low, high + 1, size=(n, h * w))
    pictures[:, :2] = low, high
    return rng.permuted(pictures, axis=1).reshape(n, h, w).astype(np.uint8)


def expect_rows(value, pictures: np.ndarray, reason: str) -> None:
    levels = [list(picture.flat) for picture in pictures]
    right = np.interp(levels, [0, 255], [0, 1])
    expect.array(value, right, dtype="floating", reason=reason, atol=1e-6)


@tests("flatten_and_scale")
def each_picture_is_one_row(student, rng):
    pictures = noise(rng, 5, 6, 9)
    expect_rows(
        student.flatten_and_scale(pictures).value,
        pictures,
        "the numbers of a row are not those of its picture, or stand in another order: the top row "
        "comes first, each row of pixels from left to right, black is 0 and white is 1",
    )


@tests("flatten_and_scale")
def the_scale_is_the_same_for_all(student, rng):
    # Dull pictures: neither their own darkest and brightest pixel nor the set's are 0 and 255.
    pictures = np.concatenate([noise(rng, 3, 5, 4, 30, 90), noise(rng, 3, 5, 4, 120, 200)])
    expect_rows(
        student.flatten_and_scale(pictures).value,
        pictures,
        "where no pixel is black or white, the numbers are not the gray levels divided by 255: one "
        "gray level should give one number, whatever else is in the picture or in the set",
    )


@tests("flatten_and_scale")
def any_number_and_size_of_pictures(student, rng):
    for n, h, w in ((1, 4, 7), (6, 8, 3), (1, 1, 5)):
        pictures = noise(rng, n, h, w)
        expect_rows(
            student.flatten_and_scale(pictures).value,
            pictures,
            f"the rows are not right for {n} picture(s) of {h} by {w} pixels",
        )


@tests("flatten_and_scale")
def the_pictures_are_left_alone(student, rng):
    pictures = noise(rng, 4, 5, 6)
    answer = student.flatten_and_scale(pictures)
    expect.unchanged(answer.arguments[0], pictures, what="the array of pictures")
    expect_rows(answer.value, pictures, "the array is left as it is, but the rows are not right")


# ------------------------------------------------------------------ components of faces


def varied(rng, n: int, h: int, w: int, mean, spreads) -> np.ndarray:
    """(n, h, w) uint8 pictures with these spreads along directions drawn at random.

    The spreads differ so much that which direction comes first is never in doubt. The mean is one
    gray level, or one for each pixel (h * w,), or one for each picture (n, 1).
    """
    drawn = rng.normal(size=(n, len(spreads)))
    amounts = np.linalg.qr(drawn - drawn.mean(axis=0))[0] * np.sqrt(n) * spreads
    directions = np.linalg.qr(rng.normal(size=(h * w, len(spreads))))[0]
    flat = mean + amounts @ directions.T + rng.normal(size=(n, h * w))
    return np.clip(np.rint(flat), 0, 255).astype(np.uint8).reshape(n, h, w)


def the_components(answer, pictures: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """The two arrays that came back, of the right kind and shape and without nan."""
    value = answer.value
    called = "two arrays, `components` and `shares`"
    expect.kind(value, (tuple, list), called=called)
    expect.that(len(value) == 2, f"{called}, should come back, but {len(value)} things came back")
    shapes = (k, *pictures.shape[1:]), (k,)
    for mine, shape, what in zip(value, shapes, ("`components`", "`shares`"), strict=True):
        expect_finite(mine, shape, "number", what)
    return tuple(value)


def analysed(pictures: np.ndarray, k: int) -> PCA:
    """The oracle is scikit-learn."""
    return PCA(n_components=k, svd_solver="full").fit(pictures.reshape(len(pictures), -1))


def expect_components(components: np.ndarray, pictures: np.ndarray, reason: str) -> None:
    """Expect the components of scikit-learn, or their negatives."""
    mine = components.astype(float).reshape(len(components), -1)
    expect.that(
        np.allclose(np.linalg.norm(mine, axis=1), 1, atol=0.01),
        "each component should have length 1: the sum of its squared numbers",
    )
    right = analysed(pictures, len(components)).components_
    signs = np.where((mine * right).sum(axis=1) < 0, -1, 1)[:, np.newaxis]
    expect.that(np.allclose(mine * signs, right, atol=0.01), reason)


def expect_shares(shares: np.ndarray, pictures: np.ndarray, reason: str) -> None:
    right = analysed(pictures, len(shares)).explained_variance_ratio_
    expect.array(shares, right, what="`shares`", reason=reason, atol=0.01)


@tests("face_components")
def directions_of_most_variance(student, rng):
    pictures = varied(rng, 80, 6, 7, 128, (190, 110, 65, 35))
    components, _ = the_components(student.face_components(pictures, 3), pictures, 3)
    expect_components(
        components,
        pictures,
        "`components` are not the directions in which the pictures vary most, the one of most "
        "variance first",
    )


@tests("face_components")
def shares_of_the_whole_variance(student, rng):
    brightness = 128 + rng.normal(scale=10, size=(60, 1))
    pictures = varied(rng, 60, 7, 5, brightness, (130, 95, 40, 30, 20))
    _, shares = the_components(student.face_components(pictures, 2), pictures, 2)
    expect_shares(
        shares,
        pictures,
        "`shares` should be variances (a spread squared), divided by the variance along all "
        "directions together, also those that do not come back, largest first",
    )


@tests("face_components")
def the_mean_picture_is_taken_away(student, rng):
    # The mean picture has strong dark and bright parts, and outshines what varies.
    mean = rng.choice([50, 190], size=36)
    pictures = varied(rng, 50, 6, 6, mean, (60, 30))
    components, shares = the_components(student.face_components(pictures, 1), pictures, 1)
    reason = (
        "where all pictures have the same dark and bright parts, these come back: take the mean "
        "picture away first, pixel by pixel, in numbers that can go below zero"
    )
    expect_components(components, pictures, reason)
    expect_shares(shares, pictures, reason)


@tests("face_components")
def few_pictures_of_many_pixels(student, rng):
    pictures = varied(rng, 9, 8, 11, 128, (200, 120, 70, 40))
    components, shares = the_components(student.face_components(pictures, 3), pictures, 3)
    expect_components(
        components, pictures, "with fewer pictures than pixels, `components` are not right"
    )
    expect_shares(shares, pictures, "with fewer pictures than pixels, `shares` are not right")


# ------------------------------------------------------------------ histograms of gradients

FRAME = 2
#: Between two gray levels of the pictures below. With so few levels, directions keep more than a
#: hundredth of a degree from the edges of bins, 0 aside: OpenCV's quick arctangent will do as well.
STEP = 28


def grain(rng, *shape: int) -> np.ndarray:
    """Ten gray levels at random."""
    return STEP * rng.integers(0, 10, size=shape)


def framed(inside: np.ndarray) -> np.ndarray:
    """Pictures with a black frame, so that what is done at the edge makes no difference."""
    border = ((0, 0), (FRAME, FRAME), (FRAME, FRAME))
    return np.pad(inside, border).astype(np.uint8)


def histograms(pictures: np.ndarray) -> np.ndarray:
    """(n, h / 8, w / 8, 9) strengths by cell and bin, not yet divided: the oracle is SciPy."""
    levels = pictures.astype(float)
    gx, gy = (
        scipy.ndimage.correlate1d(levels, [-1, 0, 1], axis=axis, mode="nearest") for axis in (2, 1)
    )
    angle = np.rad2deg(np.angle(gx + 1j * gy)) % 180
    places = np.indices(pictures.shape)
    n, h, w = pictures.shape
    sums, _ = np.histogramdd(
        [place.ravel() for place in (*places, angle)],
        bins=[
            np.arange(n + 1),
            np.arange(0, h + 1, 8),
            np.arange(0, w + 1, 8),
            np.arange(0, 181, 20),
        ],
        weights=np.abs(gx + 1j * gy).ravel(),
    )
    return sums


def to_length_1(cells: np.ndarray) -> np.ndarray:
    lengths = np.sqrt((cells**2).sum(axis=-1, keepdims=True))
    return np.divide(cells, lengths, out=np.zeros_like(cells), where=lengths > 0)


def the_cells(value, pictures: np.ndarray) -> np.ndarray:
    """(n, h / 8, w / 8, 9): what came back, cell by cell, when it is finite and of that size."""
    n, h, w = pictures.shape
    expect_finite(value, (n, h // 8 * (w // 8) * 9), "floating", "the answer")
    return value.astype(float).reshape(n, h // 8, w // 8, 9)


def expect_mix(value, pictures: np.ndarray, reason: str) -> None:
    """Expect the right histograms, whatever the length of each."""
    mine = to_length_1(the_cells(value, pictures))
    expect.that(np.allclose(mine, to_length_1(histograms(pictures)), atol=0.001), reason)


def slopes(degrees: np.ndarray, side: int) -> np.ndarray:
    """(k, side, side) pictures that grow brighter in one direction each, 0 to the right."""
    y, x = np.indices((side, side)) - (side - 1) / 2
    angle = np.radians(degrees)[:, np.newaxis, np.newaxis]
    return np.rint(128 + 3 * (np.cos(angle) * x + np.sin(angle) * y))


@tests("hog_features")
def directions_without_sign(student, rng):
    there = np.append(np.arange(10, 180, 20) + rng.uniform(-6, 6, size=9), [0, 90])
    pictures = framed(slopes(np.concatenate([there, there + 180]), 24 - 2 * FRAME))
    # The cell in the middle is far from the frame and shows the slope alone.
    mine = to_length_1(the_cells(student.hog_features(pictures).value, pictures)[:, 1, 1])
    expect.that(
        np.allclose(mine, to_length_1(histograms(pictures))[:, 1, 1], atol=0.001),
        "a slope from dark to bright falls into another bin than it should: `gx` goes to the "
        "right, `gy` down, both can be below zero, and 180 degrees are 0 degrees again",
    )


@tests("hog_features")
def the_edge_repeats_itself(student, rng):
    # Even and odd half steps alternate so that `gy` is never 0: 180 degrees are another matter.
    odd = np.array([0, 1, 1, 0, 0, 1, 1, 0])[:, np.newaxis]
    pictures = (STEP // 2 * (2 * rng.integers(0, 8, size=(3, 8, 8)) + odd)).astype(np.uint8)
    expect_mix(
        student.hog_features(pictures).value,
        pictures,
        "at the edge of a picture, the pixel itself should stand for the neighbour that is missing",
    )


@tests("hog_features")
def cells_row_by_row(student, rng):
    pictures = framed(grain(rng, 3, 16 - 2 * FRAME, 40 - 2 * FRAME))
    expect_mix(
        student.hog_features(pictures).value,
        pictures,
        "in pictures of several cells, the numbers are not those of the right cells: 8 by 8 pixels "
        "a cell, cells row by row, the 9 numbers of a cell together",
    )


@tests("hog_features")
def each_cell_has_length_1(student, rng):
    # Strong contrast in one half, weak in the other.
    inside = grain(rng, 2, 16 - 2 * FRAME, 32 - 2 * FRAME)
    inside[:, :, 16:] = 4 * STEP + inside[:, :, 16:] // STEP
    pictures = framed(inside)
    cells = the_cells(student.hog_features(pictures).value, pictures)
    expect.that(
        np.allclose(cells, to_length_1(histograms(pictures)), atol=0.001),
        "the 9 numbers of each cell should be divided by their own length, so that their squares "
        "sum to 1 in a cell of weak contrast too",
    )


@tests("hog_features")
def a_cell_without_slopes_stays_0(student, rng):
    pictures = framed(grain(rng, 2, 24 - 2 * FRAME, 32 - 2 * FRAME))
    pictures[0, 7:17, 7:17] = STEP * rng.integers(1, 10)
    pictures[1] = 0
    cells = the_cells(student.hog_features(pictures).value, pictures)
    expect.that(
        np.allclose(cells, to_length_1(histograms(pictures)), atol=0.001),
        "in a picture with flat cells, their 9 numbers should be 0, and those of the others right",
    )


@tests("hog_features")
def pictures_are_left_as_they_were(student, rng):
    pictures = framed(grain(rng, 2, 16 - 2 * FRAME, 16 - 2 * FRAME))
    answer = student.hog_features(pictures)
    expect.unchanged(answer.arguments[0], pictures, what="the array of pictures")
    expect_mix(
        answer.value, pictures, "the array is left as it is, but the histograms are not right"
    )
