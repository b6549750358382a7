"""Hidden tests of the assignment NeuralNetwork: networks, augmentation, training."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.stats
from sklearn.metrics import accuracy_score

from course_utils.checks.classification_models import asked, the_interval, things_named
from course_utils.exercises import describe, expect, fixtures, made, read, tests
from course_utils.exercises.student import Handle
from course_utils.faces.hidden import hidden_faces

#: The most and the fewest parameters that the statement allows.
MOST, FEWEST = 400_000, 1_000

#: How many hidden faces a student's network learns from, and on how many others it is scored.
NTRAIN, NTEST = 600, 600
#: How far it must lie above the majority baseline on the same faces.
MARGIN = 0.10


def the_model(value, what: str = "the answer") -> dict:
    """What can be said of a student's model; it is built, or the reason says that it is not."""
    expect.that(
        isinstance(value, Handle) and describe(value)["kind"] == "model",
        f"{what} should be a Keras model, with `return` before it"
        if value is None
        else f"{what} should be a Keras model, such as `keras.Sequential([...])`",
    )
    told = describe(value)
    expect.that(
        told["built"] and told["input_shape"] and told["output_shape"],
        f"{what} is not built yet: begin it with `keras.Input(...)`, so that each layer knows "
        "its shape",
    )
    return told


def pictures_between_0_and_1(rng, n: int) -> np.ndarray:
    return rng.random((n, 48, 48, 1)).astype(np.float32)


# ------------------------------------------------------------------ build the network


def the_cnn(student):
    """A student's network and what is said of it; shapes and size are as the statement asks."""
    model = student.build_cnn().value
    told = the_model(model)
    expect.that(
        told["input_shape"] == [None, 48, 48, 1],
        "the network should take pictures of shape (48, 48, 1), but its input has the shape "
        f"{shape_of(told['input_shape'])}",
    )
    expect.that(
        told["output_shape"] == [None, 6],
        "the network should give six numbers for each picture, but its output has the shape "
        f"{shape_of(told['output_shape'])}",
    )
    expect.that(
        told["parameters"] <= MOST,
        f"the network has {told['parameters']:,} parameters, more than {MOST:,}: look at "
        "`model.summary()` for the layer with the most",
    )
    return model, told


def shape_of(shape) -> str:
    return "(" + ", ".join("any" if n is None else str(n) for n in shape) + ")"


def probabilities_of(model, pictures: np.ndarray) -> np.ndarray:
    answers = model.predict(pictures, verbose=0).value
    expect.kind(answers, np.ndarray, called="a numpy array", what="what `predict` gives")
    expect.finite(answers, what="what the network answers")
    return answers


@tests("build_cnn")
def shapes_in_and_out(student, rng):
    model, _ = the_cnn(student)
    answers = probabilities_of(model, pictures_between_0_and_1(rng, 5))
    expect.that(answers.shape == (5, 6), f"five pictures gave answers of shape {answers.shape}")


@tests("build_cnn")
def layers_asked_for(student, rng):
    _, told = the_cnn(student)
    kinds = [layer["type"] for layer in told["layers"]]
    for kind, fewest in (("Conv2D", 2), ("MaxPooling2D", 1), ("Dropout", 1), ("Dense", 1)):
        there = kinds.count(kind)
        expect.that(
            there >= fewest, f"there should be at least {fewest} `{kind}`, but there are {there}"
        )


@tests("build_cnn")
def answers_are_probabilities(student, rng):
    model, _ = the_cnn(student)
    answers = probabilities_of(model, pictures_between_0_and_1(rng, 8))
    expect.that((answers >= 0).all(), "a probability is never below 0: what is the last layer?")
    expect.array(
        answers.sum(axis=1),
        np.ones(8),
        what="the sum of a picture's six probabilities",
        reason="the six probabilities of a picture should sum to 1: look at the last activation",
        atol=1e-4,
    )


@tests("build_cnn")
def one_softmax_only(student, rng):
    model, _ = the_cnn(student)
    # With large weights one softmax is all but sure of its answer. The softmax of a softmax is
    # never above e / (e + 5) = .35, whatever the weights.
    weights = model.get_weights().value
    strong = [
        rng.normal(0, 0.5, size=w.shape).astype(np.float32) if w.ndim > 1 else w for w in weights
    ]
    model.set_weights(strong)
    answers = probabilities_of(model, pictures_between_0_and_1(rng, 30))
    expect.that(
        np.abs(answers.sum(axis=1) - 1).max() < 1e-3 and answers.max() > 0.5,
        "whatever the weights, the network is never sure of an answer: is softmax applied twice, "
        "or not at the very end?",
    )


