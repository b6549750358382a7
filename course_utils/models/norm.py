"""Batch normalisation in one operation instead of a dozen.

Keras 3 computes it from single operations; TensorFlow's fused one does the same sum in one pass
over the numbers. `benchmarks/fused_norm.py` measures what that saves on a processor.
"""

from __future__ import annotations

from functools import cache


@cache
def fused_normalization() -> type:
    """The class of the layer; made at first use, so that importing this module stays quick."""
    import tensorflow as tf
    from keras import layers

    class FusedNormalization(layers.BatchNormalization):
        """Keras' layer with the same weights and answers; for (n, h, w, c) tensors."""

        def call(self, inputs, training=None, mask=None):
            """(n, h, w, c) in, the same shape and dtype out."""
            gamma, beta = self.gamma.value, self.beta.value
            if not (training and self.trainable):
                return tf.compat.v1.nn.fused_batch_norm(
                    inputs,
                    gamma,
                    beta,
                    self.moving_mean.value,
                    self.moving_variance.value,
                    epsilon=self.epsilon,
                    is_training=False,
                )[0]
            outputs, mean, variance = tf.compat.v1.nn.fused_batch_norm(
                inputs, gamma, beta, epsilon=self.epsilon, is_training=True
            )
            for moving, now in ((self.moving_mean, mean), (self.moving_variance, variance)):
                moving.assign(moving * self.momentum + now * (1 - self.momentum))
            return outputs

    return FusedNormalization
