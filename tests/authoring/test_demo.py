"""`course demo`: a class from the bank, graded for real, and nothing left behind elsewhere."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
import time
from pathlib import Path

import pytest

from course_utils.authoring import build
from course_utils.authoring import demo as module
from course_utils.authoring.demo import Exercise, demo, simulated_class
from course_utils.authoring.demo_broken import BROKEN
from course_utils.errors import UserMistake
from course_utils.grading import nbgrader_setup

from .proven import ProvenCourse
from .toy import Heard

STUDENTS = ["ada", "ben", "chi", "dora", "emil", "fatima", "goran", "hana"]
OTHERS = [one.student for one in BROKEN]


def state(*folders: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder: its size and when it was written."""
    found = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            status = path.lstat()
            found[str(path)] = (status.st_size if path.is_file() else 0, status.st_mtime_ns)
    return found


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The demo of a made-up course, run once in a place of its own."""
    with pytest.MonkeyPatch.context() as patch:
        root = tmp_path_factory.mktemp("demo")
        proven = ProvenCourse(root, patch)
        report = Heard()
        build.write(proven.course, build.build(proven.course, [], report), report)
        ours = (Path(__file__).parents[2] / "nbgrader_config.py").read_bytes()
        (proven.root / "nbgrader_config.py").write_bytes(ours)
        for name in ("home", "temp", "here"):
            (root / name).mkdir()
        patch.chdir(root / "here")
        patch.setenv("HOME", str(root / "home"))
        patch.setenv("XDG_CACHE_HOME", str(root / "home" / "cache"))
        patch.setenv("TMPDIR", str(root / "temp"))
        patch.setenv("COURSE_NO_SANDBOX", "1")
        patch.setattr(tempfile, "tempdir", str(root / "temp"))
        patch.setattr(nbgrader_setup, "HIDDEN", "proven_hidden")
        patch.setattr(module, "find_course", lambda: proven.course)
        patch.setattr(module, "REQUEST_SECONDS", 2)
        places = [root / name for name in ("course", "packages", "home", "temp", "here")]
        before = state(*places)
        out = io.StringIO()
        begun = time.monotonic()
        with contextlib.redirect_stdout(out):
            demo(Path("class"))
        folder = root / "here" / "class"
        inside = {name for name in state(*places) if Path(name).is_relative_to(folder)}
        yield {
            "text": out.getvalue(),
            "before": before,
            "after": {k: v for k, v in state(*places).items() if k not in inside},
            "folder": folder,
            "course": proven.course,
            "seconds": time.monotonic() - begun,
        }


def test_twenty_students_and_every_score_as_expected(shown):
    lines = {
        words[1]: words
        for words in (line.split() for line in shown["text"].splitlines())
        if words[:1] == ["01-counting"] and words[-1:] == ["ok"]
    }
    assert sorted(lines) == STUDENTS + OTHERS and len(lines) == 20
    assert "DIFFERS" not in shown["text"]
    scores = {name: (words[-4], words[-3], words[-2]) for name, words in lines.items()}
    assert scores["ada"] == ("3", "3", "3") == scores["ben"] == scores["hana"]
    assert scores["emil"] == ("0", "0", "3")
    assert scores["fatima"] == scores["goran"] and float(scores["goran"][0]) < 3
    assert 0 < float(scores["chi"][1]) < 3
    assert scores["jun"][:2] == ("–", "–")
    assert scores["nils"][:2] == ("1", "1")
    assert scores["sven"] == ("2.1", "2.1", "3") and scores["tara"] == ("3", "3", "3")
    assert {scores[name][1] for name in ("iris", "kai", "lena", "mia", "olga")} == {"3"}


def test_it_says_where_gradebook_report_and_feedback_are(shown):
    text = shown["text"]
    assert "class/gradebook.db" in text and "class/report.html" in text
    assert "तारा" in (shown["folder"] / "report.html").read_text("utf-8")
    assert "19 pages, such as class/feedback/ada/01-counting/Counting.html" in text
    assert (shown["folder"] / "gradebook.db").is_file()
    assert len(list((shown["folder"] / "feedback").rglob("*.html"))) == 19


def test_nothing_is_written_outside_its_folder(shown):
    before, after = shown["before"], shown["after"]
    here = str(shown["folder"].parent)
    after = {name: value for name, value in after.items() if name != here}
    assert set(after) - set(before) == set()
    assert {name for name in before if before[name] != after.get(name) and name != here} == set()


def test_no_process_is_left(shown):
    folder = os.fsencode(str(shown["folder"]))
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            assert folder not in path.read_bytes()


@pytest.fixture
def again(shown, monkeypatch, tmp_path):
    """The same demo with its rows at hand, so that nothing is graded once more."""
    from course_utils.grading.classrun import grade_class
    from course_utils.grading.course import load_course

    monkeypatch.chdir(shown["folder"].parent)
    simulated = load_course(shown["folder"])
    rows = grade_class(simulated, simulated.assignments)
    (tmp_path / "feedback").mkdir()
    (tmp_path / "feedback" / "page.html").touch()
    monkeypatch.setattr(module, "_grade", lambda folder: rows)
    monkeypatch.chdir(tmp_path)
    return rows


def test_a_score_that_differs_is_an_error(shown, again, monkeypatch, run):
    expected = Exercise.expected
    monkeypatch.setattr(
        Exercise, "expected", lambda self, answer: expected(self, answer) - 0.01 * (answer is None)
    )
    code, out, error = run("demo")
    assert code == 2
    (line,) = [line for line in out.splitlines() if "DIFFERS" in line]
    assert " emil " in line
    assert error.startswith("course: ") and error.count("\n") == 1
    assert "1 score is not as expected: emil" in error


def test_a_student_whom_nobody_graded_is_an_error(again, run):
    again.pop()
    code, out, error = run("demo")
    assert code == 2 and "tara" in error


def test_a_submission_that_was_set_aside_says_why(again, run):
    again[0].score, again[0].outcome, again[0].remarks = None, "set aside", ["nbgrader stopped"]
    code, out, error = run("demo")
    assert code == 2 and "nbgrader stopped" in out + error


@pytest.fixture
def run(monkeypatch, capsys):
    from course_utils import cli

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["course", *arguments])
        capsys.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = end.code or 0
        return (code, *capsys.readouterr())

    return run


@pytest.mark.parametrize("inside", ["", "sub"])
def test_a_foreign_folder_is_refused_and_left_alone(shown, run, tmp_path, inside):
    (tmp_path / "thesis.tex").write_text("years of work")
    folder = tmp_path / inside
    folder.mkdir(exist_ok=True)
    (folder / "x").touch()
    code, out, error = run("demo", "--folder", str(folder))
    assert (code, out) == (2, "")
    assert "is there already and is no demo; name another --folder" in error
    assert (tmp_path / "thesis.tex").read_text() == "years of work" and (folder / "x").exists()


def test_a_file_in_its_place_is_refused(shown, run, tmp_path):
    (tmp_path / "demo").write_text("mine")
    code, _, error = run("demo", "--folder", str(tmp_path / "demo"))
    assert code == 2 and "is no demo" in error
    assert (tmp_path / "demo").read_text() == "mine"


def test_expected_scores_follow_from_the_bank(shown):
    (double, area) = module._exercises(shown["course"], "01-counting")
    assert double.expected(None) == 0 and double.expected(double.right[0]) == 2
    assert [double.expected(wrong) for wrong in double.wrong] == [1, 1, 0, 1, 1, 1]
    submissions = {s.student: s for s in simulated_class(shown["course"], "01-counting")}
    assert list(submissions) == STUDENTS
    assert submissions["hana"].extra and submissions["emil"].cells == {}


def test_a_bank_without_answers_is_refused(shown, monkeypatch):
    monkeypatch.setattr(module, "read_answers", lambda *arguments: [])
    with pytest.raises(UserMistake, match="no right or no wrong answer to double"):
        simulated_class(shown["course"], "01-counting")
