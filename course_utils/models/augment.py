"""Changes to the training pictures, drawn anew at each step and never for a test picture."""

from __future__ import annotations

from dataclasses import dataclass

from course_utils.models.preparation import standardised


@dataclass(frozen=True)
class Changes:
    """How far a training picture may move, and what it may lose.

    Attributes:
        turn: degrees, to either side.
        zoom: share of the size, smaller or larger.
        shift: share of the size, in either direction.
        shear: sideways shift of the top against the middle, as a share of their distance.
        erasing: share of the pictures that lose a rectangle.
        hole: smallest and largest side of that rectangle, as a share of the size.
        mixing: parameter of the beta distribution from which MixUp draws its shares; 0 for none.
    """

    turn: float = 15.0
    zoom: float = 0.15
    shift: float = 0.1
    shear: float = 0.1
    erasing: float = 0.5
    hole: tuple[float, float] = (0.12, 0.33)
    mixing: float = 0.2

    def drawn(self, *, pictures, targets, size: int, seed):
        """One batch, changed. The same seed gives the same changes on every machine.

        Args:
            pictures: (n, h, h) uint8 tensor.
            targets: tensors with n rows, mixed as the pictures are.
            size: height and width of the result, in pixels.
            seed: (2,) integer tensor.

        Returns:
            (n, size, size, 1) float32 tensor, standardised, and the list of mixed targets.
        """
        import tensorflow as tf

        seeds = tf.unstack(tf.random.experimental.stateless_split(seed, 4))
        moved = self._moved(pictures, size, seeds[0])
        moved = self._erased(standardised(moved), seeds[1])
        if not self.mixing:
            return moved, list(targets)
        n = tf.shape(pictures)[0]
        first = tf.random.stateless_gamma((n,), seeds[2], self.mixing)
        second = tf.random.stateless_gamma((n,), seeds[3], self.mixing)
        # Two gamma draws make a beta draw; tiny ones may both be zero.
        share = tf.maximum(first, second) / tf.maximum(first + second, 1e-20)
        share = tf.clip_by_value(share, 0.5, 1.0)

        def mixed(rows):
            weight = tf.reshape(share, [-1] + [1] * (len(rows.shape) - 1))
            return weight * rows + (1 - weight) * tf.reverse(rows, axis=[0])

        return mixed(moved), [mixed(rows) for rows in targets]

    def _moved(self, pictures, size, seed):
        """Mirror, turn, zoom, shear and shift in one operation: one pass over the pixels."""
        import tensorflow as tf

        n, full = tf.shape(pictures)[0], pictures.shape[1]
        u = tf.random.stateless_uniform((6, n), seed, -1.0, 1.0)
        angle = u[0] * self.turn * 3.14159265 / 180
        scale = (1 + u[1] * self.zoom) * full / size
        mirror = tf.where(u[2] < 0, -1.0, 1.0)
        shear = u[3] * self.shear
        cos, sin = tf.cos(angle) * scale, tf.sin(angle) * scale
        # The matrix takes a place in the result to a place in the picture, both from the middle.
        a0, a1 = mirror * cos, mirror * (cos * shear - sin)
        b0, b1 = sin, sin * shear + cos
        middle, centre = (size - 1) / 2, (full - 1) / 2
        a2 = centre + u[4] * self.shift * full - middle * (a0 + a1)
        b2 = centre + u[5] * self.shift * full - middle * (b0 + b1)
        zeros = tf.zeros_like(a0)
        return tf.raw_ops.ImageProjectiveTransformV3(
            images=tf.cast(pictures, tf.float32)[..., None],
            transforms=tf.stack([a0, a1, a2, b0, b1, b2, zeros, zeros], axis=1),
            output_shape=[size, size],
            fill_value=0.0,
            interpolation="BILINEAR",
            fill_mode="NEAREST",
        )[..., 0]

    def _erased(self, pictures, seed):
        """A rectangle of some pictures becomes 0, the mean of the picture."""
        import tensorflow as tf

        n, size = tf.shape(pictures)[0], pictures.shape[1]
        u = tf.random.stateless_uniform((5, n, 1), seed)
        least, most = self.hole
        place = tf.range(size, dtype=tf.float32)[None, :] / size

        def inside(start, side):
            side = least + side * (most - least)
            start = start * (1 - side)
            return (place >= start) & (place < start + side)

        hole = inside(u[0], u[1])[:, :, None] & inside(u[2], u[3])[:, None, :]
        hole &= (u[4] < self.erasing)[:, :, None]
        return tf.where(hole[..., None], 0.0, pictures)
