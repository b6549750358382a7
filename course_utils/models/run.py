"""One training run in one folder: its state, its log, and how it goes on after an interruption."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from course_utils.faces import FaceSet
from course_utils.models.architecture import Architecture
from course_utils.models.errors import ModelsError
from course_utils.models.examples import fingerprint, parted
from course_utils.models.journal import Journal
from course_utils.models.packing import pack
from course_utils.models.plan import Plan
from course_utils.models.state import read_state, write_state

STATE, LOG, LOCK = "state.npz", "log.jsonl", "lock"
#: The state at the end of the plateau is kept, so that a later run can be longer.
PLATEAU = "plateau.npz"


def train(
    faces: FaceSet,
    folder: Path,
    plan: Plan,
    architecture: Architecture | None = None,
    progress: Callable[[float], None] = lambda share: None,
    said: Callable[[str], None] = lambda line: None,
    pack_only: bool = False,
) -> Path:
    """Train on the Training split of `faces`, or go on with the run that `folder` holds.

    Args:
        faces: a face set; its test splits are looked at for nothing but twins.
        folder: is made if need be; holds the state, the log and, in the end, the model.
        plan: the choices; for a run that goes on, those it began with, but `epochs` may differ
            while the learning rate stands on its plateau.
        architecture: the network; None means that of the shipped model.
        progress: is called with the share of the run that is done.
        said: is called with a line for people after each epoch.
        pack_only: make the model of the averaged weights as they stand, and train no further.

    Returns:
        The folder, which now holds the model as well: `shipped.load(folder)`.

    Raises:
        ModelsError: another process trains in this folder, or it holds a run on other faces, of
            other choices or versions that cannot be continued, or a damaged state.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / LOCK, timeout=0):
            run = _Run(faces, folder, plan, architecture or Architecture())
            if not pack_only:
                run.train(progress, said)
            return run.pack()
    except Timeout:
        raise ModelsError(f"{folder}: another process trains here; let it end first") from None
    except OSError as error:
        raise ModelsError(
            f"{folder} cannot be written ({error.strerror or error}); give another --out"
        ) from error


class _Run:
    """A trainer with its folder, standing where the folder says."""

    def __init__(self, faces: FaceSet, folder: Path, plan: Plan, architecture: Architecture):
        self.folder, self.plan = folder, plan
        self.about = {
            "data": fingerprint(faces),
            "architecture": architecture.as_dict(),
            "plan": plan.as_dict(),
            "epochs": [],
        }
        stored = read_state(folder / STATE)
        if stored is not None:
            self.about["epochs"] = _continued(stored[0], self.about, plan, folder)

        from course_utils.models.training import Trainer

        training, self.held_out = parted(faces)
        self.trainer = Trainer(plan, architecture, training)
        self.journal = Journal(folder / LOG)
        if stored is not None:
            self.trainer.restore(stored[1], len(self.about["epochs"]))
            _caught_up(self.journal, self.about["epochs"])
        self.journal.add(
            "run",
            time=_now(),
            faces=faces.name,
            training=len(training),
            held_out=len(self.held_out),
            after_epoch=self.trainer.done,
            versions=_versions(),
            **{name: self.about[name] for name in ("data", "architecture", "plan")},
        )

    def train(self, progress: Callable[[float], None], said: Callable[[str], None]) -> None:
        """All epochs that are missing, each kept and logged when it is done."""
        plan, trainer = self.plan, self.trainer
        truth = self.held_out.labels.argmax(axis=1)
        while trainer.done < plan.epochs:
            epoch = trainer.epoch(lambda epochs: progress(epochs / plan.epochs))
            right = trainer.logits(self.held_out.pixels).argmax(axis=1) == truth
            epoch |= {"held_out": round(float(right.mean()), 4), "time": _now()}
            self.about["epochs"].append(epoch)
            # The state first: an epoch whose line is missing is added at the next start.
            write_state(self.folder / STATE, self.about, trainer.arrays())
            if trainer.done <= plan.plateau_end < trainer.done + 1:
                write_state(self.folder / PLATEAU, self.about, trainer.arrays())
            self.journal.add("epoch", **epoch)
            said(
                f"epoch {epoch['epoch']} of {plan.epochs}: loss {epoch['loss']:.3f}, "
                f"held out {epoch['held_out']:.3f}, {epoch['cpu_seconds']:.0f} CPU s"
            )

    def pack(self) -> Path:
        """Make the model of the averaged weights as they stand."""
        if not self.trainer.done:
            raise ModelsError(f"{self.folder}: no epoch is done yet; let the run go on")
        pack(self.folder, self.trainer, self.held_out, self.about)
        return self.folder


def _continued(begun: dict, now: dict, plan: Plan, folder: Path) -> list[dict]:
    """The epochs of the run that `folder` holds, if this one can go on with it."""
    if begun["data"] != now["data"]:
        raise ModelsError(f"{folder} holds a run on other faces; give those, or another --out")
    done = len(begun["epochs"])
    if begun["architecture"] != now["architecture"] or not plan.can_follow(
        Plan(**begun["plan"]), done
    ):
        theirs = begun["architecture"] | begun["plan"]
        ours = now["architecture"] | now["plan"]
        other = ", ".join(f"{name} {theirs[name]}" for name in ours if theirs[name] != ours[name])
        raise ModelsError(
            f"{folder} holds a run with {other}, {done} epochs done; "
            "go on with the same choices, or give another --out"
        )
    return begun["epochs"]


def _caught_up(journal: Journal, epochs: list[dict]) -> None:
    """Write the line of an epoch whose state was kept and whose line was not."""
    known = {(line["epoch"], line["time"]) for line in journal.lines("epoch")}
    for epoch in epochs:
        if (epoch["epoch"], epoch["time"]) not in known:
            journal.add("epoch", **epoch)


def _versions() -> dict[str, str]:
    import keras
    import tensorflow as tf

    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "keras": keras.__version__,
        "tensorflow": tf.__version__,
    }


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime())
