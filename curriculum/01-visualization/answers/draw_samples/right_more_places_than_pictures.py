"""A square grid in which some places stay empty."""

import math

import matplotlib.pyplot as plt
from matplotlib.colors import Normalize


def draw_samples(pictures, labels, names, each):
    chosen, found = [], {k: 0 for k in range(len(names))}
    for picture, label in zip(pictures, labels):
        if found[label] < each:
            found[label] += 1
            chosen.append((label, picture))
    side = math.ceil(math.sqrt(len(chosen))) + 1
    figure, axes = plt.subplots(side, side)
    for place in axes.flat:
        place.axis("off")
    for place, (label, picture) in zip(axes.flat, sorted(chosen, key=lambda pair: pair[0])):
        place.imshow(picture, cmap=plt.cm.gray, norm=Normalize(0, 255))
        place.set_title(names[label], fontsize=8)
    return figure
