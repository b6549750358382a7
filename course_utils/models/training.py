"""The training loop: one epoch at a time, its state as arrays, the same way after a restart."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from course_utils.faces import SIZE
from course_utils.models.architecture import Architecture
from course_utils.models.augment import Changes
from course_utils.models.examples import Examples
from course_utils.models.plan import Plan
from course_utils.models.preparation import standardised
from course_utils.quiet import quiet_tensorflow

_POLICIES = {"float32": "float32", "bfloat16": "mixed_bfloat16"}


class Trainer:
    """A network in training, and the running average of its weights, which is what counts.

    Nothing here depends on the clock or on a random state that moves: the order of an epoch comes
    from (seed, epoch), the changes to a batch from (seed, step). So the state after an epoch is
    the weights, the optimizer and a number, and a run that is killed goes on as if nothing had
    been. On more than one thread sums may differ in the last bits.

    Attributes:
        plan: the choices of the run.
        done: epochs behind us.
        averaged: Keras model with the averaged weights: logits of the seven labels.
    """

    def __init__(self, plan: Plan, architecture: Architecture, training: Examples):
        quiet_tensorflow()
        import keras
        import tensorflow as tf

        keras.utils.set_random_seed(plan.seed)
        self.plan, self.done = plan, 0
        self._tf = tf
        self._network = architecture.network(with_votes=True, policy=_POLICIES[plan.precision])
        self._average = architecture.network(with_votes=True)
        self._average.set_weights(self._network.get_weights())
        self.averaged = keras.Model(self._average.input, self._average.outputs[0])
        self._optimizer = keras.optimizers.AdamW(plan.rate, weight_decay=plan.decay)
        # Norms and biases are not pulled to zero.
        self._optimizer.exclude_from_weight_decay(var_names=["gamma", "beta", "bias"])
        self._optimizer.build(self._network.trainable_variables)
        self._changes = Changes(erasing=plan.erasing, mixing=plan.mixing)
        self._pixels = tf.constant(training.pixels)
        self._labels = tf.constant(training.labels)
        self._votes = tf.constant(training.votes)
        self._batch = min(plan.batch, len(training))
        self.steps = len(training) // self._batch
        self._step = tf.function(self._taken, autograph=False)
        self._judge = tf.function(
            lambda pictures: self.averaged(standardised(pictures), training=False),
            input_signature=[tf.TensorSpec((None, *training.pixels.shape[1:]), tf.uint8)],
            autograph=False,
        )

    def epoch(self, progress: Callable[[float], None] = lambda epochs: None) -> dict:
        """Train one more epoch.

        Args:
            progress: is called with the epochs since the start, the parts of this one included.

        Returns:
            What to write down: epoch (counted from 1), mean loss, rate, CPU and wall seconds.
        """
        cpu, wall = time.process_time(), time.monotonic()
        number = self.done
        size = self.plan.size_at(number, SIZE)
        order = np.random.default_rng([self.plan.seed, number]).permutation(len(self._pixels))
        losses = []
        for step in range(self.steps):
            rate = self.plan.rate_at(number + step / self.steps)
            self._optimizer.learning_rate = rate
            rows = order[step * self._batch : (step + 1) * self._batch]
            count = number * self.steps + step
            losses.append(self._step(self._tf.constant(rows), self._tf.constant(count), size))
            progress(number + (step + 1) / self.steps)
        self.done = number + 1
        return {
            "epoch": self.done,
            "loss": float(np.mean([float(loss) for loss in losses])),
            "rate": rate,
            "size": size,
            "cpu_seconds": round(time.process_time() - cpu, 1),
            "wall_seconds": round(time.monotonic() - wall, 1),
        }

    def _taken(self, rows, count, size):
        """One step: look at changed pictures, move the weights, move their average."""
        tf = self._tf
        pictures, (labels, votes) = self._changes.drawn(
            pictures=tf.gather(self._pixels, rows),
            targets=(tf.gather(self._labels, rows), tf.gather(self._votes, rows)),
            size=size,
            seed=tf.stack([tf.constant(self.plan.seed, count.dtype), count]),
        )
        labels = labels * (1 - self.plan.smoothing) + self.plan.smoothing / labels.shape[1]
        variables = self._network.trainable_variables
        with tf.GradientTape() as tape:
            label_logits, vote_logits = self._network(pictures, training=True)
            losses = tf.nn.softmax_cross_entropy_with_logits(labels, label_logits)
            # Where nobody voted, the row of votes is zero, and so are its loss and its gradient.
            # TensorFlow's own cross-entropy takes each row for a distribution: its gradient for a
            # row of zeros is not zero, and pushes all features up without end.
            losses -= self.plan.votes * tf.reduce_sum(votes * tf.nn.log_softmax(vote_logits), 1)
            loss = tf.reduce_mean(losses)
        self._optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
        # Young averages forget faster, or the first random weights would stay in them for long.
        count = tf.cast(count, tf.float32)
        keep = tf.minimum(self.plan.averaging, (1 + count) / (10 + count))
        for slow, fast in zip(self._average.weights, self._network.weights, strict=True):
            slow.assign(keep * slow + (1 - keep) * tf.cast(fast, tf.float32))
        return loss

    def logits(self, pixels: np.ndarray) -> np.ndarray:
        """(n, 7) float32 answers of the averaged weights for (n, 48, 48) uint8 pictures."""
        parts = [self._judge(pixels[at : at + 200]) for at in range(0, len(pixels), 200)]
        return np.concatenate([part.numpy() for part in parts])

    def _variables(self) -> dict:
        sets = {
            "weights": self._network.variables,
            "averaged": self._average.variables,
            "optimizer": self._optimizer.variables,
        }
        return {
            f"{name}/{number:03d}": variable
            for name, variables in sets.items()
            for number, variable in enumerate(variables)
        }

    def arrays(self) -> dict[str, np.ndarray]:
        """All that moves, as arrays; with `done` it is the whole state of the run."""
        return {name: np.asarray(variable) for name, variable in self._variables().items()}

    def restore(self, arrays: dict[str, np.ndarray], done: int) -> None:
        """Stand where `arrays` and `done` say.

        Raises:
            KeyError, ValueError: the arrays are of another network.
        """
        for name, variable in self._variables().items():
            variable.assign(arrays[name])
        self.done = done
