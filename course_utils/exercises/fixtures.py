"""Objects that a test has made on the student's side, each with known behaviour.

A test writes ``student.smooth(fixtures.clock([0.0, 0.1]))``: the specification crosses, the object
is made where the student's code runs, and ``answer.arguments[0]`` afterwards is its report (what
was asked of it). `made` makes one that lives on over several calls.
"""

from __future__ import annotations

import copy
import shutil
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from course_utils.exercises.codec import FixtureSpec


def clock(times: Sequence[float]) -> FixtureSpec:
    """A callable without arguments that gives `times` (seconds) one after the other.

    After the last it goes on giving the last. Its report: ``{"reads": how often it was called}``.
    """
    return FixtureSpec("clock", {"times": [float(t) for t in times]})


def image_folder(images: Mapping[str, np.ndarray]) -> FixtureSpec:
    """A folder with PNG pictures; crosses as its `pathlib.Path`.

    Args:
        images: relative file name (``"happy/1.png"``) -> (h, w) or (h, w, 3) uint8, RGB.

    Its report: ``{"files": sorted relative names after the call}``.
    """
    return FixtureSpec("image_folder", {"images": dict(images)})


def function(
    returns: Any = None,
    *,
    sequence: Sequence[Any] | None = None,
    takes: float = 0.0,
    advances: Any = None,
    raises: str | None = None,
) -> FixtureSpec:
    """A callable that records its calls.

    Args:
        returns: what every call gives.
        sequence: what the calls give one after the other (the last goes on); instead of `returns`.
        takes: seconds that each call seems to take on the clock `advances`.
        advances: handle of a `stage_clock` made before.
        raises: a message; every call raises ``RuntimeError`` with it.

    Its report: ``{"calls": [[positional arguments], …], "keywords": [{name: value}, …]}``.
    """
    answers = [returns] if sequence is None else list(sequence)
    return FixtureSpec(
        "function",
        {"answers": answers, "takes": float(takes), "advances": advances, "raises": raises},
    )


def stage_clock(start: float = 0.0) -> FixtureSpec:
    """A clock (callable, seconds) that stands still unless a `function` advances it.

    Its report: ``{"reads": …, "now": …}``.
    """
    return FixtureSpec("stage_clock", {"start": float(start)})


def keras_model(
    layers: Sequence[tuple[str, dict]],
    weights: Sequence[np.ndarray],
    input_shape: Sequence[int],
    functional: bool = False,
) -> FixtureSpec:
    """A built `keras.Sequential`, or a chain made by calls.

    Args:
        layers: (name of a class in `keras.layers`, its keyword arguments), from input to output.
        weights: arrays in the order of ``model.set_weights``; empty keeps the initial ones.
        input_shape: shape of one example, without the batch.
        functional: whether it is a `keras.Model` made by calls, which has an `output` that one can
            go on from; a Sequential has none.

    Its report: ``{"parameters": number of them}``.
    """
    return FixtureSpec(
        "keras_model",
        {
            "layers": [(str(name), dict(options)) for name, options in layers],
            "weights": [np.asarray(w) for w in weights],
            "input_shape": [int(n) for n in input_shape],
            "functional": bool(functional),
        },
    )


def linear_classifier(
    coefficients: np.ndarray, intercept: np.ndarray, classes: Sequence
) -> FixtureSpec:
    """A fitted `sklearn.linear_model.LogisticRegression` with the given numbers.

    Args:
        coefficients: (k, d) float, one row a class (one row in all for two classes).
        intercept: (k,) float.
        classes: the labels.

    Its report: ``{}``.
    """
    return FixtureSpec(
        "linear_classifier",
        {
            "coefficients": np.asarray(coefficients, float),
            "intercept": np.asarray(intercept, float),
            "classes": np.asarray(classes),
        },
    )


# ------------------------------------------------ the student's side: making and reporting


class _Clock:
    def __init__(self, times):
        self.times, self.reads = times, 0

    def __call__(self) -> float:
        self.reads += 1
        return self.times[min(self.reads, len(self.times)) - 1]

    def report(self):
        return {"reads": self.reads}


class _StageClock:
    def __init__(self, start):
        self.now, self.reads = start, 0

    def __call__(self) -> float:
        self.reads += 1
        return self.now

    def report(self):
        return {"reads": self.reads, "now": self.now}


class _Function:
    def __init__(self, answers, takes, advances, raises):
        self.answers, self.takes, self.advances, self.raises = answers, takes, advances, raises
        self.calls: list[list] = []
        self.keywords: list[dict] = []

    def __call__(self, *arguments, **keywords):
        # What it was called with stays so, whatever becomes of it afterwards.
        self.calls.append([_snapshot(argument) for argument in arguments])
        self.keywords.append({name: _snapshot(value) for name, value in keywords.items()})
        if self.advances is not None:
            self.advances.now += self.takes
        if self.raises is not None:
            raise RuntimeError(self.raises)
        return _snapshot(self.answers[min(len(self.calls), len(self.answers)) - 1])

    def report(self):
        return {"calls": self.calls, "keywords": self.keywords}


def _snapshot(value):
    plain = value is None or isinstance(
        value, bool | int | float | str | list | tuple | dict | set | np.ndarray | np.generic
    )
    return copy.deepcopy(value) if plain else value


class _Folder:
    def __init__(self, images):
        import cv2

        self.path = Path(tempfile.mkdtemp(prefix="pictures-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
        for name, image in images.items():
            target = (self.path / name).resolve()
            if self.path.resolve() not in target.parents:
                raise ValueError(f"{name} is outside the folder")
            target.parent.mkdir(parents=True, exist_ok=True)
            pixels = image if image.ndim == 2 else image[..., ::-1]
            target.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())

    def report(self):
        files = (p for p in self.path.rglob("*") if p.is_file())
        return {"files": sorted(p.relative_to(self.path).as_posix() for p in files)}


class _Plain:
    """A made object of a library, with a report that was settled when it was made."""

    def __init__(self, thing, report):
        self.thing, self.settled = thing, report

    def report(self):
        return self.settled


def _keras_model(layers, weights, input_shape, functional):
    import keras

    built = [getattr(keras.layers, name)(**options) for name, options in layers]
    model = keras.Sequential([keras.Input(tuple(input_shape)), *built])
    if functional:
        model = keras.Model(model.inputs, model.outputs[0])
    if weights:
        model.set_weights(weights)
    return _Plain(model, {"parameters": int(model.count_params())})


def _linear_classifier(coefficients, intercept, classes):
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression()
    model.coef_, model.intercept_, model.classes_ = coefficients, intercept, classes
    model.n_features_in_ = coefficients.shape[1]
    return _Plain(model, {})


_MAKERS = {
    "clock": _Clock,
    "stage_clock": _StageClock,
    "function": _Function,
    "image_folder": _Folder,
    "keras_model": _keras_model,
    "linear_classifier": _linear_classifier,
}


def make(spec: FixtureSpec) -> tuple[Any, Any]:
    """Make what `spec` describes.

    Returns:
        The object that the student's code is to get, and its keeper, whose ``report()`` says
        what became of it.

    Raises:
        ValueError: no fixture of that kind, or options that do not fit it.
    """
    maker = _MAKERS.get(spec.kind)
    if maker is None:
        raise ValueError(f"there is no fixture of kind {spec.kind!r}")
    try:
        keeper = maker(**spec.options)
    except TypeError as error:
        raise ValueError(f"fixture {spec.kind}: {error}") from None
    if isinstance(keeper, _Plain):
        return keeper.thing, keeper
    return (keeper.path if isinstance(keeper, _Folder) else keeper), keeper
