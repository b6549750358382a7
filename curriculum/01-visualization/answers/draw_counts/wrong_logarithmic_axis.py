"""A logarithmic axis, on which the rarest label looks as if it were frequent.

fails: bars_start_at_zero
reason: counts should stand on an even scale
"""

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns


def draw_counts(emotions, names):
    counts = np.bincount(emotions, minlength=len(names))
    fig, ax = plt.subplots()
    sns.barplot(x=names, y=counts, ax=ax)
    ax.set_yscale("log")
    ax.set(xlabel="label", ylabel="number of pictures")
    ax.set_title(f"Most are labelled {names[counts.argmax()]}")
    return ax
