"""Stretches each picture from its own darkest to its own brightest.

fails: shape_and_type, black_is_minus_one_and_white_is_one, bilinear_between_the_pixels, the_pictures_are_left_alone
reason: whatever else is in the picture
"""

import cv2
import numpy as np


def for_backbone(pictures, side):
    large = np.stack([cv2.resize(p, (side, side)) for p in pictures]).astype(np.float32)
    low = large.min(axis=(1, 2), keepdims=True)
    high = large.max(axis=(1, 2), keepdims=True)
    even = 2 * (large - low) / np.maximum(high - low, 1) - 1
    return np.repeat(even[..., None], 3, axis=3)
