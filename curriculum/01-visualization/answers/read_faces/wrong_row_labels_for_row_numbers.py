"""Rows are fetched by their labels 0, 1, 2, which a part of a larger table does not have.

fails: a_part_of_a_larger_table
reason: stopped with KeyError
"""

import numpy as np


def read_faces(table):
    pictures = []
    for i in range(len(table)):
        pictures.append(np.array(table["pixels"][i].split(), dtype=int).reshape(48, 48))
    return np.stack(pictures).astype(np.uint8), table["emotion"].to_numpy()
