"""Always 224 pixels, whatever the side.

fails: shape_and_type, black_is_minus_one_and_white_is_one, bilinear_between_the_pixels, three_equal_colours, the_pictures_are_left_alone
reason: should have shape
"""

import cv2
import numpy as np


def for_backbone(pictures, side):
    large = np.stack([cv2.resize(p, (224, 224)) for p in pictures]).astype(np.float32)
    return np.repeat(large[..., None] / 127.5 - 1, 3, axis=3)
