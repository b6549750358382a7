"""The label's number stands above the picture instead of its name.

fails: the_first_pictures_of_each_label, as_many_as_asked_for, names_belong_to_pictures
reason: above each picture should stand the name of its label
"""

import matplotlib.pyplot as plt
import numpy as np


def draw_samples(pictures, labels, names, each):
    figure, axes = plt.subplots(len(names), each, squeeze=False)
    for label in range(len(names)):
        for column, row in enumerate(np.flatnonzero(labels == label)[:each]):
            axes[label, column].imshow(pictures[row], cmap="gray", vmin=0, vmax=255)
            axes[label, column].set_title(label)
    return figure
