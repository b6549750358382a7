"""Several workers give what one gives, and nobody but the writer writes."""

from __future__ import annotations

import os
import shutil
import signal
import time

import psutil
import pytest

from course_utils.errors import UserMistake
from course_utils.grading import isolation, machine, nbgrader_setup
from course_utils.grading.classrun import grade_class
from course_utils.grading.course import load_course
from course_utils.grading.limits import MIB
from course_utils.grading.store import Store

from . import runs, toy
from .test_resume import state

#: Everybody's answers differ, so that no result fits anybody else.
ANSWERS = {
    "ada": toy.RIGHT | {"why": "A kilometre is long."},
    "ben": {"double": toy.RIGHT["double"]},
    "chi": {"shout": toy.RIGHT["shout"]},
    "dora": {"distance": toy.RIGHT["distance"]},
    "emil": {"double": "import os\ndef double(n): os._exit(1)", "shout": toy.RIGHT["shout"]},
    "fay": {},
}
SCORES = {"ada": 6.0, "ben": 2.0, "chi": 1.0, "dora": 3.0, "emil": 1.0, "fay": 0.0, "gus": None}
#: A kernel that is at work for as long as somebody lets it.
BUSY = {"double": "open('here', 'w').close()\nwhile True: pass"}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """A class that nobody has graded."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nbgrader_setup, "HIDDEN", toy.HIDDEN)
        root = toy.make_course(tmp_path_factory.mktemp("workers") / "fresh")
        for student, answers in ANSWERS.items():
            toy.hand_in(root, student, toy.filled(answers))
        toy.hand_in(root, "gus", "this is no notebook")
        (root / ".course").mkdir()
        (root / ".course" / "secret").write_text("5" * 64)
        yield root


@pytest.fixture(scope="module")
def by_one(fresh):
    """The same class graded by one worker, and what came of it."""
    return graded_copy(fresh, 1)


@pytest.fixture
def course(by_one, tmp_path):
    """A copy of the graded class for each test."""
    shutil.copytree(by_one[0], tmp_path / "course")
    return load_course(tmp_path / "course")


def graded_copy(fresh, workers):
    """The folder, and everything in it and in the rows but time and memory."""
    root = fresh.with_name(f"graded by {workers}")
    shutil.copytree(fresh, root)
    heard = []
    rows = grade(load_course(root), workers, tell=lambda row, *numbers: heard.append(numbers))
    assert heard == [(done, 7) for done in range(1, 8)]
    assert list(rows) == [*ANSWERS, "gus"], "rows stand in the order of the class"
    store = Store(root / ".course" / "store.sqlite")
    found = {name: store.latest(toy.ASSIGNMENT, name, toy.NOTEBOOK) for name in ANSWERS}
    stored = {name: (g.notebook, g.scores, g.events) for name, g in found.items()}
    told = {
        name: (row.outcome, row.score, row.maximum, row.total, row.manual, row.remarks, row.doubts)
        for name, row in rows.items()
    }
    return root, (state(root), stored, told)


def grade(course, workers=2, **options):
    rows = grade_class(course, course.assignments, workers=workers, **options)
    return {row.student: row for row in rows}


def scores(rows):
    return {name: row.score for name, row in rows.items()}


def test_one_worker_gives_what_each_deserves(by_one):
    root, (_, _, told) = by_one
    assert {name: row[1] for name, row in told.items()} == SCORES
    assert toy.gradings(root) == len(ANSWERS), "each is graded once"


def test_three_workers_give_what_one_gives_file_by_file(fresh, by_one):
    root, result = graded_copy(fresh, 3)
    assert result == by_one[1]
    assert toy.gradings(root) == len(ANSWERS), "each is graded once"


NOTED = """
import os
def note(event, arguments):
    if event == "sqlite3.connect":
        with open({!r}, "a") as file:
            print(os.getpid(), arguments[0], file=file)
sys.addaudithook(note)
"""


def test_only_the_writer_opens_the_gradebook_or_writes_to_the_store(course, in_workers, tmp_path):
    log = tmp_path / "opened"
    in_workers(NOTED.format(str(log)))
    assert scores(grade(course, again=True)) == SCORES
    assert toy.gradings(course.root) == 2 * len(ANSWERS), "each is graded once more"
    opened = [line.split(" ", 1) for line in log.read_text().splitlines()]
    assert len({process for process, _ in opened}) == 2
    store = f"{(course.private / 'store.sqlite').as_uri()}?mode=ro"
    staged = f"{course.private / 'staged'}/"
    assert store in {name for _, name in opened}
    assert {name for _, name in opened if not name.startswith(staged)} == {store}


KILLED = """
import os
from course_utils.grading.worker import Worker
do = Worker.do
def killed(self, order):
    if order.student == "ben" and {}:
        os.kill(os.getpid(), 9)
    return do(self, order)
