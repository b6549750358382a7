"""What a training step of the shipped model's network costs, and what its normalisation saves.

    python benchmarks/fused_norm.py [--precision float32|bfloat16] [--batch 128]

One JSON line for each kind of normalisation: CPU milliseconds a picture, and the share of this
machine's peak (a large matrix product in the same number format) that the step reaches, when three
times the arithmetic of a forward pass is counted for a step. No results are kept: they belong to
the machine. CPU time is stated because it suffers least from what else runs.
"""

from __future__ import annotations

import argparse
import json
import time

import numpy as np

from course_utils.models import norm
from course_utils.models.architecture import Architecture
from course_utils.models.threads import Threads

STEPS, WARM = 12, 3


def main() -> None:
    """Time both kinds of normalisation in turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--precision", choices=("float32", "bfloat16"), default="float32")
    parser.add_argument("--batch", type=int, default=128)
    chosen = parser.parse_args()
    Threads(2)
    # Keras imports TensorFlow, which `Threads` has brought in without its lines on the terminal.
    from keras import layers

    peak = peak_of(chosen.precision)

    fused = norm.fused_normalization()
    for name, kind in (("fused", fused), ("Keras", layers.BatchNormalization)):
        norm.fused_normalization = lambda kind=kind: kind
        network = Architecture().network(
            policy="mixed_bfloat16" if chosen.precision == "bfloat16" else "float32"
        )
        cost = step_of(network, chosen.batch)
        useful = 3 * forward_operations(network) / peak
        print(
            json.dumps(
                {
                    "normalisation": name,
                    "precision": chosen.precision,
                    "batch": chosen.batch,
                    "cpu_ms_a_picture": round(1000 * cost, 3),
                    "share_of_peak": round(useful / cost, 3),
                }
            )
        )


def peak_of(precision: str, size: int = 3000) -> float:
    """Operations in a CPU second of a large matrix product; the best of five."""
    import tensorflow as tf

    a = tf.cast(tf.random.normal((size, size)), precision)
    best = np.inf
    for _ in range(5):
        cpu = time.process_time()
        tf.reduce_sum(tf.linalg.matmul(a, a)).numpy()
        best = min(best, time.process_time() - cpu)
    return 2 * size**3 / best


def forward_operations(network) -> float:
    """Multiplications and additions of the convolutions for one 48x48 picture."""
    import keras

    probe = keras.Model(
        network.input, [x.output for x in network.layers if x.name.startswith(("stem", "stage"))]
    )
    shapes = probe.compute_output_shape((1, 48, 48, 1))
    total = 0.0
    for layer, shape in zip(
        [x for x in network.layers if x.name.startswith(("stem", "stage"))], shapes, strict=True
    ):
        if isinstance(layer, keras.layers.Conv2D):
            total += 2 * np.prod(layer.kernel.shape) * shape[1] * shape[2]
    return total


def step_of(network, batch: int) -> float:
    """CPU seconds a picture of one training step, the median of a few."""
    import keras
    import tensorflow as tf

    optimizer = keras.optimizers.AdamW()
    optimizer.build(network.trainable_variables)
    pictures = tf.random.normal((batch, 48, 48, 1))
    labels = tf.constant(np.arange(batch) % 7)

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            logits = network(pictures, training=True)
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits))
        gradients = tape.gradient(loss, network.trainable_variables)
        optimizer.apply_gradients(zip(gradients, network.trainable_variables, strict=True))
        return loss

    costs = []
    for number in range(WARM + STEPS):
        cpu = time.process_time()
        step().numpy()
        if number >= WARM:
            costs.append((time.process_time() - cpu) / batch)
    return float(np.median(costs))


if __name__ == "__main__":
    main()
