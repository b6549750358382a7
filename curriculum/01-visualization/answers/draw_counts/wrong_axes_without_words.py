"""The axes keep what the library writes there.

fails: both_axes_say_what_they_show
reason: the axis with the names should be called `label`
"""

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns


def draw_counts(emotions, names):
    counts = np.bincount(emotions, minlength=len(names))
    fig, ax = plt.subplots()
    sns.barplot(x=names, y=counts, ax=ax)
    ax.set_title(f"Most are labelled {names[counts.argmax()]}")
    return ax
