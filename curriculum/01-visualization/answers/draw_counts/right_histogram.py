"""A histogram with one bin a label; the last title in small letters."""

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns


def draw_counts(emotions, names):
    fig, ax = plt.subplots()
    sns.histplot(x=emotions, bins=np.arange(len(names) + 1) - 0.5, shrink=0.8, ax=ax)
    ax.set_xticks(range(len(names)), names)
    ax.set_xlabel("label")
    ax.set_ylabel("number of pictures")
    ax.set_title(f"most pictures: {names[np.bincount(emotions).argmax()].lower()}", loc="right")
    return ax
