"""The smallest number is moved to 0.

fails: the_largest_is_one_and_the_smallest_stays_in_place
reason: the others keep their share
"""

import numpy as np

from course_utils.models import explain


def grad_cam(model, layer, picture, label):
    maps, slopes = explain.maps_and_slopes(model, layer, picture, label)
    heat = np.maximum((maps * slopes.mean(axis=(0, 1))).sum(axis=2), 0)
    span = heat.max() - heat.min()
    return (heat - heat.min()) / span if span > 0 else heat
