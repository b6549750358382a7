"""A colour map paints dark blue and bright red.

fails: shape_and_type, black_is_minus_one_and_white_is_one, bilinear_between_the_pixels, three_equal_colours, the_pictures_are_left_alone
reason: each of the three colours
"""

import cv2
import numpy as np


def for_backbone(pictures, side):
    large = [cv2.resize(cv2.applyColorMap(p, cv2.COLORMAP_JET), (side, side)) for p in pictures]
    return (np.stack(large) / 127.5 - 1).astype(np.float32)
