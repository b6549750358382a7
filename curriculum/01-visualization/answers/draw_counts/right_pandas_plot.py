"""pandas draws from a Series, with room above the bars."""

import matplotlib.pyplot as plt
import pandas as pd


def draw_counts(emotions, names):
    counts = pd.Series(0, index=names)
    for place, number in pd.Series(emotions).value_counts().items():
        counts.iloc[place] = number
    fig, ax = plt.subplots()
    counts.plot.bar(ax=ax)
    ax.set_ylim(0, counts.max() * 1.2)
    ax.set_xlabel("label")
    ax.set_ylabel("number of pictures")
    ax.set_title("The largest label: " + counts.idxmax())
    return ax
