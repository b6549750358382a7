"""The shipped model: faces in, probabilities of the seven labels out.

A probability here is about labels: how likely the model holds it that FER2013's labellers would
have called the picture *angry*. It is not about what anybody feels. `weights/model-card.md` says
what the model was made from, how good it is and what it must not be used for.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from course_utils.faces import EMOTIONS, SIZE
from course_utils.models.errors import ModelsError
from course_utils.models.weights_file import read_weights

FOLDER = Path(__file__).parent / "weights"
#: The six labels of `predict_six`: *disgust* is counted as *angry*.
SIX = tuple(name for name in EMOTIONS if name != "Disgust")
#: Pictures that are looked at together: more would take memory and no less time.
_BATCH = 128
_THREADS = 2


def load(folder: Path | str | None = None) -> ShippedModel:
    """The model in `folder`, by default the one that comes with the course.

    Raises:
        ModelsError: there is no model, or its files are damaged or not those that were made.
    """
    return ShippedModel(Path(folder) if folder is not None else FOLDER)


class ShippedModel:
    """Made by `load`.

    Attributes:
        labels: names of the seven labels, in the order of the answers.
        spec: what is known about the weights: data, plan, epochs, temperature, hash.
    """

    labels = EMOTIONS

    def __init__(self, folder: Path):
        arrays, self.spec = read_weights(folder)
        try:
            self._answer = _compiled(arrays, self.spec)
        except (KeyError, TypeError, ValueError) as error:
            raise ModelsError(
                f"the model in {folder} is not one that this version of the course can use "
                f"({error}); install the course anew"
            ) from error

    def predict(self, faces: np.ndarray) -> np.ndarray:
        """Probabilities of the seven labels: the mean over each face and its mirror image.

        Args:
            faces: (n, 48, 48) gray levels 0 to 255, of an integer type.

        Returns:
            (n, 7) float32; rows sum to one, columns in the order of `labels`.

        Raises:
            ModelsError: another shape or type, or values that are not gray levels 0 to 255.
        """
        faces = _gray(faces)
        parts = [self._answer(faces[at : at + _BATCH]) for at in range(0, len(faces), _BATCH)]
        if not parts:
            return np.zeros((0, len(self.labels)), np.float32)
        return np.concatenate([part.numpy() for part in parts])

    def predict_six(self, faces: np.ndarray) -> np.ndarray:
        """As `predict`, *disgust* counted as *angry*: (n, 6), columns in the order of `SIX`."""
        return in_six(self.predict(faces))


def in_six(seven: np.ndarray) -> np.ndarray:
    """(n, 7) probabilities to (n, 6): those of *angry* and *disgust* are added."""
    angry, disgust = EMOTIONS.index("Angry"), EMOTIONS.index("Disgust")
    six = np.delete(seven, disgust, axis=1)
    six[:, angry] += seven[:, disgust]
    return six


def _gray(faces) -> np.ndarray:
    faces = np.asarray(faces)
    if faces.ndim != 3 or faces.shape[1:] != (SIZE, SIZE):
        hint = "; for one face give faces[None]" if faces.shape == (SIZE, SIZE) else ""
        raise ModelsError(f"faces must have shape (n, {SIZE}, {SIZE}), not {faces.shape}{hint}")
    if not np.issubdtype(faces.dtype, np.integer):
        raise ModelsError(
            f"faces must be whole gray levels 0 to 255 (uint8), not {faces.dtype}; "
            "give them as they were before scaling"
        )
    if faces.size and (faces.min() < 0 or faces.max() > 255):
        raise ModelsError(
            f"faces must be gray levels 0 to 255, these go from {faces.min()} to {faces.max()}"
        )
    if faces.size and faces.max() == 1:
        raise ModelsError("faces hold only 0 and 1; give gray levels 0 to 255, before scaling")
    return faces.astype(np.uint8, copy=False)


def _compiled(arrays: dict[str, np.ndarray], spec: dict):
    """A function from (n, 48, 48) uint8 to (n, 7) probabilities."""
    from course_utils.models.architecture import Architecture
    from course_utils.models.preparation import standardised
    from course_utils.models.threads import Threads

    # Leaves the other cores to the program around, unless somebody chose otherwise.
    Threads(_THREADS, unless_set=True)
    import tensorflow as tf

    network = Architecture.from_dict(spec["architecture"]).network()
    network.set_weights([arrays[weight.path] for weight in network.weights])
    temperature = float(spec["temperature"])

    @tf.function(input_signature=[tf.TensorSpec((None, SIZE, SIZE), tf.uint8)], autograph=False)
    def answer(faces):
        both = tf.concat([faces, tf.reverse(faces, axis=[2])], axis=0)
        logits = network(standardised(both), training=False)
        return tf.add_n(tf.split(tf.nn.softmax(logits / temperature), 2)) / 2

    return answer
