"""The sum of the slopes in the place of their mean: dividing by the largest evens it out.

seconds: 60
"""

import numpy as np

from course_utils.models import explain


def grad_cam(model, layer, picture, label):
    maps, slopes = explain.maps_and_slopes(model, layer, picture, label)
    heat = np.clip(maps @ slopes.sum(axis=0).sum(axis=0), 0, None)
    return heat / max(heat.max(), 1e-9)
