"""The label model of the drawn faces: P(action units | label), written down, so exact.

**Invented for teaching.** Which units a display has comes from the two published prototype lists
(`DISPLAYS` names the source of each row); how often each display is shown, and how much the
labels overlap, are choices of this course. `docs/label-model.md` prints all of it.

A face gets its units in three steps:

1. a label is drawn from the priors (FER2013's own counts);
2. with probability 1 - overlap the face shows one of its label's own displays, otherwise a
   *shared* one: the own display of a label drawn with equal chances. A shared display says
   nothing about the label, so a larger overlap can only lower the ceiling;
3. each of the 18 units turns over with probability `flip`.

There are only 2**18 patterns of units, so Bayes' rule, and with it the best accuracy that any
reader of the faces can expect (the ceiling), is a sum and no estimate.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_utils.faces.draws import Draws
from course_utils.faces.schema import EMOTIONS, VOTES, FacesError, FaceSet
from course_utils.faces.units import UNITS

#: Pictures a label in FER2013, all three splits together, in `EMOTIONS` order.
FER2013_COUNTS = (4953, 547, 5121, 8989, 6077, 4002, 6198)

#: The share of faces that show a shared display, in `EMOTIONS` order. Chosen, not measured: it
#: gives the labels the order that the agreement of FER+'s taggers has (Barsoum et al. 2016:
#: happiness highest, then surprise, neutral, sadness, anger, fear, disgust).
OVERLAP = (0.30, 0.45, 0.38, 0.12, 0.30, 0.25, 0.25)
FLIP = 0.02

_LIST_1 = "list 1"
_LIST_2 = "list 2"
_PART = "part of a prototype"
_OWN = "our choice"
#: Label -> (share, action units, source). List 1: the widely copied prototypes after Ekman and
#: Friesen; list 2: FACS 1978, table 11-1, most intense. Shares are ours and sum to one a label.
DISPLAYS = {
    "Angry": (
        (0.2, (4, 5, 7, 23), _LIST_1),
        (0.2, (4, 5, 7, 24), _LIST_2),
        (0.2, (4, 23), _PART),
        (0.2, (4, 24), _PART),
        (0.2, (17, 24), _OWN),
    ),
    "Disgust": (
        (0.3, (9, 15, 16), _LIST_1),
        (0.3, (4, 10, 17), _LIST_2),
        (0.2, (9,), _PART),
        (0.2, (10,), _PART),
    ),
    "Fear": (
        (0.3, (1, 2, 4, 5, 20, 26), _LIST_1),
        (0.3, (1, 2, 4, 5, 20, 25), _LIST_2),
        (0.2, (1, 2, 4, 5), _PART),
        (0.2, (5, 20, 25), _PART),
    ),
    "Happy": (
        (0.35, (6, 12), _LIST_1),
        (0.35, (6, 12, 25), _LIST_2),
        (0.3, (12,), _PART),
    ),
    "Sad": (
        (0.6, (1, 4, 15), "lists 1 and 2"),
        (0.2, (15, 17), _OWN),
        (0.2, (4, 7, 15), _OWN),
    ),
    "Surprise": (
        (0.6, (1, 2, 5, 26), "lists 1 and 2"),
        (0.2, (1, 2, 26), _PART),
        (0.2, (1, 2, 5), _PART),
    ),
    "Neutral": (
        (0.7, (), "nothing moves"),
        (0.1, (25,), _OWN),
        (0.1, (14,), _OWN),
        (0.1, (4, 7), _OWN),
    ),
}

#: Seven labels to six: column j of the product is the sum over the labels that become label j.
_TO_SIX = np.eye(6)[[0, 0, 1, 2, 3, 4, 5]]
#: Where each label's votes stand among the ten FER+ columns.
_VOTE_COLUMN = [
    VOTES.index(name)
    for name in ("anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral")
]
_N_VOTES = 10

#: A unit counts as active from this intensity of its stronger side on; `units.intensities` gives
#: at least .65 where the unit is there and at most .12 where it is not.
ACTIVE = 0.5

# Streams of `draws.Draws`: what the label model draws never moves what the drawing draws.
_LABEL_STREAM = 101
_VOTE_STREAM = 102


@dataclass(frozen=True)
class LabelModel:
    """P(units | label) with its knobs; equal knobs give equal numbers everywhere.

    Attributes:
        overlap: one number for all labels, or seven in `EMOTIONS` order, each from 0 (every label
            keeps to its own displays) to 1 (the units say nothing about the label).
        flip: the probability, 0 to 0.5, that a unit turns over.
        priors: seven shares in `EMOTIONS` order; scaled to sum to one.

    Raises:
        FacesError: a knob outside its range or of the wrong length.
    """

    overlap: float | tuple[float, ...] = OVERLAP
    flip: float = FLIP
    priors: tuple[float, ...] = FER2013_COUNTS

    def __post_init__(self):
        overlap = np.asarray(self.overlap, float)
        priors = np.asarray(self.priors, float)
        if overlap.shape not in ((), (len(EMOTIONS),)):
            raise FacesError(f"overlap must be one number or {len(EMOTIONS)}, not {self.overlap!r}")
        if not ((overlap >= 0) & (overlap <= 1)).all():
            raise FacesError(f"overlap must lie between 0 and 1, not {self.overlap!r}")
        if not 0 <= self.flip <= 0.5:
            raise FacesError(f"flip must lie between 0 and 0.5, not {self.flip!r}")
        possible = (priors >= 0).all() and 0 < priors.sum() < np.inf
        if priors.shape != (len(EMOTIONS),) or not possible:
            raise FacesError(
                f"priors must be {len(EMOTIONS)} shares, none below 0, not {self.priors!r}"
            )
        # Tuples, so that a model can be a key: ceilings are computed once a model.
        overlap = np.broadcast_to(overlap, len(EMOTIONS))
        object.__setattr__(self, "overlap", tuple(overlap.tolist()))
        object.__setattr__(self, "flip", float(self.flip))
        object.__setattr__(self, "priors", tuple((priors / priors.sum()).tolist()))

    def mixture(self) -> tuple[np.ndarray, np.ndarray]:
        """The displays before units turn over.

        Returns:
            patterns (d, 18) bool, one row a display, and weights (7, d) float64,
            P(display | label); each row of the weights sums to one.
        """
        patterns, own = _displays()
        overlap = np.array(self.overlap)[:, None]
        return patterns, (1 - overlap) * own + overlap * own.mean(axis=0)

    def table(self) -> np.ndarray:
        """P(unit is active | label), (7, 18) float64, in `EMOTIONS` and `UNITS` order."""
        patterns, weights = self.mixture()
        shown = weights @ patterns
        return shown * (1 - self.flip) + (1 - shown) * self.flip

    def likelihood(self, bits) -> np.ndarray:
        """P(these units | label), (n, 7) float64, for `bits` (n, 18) of 0 and 1 or bool."""
        bits = np.asarray(bits)
        if bits.ndim != 2 or bits.shape[1] != len(UNITS):
            raise FacesError(f"units must have shape (n, {len(UNITS)}), not {bits.shape}")
        return self._weigh(_turned(bits))

    def _weigh(self, turned: np.ndarray) -> np.ndarray:
        """P(units | label), (n, 7), from how many units differ from each display, (n, d)."""
        k = np.arange(len(UNITS) + 1)
        chance = self.flip**k * (1 - self.flip) ** (len(UNITS) - k)
        return chance[turned] @ self.mixture()[1].T

    def posterior(self, bits) -> np.ndarray:
        """P(label | these units) by Bayes' rule.

        Args:
            bits: (n, 18) bool or 0 and 1, in `UNITS` order.

        Returns:
            (n, 7) float64 in `EMOTIONS` order, each row summing to one. Units that the model
            never makes (only when `flip` is 0) leave the priors as they are.
        """
        joint = self.likelihood(bits) * self.priors
        total = joint.sum(axis=1, keepdims=True)
        return np.where(total > 0, joint / np.where(total > 0, total, 1), self.priors)

    def ceiling(self, classes: int = 7) -> float:
        """The accuracy that the best possible reader expects, summed over all 2**18 patterns.

        Args:
            classes: 7, or 6 with disgust counted as anger.

        Holds in expectation and for faces without a copy in Training: on a finite set luck can
        pass it (see `realised_ceiling`), and with copies left in, memory can.
        """
        return _ceiling(self, _checked(classes))

    def realised_ceiling(self, faces: FaceSet, classes: int = 7) -> float:
        """The accuracy of Bayes' rule with the true units on the pictures of this very set.

        Raises:
            FacesError: the set has no units (real faces), or is empty.
        """
        posterior = _merged(self.posterior(active(faces)), _checked(classes))
        truth = _merged(np.eye(len(EMOTIONS))[faces.emotion], classes)
        return float((posterior.argmax(axis=1) == truth.argmax(axis=1)).mean())

    def sample(self, seed: int, indices) -> tuple[np.ndarray, np.ndarray]:
        """Labels and units of the faces with these indices, the same whoever asks for which.

        Returns:
            emotion (n,) uint8 and bits (n, 18) bool.
        """
        u = uniforms(seed, indices, _LABEL_STREAM, 2 + len(UNITS))
        patterns, weights = self.mixture()
        emotion = _pick(np.cumsum(self.priors), u[:, 0])
        # One row of cumulative weights a face: its label's.
        display = _pick(np.cumsum(weights, axis=1)[emotion], u[:, 1])
        return emotion.astype(np.uint8), patterns[display] ^ (u[:, 2:] < self.flip)

    def votes(self, seed: int, indices, bits) -> np.ndarray:
        """Ten *simulated* votes a face: ten raters who each answer by the posterior, alone.

        Their agreement therefore says how much the model overlaps; it says nothing about people.

        Returns:
            (n, 10) uint8 in `VOTES` order, each row summing to ten; contempt, unknown and NF
            get none.
        """
        u = uniforms(seed, indices, _VOTE_STREAM, _N_VOTES)
        edges = np.cumsum(self.posterior(bits), axis=1)
        votes = np.zeros((len(u), len(VOTES)), np.uint8)
        for rater in range(_N_VOTES):
            answer = _pick(edges, u[:, rater])
            votes[np.arange(len(u)), np.take(_VOTE_COLUMN, answer)] += 1
        return votes

    def fingerprint(self) -> str:
        """A hash of every number in the model; tests and manifests pin it."""
        patterns, weights = self.mixture()
        numbers = np.concatenate([weights.ravel(), [self.flip], self.priors]).round(12)
        content = patterns.tobytes() + " ".join(f"{x:.12f}" for x in numbers).encode()
        return hashlib.sha256(content).hexdigest()[:16]


def active(faces: FaceSet) -> np.ndarray:
    """Which units are active on either side, (n, 18) bool, from the set's intensities.

    Raises:
        FacesError: the set's units are not known.
    """
    if faces.units is None:
        raise FacesError(f"{faces.name}: the action units of these faces are not known")
    if len(faces) == 0:
        raise FacesError(f"{faces.name}: there are no faces in this set")
    return faces.units.max(axis=2) >= ACTIVE


def uniforms(seed: int, indices, stream: int, n: int) -> np.ndarray:
    """(len(indices), n) float64 on [0, 1): the first `n` draws of every (seed, index, stream)."""
    rows = [Draws(seed, index, stream).uniforms(n) for index in indices]
    return np.array(rows).reshape(len(rows), n)


@lru_cache(maxsize=1)
def _displays() -> tuple[np.ndarray, np.ndarray]:
    """Distinct displays (d, 18) bool and each label's own shares of them (7, d)."""
    rows = [
        (label, share, units)
        for label, displays in enumerate(DISPLAYS.values())
        for share, units, _ in displays
    ]
    distinct = sorted({units for _, _, units in rows})
    own = np.zeros((len(EMOTIONS), len(distinct)))
    for label, share, units in rows:
        own[label, distinct.index(units)] += share
    return np.array([np.isin(UNITS, units) for units in distinct]), own


