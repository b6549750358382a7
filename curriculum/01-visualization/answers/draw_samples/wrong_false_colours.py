"""Without a colour map, gray levels are shown from violet to yellow.

fails: black_is_0_and_white_is_255
reason: should be drawn in gray
"""

import matplotlib.pyplot as plt
import numpy as np


def draw_samples(pictures, labels, names, each):
    figure, axes = plt.subplots(len(names), each, squeeze=False)
    for label, name in enumerate(names):
        for column, row in enumerate(np.flatnonzero(labels == label)[:each]):
            axes[label, column].imshow(pictures[row], cmap="viridis", vmin=0, vmax=255)
            axes[label, column].set_title(name)
    return figure
