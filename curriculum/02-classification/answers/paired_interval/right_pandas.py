"""pandas' standard error divides by n - 1, which is within what is allowed."""

import numpy as np
import pandas as pd


def paired_interval(first, second):
    d = pd.Series(second.astype(float)) - pd.Series(first.astype(float))
    return d.mean() + np.array([0, -1.96, 1.96]) * d.sem()
