"""Differences by slices of a padded array; cells by reshape."""

import numpy as np


def hog_features(pictures):
    n, h, w = pictures.shape
    padded = np.pad(pictures.astype(np.int16), ((0, 0), (1, 1), (1, 1)), mode="edge")
    gx = padded[:, 1:-1, 2:] - padded[:, 1:-1, :-2]
    gy = padded[:, 2:, 1:-1] - padded[:, :-2, 1:-1]
    strength = np.sqrt(gx.astype(float) ** 2 + gy.astype(float) ** 2)
    bins = (np.degrees(np.arctan2(gy, gx)) % 180 // 20).astype(int)
    one_hot = np.eye(9)[bins] * strength[..., None]
    cells = one_hot.reshape(n, h // 8, 8, w // 8, 8, 9).sum(axis=(2, 4))
    length = np.sqrt((cells**2).sum(axis=-1, keepdims=True))
    length[length == 0] = 1
    return (cells / length).reshape(n, -1)
