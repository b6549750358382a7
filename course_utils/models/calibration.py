"""The one number that makes the shipped model's confidence honest."""

from __future__ import annotations

import numpy as np


class Temperature:
    """The temperature by which logits are divided before the softmax (Guo et al. 2017).

    Attributes:
        value: greater than 0; the one under which the held-out labels are most probable.
    """

    def __init__(self, *, both_logits: np.ndarray, labels: np.ndarray):
        """Fit to held-out pictures.

        Args:
            both_logits: (2, n, k), of the pictures and of their mirror images; what is fitted is
                the mean of the two answers, which is what the model gives.
            labels: (n,) integers.
        """
        from scipy.optimize import minimize_scalar
        from scipy.special import log_softmax, logsumexp

        rows = np.arange(len(labels))

        def surprise(logarithm: float) -> float:
            logs = log_softmax(both_logits / np.exp(logarithm), axis=2)[:, rows, labels]
            return -float(logsumexp(logs, axis=0).mean())

        found = minimize_scalar(surprise, bounds=(-2.0, 2.0), method="bounded")
        self.value = float(np.exp(found.x))
