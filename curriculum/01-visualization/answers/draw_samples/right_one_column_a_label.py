"""One column a label, Axes added one by one, ticks taken away."""

import matplotlib.pyplot as plt


def draw_samples(pictures, labels, names, each):
    fig = plt.figure(figsize=(10, 2 * each))
    for k in range(len(names)):
        chosen = pictures[labels == k][:each]
        for j in range(each):
            ax = fig.add_subplot(each, len(names), j * len(names) + k + 1)
            ax.imshow(chosen[j], "gray", vmin=0, vmax=255, interpolation="nearest")
            ax.set(xticks=[], yticks=[], title=names[k])
    return fig
