"""The border is filled with nan, for pixels that nobody has seen.

fails: zeros_on_four_sides
reason: values that are nan or infinite
"""

import numpy as np
from scipy.signal import correlate2d


def convolve(picture, kernel, stride, padding):
    padded = np.pad(picture.astype(float), padding, constant_values=np.nan)
    return correlate2d(padded, kernel.astype(float), mode="valid")[::stride, ::stride]
