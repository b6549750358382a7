"""The names are sorted, so they stand above pictures of other labels.

fails: the_first_pictures_of_each_label, names_belong_to_pictures
reason: above each picture should stand the name of its label
"""

import matplotlib.pyplot as plt
import numpy as np


def draw_samples(pictures, labels, names, each):
    figure, axes = plt.subplots(len(names), each, squeeze=False)
    order = sorted(names)
    for label, name in enumerate(order):
        for column, row in enumerate(np.flatnonzero(labels == label)[:each]):
            axes[label, column].imshow(pictures[row], cmap="gray", vmin=0, vmax=255)
            axes[label, column].set_title(name)
    return figure
