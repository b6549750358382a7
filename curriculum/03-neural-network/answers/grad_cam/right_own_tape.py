"""A tape of her own; where the softmax stands in the last Dense, the layer is computed by hand.

seconds: 60
"""

import keras
import numpy as np
import tensorflow as tf


def grad_cam(model, layer, picture, label):
    last = model.layers[-1]
    reader = keras.Model(model.inputs, [model.get_layer(layer).output, last.input])
    with tf.GradientTape() as tape:
        maps, before = reader(tf.constant(picture[None], tf.float32))
        if isinstance(last, keras.layers.Dense):
            before = tf.matmul(before, last.kernel)
            if last.bias is not None:
                before = before + last.bias
        score = before[:, label]
    slopes = tape.gradient(score, maps)
    weights = tf.reduce_mean(slopes, axis=(1, 2))[0]
    heat = tf.nn.relu(tf.reduce_sum(maps[0] * weights, axis=-1)).numpy()
    return heat / heat.max() if heat.max() else heat
