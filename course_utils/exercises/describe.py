"""What can be said about an object that does not cross: axes, figures, models, estimators.

`describe_object` runs where the object is; what it gives is plain data.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

#: More than this many marks of one kind are not listed: the first ones are.
MOST_MARKS = 2000


def describe_object(thing: Any) -> dict[str, Any]:
    """Describe `thing` in plain data.

    Returns:
        A dict with ``kind``: ``"axes"``, ``"figure"``, ``"model"`` (Keras), ``"estimator"``
        (scikit-learn) or ``"object"``, and what `_axes` and its neighbours list for that kind.
    """
    for module, kind, describe in (
        ("matplotlib.axes", "Axes", _axes),
        ("matplotlib.figure", "FigureBase", _figure),
        ("keras", "Model", _model),
        ("sklearn.base", "BaseEstimator", _estimator),
    ):
        # A library that nobody imported has made no object: no need to import it now.
        known = getattr(sys.modules.get(module), kind, None)
        if known is not None and isinstance(thing, known):
            return describe(thing)
    return {"kind": "object", "type": _name(thing)}


def _name(thing: Any) -> str:
    return type(thing).__name__


def _figure(figure) -> dict[str, Any]:
    title = figure.get_suptitle() if hasattr(figure, "get_suptitle") else ""
    if figure.axes:
        _settle(figure.axes[0])
    return {"kind": "figure", "title": title, "axes": [_settled(axes) for axes in figure.axes]}


def _axes(axes) -> dict[str, Any]:
    _settle(axes)
    return _settled(axes)


def _settle(axes) -> None:
    """Draw the whole figure, once: tick labels are settled only then."""
    if axes.figure.canvas is not None:
        axes.figure.canvas.draw()


def _settled(axes) -> dict[str, Any]:
    """Texts, and the marks: bars (as data, whatever drew them), lines, points, images."""
    from matplotlib.collections import PathCollection

    legend = axes.get_legend()
    entries = []
    if legend is not None:
        handles = getattr(legend, "legend_handles", [])
        for handle, text in zip(handles, legend.get_texts(), strict=False):
            entries.append((_colour(handle), text.get_text()))
    return {
        "kind": "axes",
        "title": axes.get_title() or axes.get_title(loc="left") or axes.get_title(loc="right"),
        "xlabel": axes.get_xlabel(),
        "ylabel": axes.get_ylabel(),
        "xlim": [float(v) for v in axes.get_xlim()],
        "ylim": [float(v) for v in axes.get_ylim()],
        "xscale": axes.get_xscale(),
        "yscale": axes.get_yscale(),
        "xticklabels": [t.get_text() for t in axes.get_xticklabels()],
        "yticklabels": [t.get_text() for t in axes.get_yticklabels()],
        "legend": [text for _, text in entries],
        "legend_title": legend.get_title().get_text() if legend is not None else "",
        "texts": [t.get_text() for t in axes.texts],
        "bars": _bars(axes, entries),
        "lines": [
            {
                "label": str(line.get_label()),
                "x": np.asarray(line.get_xdata(orig=False), float),
                "y": np.asarray(line.get_ydata(orig=False), float),
            }
            for line in axes.lines[:MOST_MARKS]
        ],
        "points": [
            np.asarray(collection.get_offsets(), float)
            for collection in axes.collections[:MOST_MARKS]
            if isinstance(collection, PathCollection)
        ],
        "images": [np.asarray(image.get_array()) for image in axes.images],
        # What the numbers of an image became: its colour map, and the values at the map's ends.
        "image_scales": [
            {"cmap": image.get_cmap().name, "low": image.get_clim()[0], "high": image.get_clim()[1]}
            for image in axes.images
        ],
    }


def _bars(axes, entries) -> list[dict[str, Any]]:
    """Each bar as label (its tick), series (its legend entry, or empty), value and base."""
    from matplotlib.container import BarContainer
    from matplotlib.patches import Rectangle

    bars = []
    containers = [c for c in axes.containers if isinstance(c, BarContainer)]
    series = {id(patch): container for container in containers for patch in container.patches}
    # Beside real bars a span is no bar, nor are the invisible ones that seaborn's legend points to.
    patches = [
        p for p in axes.patches if isinstance(p, Rectangle) and (not series or id(p) in series)
    ]
    sideways = any(getattr(c, "orientation", None) == "horizontal" for c in containers)
    ticks = _ticks(axes.yaxis if sideways else axes.xaxis)
    for patch in patches[:MOST_MARKS]:
        x, y, width, height = patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height()
        centre, value, base = (y + height / 2, width, x) if sideways else (x + width / 2, height, y)
        thickness = abs(height if sideways else width)
        if not np.isfinite(value):
            continue
        container = series.get(id(patch))
        own = str(container.get_label()) if container is not None else ""
        name = "" if own.startswith("_") else own
        colour = _colour(patch)
        for entry, text in entries:
            if colour is not None and entry == colour and not name:
                name = text
        bars.append(
            {
                "label": _nearest(ticks, centre, thickness),
                "series": name,
                "value": float(value),
                "base": float(base),
                "position": float(centre),
                "colour": colour or "",
            }
        )
    return bars


def _ticks(axis) -> list[tuple[float, str]]:
    return [
        (float(place), text.get_text())
        for place, text in zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=False)
    ]


def _nearest(ticks: list[tuple[float, str]], centre: float, width: float) -> str:
    """The tick that a bar stands at: grouped bars stand up to half a unit beside theirs."""
    named = [(abs(place - centre), text) for place, text in ticks if text]
    if not named:
        return ""
    distance, text = min(named)
    return text if distance <= max(0.5, width) else ""


def _colour(handle) -> str | None:
    from matplotlib.colors import to_hex

    for method in ("get_facecolor", "get_color"):
        if hasattr(handle, method):
            try:
                return to_hex(np.atleast_2d(getattr(handle, method)())[0])
            except (ValueError, TypeError):
                continue
    return None


def _model(model) -> dict[str, Any]:
    layers = []
    for layer in _layers(model):
        activation = getattr(layer, "activation", None)
        layers.append(
            {
                "type": _name(layer),
                "name": str(layer.name),
                "output_shape": _shape(layer),
                "parameters": int(layer.count_params()) if layer.built else None,
                "trainable": bool(layer.trainable),
                "activation": getattr(activation, "__name__", None),
            }
        )
    built = bool(model.built)
    count = [int(np.prod(w.shape)) for w in model.trainable_weights] if built else []
    return {
        "kind": "model",
        "type": _name(model),
        "built": built,
        "layers": layers,
        "input_shape": _plain(getattr(model, "input_shape", None)) if built else None,
        "output_shape": _plain(getattr(model, "output_shape", None)) if built else None,
        "parameters": int(model.count_params()) if built else None,
        "trainable_parameters": sum(count) if built else None,
        "optimizer": _name(model.optimizer) if getattr(model, "optimizer", None) else None,
        "loss": _loss(getattr(model, "loss", None)),
    }


def _layers(model) -> list:
    """The layers, those of a model inside the model in its place."""
    found = []
    for layer in model.layers:
        found += _layers(layer) if isinstance(getattr(layer, "layers", None), list) else [layer]
    return found


def _loss(loss) -> str | None:
    if loss is None or isinstance(loss, str):
        return loss
    return getattr(loss, "name", None) or getattr(loss, "__name__", None) or _name(loss)


def _shape(layer):
    try:
        return _plain(layer.output.shape)
    except (AttributeError, ValueError):
        return None


def _plain(shape):
    if isinstance(shape, tuple | list):
        return [None if n is None else _plain(n) for n in shape]
    return int(shape) if shape is not None else None


def _estimator(estimator) -> dict[str, Any]:
    from sklearn.exceptions import NotFittedError
    from sklearn.utils.validation import check_is_fitted

    try:
        check_is_fitted(estimator)
        fitted = True
    except (NotFittedError, TypeError):
        fitted = False
    steps = getattr(estimator, "steps", None)
    return {
        "kind": "estimator",
        "type": _name(estimator),
        "fitted": fitted,
        "parameters": {
            name: value
            for name, value in estimator.get_params(deep=False).items()
            if value is None or isinstance(value, bool | int | float | str)
        },
        "steps": [(str(name), describe_object(step)) for name, step in steps] if steps else [],
    }
