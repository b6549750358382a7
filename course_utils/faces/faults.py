"""FER2013's real faults, planted in the drawn set in the proportions that were counted in it.

Counted on the lossless pixels of 35,562 of the 35,887 pictures: 1,501 groups of exact copies; 273
pictures of PublicTest and 285 of PrivateTest with an exact twin in Training; near copies
(correlation .99 and more) beyond these; 59 groups whose labels disagree; 12 near-blank pictures in
Training and 1 in PublicTest, 11 of them the same picture under five labels.

A fault never looks at a label: which picture is a copy of which follows from (seed, index) alone.
A copy's original always stands earlier in the set, in proportion to the size of the splits, so
that every first part of a set has all the originals it needs and its share of every fault.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.faces.draws import Draws
from course_utils.faces.labels import uniforms

#: Pictures of FER2013 in Training, PublicTest and PrivateTest.
SIZES = (28709, 3589, 3589)
TRAINING, PUBLIC, PRIVATE = range(3)

#: What was done to a picture: "copy" is an exact one, the next three are near copies, a "rotated"
#: picture is no copy, a "blank" one shows no face.
CHANGES = ("none", "copy", "shifted", "noisy", "mirrored", "rotated", "blank")

#: Split -> what befalls its pictures: (fault, split of the original, share of the split). How many
#: lie on their side nobody counted: ten is our choice.
SHARES = {
    TRAINING: (
        ("copy", TRAINING, 1224 / 28709),
        ("near", TRAINING, 100 / 28709),
        ("rotated", None, 10 / 28709),
    ),
    PUBLIC: (
        ("copy", TRAINING, 273 / 3589),
        ("near", TRAINING, 20 / 3589),
        ("copy", PUBLIC, 26 / 3589),
    ),
    PRIVATE: (
        ("copy", TRAINING, 285 / 3589),
        ("near", TRAINING, 25 / 3589),
        ("copy", PUBLIC, 41 / 3589),
        ("copy", PRIVATE, 17 / 3589),
    ),
}
#: Of the near copies: moved by a quarter of a pixel, with a little noise, mirrored (7 pairs of
#: mirrored pictures were found in FER2013).
NEAR = (("shifted", 0.48), ("noisy", 0.48), ("mirrored", 0.04))
#: Share of exact copies of a Training picture that carry another label than their original.
CONFLICTS = 59 / 1828
#: Labels of the eleven identical blank pictures (five different ones), of the twelfth in Training
#: and of the one in PublicTest.
BLANK_LABELS = (0, 3, 4, 6, 2, 3, 0, 6, 3, 4, 3, 6, 5)

_STREAM = 103
_BLANK_STREAM = 104
_NOISE_STREAM = 105


@dataclass(frozen=True)
class Faults:
    """What is wrong with each picture, one row a picture.

    Attributes:
        source: (n,) int64, the row whose picture is shown: an earlier one for copies, else its own.
        change: (n,) text, one of `CHANGES`.
        conflict: (n,) bool, whether a copy is to carry another label than its original.
        blank: (n,) int8, number of the blank picture (0 to 11 in Training, 12 in PublicTest), or
            -1 for pictures that show a face.
    """

    source: np.ndarray
    change: np.ndarray
    conflict: np.ndarray
    blank: np.ndarray


def plant(seed: int, usage: np.ndarray, index: np.ndarray) -> Faults:
    """Decide the faults of a first part of the drawn set.

    Args:
        seed: of the set.
        usage: (n,) split codes in rising order: Training first, as in `fer2013.csv`.
        index: (n,) the faces' indices.
    """
    n = len(usage)
    start = np.searchsorted(usage, [TRAINING, PUBLIC, PRIVATE])
    position = np.arange(n) - start[usage]
    u = uniforms(seed, index, _STREAM, 4)

    source = np.arange(n)
    change = np.full(n, "none", dtype="<U8")
    for split, shares in SHARES.items():
        rows = np.flatnonzero((usage == split) & (position > 0))
        befalls = np.searchsorted(np.cumsum([share for *_, share in shares]), u[rows, 0], "right")
        for number, (fault, origin, _) in enumerate(shares):
            chosen = rows[befalls == number]
            change[chosen] = fault
            if origin is not None:
                earlier = position[chosen] * SIZES[origin] // SIZES[split]
                source[chosen] = start[origin] + (u[chosen, 1] * earlier).astype(int)

    blank = _blanks(seed, usage, position)
    change[blank >= 0] = "blank"
    source[blank >= 0] = np.flatnonzero(blank >= 0)
    source = _originals(source)

    # A copy of a blank or a rotated picture would be a second fault in one: it stays an original.
    spoilt = np.isin(change, ("blank", "rotated"))
    doubled = spoilt[source] & ~spoilt
    change[doubled] = "none"
    source[doubled] = np.flatnonzero(doubled)
    same = (blank >= 0) & (blank < 11)
    source[same] = np.flatnonzero(same)[:1]

    edge = 0.0
    near = change == "near"
    for name, share in NEAR:
        change[near & (u[:, 2] >= edge)] = name
        edge += share
    conflict = (change == "copy") & (usage[source] == TRAINING) & (u[:, 3] < CONFLICTS)
    return Faults(source, change, conflict, blank)


def alter(picture: np.ndarray, change: str, seed: int, index: int, blank: int) -> np.ndarray:
    """`picture` (48, 48) uint8 of the original, as the picture with this fault shows it."""
    if change == "blank":
        return _blank(blank)
    if change == "rotated":
        return np.rot90(picture)
    if change == "mirrored":
        return picture[:, ::-1]
    if change == "shifted":
        padded = np.pad(picture, 1, mode="edge")
        down, right = ((0, 1), (1, 0), (2, 1), (1, 2))[index % 4]
        moved = padded[down : down + picture.shape[0], right : right + picture.shape[1]]
        # A quarter of a pixel: a whole one takes the correlation down to .9, which is not near.
        return ((3 * picture.astype(int) + moved + 2) // 4).astype(np.uint8)
    if change == "noisy":
        noise = Draws(seed, index, _NOISE_STREAM).uniforms(picture.size).reshape(picture.shape)
        return np.clip(picture + np.floor(noise * 5).astype(int) - 2, 0, 255).astype(np.uint8)
    return picture


def _blanks(seed: int, usage: np.ndarray, position: np.ndarray) -> np.ndarray:
    """Number of the blank picture in each row, -1 for faces."""
    u = Draws(seed, 0, _BLANK_STREAM).uniforms(len(BLANK_LABELS))
    places = []
    for x in u[:-1]:
        # The fourth power draws them towards the front, so that small first parts have some, too.
        place = int(SIZES[TRAINING] * x**4)
        while (TRAINING, place) in places:
            place += 1
        places.append((TRAINING, place))
    places.append((PUBLIC, int(SIZES[PUBLIC] * u[-1])))
    blank = np.full(len(usage), -1, np.int8)
    for number, (split, place) in enumerate(places):
        blank[(usage == split) & (position == place)] = number
    return blank


def _blank(number: int) -> np.ndarray:
    """Eleven are black, the twelfth is white; the one in PublicTest is gray, not quite even."""
    if number < 11:
        return np.zeros((48, 48), np.uint8)
    if number == 11:
        return np.full((48, 48), 255, np.uint8)
    return (128 + np.indices((48, 48)).sum(axis=0) % 2).astype(np.uint8)


def _originals(source: np.ndarray) -> np.ndarray:
    """Follow copies of copies to the first one; originals stand earlier, so this ends."""
    while not np.array_equal(source, source[source]):
        source = source[source]
    return source
