"""What is below zero goes before the maps are summed up, so nothing is ever held against a place.

fails: the_maps_by_their_mean_slopes, for_the_label_that_is_asked_for, in_the_layer_that_is_named, softmax_within_the_last_layer
reason: at what becomes zero, and when
"""

import numpy as np

from course_utils.models import explain


def grad_cam(model, layer, picture, label):
    maps, slopes = explain.maps_and_slopes(model, layer, picture, label)
    heat = np.maximum(maps * slopes.mean(axis=(0, 1)), 0).sum(axis=2)
    return heat / heat.max() if heat.max() > 0 else heat