def _turned(bits: np.ndarray) -> np.ndarray:
    """How many units differ between each face and each display, (n, d) uint8."""
    # |b| + |d| - 2 b.d: whole numbers below 64, so exact in single precision.
    b, d = bits.astype(np.float32), _displays()[0].astype(np.float32)
    return (b.sum(1)[:, None] + d.sum(1) - 2 * b @ d.T).astype(np.uint8)


@lru_cache(maxsize=1)
def _turned_in_every_pattern() -> np.ndarray:
    """`_turned` of all 2**18 patterns of units: 7 MB that no knob changes."""
    return _turned(np.arange(2 ** len(UNITS))[:, None] >> np.arange(len(UNITS)) & 1)


@lru_cache(maxsize=512)
def _ceiling(model: LabelModel, classes: int) -> float:
    joint = model._weigh(_turned_in_every_pattern()) * model.priors
    return float(_merged(joint, classes).max(axis=1).sum())


def _merged(columns: np.ndarray, classes: int) -> np.ndarray:
    return columns @ _TO_SIX if classes == 6 else columns


def _checked(classes: int) -> int:
    if classes not in (6, 7):
        raise FacesError(f"classes must be 6 (disgust counted as anger) or 7, not {classes!r}")
    return classes


def _pick(edges: np.ndarray, u: np.ndarray) -> np.ndarray:
    """The first place whose cumulative share is above `u`; `edges` is (k,) or (n, k)."""
    # The last edge may be a rounding error below one: leaving it out keeps the answer in range.
    return (u[:, None] >= edges[..., :-1]).sum(axis=1)


#: The model behind every drawn set of the course.
DEFAULT = LabelModel()
