"""The strengths are not divided by the length of their cell.

fails: each_cell_has_length_1, a_cell_without_slopes_stays_0
reason: should be divided by their own length
"""

import numpy as np


def hog_features(pictures):
    n, h, w = pictures.shape
    around = np.pad(pictures.astype(float), ((0, 0), (1, 1), (1, 1)), mode="edge")
    gx = around[:, 1:-1, 2:] - around[:, 1:-1, :-2]
    gy = around[:, 2:, 1:-1] - around[:, :-2, 1:-1]
    strength = np.hypot(gx, gy)
    degrees = np.degrees(np.arctan2(gy, gx)) % 180
    cells = np.zeros((n, h // 8, w // 8, 9))
    for number in range(9):
        of_bin = np.where(degrees // 20 == number, strength, 0)
        cells[..., number] = of_bin.reshape(n, h // 8, 8, w // 8, 8).sum(axis=(2, 4))
    return cells.reshape(n, -1)
