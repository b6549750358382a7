"""SciPy's zoom of order one, whose grid is the middles of the pixels."""

import numpy as np
from scipy import ndimage


def for_backbone(pictures, side):
    gray = (pictures.astype(np.float64) - 127.5) / 127.5
    factor = side / 48
    large = ndimage.zoom(gray, (1, factor, factor), order=1, mode="nearest", grid_mode=True)
    return np.broadcast_to(large[..., None], (*large.shape, 3)).astype("float32")
