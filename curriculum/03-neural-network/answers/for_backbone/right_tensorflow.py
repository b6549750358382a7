"""TensorFlow enlarges; what comes back is a numpy array."""

import numpy as np
import tensorflow as tf


def for_backbone(pictures, side):
    large = tf.image.resize(tf.cast(pictures[..., None], tf.float32), (side, side))
    return tf.image.grayscale_to_rgb(large / 127.5 - 1).numpy()
