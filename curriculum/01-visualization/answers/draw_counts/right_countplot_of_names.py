"""seaborn counts by itself; the order keeps labels without pictures."""

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns


def draw_counts(emotions, names):
    labels = pd.Series([names[e] for e in emotions])
    fig, ax = plt.subplots()
    sns.countplot(x=labels, order=names, ax=ax, color="gray")
    ax.set_xlabel("label")
    ax.set_ylabel("number of pictures")
    ax.set_title(labels.mode()[0] + " is the most frequent label")
    return ax
