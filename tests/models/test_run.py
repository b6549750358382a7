"""A training run: its folder, its log, and how it goes on after an interruption."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from course_utils.models import run
from course_utils.models.errors import ModelsError
from course_utils.models.journal import Journal
from course_utils.models.state import read_state, write_state
from course_utils.models.weights_file import read_weights

from .tiny import NETWORK, tiny_faces, tiny_plan

#: Sums on several threads differ in the last bits, and training lets these grow.
SAME = {"rtol": 1e-3, "atol": 1e-4}


@pytest.fixture(scope="module")
def faces():
    return tiny_faces()


@pytest.fixture(scope="module")
def whole(faces, tmp_path_factory):
    """A run that nobody disturbed."""
    return run.train(faces, tmp_path_factory.mktemp("whole"), tiny_plan(), NETWORK)


def epochs(folder: Path) -> list[dict]:
    return Journal(folder / run.LOG).lines("epoch")


def same_as(whole: Path, other: Path) -> None:
    """The same schedule, the same losses, the same weights."""
    for there, here in zip(epochs(whole), epochs(other), strict=True):
        assert (there["epoch"], there["rate"], there["size"]) == (
            here["epoch"],
            here["rate"],
            here["size"],
        )
        np.testing.assert_allclose(here["loss"], there["loss"], **SAME)
    there, here = read_state(whole / run.STATE)[1], read_state(other / run.STATE)[1]
    assert there.keys() == here.keys()
    for name in there:
        np.testing.assert_allclose(here[name], there[name], err_msg=name, **SAME)


def test_a_killed_process_is_continued_as_if_nothing_had_been(faces, whole, tmp_path):
    code = (
        "from tests.models.tiny import *; from course_utils.models.run import train; "
        "from pathlib import Path; import sys; "
        "train(tiny_faces(), Path(sys.argv[1]), tiny_plan(), NETWORK)"
    )
    root = Path(__file__).parents[2]
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "run")], cwd=root)
    try:
        deadline = time.monotonic() + 120
        while not epochs(tmp_path / "run"):
            assert process.poll() is None and time.monotonic() < deadline, "no epoch came"
            time.sleep(0.02)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert 1 <= len(epochs(tmp_path / "run"))
    run.train(faces, tmp_path / "run", tiny_plan(), NETWORK)
    same_as(whole, tmp_path / "run")


class PlugPulled(BaseException):
    """Not an Exception: nothing may catch it."""


def test_an_interruption_within_an_epoch_costs_that_epoch_only(faces, whole, tmp_path):
    def pull(share):
        if share > 0.6:
            raise PlugPulled

    with pytest.raises(PlugPulled):
        run.train(faces, tmp_path, tiny_plan(), NETWORK, progress=pull)
    assert len(epochs(tmp_path)) == 2
    run.train(faces, tmp_path, tiny_plan(), NETWORK, pack_only=True)
    assert read_weights(tmp_path)[1]["epochs_done"] == 2 == len(epochs(tmp_path))
    run.train(faces, tmp_path, tiny_plan(), NETWORK)
    same_as(whole, tmp_path)
    assert [line["after_epoch"] for line in Journal(tmp_path / run.LOG).lines("run")] == [0, 2, 2]


def test_an_epoch_whose_line_was_lost_is_written_down_at_the_next_start(faces, whole, tmp_path):
    for file in whole.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    log = tmp_path / run.LOG
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:-1]) + lines[-1][:20])
    run.train(faces, tmp_path, tiny_plan(), NETWORK)
    assert [line["epoch"] for line in epochs(tmp_path)] == [1, 2, 3, 4]


def test_the_number_of_epochs_may_change_while_the_run_stands_on_the_plateau():
    begun = tiny_plan(epochs=10)  # whose plateau ends after 6.5 epochs
    assert tiny_plan(epochs=20).can_follow(begun, 6)
    assert tiny_plan(epochs=8).can_follow(begun, 5)
    assert not tiny_plan(epochs=20).can_follow(begun, 7)
    assert not tiny_plan(epochs=8).can_follow(begun, 6)
    assert tiny_plan(epochs=10).can_follow(begun, 9)
    assert not tiny_plan(epochs=20, seed=1).can_follow(begun, 1)


def test_what_was_written_down_says_how_the_run_was_made(whole):
    first = Journal(whole / run.LOG).lines("run")[0]
    assert first["plan"] == tiny_plan().as_dict()
    assert len(first["data"]) == 16 and first["held_out"] == 11 and first["training"] == 219
    assert {"python", "numpy", "keras", "tensorflow"} <= first["versions"].keys()
    assert all(line["cpu_seconds"] >= 0 and 0 <= line["held_out"] <= 1 for line in epochs(whole))
    assert epochs(whole)[-1]["loss"] < epochs(whole)[0]["loss"]


def test_the_model_holds_the_averaged_weights(whole):
    arrays, spec = read_weights(whole)
    stored = read_state(whole / run.STATE)[1]
    averaged = [array for name, array in stored.items() if name.startswith("averaged/")]
    for path, array in arrays.items():
        same = [a for a in averaged if a.shape == array.shape and np.allclose(a, array, atol=2e-3)]
        assert same, path
    assert not any(path.startswith("votes") for path in arrays)
    assert (spec["plan"], spec["epochs_done"]) == (tiny_plan().as_dict(), 4)


def test_a_run_on_other_faces_or_of_other_choices_is_refused(faces, whole):
    with pytest.raises(ModelsError, match="other faces"):
        run.train(faces.take(np.arange(len(faces))[::-1]), whole, tiny_plan(), NETWORK)
    with pytest.raises(ModelsError, match="epochs 4, 4 epochs done"):
        run.train(faces, whole, tiny_plan(epochs=9), NETWORK)
    with pytest.raises(ModelsError, match="seed 0"):
        run.train(faces, whole, tiny_plan(seed=1), NETWORK)
    with pytest.raises(ModelsError, match="dropout 0.3"):
        run.train(faces, whole, tiny_plan(), replace(NETWORK, dropout=0.1))


def test_two_processes_never_train_in_one_folder(faces, tmp_path):
    from filelock import FileLock

    with FileLock(tmp_path / run.LOCK), pytest.raises(ModelsError, match="another process"):
        run.train(faces, tmp_path, tiny_plan(), NETWORK)


def test_a_damaged_state_is_named_and_not_overwritten(faces, tmp_path):
    (tmp_path / run.STATE).write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(ModelsError, match="is not the state of a training run"):
        run.train(faces, tmp_path, tiny_plan(), NETWORK)
    assert (tmp_path / run.STATE).read_bytes().startswith(b"PK\x03\x04 not")


def test_a_state_that_is_not_finished_leaves_the_one_before(tmp_path, monkeypatch):
    path = tmp_path / run.STATE
    write_state(path, {"epochs": [1]}, {"a": np.ones(3)})

    def full(descriptor):
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        write_state(path, {"epochs": [1, 2]}, {"a": np.zeros(3)})
    about, arrays = read_state(path)
    assert about == {"epochs": [1]} and arrays["a"].all()


def test_before_the_first_epoch_there_is_no_model(faces, tmp_path):
    with pytest.raises(ModelsError, match="no epoch is done"):
        run.train(faces, tmp_path, tiny_plan(), NETWORK, pack_only=True)


def test_too_few_faces_are_refused(faces, tmp_path):
    with pytest.raises(ModelsError, match="too few"):
        run.train(faces.take(slice(0, 100)), tmp_path, tiny_plan(), NETWORK)


def test_the_model_of_a_run_answers_for_faces(faces, whole):
    from course_utils.models.shipped import load

    answers = load(whole).predict(faces.pixels[:9])
    assert answers.shape == (9, 7) and answers.dtype == np.float32
    np.testing.assert_allclose(answers.sum(axis=1), 1, atol=1e-6)
