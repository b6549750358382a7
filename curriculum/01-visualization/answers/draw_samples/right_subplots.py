"""A grid of Axes, one row a label."""

import matplotlib.pyplot as plt
import numpy as np


def draw_samples(pictures, labels, names, each):
    figure, axes = plt.subplots(len(names), each, squeeze=False)
    for label, name in enumerate(names):
        for column, row in enumerate(np.flatnonzero(labels == label)[:each]):
            place = axes[label, column]
            place.imshow(pictures[row], cmap="gray", vmin=0, vmax=255)
            place.set_title(name)
            place.axis("off")
    return figure
