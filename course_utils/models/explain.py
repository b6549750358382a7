"""Where in a picture an answer comes from: maps of a layer, slopes of a score, and covering.

Keras and TensorFlow are imported when a function is called, so that whoever imports this module
need not wait.
"""

from __future__ import annotations

import numpy as np

from course_utils.errors import UserMistake


def maps_and_slopes(
    model, layer: str, picture: np.ndarray, label: int
) -> tuple[np.ndarray, np.ndarray]:
    """The maps that a layer makes of a picture, and how a label's score moves with them.

    The score is the number *before* the softmax (Selvaraju et al. 2017, arXiv 1610.02391, section
    3). If the softmax is a layer of its own, that is what goes into it. If it is the activation of
    a last `Dense`, the score is computed here from what goes into that layer, its weights and its
    bias; the model itself is left as it is.

    Args:
        model: a built Keras model, Sequential or functional, one picture in, k probabilities out.
        layer: name of a layer of the model whose output is a stack of maps.
        picture: one picture of the shape that the model takes, such as (48, 48, 1).
        label: position of the label among the answers, 0 to k - 1.

    Returns:
        Maps and slopes, each (h, w, c) float32. A slope is the derivative of the score by the
        number of the map at the same place, in scores per unit of the map; 0 where the score does
        not depend on it.

    Raises:
        UserMistake: no such layer, a layer without maps, a picture of another shape, a label out
            of range, a model that is not built or does not end in `Dense` or softmax.
    """
    import keras
    import tensorflow as tf

    stack = _layer_with_maps(model, layer)
    picture = np.asarray(picture, np.float32)
    if picture.shape != tuple(model.input_shape[1:]):
        raise UserMistake(
            f"one picture for this model has the shape {tuple(model.input_shape[1:])}, not "
            f"{picture.shape}"
        )
    answers = int(model.output_shape[-1])
    if isinstance(label, bool) or label not in range(answers):
        raise UserMistake(f"a label is a whole number from 0 to {answers - 1}, not {label!r}")
    reader = keras.Model(model.inputs[0], [stack.output, model.layers[-1].input])
    pictures = tf.constant(picture[None])
    with tf.GradientTape() as tape:
        # All that is computed from something watched is written down, frozen layers too.
        tape.watch(pictures)
        maps, before = reader(pictures, training=False)
        score = _scores(model.layers[-1], before)[0, int(label)]
    slopes = tape.gradient(score, maps, unconnected_gradients=tf.UnconnectedGradients.ZERO)
    return np.asarray(maps[0]), np.asarray(slopes[0])


def place_by_place(model, picture: np.ndarray, label: int, *, layer: str) -> np.ndarray:
    """Where a picture speaks for a label, each number of a map by its own slope.

    Unlike Grad-CAM it takes no mean over the places, so it holds for networks too that give each
    place weights of its own (HiResCAM: Draelos & Carin 2020, arXiv 2011.08891).

    Args:
        model: as in `maps_and_slopes`, which also says what can go wrong.
        picture: likewise.
        label: likewise.
        layer: likewise.

    Returns:
        (h, w) float32 from 0 to 1; all zeros where nothing speaks for the label.
    """
    maps, slopes = maps_and_slopes(model, layer, picture, label)
    return _to_one((maps * slopes).sum(axis=-1).clip(min=0))


def by_covering(model, picture: np.ndarray, label: int, *, squares: int = 6) -> np.ndarray:
    """How much the label's probability falls when a square of the picture is covered.

    The cover is the picture's mean gray level (Zeiler & Fergus 2014, arXiv 1311.2901, section 4.2).
    It asks for no slope, and works for any model.

    Args:
        model: called with (n, h, w, c) pictures, gives (n, k) probabilities.
        picture: (h, w, c); `squares` divides h and w.
        label: position of the label, 0 to k - 1.
        squares: how many from the top to the bottom, and as many from left to right.

    Returns:
        (squares, squares) float32 from 0 to 1; zero where the probability does not fall.

    Raises:
        UserMistake: `squares` does not divide the sides of the picture.
    """
    height, width = picture.shape[:2]
    if height % squares or width % squares:
        raise UserMistake(f"{squares} squares do not fit into a picture of {height} by {width}")
    tall, wide = height // squares, width // squares
    covered = np.repeat(np.asarray(picture, np.float32)[None], squares**2 + 1, axis=0)
    for number in range(squares**2):
        top, left = number // squares * tall, number % squares * wide
        covered[number, top : top + tall, left : left + wide] = picture.mean()
    # The last one is left as it is.
    found = np.asarray(model(covered, training=False))[:, label]
    return _to_one((found[-1] - found[:-1]).reshape(squares, squares).clip(min=0))


def _to_one(heat: np.ndarray) -> np.ndarray:
    """Heat by its largest number, if that is above zero."""
    top = heat.max()
    return heat / top if top > 0 else heat


def _layer_with_maps(model, name: str):
    """The layer of this name, whose output is (n, h, w, c)."""
    if not getattr(model, "built", False) or not getattr(model, "inputs", None):
        raise UserMistake("the model is not built yet: begin it with `keras.Input((48, 48, 1))`")
    found = {layer.name: layer for layer in model.layers}
    stacks = [word for word, layer in found.items() if _sides(layer) == 4]
    there = f"those with maps are {', '.join(stacks)}" if stacks else "no layer of it has maps"
    if name not in found:
        raise UserMistake(f"the model has no layer {name!r}; {there}")
    if name not in stacks:
        raise UserMistake(f"what the layer {name!r} gives is no stack of maps; {there}")
    return found[name]


def _sides(layer) -> int:
    """How many sides the layer's output has, the batch among them."""
    shape = getattr(layer.output, "shape", ())
    return len(shape)


def _scores(last, before):
    """The scores (n, k) before the softmax, from what goes into the last layer."""
    import keras

    if isinstance(last, keras.layers.Dense):
        scores = keras.ops.matmul(before, last.kernel)
        return scores if last.bias is None else scores + last.bias
    softmax = getattr(last, "activation", None) is keras.activations.softmax
    if softmax or isinstance(last, keras.layers.Softmax):
        return before
    raise UserMistake(
        f"the model ends in the layer {last.name!r}, which is neither a softmax nor a `Dense`"
    )
