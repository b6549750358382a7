"""Pairs are numbered in the type of the labels, which may end at 255.

fails: any_type_of_whole_numbers
reason: with 30 labels of type uint8
"""

import numpy as np
import pandas as pd


def label_report(labels, answers, names):
    k = len(names)
    pairs = labels * labels.dtype.type(k) + answers
    table = np.bincount(pairs, minlength=k * k)[: k * k].reshape(k, k)
    hits, answered, faces = np.diag(table), table.sum(axis=0), table.sum(axis=1)
    return pd.DataFrame(
        {
            "precision": hits / np.maximum(answered, 1),
            "recall": hits / np.maximum(faces, 1),
            "f1": 2 * hits / np.maximum(answered + faces, 1),
            "faces": faces,
        },
        index=names,
    )
