"""Maps and slopes, against what can be computed by hand."""

import warnings

import numpy as np
import pytest
from scipy.signal import correlate2d

from course_utils.errors import UserMistake
from course_utils.models import explain
from course_utils.quiet import quiet_tensorflow


@pytest.fixture(scope="module")
def keras():
    quiet_tensorflow()
    import keras

    return keras


@pytest.fixture
def rng():
    return np.random.default_rng(0)


SOFTMAX = "a layer of its own", "a layer Softmax", "in the last Dense", "nowhere: the scores"


@pytest.fixture(params=SOFTMAX)
def network(keras, rng, request):
    """Two maps of a 9 by 8 picture, and three scores that are sums of all their numbers."""
    layers = keras.layers
    ends = {
        SOFTMAX[0]: [layers.Dense(3), layers.Activation("softmax")],
        SOFTMAX[1]: [layers.Dense(3), layers.Softmax()],
        SOFTMAX[2]: [layers.Dense(3, activation="softmax")],
        SOFTMAX[3]: [layers.Dense(3)],
    }
    maps = layers.Conv2D(2, 3, activation="tanh", name="maps")
    model = keras.Sequential(
        [keras.Input((9, 8, 1)), maps, layers.Flatten(name="row"), *ends[request.param]]
    )
    model.set_weights([rng.normal(size=w.shape) for w in model.get_weights()])
    return model


def test_maps_are_the_layers_and_slopes_those_of_the_score(network, rng):
    picture = rng.random((9, 8, 1)).astype(np.float32)
    kernel, bias, weights, _ = network.get_weights()
    wanted = np.stack(
        [
            np.tanh(correlate2d(picture[..., 0], kernel[:, :, 0, c], "valid") + bias[c])
            for c in (0, 1)
        ],
        axis=-1,
    )
    for label in range(3):
        maps, slopes = explain.maps_and_slopes(network, "maps", picture, label)
        assert maps.dtype == slopes.dtype == np.float32
        assert np.allclose(maps, wanted, atol=1e-5)
        # A score that is a sum moves with each number as its weight says.
        assert np.allclose(slopes, weights[:, label].reshape(7, 6, 2), atol=1e-5)


def test_nothing_is_written_to_stderr(network, rng, capfd):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        explain.maps_and_slopes(network, "maps", rng.random((9, 8, 1)), 1)
        explain.by_covering(network, rng.random((9, 8, 1)), 1, squares=1)
    assert capfd.readouterr().err == ""


def test_place_by_place_is_each_number_times_its_slope(network, rng):
    picture = rng.random((9, 8, 1))
    maps, slopes = explain.maps_and_slopes(network, "maps", picture, 2)
    heat = explain.place_by_place(network, picture, 2, layer="maps")
    wanted = np.maximum(sum(maps[..., c] * slopes[..., c] for c in (0, 1)), 0)
    assert 0 < np.count_nonzero(wanted) < wanted.size
    assert np.allclose(heat, wanted / wanted.max(), atol=1e-6)


def test_covering_finds_the_only_place_that_counts():
    asked = []

    def model(pictures, training):
        """The probability is the mean gray level of one square; its cover lowers it."""
        asked.append(training)
        found = pictures[:, 4:6, 2:4, 0].mean(axis=(1, 2))
        return np.stack([1 - found, found], axis=1)

    picture = np.full((6, 6, 1), 0.2)
    picture[4:6, 2:4] = 0.8
    heat = explain.by_covering(model, picture, 1, squares=3)
    assert np.array_equal(heat, [[0, 0, 0], [0, 0, 0], [0, 1, 0]])
    assert not explain.by_covering(model, picture, 0, squares=3).any(), "covering it helps label 0"
    assert picture[4, 2, 0] == 0.8 and asked == [False, False]
    with pytest.raises(UserMistake, match="4 squares do not fit into a picture of 6 by 6"):
        explain.by_covering(model, picture, 1, squares=4)


