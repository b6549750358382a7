"""From a face set to what a run learns from, and to the pictures it must never see."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from course_utils.faces import EMOTIONS, USAGES, VOTES, FaceSet
from course_utils.models.errors import ModelsError

#: A picture whose gray levels have a smaller standard deviation than this shows nothing.
_BLANK_BELOW = 1.0
#: One of so many pictures is held out, and never more than `_HELD_OUT_MOST`.
_HELD_OUT_SHARE, _HELD_OUT_MOST = 20, 1200
#: The held-out pictures do not depend on a run's seed, so that runs can be compared on them.
_HELD_OUT_SEED = 2013


@dataclass(frozen=True)
class Examples:
    """Pictures with their targets; one row a picture, and no picture twice.

    Attributes:
        pixels: (n, 48, 48) uint8.
        labels: (n, 7) float32, share of each label among the copies of the picture.
        votes: (n, 10) float32, share of each answer among its labellers; zeros where not known.
    """

    pixels: np.ndarray
    labels: np.ndarray
    votes: np.ndarray

    def __len__(self) -> int:
        return len(self.pixels)


def parted(faces: FaceSet) -> tuple[Examples, Examples]:
    """The Training split as examples to learn from, and examples held out for choices.

    Pictures that are equal in every pixel become one; where their labels differ, its target has
    a share of each. Blank pictures are left out. A held-out picture stands once in the whole set.

    Returns:
        The examples to learn from, and the held-out ones: one in twenty, 1,200 at most, the same
        for every seed.

    Raises:
        ModelsError: the Training split has fewer than 200 different pictures.
    """
    rows_of: dict[bytes, list[int]] = {}
    for row, picture in enumerate(faces.pixels):
        rows_of.setdefault(picture.tobytes(), []).append(row)
    training = faces.usage == USAGES.index("Training")
    groups = [
        (np.array(rows)[training[rows]], len(rows))
        for rows in rows_of.values()
        if training[rows].any() and faces.pixels[rows[0]].std() >= _BLANK_BELOW
    ]
    if len(groups) < 200:
        raise ModelsError(
            f"{faces.name}: {len(groups)} different pictures in Training are too few to train on; "
            "give a set with 200 or more"
        )
    single = [number for number, (_, copies) in enumerate(groups) if copies == 1]
    wanted = min(len(groups) // _HELD_OUT_SHARE, _HELD_OUT_MOST, len(single))
    held = np.random.default_rng(_HELD_OUT_SEED).choice(single, size=wanted, replace=False)
    is_held = np.zeros(len(groups), bool)
    is_held[held] = True
    rows = [rows for rows, _ in groups]
    return (
        _examples(faces, [r for r, out in zip(rows, is_held, strict=True) if not out]),
        _examples(faces, [r for r, out in zip(rows, is_held, strict=True) if out]),
    )


def _examples(faces: FaceSet, groups: list[np.ndarray]) -> Examples:
    labels = np.zeros((len(groups), len(EMOTIONS)), np.float32)
    votes = np.zeros((len(groups), len(VOTES)), np.float32)
    for number, rows in enumerate(groups):
        np.add.at(labels[number], faces.emotion[rows], 1 / len(rows))
        if faces.votes is not None:
            counts = faces.votes[rows].sum(axis=0)
            votes[number] = counts / max(counts.sum(), 1)
    return Examples(faces.pixels[[rows[0] for rows in groups]], labels, votes)


def fingerprint(faces: FaceSet) -> str:
    """A hash of pictures, labels, splits and votes: runs on other data are other runs."""
    digest = hashlib.sha256()
    for column in (faces.pixels, faces.emotion, faces.usage, faces.votes):
        digest.update(b"-" if column is None else np.ascontiguousarray(column).tobytes())
    return digest.hexdigest()[:16]
