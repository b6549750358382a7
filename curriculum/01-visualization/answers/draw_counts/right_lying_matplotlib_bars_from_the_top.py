"""barh with the first name at the top."""

import matplotlib.pyplot as plt
import numpy as np


def draw_counts(emotions, names):
    counts = np.array([np.sum(emotions == k) for k in range(len(names))])
    fig, ax = plt.subplots()
    ax.barh(names, counts)
    ax.invert_yaxis()
    ax.set(ylabel="label", xlabel="number of pictures", title=names[counts.argmax()])
    return ax
