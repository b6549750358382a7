"""The mean of the slopes runs over the maps, and so each place has a weight.

fails: the_maps_by_their_mean_slopes, for_the_label_that_is_asked_for, in_the_layer_that_is_named, the_largest_is_one_and_the_smallest_stays_in_place, softmax_within_the_last_layer
reason: which axes each mean and each sum runs over
"""

import numpy as np

from course_utils.models import explain


def grad_cam(model, layer, picture, label):
    maps, slopes = explain.maps_and_slopes(model, layer, picture, label)
    heat = np.maximum(maps.sum(axis=2) * slopes.mean(axis=2), 0)
    return heat / heat.max() if heat.max() > 0 else heat
