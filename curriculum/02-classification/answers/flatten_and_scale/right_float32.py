"""Floats of four bytes, multiplied by 1/255."""

import numpy as np


def flatten_and_scale(pictures):
    rows = [picture.flatten() for picture in pictures]
    return np.array(rows, dtype=np.float32) * np.float32(1 / 255)
