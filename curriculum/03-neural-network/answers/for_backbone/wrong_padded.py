"""Puts gray around the picture until it is large enough.

fails: shape_and_type, bilinear_between_the_pixels, the_pictures_are_left_alone
reason: become pictures of one number
"""

import numpy as np


def for_backbone(pictures, side):
    before = (side - 48) // 2
    around = (before, side - 48 - before)
    large = np.pad(pictures / 127.5 - 1, ((0, 0), around, around))
    return np.repeat(large[..., None], 3, axis=3).astype(np.float32)
