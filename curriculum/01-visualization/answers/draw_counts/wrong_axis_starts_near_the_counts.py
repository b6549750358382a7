"""The axis begins just below the smallest count, so small differences look large.

fails: bars_start_at_zero
reason: the axis of the counts should start at zero
"""

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns


def draw_counts(emotions, names):
    counts = np.bincount(emotions, minlength=len(names))
    fig, ax = plt.subplots()
    sns.barplot(x=names, y=counts, ax=ax)
    ax.set_ylim(counts.min() * 0.9, counts.max() * 1.05)
    ax.set(xlabel="label", ylabel="number of pictures")
    ax.set_title(f"Most are labelled {names[counts.argmax()]}")
    return ax
