"""Counts by numpy, bars by seaborn."""

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns


def draw_counts(emotions, names):
    counts = np.bincount(emotions, minlength=len(names))
    figure, axes = plt.subplots()
    sns.barplot(x=names, y=counts, ax=axes)
    axes.set(xlabel="label", ylabel="number of pictures")
    axes.set_title(f"Most pictures are labelled {names[np.argmax(counts)]}")
    return axes
