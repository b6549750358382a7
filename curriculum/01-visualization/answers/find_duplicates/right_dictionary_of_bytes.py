"""A dictionary from a picture's bytes to the rows where it stands."""

from collections import defaultdict

import numpy as np


def find_duplicates(pictures, usage):
    rows_of = defaultdict(list)
    for row, picture in enumerate(pictures):
        rows_of[picture.tobytes()].append(row)
    twin = np.zeros(len(pictures), dtype=bool)
    leaked = np.zeros(len(pictures), dtype=bool)
    for rows in rows_of.values():
        rows = np.array(rows)
        twin[rows] = len(rows) > 1
        leaked[rows] = (usage[rows] == 0).any() & (usage[rows] > 0)
    return twin, leaked
