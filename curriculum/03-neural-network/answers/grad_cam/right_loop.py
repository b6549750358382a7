"""A loop over the maps, and one over the places.

seconds: 60
"""

import numpy as np

from course_utils.models import explain


def grad_cam(model, layer, picture, label):
    maps, slopes = explain.maps_and_slopes(model, layer, picture, label)
    height, width, count = maps.shape
    heat = np.zeros((height, width))
    for number in range(count):
        weight = slopes[:, :, number].mean()
        for row in range(height):
            for column in range(width):
                heat[row, column] += weight * maps[row, column, number]
    heat[heat < 0] = 0
    if heat.any():
        heat /= heat.max()
    return heat
