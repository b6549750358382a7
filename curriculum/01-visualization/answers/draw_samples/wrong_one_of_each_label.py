"""The number that was asked for is ignored: one picture a label.

fails: as_many_as_asked_for
reason: 9 pictures should be shown, but 3 are
"""

import matplotlib.pyplot as plt
import numpy as np


def draw_samples(pictures, labels, names, each):
    figure, axes = plt.subplots(1, len(names))
    for label, name in enumerate(names):
        axes[label].imshow(pictures[np.argmax(labels == label)], cmap="gray", vmin=0, vmax=255)
        axes[label].set_title(name)
    return figure
