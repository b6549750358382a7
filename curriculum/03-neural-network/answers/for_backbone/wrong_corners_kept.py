"""The middles of the corner pixels stay in the corners, as SciPy's zoom has it.

fails: bilinear_between_the_pixels, the_pictures_are_left_alone
reason: not those of bilinear resampling
"""

import numpy as np
from scipy import ndimage


def for_backbone(pictures, side):
    large = [ndimage.zoom(p.astype("float32"), side / 48, order=1) for p in pictures]
    return np.repeat(np.stack(large)[..., None] / 127.5 - 1, 3, axis=3)
