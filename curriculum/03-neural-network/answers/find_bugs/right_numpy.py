"""Numbers of numpy."""

import numpy as np


def find_bugs():
    lines = np.array([10, 13, 10])
    return dict(zip("ABC", lines))
