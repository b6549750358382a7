"""A tensor of TensorFlow instead of an array.

fails: the_maps_by_their_mean_slopes, for_the_label_that_is_asked_for, in_the_layer_that_is_named, the_largest_is_one_and_the_smallest_stays_in_place, nothing_speaks_for_the_label, softmax_within_the_last_layer
reason: should be a numpy array, but an EagerTensor came back
"""

import tensorflow as tf

from course_utils.models import explain


def grad_cam(model, layer, picture, label):
    maps, slopes = explain.maps_and_slopes(model, layer, picture, label)
    weights = tf.reduce_mean(slopes, axis=[0, 1])
    heat = tf.nn.relu(tf.tensordot(maps, weights, axes=1))
    return tf.math.divide_no_nan(heat, tf.reduce_max(heat))
