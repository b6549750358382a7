"""Black and white are exchanged.

fails: black_is_0_and_white_is_255
reason: should be drawn in gray
"""

import matplotlib.pyplot as plt
import numpy as np


def draw_samples(pictures, labels, names, each):
    figure, axes = plt.subplots(len(names), each, squeeze=False)
    for label, name in enumerate(names):
        for column, row in enumerate(np.flatnonzero(labels == label)[:each]):
            axes[label, column].imshow(pictures[row], cmap="gray_r", vmin=0, vmax=255)
            axes[label, column].set_title(name)
    return figure
