"""imshow fits the scale to each picture: a dark one looks as bright as the others.

fails: black_is_0_and_white_is_255
reason: black should be gray level 0 and white 255
"""

import matplotlib.pyplot as plt
import numpy as np


def draw_samples(pictures, labels, names, each):
    figure, axes = plt.subplots(len(names), each, squeeze=False)
    for label, name in enumerate(names):
        for column, row in enumerate(np.flatnonzero(labels == label)[:each]):
            axes[label, column].imshow(pictures[row], cmap="gray")
            axes[label, column].set_title(name)
    return figure
