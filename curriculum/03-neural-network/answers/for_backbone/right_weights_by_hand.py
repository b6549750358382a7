"""Two matrices with the weights of the neighbours, and numpy alone."""

import numpy as np


def for_backbone(pictures, side):
    # Middles of the new pixels, in old pixels; at the border the last pixel goes on.
    places = ((np.arange(side) + 0.5) * 48 / side - 0.5).clip(0, 47)
    weights = np.maximum(0, 1 - np.abs(places[:, None] - np.arange(48)))
    large = weights @ pictures.astype(float) @ weights.T
    return np.stack([large / 127.5 - 1] * 3, axis=-1).astype(np.float32)
