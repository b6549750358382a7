"""Bars on their side, each in the colour of its label, with the number at its end."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns


def draw_counts(emotions, names):
    counts = pd.Series(emotions).value_counts().reindex(range(len(names)), fill_value=0)
    table = pd.DataFrame({"label": names, "count": counts.to_numpy()})
    fig, ax = plt.subplots(figsize=(6, 4))
    sns.barplot(table, x="count", y="label", hue="label", legend=False, ax=ax)
    for container in ax.containers:
        ax.bar_label(container)
    ax.set(xlabel="Number of pictures", ylabel="Label")
    ax.set_title(f"{names[int(counts.idxmax())].upper()} is the largest label")
    return ax
