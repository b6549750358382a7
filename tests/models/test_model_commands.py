"""`course train` and `course evaluate`: what they write and print, and how they fail."""

from __future__ import annotations

import json
import sys

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, f1_score
from typer.testing import CliRunner

from course_utils import cli
from course_utils.faces import EMOTIONS, FaceSet
from course_utils.faces.saving import save
from course_utils.models import run
from course_utils.models.leaks import Fresh

from .tiny import NETWORK, tiny_faces


@pytest.fixture(autouse=True)
def own_room(monkeypatch):
    # The commands of other rooms take seconds to import.
    monkeypatch.setattr(cli, "ROOMS", ("models",))
    monkeypatch.setattr(run, "Architecture", lambda: NETWORK)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with `faces.npz`, of whose 30 test pictures four stand in Training as well."""
    folder = tmp_path_factory.mktemp("commands")
    faces = tiny_faces()
    pixels = faces.pixels.copy()
    pixels[230:234] = pixels[:4]
    leaky = FaceSet(pixels=pixels, emotion=faces.emotion, usage=faces.usage, name="stripes")
    save(leaky, folder / "faces.npz")
    return folder


@pytest.fixture
def faces(place):
    from course_utils.faces import load

    return load(place / "faces.npz")


def course(*arguments) -> str:
    """What a command that must succeed writes to stdout."""
    result = CliRunner().invoke(cli.build_app(), list(map(str, arguments)))
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


@pytest.fixture(scope="module")
def trained(place):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "ROOMS", ("models",))
        patch.setattr(run, "Architecture", lambda: NETWORK)
        arguments = ["train", "--faces", place / "faces.npz", "--out", place / "run"]
        said = course(*arguments, "--epochs", 2, "--small-epochs", 0)
    return place / "run", said


def test_train_says_a_line_an_epoch_and_what_comes_next(trained):
    folder, said = trained
    assert [line[:7] for line in said.splitlines()] == ["epoch 1", "epoch 2", "the mod"]
    assert f"course evaluate {folder.parent / 'faces.npz'} --model {folder}" in said
    assert (folder / "expressions.json").exists()


def test_evaluate_prints_one_json_object(trained, faces):
    from course_utils.models.shipped import load

    found = json.loads(
        course("evaluate", trained[0].parent / "faces.npz", "--model", trained[0], "--json")
    )
    test = faces.split("PublicTest")
    answers = load(trained[0]).predict(test.pixels).argmax(axis=1)
    assert (found["split"], found["n"]) == ("PublicTest", 30)
    assert found["accuracy"]["value"] == pytest.approx(accuracy_score(test.emotion, answers))
    macro = f1_score(test.emotion, answers, average="macro")
    assert found["macro_f1"]["value"] == pytest.approx(macro)
    for scores in (found, found["six"], found["leak_free"]):
        for name in ("accuracy", "macro_f1", "top2", "ece"):
            assert scores[name].keys() == {"value", "low", "high"}
            assert 0 <= scores[name]["low"] <= scores[name]["value"] <= scores[name]["high"] <= 1
    assert found["leak_free"]["n"] == 26
    fresh = slice(4, None)
    assert found["leak_free"]["accuracy"]["value"] == pytest.approx(
        accuracy_score(test.emotion[fresh], answers[fresh])
    )
    assert list(found["per_label"]) == list(EMOTIONS)


def test_six_labels_count_disgust_as_anger(trained, faces):
    from course_utils.models.shipped import load

    found = json.loads(
        course("evaluate", trained[0].parent / "faces.npz", "--model", trained[0], "--json")
    )
    test = faces.split("PublicTest")
    six = load(trained[0]).predict_six(test.pixels).argmax(axis=1)
    truth = np.array([0, 0, 1, 2, 3, 4, 5])[test.emotion]
    assert found["six"]["accuracy"]["value"] == pytest.approx(accuracy_score(truth, six))


def test_evaluate_prints_a_table_for_people(trained):
    table = course("evaluate", trained[0].parent / "faces.npz", "--model", trained[0])
    assert all(name in table for name in (*EMOTIONS, "macro-F1", "seven    no twin"))
    assert "…" not in table and max(map(len, table.splitlines())) <= 80
    alone = course(
        "evaluate", trained[0].parent / "faces.npz", "--model", trained[0], "--no-leak-free"
    )
    assert "seven    no twin" not in alone


def test_fresh_pictures_have_no_twin_in_training(faces):
    np.testing.assert_array_equal(Fresh(faces, "PublicTest").rows, [False] * 4 + [True] * 26)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["train", "--faces", "nowhere", "--out", "out"], "no faces called 'nowhere'"),
        (["train", "--faces", "FACES", "--out", "out", "--epochs", "0"], "epochs must be a whole"),
        (["train", "--faces", "FACES", "--out", "out", "--seed", "-1"], "seed must be a whole"),
        (["train", "--faces", "FACES", "--out", "FACES"], "cannot be written"),
        (["train", "--faces", "FACES", "--out", "out", "--precision", "half"], "precision is"),
        (["train", "--faces", "FACES", "--out", "out", "--threads", "0"], "threads must be"),
        (["evaluate", "FACES", "--model", "nowhere"], "there is no model in nowhere"),
        (["evaluate", "FACES", "--model", "RUN", "--split", "Test"], "there is no split 'Test'"),
        (["evaluate", "FACES", "--model", "RUN", "--split", "PrivateTest"], "no pictures in"),
    ],
)
def test_a_mistake_gets_one_line(arguments, reason, trained, tmp_path, monkeypatch, capsys):
    names = {"FACES": str(trained[0].parent / "faces.npz"), "RUN": str(trained[0])}
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["course", *(names.get(word, word) for word in arguments)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    printed = capsys.readouterr()
    assert stopped.value.code == 2 and printed.out == ""
    assert reason in printed.err and printed.err.count("\n") == 1
