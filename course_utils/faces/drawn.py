"""The drawn set: FER2013's size, splits and faults; drawn faces; labels of a known model.

Every face is addressed by (seed, index): its person, units, label, votes, pose and light follow
from these two numbers alone, so any part of the set, made by any number of processes, shows the
same faces. The index is three times the place in the split, plus the split's code; a set of n
faces is therefore the first part of any larger one. The label decides the units, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from course_utils.faces import faults
from course_utils.faces.draws import Draws
from course_utils.faces.identity import Identity, sample_identity
from course_utils.faces.labels import DEFAULT, LabelModel, uniforms
from course_utils.faces.manifest import NUISANCE_COLUMNS, describe_set
from course_utils.faces.nuisance import Nuisance, sample_nuisance
from course_utils.faces.render import render
from course_utils.faces.schema import SIZE, VOTES, FacesError, FaceSet
from course_utils.faces.units import intensities

#: Seed of the course's set, chosen so that its first 600 faces hold every label in every split and
#: copies, conflicts, leaks, blanks and a rotated picture.
SEED = 383
#: Faces in the whole set, as many as FER2013 has.
FULL = sum(faults.SIZES)

#: About one picture in five shows one of these persons (some 18 pictures each, over all splits);
#: every other picture shows a person of its own.
REGULARS = 400
REGULAR_SHARE = 0.2

_PERSON_STREAM = 106
_UNITS_STREAM = 107
_CONFLICT_STREAM = 108

#: Columns of the sidecar that say who and what a picture shows, besides units, votes and group.
IDENTITY_COLUMNS = (
    "skin",
    "skin_group",
    "hair_name",
    "beard_name",
    "glasses_name",
    "headscarf",
    "age",
)
#: What the renderer is told of one face: (seed, index, person, bits) -> units, Identity, Nuisance.
Recipe = Callable[[int, int, int, np.ndarray], tuple[np.ndarray, Identity, Nuisance]]
#: Renders many faces: (recipe, seed, indices, persons, bits) -> (n, 48, 48) uint8.
Painter = Callable[[Recipe, int, np.ndarray, np.ndarray, np.ndarray], np.ndarray]


def layout(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Split codes (n,) uint8, Training first, and indices (n,) int64 of a set of `n` faces.

    A tenth of the faces goes to each of the two test splits, as in FER2013.

    Raises:
        FacesError: fewer than ten faces are asked for.
    """
    if n < 10:
        raise FacesError(f"a drawn set has three splits and so at least 10 faces, not {n}")
    tests = round(n / 10)
    sizes = (n - 2 * tests, tests, tests)
    usage = np.repeat(np.arange(3), sizes)
    index = np.concatenate([3 * np.arange(size) + split for split, size in enumerate(sizes)])
    return usage.astype(np.uint8), index


def persons(seed: int, index) -> np.ndarray:
    """Who is on each picture, (n,) int32: below `REGULARS` for those who come back."""
    u = uniforms(seed, index, _PERSON_STREAM, 2)
    regular = (u[:, 1] * REGULARS).astype(np.int32)
    return np.where(u[:, 0] < REGULAR_SHARE, regular, REGULARS + np.asarray(index, np.int32))


def parameters(seed: int, index: int, person: int, bits: np.ndarray):
    """The recipe of the drawn set: units (18, 2) float32, an Identity and a Nuisance."""
    units = intensities(bits, Draws(seed, index, _UNITS_STREAM))
    return units, sample_identity(seed, person), sample_nuisance(seed, index)


def paint(recipe: Recipe, seed: int, index, person, bits) -> np.ndarray:
    """Render faces in this process: (n, 48, 48) uint8. Every painter gives these pictures."""
    pixels = np.empty((len(index), SIZE, SIZE), np.uint8)
    for row, face in enumerate(zip(index, person, bits, strict=True)):
        pixels[row] = render(*recipe(seed, *face))
    return pixels


