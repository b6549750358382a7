"""The bars lie on their side, but the names of the axes stayed where they were.

fails: both_axes_say_what_they_show
reason: the axis with the names should be called `label`
"""

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns


def draw_counts(emotions, names):
    counts = np.bincount(emotions, minlength=len(names))
    fig, ax = plt.subplots()
    sns.barplot(x=counts, y=names, ax=ax)
    ax.set(xlabel="label", ylabel="number of pictures")
    ax.set_title(f"Most are labelled {names[counts.argmax()]}")
    return ax
