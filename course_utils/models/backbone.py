"""The course's own backbone: a small network that has learned to see action units in drawn faces.

Its maps are what another network can begin with; `transfer.load_backbone()` gives it with its
weights, `benchmarks/backbone.py` makes them.
"""

from __future__ import annotations

from course_utils.quiet import quiet_tensorflow

#: Name of its two files in `weights/`.
NAME = "backbone"
#: The command that makes them, in the course's repository.
MADE_BY = "python benchmarks/backbone.py --write"
#: Channels of the stem, of the stages at 24, 12 and 6 pixels, one convolution each.
WIDTHS = (32, 48, 64, 64, 96, 128)


def build():
    """A fresh backbone without its top; its weights come from Keras' global random state.

    A 5x5 stem of stride 2 (on a processor a fifth less work than pooling), then 3x3 convolutions
    with batch normalisation: one at 24 by 24 places, two at 12 by 12, two at 6 by 6. Each picture
    is first brought to mean 0 and spread 1, which has nothing to learn.

    Returns:
        A built Keras model: (n, 48, 48, 1) gray levels from 0 to 1 in, (n, 6, 6, 128) maps out,
        none of them below 0.
    """
    quiet_tensorflow()
    from keras import Input, Model, layers

    def block(x, name, width, size=3, stride=1):
        x = layers.Conv2D(width, size, stride, padding="same", use_bias=False, name=name)(x)
        x = layers.BatchNormalization(name=f"{name}_norm")(x)
        return layers.ReLU(name=f"{name}_relu")(x)

    stem, at_24, *rest = WIDTHS
    pictures = Input((48, 48, 1), name="pictures")
    x = layers.LayerNormalization(axis=(1, 2, 3), center=False, scale=False, name="even")(pictures)
    x = block(x, "stem", stem, 5, 2)
    x = block(x, "at_24", at_24)
    x = layers.MaxPooling2D(name="pool_to_12")(x)
    for letter, width in zip("ab", rest[:2], strict=True):
        x = block(x, f"at_12{letter}", width)
    x = layers.MaxPooling2D(name="pool_to_6")(x)
    for letter, width in zip("ab", rest[2:], strict=True):
        x = block(x, f"at_6{letter}", width)
    return Model(pictures, x, name="units_backbone")
