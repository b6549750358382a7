"""Always the last convolution, whichever layer is named.

fails: in_the_layer_that_is_named
reason: the maps of this layer have the shape
"""

import numpy as np

from course_utils.models import explain


def grad_cam(model, layer, picture, label):
    layer = [one.name for one in model.layers if type(one).__name__ == "Conv2D"][-1]
    maps, slopes = explain.maps_and_slopes(model, layer, picture, label)
    heat = np.maximum((maps * slopes.mean(axis=(0, 1))).sum(axis=2), 0)
    return heat / heat.max() if heat.max() > 0 else heat
