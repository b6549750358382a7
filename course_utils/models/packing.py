"""From a run's averaged weights to the model that the course loads."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from course_utils.models.calibration import Temperature
from course_utils.models.examples import Examples
from course_utils.models.weights_file import write_weights


def pack(folder: Path, trainer, held_out: Examples, about: dict) -> None:
    """Write the model of a run into `folder`; its temperature is fitted to the held-out pictures.

    Args:
        folder: gets the two files of the model.
        trainer: a `training.Trainer` that stands where the model is to be taken.
        held_out: pictures that the run never learned from.
        about: what to write down with the model: data, architecture, plan, epochs.
    """
    labels = held_out.labels.argmax(axis=1)
    mirrored = held_out.pixels[:, :, ::-1]
    both = np.stack([trainer.logits(held_out.pixels), trainer.logits(mirrored)])
    # `averaged` ends in the labels: the head that foretells votes has done its work.
    arrays = {weight.path: weight.numpy() for weight in trainer.averaged.weights}
    spec = {
        "temperature": round(Temperature(both_logits=both, labels=labels).value, 4),
        "held_out": {"pictures": len(held_out), "used for": "looks at the run, and temperature"},
        "epochs_done": trainer.done,
        "cpu_seconds": round(sum(epoch["cpu_seconds"] for epoch in about["epochs"])),
        "last_epoch": about["epochs"][-1],
    }
    known = {name: about[name] for name in ("data", "architecture", "plan")}
    write_weights(folder, arrays, spec | known)
