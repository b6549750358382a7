"""`course grade`, killed at any instant, is continued and ends as if undisturbed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time

import pytest

from course_utils.grading import nbgrader_setup
from course_utils.grading.audit import AUTO, Audit
from course_utils.grading.grades import read_grades
from course_utils.grading.store import Store

from . import runs, toy


def graded(root):
    run = runs.start(root)
    _, said = run.communicate()
    assert run.returncode == 0, said.decode()


def files(folder) -> dict:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mode)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def state(root) -> dict:
    """Everything that a run leaves for people."""
    store = Store(root / ".course" / "store.sqlite")
    grades = read_grades(root / "gradebook.db")
    changes = {
        (c.student, c.notebook, c.cell): c.new for c in Audit(store.path).read() if c.kind in AUTO
    }
    assert changes == {
        (g.student, g.notebook, g.grade_id): g.auto for g in grades if g.auto is not None
    }
    runs = store.all_finished(toy.ASSIGNMENT)
    left = [p.name for p in (root / ".course").rglob("making-*")] + [
        p.name for p in (root / ".course").glob("staged")
    ]
    return {
        "autograded": files(root / "autograded"),
        "release": files(root / "release"),
        "submitted": files(root / "submitted"),
        "grades": grades,
        "runs": {student: run[1:] for student, run in runs.items()},
        "left": left,
    }


@pytest.fixture(scope="module")
def class_to_kill(tmp_path_factory):
    """A folder that nobody has graded, and what an undisturbed run makes of a copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nbgrader_setup, "HIDDEN", toy.HIDDEN)
        root = toy.make_course(tmp_path_factory.mktemp("kill") / "fresh")
        lost = toy.filled(toy.RIGHT)
        for cell in lost.cells:
            cell.metadata = {}
        toy.hand_in(root, "ada", toy.filled(toy.RIGHT | {"why": "A kilometre is long."}))
        toy.hand_in(root, "ben", lost)
        toy.hand_in(root, "chi", "this is no notebook")
        toy.hand_in(root, "dora", toy.filled({"double": "import os\ndef double(n): os._exit(1)"}))
        (root / ".course").mkdir()
        (root / ".course" / "secret").write_text("5" * 64)
        calm = root.with_name("calm")
        shutil.copytree(root, calm)
        begun = time.monotonic()
        graded(calm)
        yield root, state(calm), time.monotonic() - begun


@pytest.mark.parametrize("kills", [5, pytest.param(30, marks=pytest.mark.long)])
def test_killed_at_random_instants(class_to_kill, kills, tmp_path):
    fresh, undisturbed, seconds = class_to_kill
    chance = random.Random(kills)
    killed = folders = 0
    while killed < kills:
        root = tmp_path / f"killed-{folders}"
        folders += 1
        shutil.copytree(fresh, root)
        # Several times in one folder: what a kill leaves behind is killed over again.
        for _ in range(min(kills - killed, 5)):
            run = runs.start(root)
            time.sleep(chance.uniform(0.0, seconds))
            others = runs.started_by(run)
            # Alone, as by a person, or with its workers and kernels, as when a machine goes down.
            chance.choice((os.kill, os.killpg))(run.pid, signal.SIGKILL)
            run.communicate()
            assert runs.within(5, lambda: not any(map(runs.is_there, others)))  # noqa: B023
            if run.returncode == 0:
                break
            killed += 1
        graded(root)
        assert state(root) == undisturbed
