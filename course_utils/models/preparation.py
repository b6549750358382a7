"""From gray levels to what the network sees; the same in training and in use."""

from __future__ import annotations

from course_utils.models.errors import ModelsError
from course_utils.quiet import quiet_tensorflow

#: Added to each picture's variance, in squared gray levels: a blank picture stays near zero.
FLOOR = 16.0


def standardised(pictures):
    """Give each picture mean 0 and standard deviation 1, so that light and exposure matter less.

    Args:
        pictures: (n, h, w) array or tensor of gray levels 0 to 255.

    Returns:
        (n, h, w, 1) float32 tensor.

    Raises:
        ModelsError: not three dimensions.
    """
    if len(getattr(pictures, "shape", ())) != 3:
        raise ModelsError("pictures must have the shape (n, height, width)")
    quiet_tensorflow()
    import tensorflow as tf

    levels = tf.cast(pictures, tf.float32)
    mean, variance = tf.nn.moments(levels, axes=(1, 2), keepdims=True)
    return ((levels - mean) * tf.math.rsqrt(variance + FLOOR))[..., None]
