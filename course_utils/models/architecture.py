"""The network of the shipped model: small, residual, with squeeze and excitation."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from course_utils.quiet import quiet_tensorflow

#: Name of the layer whose answers are the seven labels, as logits.
LABEL_HEAD = "label"
#: Name of the layer that foretells the labellers' votes; it is there in training only.
VOTES_HEAD = "votes"
#: The last feature maps before pooling, for those who want to look inside.
LAST_MAPS = "maps"


@dataclass(frozen=True)
class Architecture:
    """Sizes of the network: (n, h, w, 1) standardised pictures in, (n, labels) logits out.

    A 5x5 stem of stride 2, then a stage for each width: two 3x3 convolutions, the second with a
    shortcut around it (He et al. 2016, arXiv 1512.03385) and a gate for each channel (squeeze and
    excitation, Hu et al. 2018, arXiv 1709.01507); stages are joined by max-pooling; the mean over
    the last maps goes through dropout to the answers. Any picture of 16 pixels or more goes in.

    Attributes:
        widths: channels of each stage; the stem has those of the first.
        squeeze: by how much the gate narrows the channels.
        dropout: share of the pooled features that a training step leaves out.
        labels: number of labels.
        votes: number of vote columns.
    """

    widths: tuple[int, ...] = (64, 128, 256)
    squeeze: int = 8
    dropout: float = 0.3
    labels: int = 7
    votes: int = 10

    def as_dict(self) -> dict:
        """The sizes as plain values for JSON; `Architecture.from_dict` reads them."""
        return asdict(self) | {"widths": list(self.widths)}

    @classmethod
    def from_dict(cls, sizes: dict) -> Architecture:
        """The architecture with the sizes that `as_dict` gave.

        Raises:
            TypeError: a size that this version does not know.
        """
        return cls(**sizes | {"widths": tuple(sizes["widths"])})

    def network(self, *, with_votes: bool = False, policy: str = "float32"):
        """A fresh Keras model; its weights come from Keras' global random state.

        Args:
            with_votes: whether a second output foretells the votes, for training.
            policy: Keras' dtype policy of everything but the answers, which are float32.
        """
        quiet_tensorflow()
        from keras import Model, layers

        from course_utils.models.norm import fused_normalization

        def convolution(x, width, name, size=3, stride=1):
            x = layers.Conv2D(
                width, size, stride, padding="same", use_bias=False, dtype=policy, name=name
            )(x)
            return fused_normalization()(dtype=policy, name=f"{name}_norm")(x)

        def rectified(x, name):
            return layers.ReLU(dtype=policy, name=name)(x)

        def gated(x, width, name):
            gate = layers.GlobalAveragePooling2D(
                keepdims=True, dtype=policy, name=f"{name}_squeeze"
            )(x)
            for part, channels, activation in (
                ("narrow", width // self.squeeze, "relu"),
                ("gate", width, "sigmoid"),
            ):
                gate = layers.Conv2D(
                    channels, 1, activation=activation, dtype=policy, name=f"{name}_{part}"
                )(gate)
            return layers.Multiply(dtype=policy, name=f"{name}_gated")([x, gate])

        pictures = layers.Input((None, None, 1), name="pictures")
        x = rectified(convolution(pictures, self.widths[0], "stem", 5, 2), "stem_relu")
        for number, width in enumerate(self.widths, start=1):
            stage = f"stage{number}"
            last = number == len(self.widths)
            if number > 1:
                x = layers.MaxPooling2D(dtype=policy, name=f"{stage}_pool")(x)
            x = rectified(convolution(x, width, f"{stage}_a"), f"{stage}_a_relu")
            y = gated(convolution(x, width, f"{stage}_b"), width, stage)
            x = layers.Add(dtype=policy, name=f"{stage}_add")([x, y])
            x = rectified(x, LAST_MAPS if last else f"{stage}_relu")
        x = layers.GlobalAveragePooling2D(dtype=policy, name="mean")(x)
        x = layers.Dropout(self.dropout, dtype=policy, name="dropout")(x)
        answers = layers.Dense(self.labels, dtype="float32", name=LABEL_HEAD)(x)
        if with_votes:
            answers = [answers, layers.Dense(self.votes, dtype="float32", name=VOTES_HEAD)(x)]
        return Model(pictures, answers, name="expressions")
