"""The array of Axes comes back, not the figure.

fails: the_first_pictures_of_each_label, as_many_as_asked_for, black_is_0_and_white_is_255, names_belong_to_pictures
reason: expected an object such as a figure
"""

import matplotlib.pyplot as plt
import numpy as np


def draw_samples(pictures, labels, names, each):
    figure, axes = plt.subplots(len(names), each, squeeze=False)
    for label, name in enumerate(names):
        for column, row in enumerate(np.flatnonzero(labels == label)[:each]):
            axes[label, column].imshow(pictures[row], cmap="gray", vmin=0, vmax=255)
            axes[label, column].set_title(name)
    return axes
