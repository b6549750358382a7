"""A model from two files: what it answers, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from course_utils.faces import EMOTIONS
from course_utils.models import shipped
from course_utils.models.errors import ModelsError
from course_utils.models.weights_file import ARRAYS, SPEC, read_weights, write_weights

from .tiny import NETWORK


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A model with random weights."""
    from course_utils.quiet import quiet_tensorflow

    quiet_tensorflow()
    import keras

    keras.utils.set_random_seed(5)
    arrays = {weight.path: weight.numpy() for weight in NETWORK.network().weights}
    rng = np.random.default_rng(5)
    arrays["label/kernel"] = rng.normal(0, 3, arrays["label/kernel"].shape).astype(np.float32)
    place = tmp_path_factory.mktemp("model")
    write_weights(place, arrays, {"architecture": NETWORK.as_dict(), "temperature": 0.8})
    return place


@pytest.fixture(scope="module")
def model(folder):
    return shipped.load(folder)


@pytest.fixture
def faces():
    return np.random.default_rng(1).integers(0, 256, (150, 48, 48)).astype(np.uint8)


def test_probabilities_of_seven_labels(model, faces):
    answers = model.predict(faces)
    assert answers.shape == (150, 7) and answers.dtype == np.float32
    np.testing.assert_allclose(answers.sum(axis=1), 1, atol=1e-6)
    assert answers.std(axis=0).min() > 0
    assert model.labels == EMOTIONS


def test_a_face_and_its_mirror_image_get_the_same_answer(model, faces):
    np.testing.assert_allclose(
        model.predict(faces), model.predict(faces[:, :, ::-1]), rtol=1e-4, atol=1e-6
    )
    upside_down = model.predict(faces[:, ::-1])
    assert np.abs(upside_down - model.predict(faces)).max() > 1e-4


def test_light_and_contrast_hardly_matter(model):
    dark = np.random.default_rng(2).integers(40, 90, (20, 48, 48)).astype(np.uint8)
    bright = (2 * dark + 40).astype(np.uint8)
    np.testing.assert_allclose(model.predict(dark), model.predict(bright), atol=0.02)


def test_a_face_gets_the_same_answer_alone_and_among_others(model, faces):
    together = model.predict(faces)
    np.testing.assert_allclose(model.predict(faces[140:141]), together[140:141], atol=1e-5)


def test_six_labels(model, faces):
    seven, six = model.predict(faces), model.predict_six(faces)
    assert six.shape == (150, 6) and len(shipped.SIX) == 6
    np.testing.assert_allclose(six[:, 0], seven[:, 0] + seven[:, 1], rtol=1e-5)
    np.testing.assert_allclose(six[:, 1:], seven[:, 2:], rtol=1e-5)


def test_no_face_no_answer(model):
    assert model.predict(np.zeros((0, 48, 48), np.uint8)).shape == (0, 7)


def test_other_integer_types_and_read_only_faces_are_taken(model, faces):
    faces.setflags(write=False)
    np.testing.assert_array_equal(model.predict(faces), model.predict(faces.astype(np.int64)))


@pytest.mark.parametrize(
    ("faces", "reason"),
    [
        (np.zeros((48, 48), np.uint8), "for one face give faces"),
        (
            np.zeros((2, 48, 48, 1), np.uint8),
            r"must have shape \(n, 48, 48\), not \(2, 48, 48, 1\)",
        ),
        (np.zeros((2, 64, 64), np.uint8), r"not \(2, 64, 64\)"),
        (np.zeros((2, 48, 48), np.float32), "not float32"),
        (np.full((2, 48, 48), 300), "these go from 300 to 300"),
        (np.full((2, 48, 48), -1), "these go from -1"),
        (np.eye(48, dtype=np.uint8)[None], "only 0 and 1"),
    ],
)
def test_what_is_no_face_is_refused_in_one_line(model, faces, reason):
    with pytest.raises(ModelsError, match=reason) as refused:
        model.predict(faces)
    assert "\n" not in str(refused.value)


def changed(folder, to, **changes):
    """A copy of the model in `folder`, with another spec."""
    for name in (ARRAYS, SPEC):
        (to / name).write_bytes((folder / name).read_bytes())
    spec = json.loads((to / SPEC).read_text()) | changes
    (to / SPEC).write_text(json.dumps(spec))
    return to


def test_other_weights_than_those_that_were_made_are_refused(folder, tmp_path):
    arrays, spec = read_weights(folder)
    arrays["label/bias"] = arrays["label/bias"] + 1
    write_weights(tmp_path, arrays, spec)
    (tmp_path / SPEC).write_bytes((folder / SPEC).read_bytes())
    with pytest.raises(ModelsError, match=f"{ARRAYS} is not the file that {SPEC} speaks of"):
        shipped.load(tmp_path)


@pytest.mark.parametrize(
    "changes",
    [{"version": 99}, {"architecture": {"widths": [4, 9]}}, {"architecture": {"depth": 3}}],
)
def test_a_model_of_another_make_is_refused(folder, tmp_path, changes):
    with pytest.raises(ModelsError, match="install the course anew"):
        shipped.load(changed(folder, tmp_path, **changes))


def test_no_model_is_named_with_a_remedy(tmp_path):
    with pytest.raises(ModelsError, match="course train"):
        shipped.load(tmp_path)


def test_importing_the_module_does_not_import_tensorflow():
    code = "import sys, course_utils.models.shipped; assert 'tensorflow' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
