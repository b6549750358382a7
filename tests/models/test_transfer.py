"""Backbones: the course's own, and those of Keras from a file."""

from __future__ import annotations

import shutil
import warnings

import numpy as np
import pytest

from course_utils.models import backbone, transfer
from course_utils.models.errors import ModelsError


@pytest.fixture(scope="module")
def units():
    return transfer.load_backbone()


@pytest.fixture
def pictures():
    return np.random.default_rng(2).random((5, 48, 48, 1)).astype(np.float32)


@pytest.fixture(scope="module")
def mobile_file(tmp_path_factory):
    """Weights of a MobileNet without its top, which never learned anything."""
    from course_utils.quiet import quiet_tensorflow

    quiet_tensorflow()
    import keras

    keras.utils.set_random_seed(4)
    model = keras.applications.MobileNet(weights=None, include_top=False, input_shape=(64, 64, 3))
    path = tmp_path_factory.mktemp("weights") / "mobile.weights.h5"
    model.save_weights(path)
    return path, [weight.copy() for weight in model.get_weights()]


def test_pictures_in_and_maps_out(units, pictures):
    maps = np.asarray(units(pictures, training=False))
    assert maps.shape == (5, 6, 6, 128) and maps.min() >= 0
    assert maps.std(axis=0).max() > 0.1


def test_light_and_contrast_make_no_difference(units, pictures):
    # From the spread of a photo on: the layer keeps an almost level picture from being blown up.
    before = transfer.features(units, pictures)
    darker = transfer.features(units, 0.2 + 0.6 * pictures)
    assert np.abs(before - darker).mean() < 0.05 * before.std()
    assert np.abs(before - transfer.features(units, pictures[:, ::-1])).max() > 0.1 * before.std()


def test_it_has_learned_something(units):
    keras_random = backbone.build()
    assert not np.allclose(units.get_weights()[0], keras_random.get_weights()[0])
    moving_mean = next(w for w in units.weights if w.path == "stem_norm/moving_mean")
    assert np.abs(moving_mean.numpy()).max() > 0


def test_features_are_the_means_of_the_maps(units, pictures):
    maps = np.asarray(units(pictures, training=False))
    in_batches = transfer.features(units, pictures, batch=2)
    np.testing.assert_allclose(in_batches, maps.mean(axis=(1, 2)), atol=1e-4)


def test_all_numbers_in_a_row_are_the_maps(units, pictures):
    rows = transfer.features(units, pictures, batch=2, flat=True)
    maps = np.asarray(units(pictures, training=False)).reshape(len(pictures), -1)
    np.testing.assert_allclose(rows, maps, atol=1e-4)
    assert rows.shape == (len(pictures), 6 * 6 * 128)


def test_the_files_are_small():
    sizes = [
        (transfer.FOLDER / f"{backbone.NAME}{end}").stat().st_size for end in (".npz", ".json")
    ]
    assert sum(sizes) < 1_500_000
    assert sum(path.stat().st_size for path in transfer.FOLDER.iterdir()) < 5_000_000


def test_a_file_that_was_changed_is_refused(tmp_path):
    for end in (".npz", ".json"):
        shutil.copy(transfer.FOLDER / f"{backbone.NAME}{end}", tmp_path)
    transfer.load_backbone(weights=tmp_path)
    path = tmp_path / f"{backbone.NAME}.npz"
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(ModelsError, match="is damaged.*benchmarks/backbone.py"):
        transfer.load_backbone(weights=tmp_path)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(ModelsError, match="backbone.json is missing"):
        transfer.load_backbone(weights=tmp_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"name": "AlexNet"}, "there is no backbone 'AlexNet'; there are units"),
        ({"name": "MobileNet"}, "MobileNet needs weights"),
        ({"name": "ResNet50", "weights": "nowhere.h5"}, "there is no file nowhere.h5"),
        ({"name": "MobileNet", "weights": "imagenet", "side": 20}, "32 pixels or more"),
    ],
)
def test_a_mistake_gets_one_line(arguments, said):
    with pytest.raises(ModelsError, match=said) as caught:
        transfer.load_backbone(**arguments)
    assert "\n" not in str(caught.value)


def test_mobilenet_from_a_file(mobile_file):
    path, weights = mobile_file
    model = transfer.load_backbone("MobileNet", weights=path, side=64)
    assert model.output_shape == (None, 2, 2, 1024)
    for ours, theirs in zip(model.get_weights(), weights, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_a_file_with_something_else_gets_one_line(tmp_path, mobile_file):
    wrong = tmp_path / "wrong.h5"
    wrong.write_bytes(b"these are no weights")
    for name, path in (("MobileNet", wrong), ("ResNet50", mobile_file[0])):
        with pytest.raises(ModelsError, match=f"does not hold weights of {name}") as caught:
            transfer.load_backbone(name, weights=path, side=64)
        assert "\n" not in str(caught.value)
        assert caught.value.__suppress_context__ and caught.value.__cause__ is None


def test_without_a_network_there_is_one_line(monkeypatch):
    import keras

    def no_network(weights, **_):
        warnings.warn("something in red", stacklevel=1)
        raise Exception("URL fetch failure on https://x: None -- [Errno -2]\nmore")

    monkeypatch.setattr(keras.applications, "MobileNet", no_network)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ModelsError, match="could not be fetched.*is there a network") as caught:
            transfer.load_backbone("MobileNet", weights="imagenet")
    assert "\n" not in str(caught.value) and caught.value.__suppress_context__


def test_resnet_gets_the_scale_of_its_authors(monkeypatch):
    """White stands at 1 for us; ResNet50 wants 255 less the colour's mean, blue first."""
    import keras

    def identity(weights, include_top, input_shape):
        pictures = keras.Input(input_shape)
        return keras.Model(pictures, keras.layers.Identity()(pictures))

    monkeypatch.setattr(keras.applications, "ResNet50", identity)
    model = transfer._of_keras("ResNet50", "imagenet", 32)
    pictures = np.zeros((1, 32, 32, 3), np.float32)
    pictures[..., 0], pictures[..., 2] = 1, -1  # red, some green, no blue
    blue, green, red = np.asarray(model(pictures))[0, 0, 0]
    np.testing.assert_allclose([blue, green, red], [-103.939, 127.5 - 116.779, 255 - 123.68])


def test_a_learner_begins_again(units, pictures):
    kernel, constants = np.zeros((128, 3), np.float32), np.zeros(3, np.float32)
    learner = transfer.Learner(transfer.on_top(transfer.load_backbone(), kernel, constants))
    start = [*units.get_weights(), kernel, constants]
    given = pictures, np.arange(5) % 3
    first = learner.learn(start, *given, rate=0.001, epochs=2, seed=1).get_weights()
    again = learner.learn(start, *given, rate=0.001, epochs=2, seed=1).get_weights()
    for one, other in zip(first, again, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6)
    assert any(np.abs(one - other).max() > 1e-4 for one, other in zip(first, start, strict=True))


def test_the_families(units):
    table = transfer.families().set_index("network")
    assert list(table["year"]) == sorted(table["year"])
    assert table.loc["VGG16", "layers"] == 16 and table.loc["VGG19", "layers"] == 19
    assert table["parameters"].idxmin() == "MobileNet"
    np.testing.assert_allclose(table["megabytes"], 4 * table["parameters"] / 1e6, atol=0.5)


def test_the_table_is_what_keras_has():
    import keras

    model = keras.applications.MobileNet(weights=None)
    row = transfer.families().set_index("network").loc["MobileNet"]
    assert (row["parameters"], row["side"]) == (model.count_params(), model.input_shape[1])
