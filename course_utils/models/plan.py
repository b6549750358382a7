"""All choices of one training run, and the learning rate that follows from them."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace

from course_utils.models.errors import ModelsError

PRECISIONS = ("float32", "bfloat16")


@dataclass(frozen=True)
class Plan:
    """The choices of a run; two runs with the same plan on the same faces go the same way.

    The learning rate rises for a few epochs, stays on a plateau, and goes down at the end as one
    minus a square root (Haegele et al. 2024, arXiv 2405.18392). A plateau, and not a cosine: the
    number of epochs may still be changed while the run stands on it.

    Attributes:
        epochs: passes over the training pictures, 1 or more.
        seed: of weights, order and changes to the pictures, 0 or more.
        precision: number format inside the network, one of `PRECISIONS`; weights are float32.
        batch: pictures a step.
        rate: learning rate on the plateau.
        decay: weight decay of AdamW (Loshchilov & Hutter 2019, arXiv 1711.05101).
        warm_up: epochs, parts allowed, in which the rate rises.
        cool_down: share of the epochs, at the end, in which it falls to nothing.
        small_epochs: so many first epochs see smaller pictures, which is cheaper (as in
            Tan & Le 2021, arXiv 2104.00298).
        small_size: height and width of these, in pixels.
        averaging: share of the averaged weights that a step keeps (Polyak's average, decaying).
        smoothing: share of each target that is spread over all labels (Szegedy et al. 2016,
            arXiv 1512.00567).
        mixing: parameter of the beta distribution of MixUp (Zhang et al. 2018,
            arXiv 1710.09412); 0 mixes nothing.
        erasing: share of the pictures that lose a rectangle (Zhong et al. 2020,
            arXiv 1708.04896).
        votes: weight of the second task, which is to foretell the votes of the labellers.
    """

    epochs: int = 60
    seed: int = 0
    precision: str = "float32"
    batch: int = 128
    rate: float = 2e-3
    decay: float = 0.05
    warm_up: float = 2.0
    cool_down: float = 0.35
    small_epochs: int = 20
    small_size: int = 36
    averaging: float = 0.998
    smoothing: float = 0.05
    mixing: float = 0.2
    erasing: float = 0.5
    votes: float = 1.0

    def __post_init__(self):
        for name, least in (("epochs", 1), ("seed", 0), ("batch", 2), ("small_epochs", 0)):
            value = getattr(self, name)
            if not isinstance(value, int) or value < least:
                raise ModelsError(f"{name} must be a whole number, {least} or more, not {value!r}")
        if self.precision not in PRECISIONS:
            raise ModelsError(f"precision is {' or '.join(PRECISIONS)}, not {self.precision!r}")

    @property
    def plateau_end(self) -> float:
        """The epoch, counted from 0, at which the rate begins to fall."""
        return self.epochs * (1 - self.cool_down)

    def rate_at(self, epoch: float) -> float:
        """The learning rate at a moment, in epochs since the start; parts of an epoch count."""
        if epoch < min(self.warm_up, self.plateau_end):
            return self.rate * (epoch + 0.01) / (self.warm_up + 0.01)
        if epoch < self.plateau_end:
            return self.rate
        gone = (epoch - self.plateau_end) / (self.epochs - self.plateau_end)
        return self.rate * (1 - math.sqrt(min(gone, 1.0)))

    def size_at(self, epoch: int, full: int) -> int:
        """Height and width of the pictures in an epoch, in pixels; `full` after the small ones."""
        return self.small_size if epoch < self.small_epochs else full

    def as_dict(self) -> dict:
        """The plan as plain values for JSON."""
        return asdict(self)

    def can_follow(self, begun: Plan, done: int) -> bool:
        """Whether a run that did `done` epochs after the plan `begun` can go on after this one.

        It can when all that differs is the number of epochs, and no rate so far would have been
        another.
        """
        if replace(self, epochs=begun.epochs) != begun:
            return False
        return self == begun or done <= min(self.plateau_end, begun.plateau_end)
