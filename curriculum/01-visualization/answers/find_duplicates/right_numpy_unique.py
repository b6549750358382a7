"""numpy.unique over rows, with counts."""

import numpy as np


def find_duplicates(pictures, usage):
    flat = pictures.reshape(len(pictures), -1)
    _, group, size = np.unique(flat, axis=0, return_inverse=True, return_counts=True)
    group = group.ravel()
    twin = size[group] > 1
    leaked = (usage != 0) & np.isin(group, group[usage == 0])
    return twin, leaked
