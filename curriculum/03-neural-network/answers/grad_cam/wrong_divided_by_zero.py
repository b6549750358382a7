"""Always divided by the largest number, also when it is zero.

fails: nothing_speaks_for_the_label
reason: nan or infinite
"""

import numpy as np

from course_utils.models import explain


def grad_cam(model, layer, picture, label):
    maps, slopes = explain.maps_and_slopes(model, layer, picture, label)
    heat = np.maximum((maps * slopes.mean(axis=(0, 1))).sum(axis=2), 0)
    return heat / heat.max()
