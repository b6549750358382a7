"""Counts of pairs first; faces come back as 3.0, which is a whole number, too."""

import numpy as np
import pandas as pd


def label_report(labels, answers, names):
    k = len(names)
    table = np.zeros((k, k))
    np.add.at(table, (labels, answers), 1)
    hits, answered, faces = np.diag(table), table.sum(axis=0), table.sum(axis=1)
    report = np.zeros((k, 4))
    np.divide(hits, answered, out=report[:, 0], where=answered > 0)
    np.divide(hits, faces, out=report[:, 1], where=faces > 0)
    np.divide(2 * hits, answered + faces, out=report[:, 2], where=answered + faces > 0)
    report[:, 3] = faces
    return pd.DataFrame(report, names, ["precision", "recall", "f1", "faces"])