Worker.do = killed
"""


@pytest.fixture
def changed(course):
    """The class after two have handed in something better."""
    for student in ("ben", "chi"):
        toy.hand_in(course.root, student, toy.filled(toy.RIGHT))
    return course


def test_a_submission_whose_worker_is_killed_is_graded_again(changed, in_workers, tmp_path):
    first = tmp_path / "first"
    in_workers(KILLED.format(f"not os.path.exists({str(first)!r}) and open({str(first)!r}, 'w')"))
    rows = grade(changed)
    assert first.exists()
    assert scores(rows) == SCORES | {"ben": 6.0, "chi": 6.0}
    assert not (changed.private / "staged").exists()


def test_one_that_kills_every_worker_is_reported_and_tried_in_the_next_run(changed, in_workers):
    in_workers(KILLED.format("True"))
    rows = grade(changed)
    assert rows["ben"].outcome == "set aside" and "signal 9" in rows["ben"].remarks[0]
    assert scores(rows) == SCORES | {"ben": None, "chi": 6.0}
    in_workers("")
    rows = grade(changed)
    assert scores(rows) == SCORES | {"ben": 6.0, "chi": 6.0}
    assert [row.student for row in rows.values() if row.outcome == "graded"] == ["ben"]


def test_workers_that_do_not_start_are_one_clear_line(changed, in_workers):
    in_workers("sys.exit(3)")
    with pytest.raises(UserMistake, match=r"does not start \(exit code 3\)"):
        grade(changed)
    assert not (changed.private / "staged").exists()


# ---------------------------------------------------------------- a run that is ended


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("sandboxed", [False, True])
def test_workers_and_kernels_end_with_the_run(course, number, sandboxed, tmp_path, request):
    if sandboxed and isolation.why_not():
        pytest.skip("the sandbox does not work here")
    for student in ("ada", "ben"):
        toy.hand_in(course.root, student, toy.filled(BUSY))
    temporary = tmp_path / "temporary"
    temporary.mkdir(mode=0o755)
    without = "0" if sandboxed else "1"
    run = runs.start(course.root, TMPDIR=str(temporary), COURSE_NO_SANDBOX=without)
    request.addfinalizer(run.kill)
    family = psutil.Process(run.pid)
    # Each of two workers has a kernel, or bubblewrap with a kernel in it.
    assert runs.within(300, lambda: [len(one.children()) for one in family.children()] == [1, 1])
    everybody = family.children(recursive=True)
    time.sleep(1)
    if number == signal.SIGINT:
        os.killpg(run.pid, number)  # as the terminal does
    else:
        run.send_signal(number)
    _, said = run.communicate(timeout=60)
    assert run.returncode == (130 if number == signal.SIGINT else -number)
    assert runs.within(5, lambda: not any(map(runs.is_there, everybody)))
    lines = [line for line in said.decode().splitlines() if not line.startswith("warning:")]
    stopped = ["course: stopped; run the same command again to go on"]
    assert lines == (stopped if number == signal.SIGINT else [])
    if number == signal.SIGINT:
        assert not list(temporary.rglob("box-*")) and not (course.private / "staged").exists()
    for student in ("ada", "ben"):
        toy.hand_in(course.root, student, toy.filled(ANSWERS[student]))
    assert scores(grade(course)) == SCORES


# ---------------------------------------------------------------- how many


def test_as_many_as_cores_and_memory_allow(monkeypatch):
    monkeypatch.setattr(machine, "usable_cores", lambda: 8)
    need = 2048 * MIB + machine.WORKER_BYTES
    for free, number in ((100 * need, 8), (3 * need, 3), (3 * need - 1, 2), (need // 2, 1)):
        monkeypatch.setattr(machine, "free_memory", lambda free=free: free)
        assert machine.usual_workers(2048 * MIB) == number


def test_a_container_s_share_counts(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(16)), raising=False)
    assert machine.usable_cores(tmp_path) == 16
    (tmp_path / "cpu.max").write_text("max 100000\n")
    assert machine.usable_cores(tmp_path) == 16
    (tmp_path / "cpu.max").write_text("250000 100000\n")
    assert machine.usable_cores(tmp_path) == 3
    whole = machine.free_memory(tmp_path)
    (tmp_path / "memory.max").write_text("1000000\n")
    assert machine.free_memory(tmp_path) == 1_000_000 < whole


@pytest.mark.parametrize("number", ["0", "-1", "many"])
def test_a_number_that_is_none_is_a_user_s_mistake(course, run, number):
    code, out, error = run(course.root, "grade", "--workers", number)
    assert code == 2 and out == "" and "--workers" in error and "Traceback" not in error
