"""Random numbers that are the same on every machine and under every version of numpy.

Only `Generator.random` is used: numpy promises the raw stream of PCG64, but not the streams of
`normal`, `choice` or `beta`. Everything else is made from uniform numbers here.
"""

from __future__ import annotations

import math

import numpy as np


class Draws:
    """Random numbers addressed by (seed, index, stream): no draw depends on any other address.

    Args:
        seed: of the whole set, 0 or more.
        index: of the face in the set, 0 or more.
        stream: what the numbers are for (identity, nuisance, ...), so that one more draw for the
            one does not shift the draws of the other.
    """

    def __init__(self, seed: int, index: int, stream: int = 0):
        self._random = np.random.Generator(
            np.random.PCG64(np.random.SeedSequence([int(seed), int(index), int(stream)]))
        )
        self._stock: list[float] = []

    def _next(self) -> float:
        """The next uniform number; they are drawn by the hundred, which is faster and the same."""
        if not self._stock:
            self._stock = self._random.random(100).tolist()[::-1]
        return self._stock.pop()

    def uniforms(self, n: int) -> np.ndarray:
        """(n,) float64, uniform on [0, 1)."""
        return np.array([self._next() for _ in range(n)])

    def normals(self, n: int) -> np.ndarray:
        """(n,) float64, standard normal, by Box and Muller's method."""
        return np.array([self.normal(cut=math.inf) for _ in range(n)])

    def uniform(self, low: float, high: float) -> float:
        """One number, uniform on [low, high)."""
        return low + (high - low) * self._next()

    def normal(self, mean: float = 0.0, sd: float = 1.0, cut: float = 2.5) -> float:
        """One normal number, held within `cut` standard deviations of its mean.

        `math`, not numpy: numpy's own logarithm and cosine may differ in the last bit by machine.
        """
        u, v = self._next(), self._next()
        z = math.sqrt(-2 * math.log(1 - u)) * math.cos(2 * math.pi * v)
        return mean + sd * min(max(z, -cut), cut)

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self._next() < probability

    def choose(self, weights) -> int:
        """A position in `weights`, with probability in proportion to the weight."""
        point = self._next() * sum(weights)
        for position, weight in enumerate(weights):
            point -= weight
            if point < 0:
                return position
        return len(weights) - 1

    def integer(self, below: int) -> int:
        """One of 0, 1, ..., below - 1."""
        return min(int(self._next() * below), below - 1)
