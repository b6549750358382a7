"""Divides by the largest number without its sign, before what is below zero goes.

fails: the_maps_by_their_mean_slopes, for_the_label_that_is_asked_for, in_the_layer_that_is_named, softmax_within_the_last_layer
reason: these are not the maps, each times the mean of its slopes
"""

import numpy as np

from course_utils.models import explain


def grad_cam(model, layer, picture, label):
    maps, slopes = explain.maps_and_slopes(model, layer, picture, label)
    heat = (maps * slopes.mean(axis=(0, 1))).sum(axis=2)
    return np.maximum(heat / max(np.abs(heat).max(), 1e-9), 0)
