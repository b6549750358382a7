"""Counts of the labels that occur, under names in order: after a gap each name is one off.

fails: a_label_without_pictures_keeps_its_place
reason: a label without pictures should keep its name on the axis
"""

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns


def draw_counts(emotions, names):
    counts = np.unique(emotions, return_counts=True)[1]
    counts = np.append(counts, [0] * (len(names) - len(counts)))
    fig, ax = plt.subplots()
    sns.barplot(x=names, y=counts, ax=ax)
    ax.set(xlabel="label", ylabel="number of pictures")
    ax.set_title(f"Most are labelled {names[counts.argmax()]}")
    return ax
