"""The broken listings of Reading-the-Network: each has one bug, and is right when it is mended.

A small network stands in for the one that was trained on photos.
"""

import re
import warnings
from pathlib import Path

import numpy as np
import pytest

from course_utils.hidden.network_looking import BUGS
from course_utils.quiet import quiet_tensorflow

NOTEBOOK = Path(__file__).parents[2] / "curriculum/03-neural-network/Reading-the-Network.py"

#: The line that mends each listing, by its number.
MENDED = {
    "A": {10: "base.trainable = False"},
    "B": {
        5: "test_features = base.predict(x_test / 127.5 - 1, verbose=0); "
        "val_features = base.predict(x_val / 127.5 - 1, verbose=0)",
        14: "         validation_data=(val_features, y_val), verbose=0)",
    },
    "C": {
        10: 'outputs = keras.layers.Dense(6, activation="softmax", name="probabilities")(x)',
        11: "",
    },
}


@pytest.fixture(scope="module")
def keras():
    quiet_tensorflow()
    import keras

    keras.utils.disable_interactive_logging()
    return keras


def listing(name: str) -> list[str]:
    """The lines of a listing as they stand in the notebook, without their numbers."""
    text = NOTEBOOK.read_text(encoding="utf-8")
    block = re.search(rf"# \*\*Listing {name}\*\*.*?```text\n(.*?)# ```", text, re.S)[1]
    numbered = [re.fullmatch(r"# +(\d+)  (.*)", line) for line in block.splitlines()]
    assert [int(match[1]) for match in numbered] == list(range(1, len(numbered) + 1))
    return [match[2] for match in numbered]


def run(keras, name: str, mended: bool, monkeypatch) -> dict:
    """Run a listing on a few pictures; its names afterwards."""
    lines = listing(name)
    if mended:
        for number, line in MENDED[name].items():
            lines[number - 1] = line

    def stand_in(input_shape, include_top, weights, pooling=None):
        assert input_shape == (96, 96, 3) and weights == "imagenet" and include_top is False
        layers = [
            keras.Input(input_shape),
            keras.layers.AveragePooling2D(16),
            keras.layers.Conv2D(1280, 2, strides=2, activation="relu"),
        ]
        if pooling == "avg":
            layers.append(keras.layers.GlobalAveragePooling2D())
        return keras.Sequential(layers)

    monkeypatch.setattr(keras.applications, "MobileNetV2", stand_in)
    keras.utils.set_random_seed(1)
    rng = np.random.default_rng(0)
    names = {"keras": keras, "print": lambda *words: names.setdefault("printed", words)}
    for part in ("train", "val", "test"):
        y = np.arange(30) % 6
        noise = rng.uniform(0, 20, size=(30, 96, 96, 3))
        names[f"x_{part}"] = (noise + 40 * y[:, None, None, None]).astype(np.float32)
        names[f"y_{part}"] = y
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        exec("\n".join(lines), names)
    return names


@pytest.mark.parametrize("name", "ABC")
def test_each_bug_is_where_the_answer_says(name):
    assert len(listing(name)) == 15
    assert set(MENDED[name]) & BUGS[name]
    assert all(line in range(1, 16) for line in BUGS[name])


def test_in_listing_a_nothing_learns_until_it_is_mended(keras, monkeypatch):
    broken = run(keras, "A", False, monkeypatch)
    assert broken["model"].trainable_weights == []
    mended = run(keras, "A", True, monkeypatch)
    assert len(mended["model"].trainable_weights) == 2 and not mended["base"].trainable
    assert mended["printed"][0] == "test score:"
    assert mended["printed"][1] > broken["printed"][1]


def test_in_listing_b_the_test_chooses_until_it_is_mended(keras, monkeypatch):
    asked = []
    fit = keras.Sequential.fit

    def spy(self, *arguments, **options):
        asked.append(options["validation_data"][0])
        return fit(self, *arguments, **options)

    monkeypatch.setattr(keras.Sequential, "fit", spy)
    for mended in (False, True):
        names = run(keras, "B", mended, monkeypatch)
        assert (
            names["stop"].monitor_op is np.greater or "great" in names["stop"].monitor_op.__name__
        )
        assert (asked[-1] is names["test_features"]) is not mended
        assert 0 <= names["printed"][1] <= 1


def test_in_listing_c_nobody_is_sure_until_it_is_mended(keras, monkeypatch):
    ceiling = np.e / (np.e + 5)
    for mended in (False, True):
        names = run(keras, "C", mended, monkeypatch)
        surest = np.asarray(names["model"](names["x_test"])).max()
        assert (surest > ceiling + 1e-4) is np.True_ if mended else surest <= ceiling + 1e-4
        assert not names["base"].trainable and len(names["model"].trainable_weights) == 4
