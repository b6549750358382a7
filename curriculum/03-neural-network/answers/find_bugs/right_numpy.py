"""Numbers of numpy."""

import numpy as np


def find_bugs():
    lines = np.array([10, 12, 11])
    return dict(zip("ABC", lines))
