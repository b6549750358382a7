"""Einstein's summation, on a copy of the weights."""

import numpy as np


def gradient_step(weights, features, targets, rate):
    errors = np.einsum("nd,d->n", features, weights) - targets
    moved = weights.copy()
    moved -= rate * 2 * np.einsum("nd,n->d", features, errors) / errors.size
    return moved, float(errors @ errors) / errors.size
