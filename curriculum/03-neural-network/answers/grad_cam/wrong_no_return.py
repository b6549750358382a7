"""The heat is drawn and not given back.

fails: the_maps_by_their_mean_slopes, for_the_label_that_is_asked_for, in_the_layer_that_is_named, the_largest_is_one_and_the_smallest_stays_in_place, nothing_speaks_for_the_label, softmax_within_the_last_layer
reason: is there a `return`?
"""

import numpy as np

from course_utils.models import explain


def grad_cam(model, layer, picture, label):
    maps, slopes = explain.maps_and_slopes(model, layer, picture, label)
    heat = np.maximum((maps * slopes.mean(axis=(0, 1))).sum(axis=2), 0)
    print(heat / max(heat.max(), 1e-9))
