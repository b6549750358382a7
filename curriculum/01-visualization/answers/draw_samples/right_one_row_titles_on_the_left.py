"""All pictures in one row, titles on the left, a title above the whole figure."""

import matplotlib.pyplot as plt
import numpy as np


def draw_samples(pictures, labels, names, each):
    total = len(names) * each
    fig, axs = plt.subplots(1, total, figsize=(total, 1.5))
    fig.suptitle("Samples")
    place = 0
    for label in range(len(names)):
        rows = [row for row in range(len(labels)) if labels[row] == label]
        for row in rows[:each]:
            axs[place].imshow(np.array(pictures[row]), cmap="gray", vmin=0, vmax=255.0)
            axs[place].set_title(names[label] + " ", loc="left")
            place += 1
    return fig
