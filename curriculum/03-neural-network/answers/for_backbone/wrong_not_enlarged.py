"""The pictures stay as small as they are.

fails: shape_and_type, bilinear_between_the_pixels, the_pictures_are_left_alone
reason: should have shape
"""

import numpy as np


def for_backbone(pictures, side):
    return np.repeat(np.float32(pictures)[..., None] / 127.5 - 1, 3, axis=3)
