"""One einsum, double precision, and a small number against division by zero.

seconds: 60
"""

import numpy as np

from course_utils.models import explain


def grad_cam(model, layer, picture, label):
    maps, slopes = explain.maps_and_slopes(model, layer, picture, label)
    maps, slopes = maps.astype(float), slopes.astype(float)
    heat = np.einsum("ijc,c->ij", maps, np.mean(slopes, axis=(0, 1)))
    heat = np.where(heat > 0, heat, 0)
    return heat / (heat.max() + 1e-8)