def test_a_frozen_network_has_the_same_slopes(network, rng):
    picture = rng.random((9, 8, 1))
    before = explain.maps_and_slopes(network, "maps", picture, 1)[1]
    network.trainable = False
    after = explain.maps_and_slopes(network, "maps", picture, 1)[1]
    assert np.ptp(before) > 0 and np.array_equal(before, after)


def test_dropout_is_off_and_a_layer_between_bends_the_slopes(keras, rng):
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((6, 6, 1)),
            layers.Conv2D(2, 3, name="maps"),
            layers.Dropout(0.5),
            layers.Flatten(),
            layers.Dense(4, activation="relu"),
            layers.Dense(3, activation="softmax"),
        ]
    )
    model.set_weights([rng.normal(size=w.shape) for w in model.get_weights()])
    picture = rng.random((6, 6, 1)).astype(np.float32)
    maps, slopes = explain.maps_and_slopes(model, "maps", picture, 2)
    _, _, first, first_bias, second, _ = model.get_weights()
    passed = maps.ravel() @ first + first_bias > 0
    wanted = first[:, passed] @ second[passed, 2]
    assert 0 < passed.sum() < 4
    assert np.allclose(slopes.ravel(), wanted, atol=1e-5)


def test_a_layer_that_the_score_does_not_need_has_slopes_of_zero(keras, rng):
    pictures = keras.Input((5, 5, 1))
    kept = keras.layers.Conv2D(1, 3, name="kept")(pictures)
    aside = keras.layers.Conv2D(2, 3, name="aside")(pictures)
    both = [keras.layers.GlobalAveragePooling2D()(stack) for stack in (kept, aside)]
    # The second half of what goes into the scores is multiplied by nothing.
    unused = keras.layers.Rescaling(0.0)(both[1])
    joined = keras.layers.Concatenate()([both[0], unused])
    model = keras.Model(pictures, keras.layers.Dense(2, activation="softmax")(joined))
    picture = rng.random((5, 5, 1))
    assert not explain.maps_and_slopes(model, "aside", picture, 0)[1].any()
    assert explain.maps_and_slopes(model, "kept", picture, 0)[1].any()


@pytest.mark.parametrize(
    ("layer", "shape", "label", "said"),
    [
        ("mouth", (9, 8, 1), 0, "no layer 'mouth'; those with maps are maps"),
        ("row", (9, 8, 1), 0, "'row' gives is no stack of maps; those with maps are maps"),
        ("maps", (8, 9, 1), 0, r"has the shape \(9, 8, 1\), not \(8, 9, 1\)"),
        ("maps", (1, 9, 8, 1), 0, r"not \(1, 9, 8, 1\)"),
        ("maps", (9, 8, 1), 3, "from 0 to 2, not 3"),
        ("maps", (9, 8, 1), -1, "from 0 to 2, not -1"),
        ("maps", (9, 8, 1), True, "not True"),
        ("maps", (9, 8, 1), "Happy", "not 'Happy'"),
    ],
)
def test_a_mistake_is_said_in_one_line(network, layer, shape, label, said):
    with pytest.raises(UserMistake, match=said) as mistake:
        explain.maps_and_slopes(network, layer, np.zeros(shape), label)
    assert "\n" not in str(mistake.value)


def test_a_model_that_cannot_be_asked_says_so(keras):
    picture = np.zeros((5, 5, 1))
    with pytest.raises(UserMistake, match="not built yet"):
        explain.maps_and_slopes(keras.Sequential([keras.layers.Flatten()]), "maps", picture, 0)
    layers = [keras.Input((5, 5, 1)), keras.layers.Conv2D(2, 3, name="maps")]
    endless = keras.Sequential([*layers, keras.layers.GlobalMaxPooling2D(name="last")])
    with pytest.raises(UserMistake, match="'last', which is neither"):
        explain.maps_and_slopes(endless, "maps", picture, 0)
    flat = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
    with pytest.raises(UserMistake, match="no layer of it has maps"):
        explain.maps_and_slopes(flat, "maps", np.zeros(4), 0)
