"""One schema for every face set: FER2013's own, plus sidecar columns where they are known.

Codes and names are those of `fer2013.csv` (Goodfellow et al. 2013, arXiv 1307.0414).
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

import numpy as np

from course_utils.errors import UserMistake

#: Names of the seven labels; the position of a name is its code.
EMOTIONS = ("Angry", "Disgust", "Fear", "Happy", "Sad", "Surprise", "Neutral")
#: Names of the three splits; the position of a name is its code in `FaceSet.usage`.
USAGES = ("Training", "PublicTest", "PrivateTest")
#: Names of the ten FER+ vote columns (Barsoum et al. 2016, arXiv 1608.01041), in file order.
VOTES = (
    "neutral",
    "happiness",
    "surprise",
    "sadness",
    "anger",
    "disgust",
    "fear",
    "contempt",
    "unknown",
    "NF",
)
#: Height and width of a face picture, in pixels.
SIZE = 48


class FacesError(UserMistake, ValueError):
    """A face set that cannot be read or made; the message says what, where and what to do."""


@dataclass(frozen=True)
class FaceSet:
    """Pictures of faces with their labels; every array has one row a picture.

    Attributes:
        pixels: (n, 48, 48) uint8, gray levels from 0 (black) to 255 (white).
        emotion: (n,) uint8, position in `EMOTIONS`.
        usage: (n,) uint8, position in `USAGES`.
        name: what the set is called in titles and reports.
        units: (n, 18, 2) float32 intensities 0 to 1 of the action units in `units.UNITS` order,
            left then right side of the face; None where they are not known.
        votes: (n, 10) uint8, counts of the labellers' answers in `VOTES` order, or None.
        group: (n,) int32, the number of the drawn person (equal numbers: same face shape), or None.
        nuisance: name -> (n,) array, what else the drawing chose (pose, light, glasses, ...).
        manifest: how the set was made: seed, planted faults, hashes; empty for real faces.
    """

    pixels: np.ndarray
    emotion: np.ndarray
    usage: np.ndarray
    name: str = "faces"
    units: np.ndarray | None = None
    votes: np.ndarray | None = None
    group: np.ndarray | None = None
    nuisance: dict[str, np.ndarray] = field(default_factory=dict)
    manifest: dict = field(default_factory=dict)

    def __post_init__(self):
        n = len(self.pixels)
        if self.pixels.shape != (n, SIZE, SIZE) or self.pixels.dtype != np.uint8:
            raise FacesError(
                f"{self.name}: pixels must be uint8 of shape (n, {SIZE}, {SIZE}), "
                f"not {self.pixels.dtype} of shape {self.pixels.shape}"
            )
        for column in ("emotion", "usage", "units", "votes", "group"):
            values = getattr(self, column)
            if values is not None and len(values) != n:
                raise FacesError(f"{self.name}: {len(values)} rows of {column} for {n} pictures")
        for column, values in self.nuisance.items():
            if len(values) != n:
                raise FacesError(f"{self.name}: {len(values)} rows of {column} for {n} pictures")

    def __len__(self) -> int:
        return len(self.pixels)

    def take(self, rows) -> FaceSet:
        """The same set with only `rows`: a boolean mask of shape (n,) or an array of indices."""
        arrays = {
            f.name: getattr(self, f.name)[rows]
            for f in fields(self)
            if isinstance(getattr(self, f.name), np.ndarray)
        }
        nuisance = {name: values[rows] for name, values in self.nuisance.items()}
        return replace(self, **arrays, nuisance=nuisance)

    def split(self, usage: str) -> FaceSet:
        """The pictures of one split; `usage` is a name in `USAGES`.

        Raises:
            FacesError: `usage` is not the name of a split.
        """
        if usage not in USAGES:
            raise FacesError(f"there is no split {usage!r}; the splits are {', '.join(USAGES)}")
        return self.take(self.usage == USAGES.index(usage))