@tests("build_cnn")
def it_can_learn(student, rng):
    model, told = the_cnn(student)
    expect.that(
        told["parameters"] >= FEWEST,
        f"the network has {told['parameters']:,} parameters, fewer than {FEWEST:,}",
    )
    # Six sorts of pictures: stripes across or down, wide or narrow, on dark or bright ground.
    labels = np.repeat(np.arange(6), 20)
    pictures = 0.2 * pictures_between_0_and_1(rng, 120)
    for picture, label in zip(pictures, labels, strict=True):
        wide, ground = (8 if label % 2 else 4), 0.3 * (label // 2)
        stripes = np.arange(48) // wide % 2 * 0.2 + ground
        picture += stripes[:, None, None] if label < 3 else stripes[None, :, None]
    one_hot = np.eye(6, dtype=np.float32)[labels]
    model.compile(optimizer="adam", loss="categorical_crossentropy")
    before = loss_of(model, pictures, one_hot)
    fitted = model.fit(pictures, one_hot, epochs=10, batch_size=20, verbose=0)
    # In training, not in a test: after so few steps a batch normalisation still tests with the
    # means and spreads that it began with, and that is no fault.
    history = read(fitted.history)
    losses = history.get("loss") if isinstance(history, dict) else None
    expect.that(isinstance(losses, list) and bool(losses), "what `fit` gives back tells no loss")
    after = one_number(losses[-1], "the loss that `fit` tells")
    expect.that(
        np.isfinite(after) and after < 0.95 * before,
        "trained on six easy sorts of pictures, the network does not get better: can its layers "
        "be trained, and does each get what the one before gives?",
    )


def loss_of(model, x, y) -> float:
    loss = model.evaluate(x, y, verbose=0).value
    return one_number(loss[0] if isinstance(loss, list) and loss else loss, "what `evaluate` gives")


def one_number(value, what: str) -> float:
    """A network of the student's own class may answer anything."""
    expect.that(isinstance(value, int | float | np.number), f"{what} should be one number")
    return float(value)


# ------------------------------------------------------------------ augmentation


def the_augmentation(student, seed: int):
    model = student.build_augmentation(seed).value
    told = the_model(model)
    expect.that(
        told["input_shape"] == [None, 48, 48, 1] == told["output_shape"],
        "pictures of shape (48, 48, 1) should go in and come out, but the shapes are "
        f"{shape_of(told['input_shape'])} and {shape_of(told['output_shape'])}",
    )
    return model


def applied(model, pictures: np.ndarray, training: bool) -> np.ndarray:
    """What comes out; a tensor stays on the student's side, so its numbers are asked for."""
    answer = model.call(pictures, training=training).numpy().value
    expect.array(
        answer,
        np.zeros_like(pictures),
        what=f"what comes out with `training={training}`",
        dtype="floating",
        reason="",
        atol=np.inf,
    )
    expect.finite(answer, what=f"what comes out with `training={training}`")
    return answer


def lit_side(rng, n: int, axis: int) -> np.ndarray:
    """Dark pictures with one bright half: the left one (axis 2) or the upper one (axis 1)."""
    pictures = 0.2 * pictures_between_0_and_1(rng, n)
    half = np.take(pictures, range(24), axis=axis)
    half += 0.7
    return np.concatenate([half, np.take(pictures, range(24, 48), axis=axis)], axis=axis)


@tests("build_augmentation")
def a_test_is_left_alone(student, rng):
    model = the_augmentation(student, int(rng.integers(1000)))
    pictures = pictures_between_0_and_1(rng, 40)
    same = applied(model, pictures, training=False)
    expect.array(
        same,
        pictures,
        what="what comes out with `training=False`",
        reason="with `training=False` each picture should come out as it went in",
        atol=1e-5,
    )
    changed = applied(model, pictures, training=True)
    expect.that(
        not np.allclose(changed, pictures, atol=0.01),
        "with `training=True` the pictures should change, but they come out as they went in",
    )


@tests("build_augmentation")
def about_half_are_mirrored(student, rng):
    model = the_augmentation(student, int(rng.integers(1000)))
    out = applied(model, lit_side(rng, 300, axis=2), training=True)
    mirrored = out[:, :, 24:].mean(axis=(1, 2, 3)) > out[:, :, :24].mean(axis=(1, 2, 3))
    expect.that(
        0.35 < mirrored.mean() < 0.65,
        f"about half of the pictures should be mirrored left to right, but {mirrored.sum()} of 300 "
        "are",
    )


@tests("build_augmentation")
def never_upside_down(student, rng):
    model = the_augmentation(student, int(rng.integers(1000)))
    pictures = lit_side(rng, 300, axis=1)
    out = applied(model, pictures, training=True)
    expect.that(
        not np.allclose(out, pictures, atol=0.01),
        "with `training=True` the pictures should change, but they come out as they went in",
    )
    fallen = out[:, 24:].mean(axis=(1, 2, 3)) > out[:, :24].mean(axis=(1, 2, 3))
    expect.that(
        not fallen.any(), f"{fallen.sum()} of 300 pictures come out upside down or lying on a side"
    )


@tests("build_augmentation")
def more_than_mirrored_but_a_little(student, rng):
    model = the_augmentation(student, int(rng.integers(1000)))
    # A bright square in the middle is its own mirror image.
    pictures = np.zeros((200, 48, 48, 1), np.float32)
    pictures[:, 16:32, 16:32] = 0.9
    out = applied(model, pictures, training=True)
    change = np.abs(out - pictures).mean(axis=(1, 2, 3))
    expect.that(
        (change > 0.001).mean() > 0.5,
        "beside mirroring, most pictures should be sheared, moved, turned or zoomed a little, but "
        "they come out with nothing else changed",
    )
    bright = out > 0.45
    sizes = bright.sum(axis=(1, 2, 3))
    expect.that(
        (sizes > 0.6 * 256).all() and (sizes < 1.6 * 256).all(),
        "a square in the middle comes out much larger or smaller: change pictures by a tenth at "
        "most, and keep their numbers from 0 to 1",
    )
    rows, columns = np.indices((48, 48))
    for place in (rows, columns):
        middle = (bright[..., 0] * place).sum(axis=(1, 2)) / np.maximum(sizes, 1)
        expect.that(
            np.abs(middle - 23.5).max() < 8,
            "a square in the middle is moved far away: move by a tenth of the picture at most",
        )


@tests("build_augmentation")
def numbers_stay_between_0_and_1(student, rng):
    model = the_augmentation(student, int(rng.integers(1000)))
    pictures = pictures_between_0_and_1(rng, 100)
    out = applied(model, pictures, training=True)
    expect.that(
        not np.allclose(out, pictures, atol=0.01),
        "with `training=True` the pictures should change, but they come out as they went in",
    )
    expect.that(
        out.min() >= -1e-4 and out.max() <= 1 + 1e-4,
        f"numbers from 0 to 1 went in, and {out.min():.1f} to {out.max():.1f} came out",
    )
    expect.that(
        out.std() > 0.1,
        "random gray from 0 to 1 went in, and something almost flat came out",
    )


# ------------------------------------------------------------------ compile and train


def a_small_network(student, rng, features: int, labels: int) -> Handle:
    """A network of two layers on the student's side that has learned nothing yet.

    The last layer is all zeros: at first every label is equally probable.
    """
    weights = [
        rng.normal(0, features**-0.5, size=(features, 24)),
        np.zeros(24),
        np.zeros((24, labels)),
        np.zeros(labels),
    ]
    layers = [
        ("Dense", {"units": 24, "activation": "relu"}),
        ("Dense", {"units": labels, "activation": "softmax"}),
    ]
    return made(student, fixtures.keras_model(layers, weights, (features,)))


def clouds(rng, n: int, middles: np.ndarray, spread: float = 1.0):
    """Points around the middles of their labels: features (n, d) and one-hot labels (n, k)."""
    labels = rng.permutation(np.arange(n) % len(middles))
    points = middles[labels] + spread * rng.normal(size=(n, middles.shape[1]))
    return points.astype(np.float32), np.eye(len(middles), dtype=np.float32)[labels]


def noise(rng, n: int, features: int, labels: int):
    """Points whose labels mean nothing."""
    points = rng.normal(size=(n, features)).astype(np.float32)
    return points, np.eye(labels, dtype=np.float32)[rng.integers(0, labels, size=n)]


KEYS = ("loss", "accuracy", "val_loss", "val_accuracy")


def the_history(value, most: int) -> dict[str, list[float]]:
    expect.kind(value, dict, called="a dictionary: the `history` of what `fit` gives back")
    missing = [key for key in KEYS if key not in value]
    expect.that(not missing, f"the history lacks {', '.join(missing)}")
    lengths = {len(value[key]) for key in KEYS}
    expect.that(len(lengths) == 1, "each list of the history should have one number an epoch")
    expect.that(
        1 <= lengths.pop() <= most, f"at most {most} epochs were asked for, and there were others"
    )
    for key in KEYS:
        expect.finite(value[key], what=f"`{key}` of the history")
    return value


@tests("train_cnn")
def it_learns(student, rng):
    middles = 3 * rng.normal(size=(3, 6))
    x, y = clouds(rng, 240, middles)
    x_validation, y_validation = clouds(rng, 90, middles)
    model = a_small_network(student, rng, 6, 3)
    before = accuracy_of(model, x_validation, y_validation)
    answer = student.train_cnn(model, x, y, x_validation, y_validation, 25, 0.001)
    history = the_history(answer.value, 25)
    after = accuracy_of(model, x_validation, y_validation)
    expect.that(
        after > 0.85 and after >= before,
        "three well-parted groups of points are not learned: is the model that was given the one "
        "that is trained?",
    )
    expect.that(
        max(history["val_accuracy"]) > 0.85, "the history does not tell of the training that was"
    )


def accuracy_of(model, x, y) -> float:
    answers = model.predict(x, verbose=0).value
    expect.array(answers, np.zeros(y.shape), what="what the model answers", reason="", atol=np.inf)
    return float((answers.argmax(axis=1) == y.argmax(axis=1)).mean())


def cross_entropy(model, x, y) -> float:
    """The mean cross-entropy, computed here from the model's answers."""
    answers = model.predict(x, verbose=0).value
    expect.array(answers, np.zeros(y.shape), what="what the model answers", reason="", atol=np.inf)
    return float(-np.log(np.clip((answers * y).sum(axis=1), 1e-7, 1)).mean())


@tests("train_cnn")
def it_stops_early(student, rng):
    # Labels without meaning: at this rate the validation loss soon rises, and goes on rising.
    x, y = noise(rng, 160, 8, 3)
    x_validation, y_validation = noise(rng, 160, 8, 3)
    model = a_small_network(student, rng, 8, 3)
    answer = student.train_cnn(model, x, y, x_validation, y_validation, 40, 0.005)
    losses = the_history(answer.value, 40)["val_loss"]
    epochs, best = len(losses), int(np.argmin(losses)) + 1
    expect.that(
        epochs < 40,
        "on labels without meaning the validation loss rises, and yet training went on to the end",
    )
    expect.that(
        epochs == best + 3,
        f"the best epoch was {best}, and training ended after epoch {epochs}: it should end when "
        "there has been no better one for 3 epochs in a row",
    )


@tests("train_cnn")
def the_best_weights_are_kept(student, rng):
    x, y = noise(rng, 160, 8, 3)
    x_validation, y_validation = noise(rng, 160, 8, 3)
    for most in (40, 3):
        model = a_small_network(student, rng, 8, 3)
        answer = student.train_cnn(model, x, y, x_validation, y_validation, most, 0.005)
        losses = the_history(answer.value, most)["val_loss"]
        kept = cross_entropy(model, x_validation, y_validation)
        expect.that(
            abs(kept - min(losses)) < 1e-3,
            "in the end the model should hold the weights of the epoch with the lowest `val_loss`, "
            "also when the epochs run out, but its loss on the validation part is another",
        )


@tests("train_cnn")
def validation_is_never_learned(student, rng):
    # In the validation part the labels are exchanged: who learns from it answers the other way.
    middles = np.array([[2.5, 0, 0], [-2.5, 0, 0]])
    x, y = clouds(rng, 64, middles)
    x_validation, y_validation = clouds(rng, 640, middles[::-1])
    model = a_small_network(student, rng, 3, 2)
    student.train_cnn(model, x, y, x_validation, y_validation, 8, 0.001)
    expect.that(
        accuracy_of(model, x, y) > 0.5,
        "the model answers as the validation part would have it: it should learn from `x` and `y` "
        "only",
    )


@tests("train_cnn")
def adam_and_cross_entropy(student, rng):
    x, y = clouds(rng, 96, 2 * rng.normal(size=(3, 5)))
    model = a_small_network(student, rng, 5, 3)
    # Never 0.001, which is Adam's own.
    asked_for = float(rng.choice([0.0002, 0.0005, 0.002, 0.004]))
    answer = student.train_cnn(model, x, y, x, y, 2, asked_for)
    history = the_history(answer.value, 2)
    told = describe(model)
    expect.that(
        told["optimizer"] == "Adam",
        f"the optimizer should be Adam, but it is {told['optimizer']}",
    )
    rate = float(read(read(model.optimizer).learning_rate).numpy().value)
    expect.that(
        abs(rate - asked_for) < 0.001 * asked_for,
        f"the learning rate should be the `rate` that was given, here {asked_for:g}, but it is "
        f"{rate:g}",
    )
    # Three batches of 32 an epoch: Adam counts its steps.
    steps = int(read(read(model.optimizer).iterations).numpy().value)
    expect.that(
        steps == 3 * len(history["loss"]),
        f"{len(x)} pictures in batches of 32 are 3 steps an epoch, but there were {steps} steps "
        f"in {len(history['loss'])} epochs",
    )
    ours = cross_entropy(model, x, y)
    expect.that(
        abs(ours - min(history["val_loss"])) < 1e-3,
        "`val_loss` should be the cross-entropy of one-hot labels",
    )


# ------------------------------------------------------------------ your network


@lru_cache(maxsize=8)
def _drawn(secret: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Pictures and their six labels; drawing takes seconds, so the last ones are kept."""
    faces = hidden_faces(secret, NTRAIN + NTEST, "train_network")
    return faces.pixels, np.where(faces.emotion > 1, faces.emotion.astype(int) - 1, 0)


@dataclass(frozen=True)
class Faces:
    """Hidden faces to learn from, and others to be scored on."""

    pictures: np.ndarray
    labels: np.ndarray
    test_pictures: np.ndarray
    test_labels: np.ndarray

    @classmethod
    def draw(cls, rng) -> Faces:
        pictures, labels = _drawn(rng.bytes(32))
        return cls(pictures[:NTRAIN], labels[:NTRAIN], pictures[NTRAIN:], labels[NTRAIN:])

    def network(self, student) -> tuple:
        """The student's model and interval, as they came back."""
        answer = student.train_network(self.pictures.copy(), self.labels.copy())
        return things_named(answer.value, "model", "low", "high")

    def score(self, model) -> float:
        shares = six_probabilities(model, self.test_pictures.copy())
        return accuracy_score(self.test_labels, shares.argmax(axis=1))

    def majority_score(self) -> float:
        return float(np.mean(self.test_labels == scipy.stats.mode(self.labels).mode))


def six_probabilities(model, pictures: np.ndarray) -> np.ndarray:
    """(m, 6) numbers from 0 to 1, each row with the sum 1, or the reason why not."""
    what = "what `predict` gives"
    answers = asked(model, "predict", pictures)
    expect.kind(answers, np.ndarray, called="a numpy array", what=what)
    wanted = (len(pictures), 6)
    expect.that(
        answers.shape == wanted,
        f"{what} should have shape {wanted}, six probabilities a picture, but its shape is "
        f"{answers.shape}",
    )
    expect.finite(answers, what=what)
    expect.that(
        answers.min() >= -0.001 and np.abs(answers.sum(axis=1) - 1).max() <= 0.001,
        f"{what} should be probabilities: from 0 to 1, the six of a picture with the sum 1",
    )
    return answers


@tests("train_network")
def better_than_the_baseline_by_the_margin(student, rng):
    faces = Faces.draw(rng)
    model, _, _ = faces.network(student)
    score, majority = faces.score(model), faces.majority_score()
    expect.that(
        score >= majority + MARGIN,
        f"on {NTEST} hidden faces your model's score is {score:.3f} and the majority baseline's "
        f"{majority:.3f}: it should be better by at least {MARGIN:.2f}",
    )


@tests("train_network")
def the_score_is_where_it_was_said(student, rng):
    faces = Faces.draw(rng)
    model, low, high = faces.network(student)
    low, high = the_interval(low, high)
    score = faces.score(model)
    expect.that(
        low <= score <= high,
        f"on {NTEST} hidden faces your model's score is {score:.3f}, which is outside your "
        f"interval from {low:.3f} to {high:.3f}",
    )
