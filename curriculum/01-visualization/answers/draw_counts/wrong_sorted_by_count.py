"""The bars are sorted by height, so the names are no longer in the order of the list.

fails: bars_are_as_high_as_counts, any_names_will_do, a_label_without_pictures_keeps_its_place
reason: each once, in their order
"""

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns


def draw_counts(emotions, names):
    labels = pd.Series([names[e] for e in emotions])
    order = labels.value_counts().reindex(names, fill_value=0).sort_values(ascending=False).index
    fig, ax = plt.subplots()
    sns.countplot(x=labels, order=list(order), ax=ax)
    ax.set(xlabel="label", ylabel="number of pictures", title=f"Most are labelled {order[0]}")
    return ax
