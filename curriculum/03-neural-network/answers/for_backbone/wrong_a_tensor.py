"""What TensorFlow gives is handed on.

fails: shape_and_type, black_is_minus_one_and_white_is_one, bilinear_between_the_pixels, three_equal_colours, the_pictures_are_left_alone
reason: should be a numpy array
"""

import tensorflow as tf


def for_backbone(pictures, side):
    large = tf.image.resize(tf.cast(pictures[..., None], tf.float32), (side, side))
    return tf.image.grayscale_to_rgb(large / 127.5 - 1)
