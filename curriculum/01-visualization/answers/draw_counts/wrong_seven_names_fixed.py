"""The seven names are written into the function instead of taken from the argument.

fails: any_names_will_do, the_title_names_the_largest
reason: one axis should show the names that were given
"""

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns

NAMES = ["Angry", "Disgust", "Fear", "Happy", "Sad", "Surprise", "Neutral"]


def draw_counts(emotions, names):
    counts = np.bincount(emotions, minlength=7)
    fig, ax = plt.subplots()
    sns.barplot(x=NAMES, y=counts, ax=ax)
    ax.set(xlabel="label", ylabel="number of pictures")
    ax.set_title(f"Most pictures are labelled {NAMES[6] if counts[6] else NAMES[counts.argmax()]}")
    return ax
