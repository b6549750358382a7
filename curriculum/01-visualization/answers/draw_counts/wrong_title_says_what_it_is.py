"""The title names the kind of chart, not the finding.

fails: the_title_names_the_largest
reason: the title should name the label with the most pictures
"""

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns


def draw_counts(emotions, names):
    counts = np.bincount(emotions, minlength=len(names))
    fig, ax = plt.subplots()
    sns.barplot(x=names, y=counts, ax=ax)
    ax.set(xlabel="label", ylabel="number of pictures", title="Pictures of each label")
    return ax
