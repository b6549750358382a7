"""Each picture with mean 0 and spread 1.

fails: shape_and_type, black_is_minus_one_and_white_is_one, bilinear_between_the_pixels, three_equal_colours, the_pictures_are_left_alone
reason: whatever else is in the picture
"""

import cv2
import numpy as np


def for_backbone(pictures, side):
    large = np.stack([cv2.resize(p, (side, side)) for p in pictures]).astype(np.float32)
    mean, spread = large.mean(axis=(1, 2), keepdims=True), large.std(axis=(1, 2), keepdims=True)
    return np.repeat(((large - mean) / (spread + 1))[..., None], 3, axis=3)
