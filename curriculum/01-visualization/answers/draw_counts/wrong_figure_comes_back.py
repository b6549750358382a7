"""The figure is given back, not the Axes.

fails: bars_are_as_high_as_counts, any_names_will_do, a_label_without_pictures_keeps_its_place, both_axes_say_what_they_show, the_title_names_the_largest, bars_start_at_zero
reason: the answer should be the Axes that you drew on
"""

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns


def draw_counts(emotions, names):
    counts = np.bincount(emotions, minlength=len(names))
    fig, ax = plt.subplots()
    sns.barplot(x=names, y=counts, ax=ax)
    ax.set(xlabel="label", ylabel="number of pictures")
    ax.set_title(f"Most are labelled {names[counts.argmax()]}")
    return fig
