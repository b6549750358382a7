"""The labels' own numbers are drawn: seaborn's barplot shows a mean, not a count.

fails: bars_are_as_high_as_counts, any_names_will_do, a_label_without_pictures_keeps_its_place
reason: as high as the number of pictures with that label
"""

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns


def draw_counts(emotions, names):
    fig, ax = plt.subplots()
    sns.barplot(x=[names[e] for e in emotions], y=emotions, order=names, errorbar=None, ax=ax)
    ax.set(xlabel="label", ylabel="number of pictures")
    ax.set_title(f"Most are labelled {names[np.bincount(emotions).argmax()]}")
    return ax
