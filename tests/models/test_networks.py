"""Progress, tables of layers and folders of the notebook on networks."""

import cv2
import numpy as np
import pandas as pd
import pytest
import scipy.special

from course_utils.errors import UserMistake
from course_utils.hidden import network_models
from course_utils.models import networks
from course_utils.quiet import quiet_tensorflow


@pytest.fixture(scope="module")
def keras():
    quiet_tensorflow()
    import keras

    return keras


@pytest.fixture
def small(keras):
    keras.utils.set_random_seed(0)
    return keras.Sequential(
        [
            keras.Input((8, 8, 1)),
            keras.layers.Conv2D(4, 3),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )


def test_the_table_has_a_row_a_layer(small):
    expected = pd.DataFrame(
        [
            ("Conv2D", "6 x 6 x 4", 4 * 9 + 4),
            ("MaxPooling2D", "3 x 3 x 4", 0),
            ("Flatten", "36", 0),
            ("Dense", "3", 36 * 3 + 3),
        ],
        columns=["layer", "gives", "parameters"],
    )
    pd.testing.assert_frame_equal(networks.layer_table(small), expected)


def test_a_model_that_is_not_built_is_said_to_be_so(keras):
    with pytest.raises(UserMistake, match="not built yet"):
        networks.layer_table(keras.Sequential([keras.layers.Dense(2)]))


def test_progress_is_one_line_an_epoch_and_nothing_on_stderr(keras, small, capfd):
    small.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
    x, y = np.zeros((6, 8, 8, 1), np.float32), np.arange(6) % 3
    model = networks.with_progress(small, "small, ")
    assert model is small
    seen = []
    own = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: seen.append(epoch))
    model.fit(x, y, validation_data=(x, y), epochs=2, verbose=0, callbacks=[own])
    said, complaints = capfd.readouterr()
    lines = said.splitlines()
    assert len(lines) == 2 and not complaints
    assert lines[0].startswith("small, epoch 1: loss 1.")
    assert "validation loss" in lines[1] and "validation score" in lines[1]
    assert seen == [0, 1], "the caller's callbacks are called as well"


def test_answers_are_those_of_predict(small):
    pictures = np.random.default_rng(0).random((7, 8, 8, 1)).astype(np.float32)
    wanted = small.predict(pictures, verbose=0).argmax(axis=1)
    assert networks.answers(small, pictures, batch=3).tolist() == wanted.tolist()


def test_the_network_that_is_read_gives_probabilities_from_its_scores(keras):
    network = networks.reading_network(3)
    pictures = np.random.default_rng(0).random((4, 48, 48, 1)).astype(np.float32)
    scores = keras.Model(network.inputs[0], network.get_layer("scores").output)
    shares = scipy.special.softmax(networks.outputs(scores, pictures, batch=3), axis=1)
    assert np.allclose(networks.outputs(network, pictures), shares, atol=1e-6)
    assert network.get_layer("last_maps").output.shape == (None, 6, 6, 96)
    convolutions = [layer for layer in network.layers if "Conv" in type(layer).__name__]
    assert convolutions[-1].name == "last_maps"


def test_the_network_that_is_read_answers_no_exercise():
    # Students can call it, so it must not fit into the budget of `build_cnn`.
    assert networks.reading_network(0).count_params() > network_models.MOST


def test_a_seed_settles_what_the_network_starts_with(keras):
    first, again, other = (networks.reading_network(seed).get_weights()[0] for seed in (3, 3, 4))
    assert np.array_equal(first, again) and not np.array_equal(first, other)


def test_each_picture_lies_in_the_folder_of_its_label(tmp_path):
    pictures = np.random.default_rng(1).integers(0, 256, (5, 6, 6)).astype(np.uint8)
    networks.write_folders(tmp_path / "faces", pictures, np.array([0, 1, 1, 0, 1]), ["Äpfel", "B"])
    found = {name: sorted((tmp_path / "faces" / name).iterdir()) for name in ("Äpfel", "B")}
    assert [len(files) for files in found.values()] == [2, 3]
    code = np.frombuffer(found["Äpfel"][1].read_bytes(), np.uint8)
    assert np.array_equal(cv2.imdecode(code, cv2.IMREAD_GRAYSCALE), pictures[3])
