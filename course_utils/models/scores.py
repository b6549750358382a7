"""What probabilities are worth on labelled pictures: four scores, each with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

#: Two-sided 95 % of the normal distribution.
_Z = 1.959963984540054
#: Equal-width bins of confidence for the calibration error, as in Guo et al. 2017.
_BINS = 15
_RESAMPLES, _SEED = 1000, 2013


@dataclass(frozen=True)
class Interval:
    """A score and the ends of its 95 % interval, all from 0 to 1."""

    value: float
    low: float
    high: float

    def as_dict(self) -> dict[str, float]:
        """Plain numbers for JSON."""
        return {"value": self.value, "low": self.low, "high": self.high}


class Scores:
    """The scores of one set of answers.

    Accuracy and top-2 are shares of pictures: their intervals are Wilson's (1927,
    doi 10.1080/01621459.1927.10502953). Macro-F1 and calibration error are not: their intervals
    hold the middle 95 % of 1,000 bootstrap resamples of the pictures (Efron & Tibshirani 1993,
    ch. 13; seed fixed), moved so that the mean of the resamples is the score itself, because
    resampling by itself raises the calibration error.

    Attributes:
        n: how many pictures.
        accuracy: share of pictures whose most probable label is the right one.
        macro_f1: mean over the labels of 2 hits / (answers + pictures with that label); a label
            that is neither answered nor in the pictures does not count.
        top2: share of pictures whose right label is among the two most probable.
        ece: expected calibration error over 15 bins of equal width (Guo et al. 2017,
            arXiv 1706.04599).
        confusion: (k, k) int64, rows the labels, columns the answers.
    """

    def __init__(self, *, probabilities: np.ndarray, labels: np.ndarray):
        """Score (n, k) float probabilities against (n,) integer labels 0 to k - 1; n is 1 or more.

        Of equal probabilities the first label counts as the more probable one.
        """
        self.n, kinds = probabilities.shape
        rows = np.arange(self.n)
        labels = labels.astype(np.int64)
        order = np.argsort(-probabilities, axis=1, kind="stable")
        answers = order[:, 0]
        hit = answers == labels
        self.confusion = np.zeros((kinds, kinds), np.int64)
        np.add.at(self.confusion, (labels, answers), 1)

        self.accuracy = self._share(int(hit.sum()))
        self.top2 = self._share(int((order[:, :2] == labels[:, None]).any(axis=1).sum()))

        draw = np.random.default_rng(_SEED)
        tables = draw.multinomial(self.n, self.confusion.ravel() / self.n, size=_RESAMPLES)
        self.macro_f1 = self._resampled(
            float(_mean_f1(self.confusion)), _mean_f1(tables.reshape(-1, kinds, kinds))
        )

        confidence = probabilities[rows, answers].astype(np.float64)
        # In a bin, the gap between hits and confidence is the sum of hit minus confidence.
        gap = hit - confidence
        place = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
        resampled = [
            self._gaps(gap[chosen], place[chosen])
            for chosen in (draw.integers(0, self.n, self.n) for _ in range(_RESAMPLES))
        ]
        self.ece = self._resampled(self._gaps(gap, place), np.array(resampled))

    def as_dict(self) -> dict:
        """The scores as plain values: n, and four scores with their intervals."""
        names = ("accuracy", "macro_f1", "top2", "ece")
        return {"n": self.n} | {name: getattr(self, name).as_dict() for name in names}

    def _share(self, hits: int) -> Interval:
        n, share = self.n, hits / self.n
        centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
        return Interval(share, max(centre - half, 0.0), min(centre + half, 1.0))

    def _resampled(self, value: float, resampled: np.ndarray) -> Interval:
        low, high = np.quantile(resampled, [0.025, 0.975]) - resampled.mean() + value
        return Interval(value, max(min(float(low), value), 0.0), min(max(float(high), value), 1.0))

    def _gaps(self, gap: np.ndarray, place: np.ndarray) -> float:
        return float(np.abs(np.bincount(place, weights=gap, minlength=_BINS)).sum() / self.n)


def _mean_f1(tables: np.ndarray) -> np.ndarray:
    """(..., k, k) confusion tables in, (...) macro-F1 out."""
    hits = np.diagonal(tables, axis1=-2, axis2=-1)
    both = tables.sum(axis=-1) + tables.sum(axis=-2)
    seen = both > 0
    return np.sum(2 * hits / np.maximum(both, 1), axis=-1) / np.maximum(seen.sum(axis=-1), 1)
