"""The first pictures of the set are shown, whatever their labels.

fails: the_first_pictures_of_each_label, as_many_as_asked_for
reason: should be the first ones of each label
"""

import matplotlib.pyplot as plt


def draw_samples(pictures, labels, names, each):
    n = len(names) * each
    figure, axes = plt.subplots(len(names), each, squeeze=False)
    for place, picture, label in zip(axes.flat, pictures[:n], labels[:n]):
        place.imshow(picture, cmap="gray", vmin=0, vmax=255)
        place.set_title(names[label])
    return figure