def draw(
    n: int = FULL,
    seed: int = SEED,
    model: LabelModel = DEFAULT,
    recipe: Recipe = parameters,
    painter: Painter = paint,
) -> FaceSet:
    """A set of `n` faces in three splits with FER2013's faults planted.

    Args:
        n: how many; a set is the first part of every larger one with the same seed.
        seed: 0 or more.
        model: where labels, units and votes come from.
        recipe: how a face's looks follow from its address.
        painter: renders the faces; in this process unless given.

    Returns:
        A set with units, votes, group, nuisance and manifest. Blank pictures have group -1 and no
        active unit. The columns `index`, `source` and `change` say of every picture which face it
        is, whose picture it shows and what was done to it; they stay true in any part of the set.

    Raises:
        FacesError: fewer than ten faces, or a seed below 0.
    """
    if seed < 0:
        raise FacesError(f"the seed of a drawn set is 0 or more, not {seed}")
    usage, index = layout(n)
    flaws = faults.plant(seed, usage, index)
    blank = flaws.blank >= 0

    # A copy shows its original's face with its units and label; only its raters are its own.
    originals, shown = np.unique(flaws.source, return_inverse=True)
    emotion, bits = model.sample(seed, index[originals])
    who = persons(seed, index[originals])
    sidecar = describe(recipe, seed, index[originals], who, bits)
    pixels = painter(recipe, seed, index[originals], who, bits)[shown]
    columns = {name: values[shown] for name, values in sidecar.items()}

    units = columns.pop("units")
    mirrored = flaws.change == "mirrored"
    units[mirrored] = units[mirrored][:, :, ::-1]
    units[blank] = 0
    votes = model.votes(seed, index, bits[shown])
    votes[blank] = 0
    votes[blank, VOTES.index("NF")] = votes.sum(axis=1).max()
    for row in np.flatnonzero(~np.isin(flaws.change, ("none", "copy"))):
        pixels[row] = faults.alter(
            pixels[row], flaws.change[row], seed, index[row], flaws.blank[row]
        )
    faces = FaceSet(
        pixels=pixels,
        emotion=_labels(model, seed, index, emotion[shown], bits[shown], flaws),
        usage=usage,
        name="drawn faces",
        units=units,
        votes=votes,
        group=np.where(blank, -1, who[shown]).astype(np.int32),
        nuisance={
            "index": index.astype(np.int32),
            "source": index[flaws.source].astype(np.int32),
            "change": flaws.change,
            **columns,
        },
    )
    return replace(faces, manifest=describe_set(faces, seed, model.fingerprint(), REGULARS))


def describe(recipe: Recipe, seed: int, index, person, bits) -> dict[str, np.ndarray]:
    """Name -> (n, ...) array: the units and what else the renderer is told of these faces."""
    rows = []
    for face in zip(index, person, bits, strict=True):
        units, identity, nuisance = recipe(seed, *face)
        rows.append(
            (units,)
            + tuple(getattr(identity, name) for name in IDENTITY_COLUMNS)
            + tuple(getattr(nuisance, name) for name in NUISANCE_COLUMNS)
        )
    names = ("units", *IDENTITY_COLUMNS, *NUISANCE_COLUMNS)
    columns = {
        name: np.array(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)
    }
    return {
        name: values.astype(np.float32) if values.dtype.kind == "f" else values
        for name, values in columns.items()
    }


def _labels(model, seed, index, emotion, bits, flaws) -> np.ndarray:
    """The originals' labels, but for copies in conflict (another likely label) and blanks."""
    emotion = emotion.copy()
    rows = np.flatnonzero(flaws.conflict)
    others = model.posterior(bits[rows])
    others[np.arange(len(rows)), emotion[rows]] = 0
    u = uniforms(seed, index[rows], _CONFLICT_STREAM, 1) * others.sum(axis=1, keepdims=True)
    emotion[rows] = (u >= others.cumsum(axis=1)[:, :-1]).sum(axis=1)
    blank = flaws.blank >= 0
    emotion[blank] = np.take(faults.BLANK_LABELS, flaws.blank[blank])
    return emotion
