"""Each picture against each other: slow, but right."""

import numpy as np


def find_duplicates(pictures, usage):
    n = len(pictures)
    twin, leaked = [False] * n, [False] * n
    for i in range(n):
        for j in range(n):
            if i != j and (pictures[i] == pictures[j]).all():
                twin[i] = True
                if usage[i] != 0 and usage[j] == 0:
                    leaked[i] = True
    return [np.array(twin), np.array(leaked)]
