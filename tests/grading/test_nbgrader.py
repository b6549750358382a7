"""Plain nbgrader on a course folder: our referee grades, or nobody does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from course_utils.grading import nbgrader_setup
from course_utils.grading.classrun import grade_class
from course_utils.grading.course import load_course

from . import toy
from .toy_hidden.counting import UNGUESSABLE

PARTLY = {
    "double": "def double(numbers):\n    numbers[:] = [2 * n for n in numbers]\n    return numbers",
    "shout": f"import warnings\nwarnings.warn('x')\n{toy.RIGHT['shout']}",
    "distance": "def distance(a, b):\n    return a - b",
}


def nbgrader(root: Path, *arguments: str, path: Path | None = None) -> tuple[int, str]:
    """Run nbgrader in a process of its own -> exit code, and all that it says."""
    paths = [str(toy.HERE.parent)] if path is None else [str(path), str(toy.HERE.parent)]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(paths),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(root.parent),
        "COLUMNS": "200",
    }
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return done.returncode, done.stdout + done.stderr


def scores(root: Path, assignment: str) -> dict[str, dict[str, float | None]]:
    """Student -> grade cell -> what autograding gave."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {
            submission.student.id: {
                grade.name: grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in book.assignment_submissions(assignment)
        }


def tampered() -> nbformat.NotebookNode:
    """Right answers; one test cell is rewritten, one deleted, one made a text, points raised."""
    notebook = toy.filled(toy.RIGHT)
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id", ""): cell for cell in notebook.cells}
    cells["test_double"].source = "100.0"
    cells["test_double"].metadata.nbgrader.update(points=100, grade_id="test_double")
    notebook.cells.remove(cells["test_shout"])
    cells["test_distance"].metadata.nbgrader.locked = False
    cells["test_distance"].source = "import os\nos._exit(0)"
    return notebook


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A fresh toy course on which somebody ran the two commands; and what they said."""
    root = toy.make_course(tmp_path_factory.mktemp("nbgrader") / "course")
    toy.hand_in(root, "ada", toy.filled(toy.RIGHT))
    toy.hand_in(root, "ben", toy.filled(PARTLY))
    toy.hand_in(root, "chi", toy.filled({}))
    toy.hand_in(root, "eve", tampered())
    said = [
        nbgrader(root, command, toy.ASSIGNMENT)
        for command in ("generate_assignment", "autograde", "generate_feedback")
    ]
    assert [code for code, _ in said] == [0, 0, 0], said
    return root, [text for _, text in said]


def test_partial_credit_lands_in_the_gradebook(graded):
    assert scores(graded[0], toy.ASSIGNMENT) == {
        "ada": {"test_double": 2, "test_shout": 1, "test_distance": 3, "why": 0},
        "ben": {"test_double": 1.33, "test_shout": 1, "test_distance": 1.5, "why": 0},
        "chi": {"test_double": 0, "test_shout": 0, "test_distance": 0, "why": 0},
        "eve": {"test_double": 2, "test_shout": 1, "test_distance": 3, "why": 0},
    }


def test_maximum_points_are_the_courses_and_not_the_students(graded):
    with Gradebook(f"sqlite:///{graded[0] / 'gradebook.db'}") as book:
        assert {s.max_score for s in book.assignment_submissions(toy.ASSIGNMENT)} == {8.0}


def test_reasons_stand_in_the_graded_notebook_and_on_the_page(graded):
    root = graded[0]
    reason = "the list that you were given should be left as it is"
    for path in (
        root / "autograded" / "ben" / toy.ASSIGNMENT / "Counting.ipynb",
        root / "feedback" / "ben" / toy.ASSIGNMENT / "Counting.html",
    ):
        assert reason in path.read_text() and "1 of 2 hidden tests passed." in path.read_text()


def test_plain_execute_is_never_used(graded):
    assert not (graded[0] / "executed").exists()


def test_course_grade_gives_the_same_scores(graded, tmp_path, monkeypatch):
    monkeypatch.setattr(nbgrader_setup, "HIDDEN", toy.HIDDEN)
    root = toy.make_course(tmp_path / "course")
    # The same secret: otherwise other inputs are drawn.
    for name in (".course/secret", "gradebook.secret"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes((graded[0] / name).read_bytes())
    for student, notebook in (("ben", toy.filled(PARTLY)), ("eve", tampered())):
        toy.hand_in(root, student, notebook)
    course = load_course(root)
    rows = grade_class(course, course.assignments)
    assert {row.student: row.score for row in rows} == {"ben": 3.83, "eve": 6.0}
    before = scores(graded[0], toy.ASSIGNMENT)
    assert scores(root, toy.ASSIGNMENT) == {name: before[name] for name in ("ben", "eve")}


def test_course_grade_takes_over_what_nbgrader_graded(graded, monkeypatch):
    monkeypatch.setattr(nbgrader_setup, "HIDDEN", toy.HIDDEN)
    course, before = load_course(graded[0]), toy.gradings(graded[0])
    (row,) = grade_class(course, course.assignments, only="ben")
    assert toy.gradings(graded[0]) == before
    assert (row.outcome, row.score) == ("graded", 3.83)


def test_nothing_of_the_hidden_tests_is_told(graded):
    root = graded[0]
    forbidden = [
        line.strip()
        for line in (toy.HERE / "toy_hidden" / "counting.py").read_text().splitlines()
        if len(line.strip()) > 20 and not line.strip().startswith(("from ", "import ", '"'))
    ] + [str(UNGUESSABLE), "Because a kilometre is long", "return abs(a - b)"]
    for room in ("release", "autograded", "feedback"):
        everything = toy.texts(root / room)
        assert everything
        for name, text in everything.items():
            if any(student in name for student in ("ada", "eve")):
                text = text.replace("return abs(a - b)", "")  # their own answer
            found = [line for line in forbidden if line in text]
            assert not found, (room, name, found)


# ---------------------------------------------------------------- the configuration fails closed

BROKEN = {
    "ours raises": ("course_utils", "raise RuntimeError('this copy is\\nbroken')\n"),
    "ours ends the process": ("course_utils", "raise SystemExit\n"),
    "a library is missing": ("pandas", "raise ModuleNotFoundError('No module named pandas')\n"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_without_our_referee_nbgrader_stops_with_one_line(tmp_path, kind):
    root = toy.make_course(tmp_path / "course")
    # Only what stands in the repository: without the trap and the hidden tests of the toy.
    ours = (toy.REPOSITORY / "nbgrader_config.py").read_text()
    (root / "nbgrader_config.py").write_text(ours)
    toy.hand_in(root, "ada", toy.filled(toy.RIGHT))
    name, text = BROKEN[kind]
    package = tmp_path / "path" / name
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(text)
    code, said = nbgrader(root, "autograde", toy.ASSIGNMENT, "--create", path=tmp_path / "path")
    assert code != 0
    lines = said.strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("nbgrader_config.py: grading stops"), said
    assert "make setup" in lines[0]
    assert not (root / "gradebook.db").exists()
    assert not (root / "autograded").exists() and not (root / ".course").exists()


# ---------------------------------------------------------------- the real course

REAL = "01-visualization"


def telling_lines(path: Path) -> list[str]:
    """The lines of a hidden module that would tell a student something.

    Left out: short lines, imports, and lines that are part of a reason: those are written for
    students.
    """
    lines = (line.strip() for line in path.read_text().splitlines())
    return [
        line
        for line in lines
        if len(line) >= 20
        and not line.startswith(("import ", "from ", "#"))
        and not re.fullmatch(r"f?[\"'].*[\"'],?", line)
    ]


def hidden_modules() -> list[Path]:
    return sorted((toy.REPOSITORY / "course_utils" / "hidden").glob("*.py"))


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """A fresh copy of the course: one right and one wrong answer to each exercise."""
    from course_utils.authoring.course import Course
    from course_utils.authoring.demo import filled, simulated_class

    if not (toy.REPOSITORY / "release" / REAL).is_dir():
        pytest.skip("the assignment is not there yet")
    root = toy.copy_course(toy.REPOSITORY, tmp_path_factory.mktemp("real") / "course")
    released = toy.texts(root / "release")
    submissions = {s.student: s for s in simulated_class(Course(toy.REPOSITORY), REAL)}
    expected = {}
    for student in ("ada", "dora"):
        for path in (root / "release" / REAL).glob("*.ipynb"):
            target = root / "submitted" / student / REAL / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            notebook = filled(nbformat.read(path, as_version=4), submissions[student])
            nbformat.write(notebook, target)
        expected[student] = submissions[student].expected
    for command in ("generate_assignment", "autograde", "generate_feedback"):
        code, said = nbgrader(root, command, REAL)
        assert code == 0, said
    return root, released, expected


def test_real_scores_are_what_the_bank_says(real):
    root, _, expected = real
    got = {name: round(sum(s.values()), 2) for name, s in scores(root, REAL).items()}
    assert got == expected
    assert 0 < got["dora"] < got["ada"] or got["dora"] == 0


def test_nbgrader_releases_what_is_committed(real):
    root, released, _ = real
    again = toy.texts(root / "release")
    assert {name: again[name] for name in released if name.endswith(".ipynb")} == {
        name: text for name, text in released.items() if name.endswith(".ipynb")
    }


def test_no_line_of_the_hidden_tests_is_in_what_students_see(real):
    root = real[0]
    checks = " ".join(toy.texts(toy.REPOSITORY / "course_utils" / "checks").values())
    # What a statement says, a hidden test may say too.
    for path in (root / "release" / REAL).glob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        checks += " ".join(cell.source for cell in cells if cell.cell_type == "markdown")
    for module in hidden_modules():
        lines = [line for line in telling_lines(module) if line not in checks]
        assert lines or module.name == "__init__.py"
        for room in ("release", "autograded", "feedback"):
            everything = toy.texts(root / room)
            assert everything
            for name, text in everything.items():
                text = text.replace('\\"', '"').replace("&#39;", "'").replace("&quot;", '"')
                found = [line for line in lines if line in text]
                assert not found, (room, name, found)


def test_no_expected_value_is_in_what_students_see(real, monkeypatch):
    """What the tests compare with, for exactly these students, as text in several forms."""
    from course_utils.authoring.bank import read_answers
    from course_utils.authoring.course import Course
    from course_utils.authoring.trial import judge
    from course_utils.exercises import expect
    from course_utils.exercises.registry import load_tests
    from course_utils.grading.secret import student_seed

    root = real[0]
    secret = bytes.fromhex((root / ".course" / "secret").read_text())
    wanted = []
    for function in ("array", "frame", "sequence", "mapping", "number"):
        plain = getattr(expect, function)

        def spy(actual, expected, *, plain=plain, **options):
            wanted.append(expected)
            return plain(actual, expected, **options)

        monkeypatch.setattr(expect, function, spy)
    course = Course(toy.REPOSITORY)
    for exercise, tests in load_tests("course_utils.hidden").items():
        for answer in read_answers(course, REAL, exercise)[:1]:
            for student in ("ada", "dora"):
                judge(tests, answer.namespace(), answer.source, student_seed(secret, student))
    assert wanted
    forms = set()
    for value in wanted:
        plain = value.to_numpy() if hasattr(value, "to_numpy") else value
        items = plain.tolist() if hasattr(plain, "tolist") else plain
        forms |= {str(value), repr(value), str(plain), str(items)}
    forms = {form for form in forms if len(form) >= 12}
    assert len(forms) > 10
    for room in ("release", "autograded", "feedback"):
        for name, text in toy.texts(root / room).items():
            assert not [form for form in forms if form in text], (room, name)


def test_no_solution_is_in_what_students_get(real):
    root = real[0]
    regions = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.S)
    lines = set()
    for path in (root / "source" / REAL).glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for region in regions.findall(cell.source):
                lines |= {line.strip() for line in region.splitlines() if len(line.strip()) >= 20}
    assert lines
    for name, text in toy.texts(root / "release").items():
        assert not [line for line in lines if line in text and "also given" not in line], name
    # A wrong answer's page tells none of the right one either.
    for room in ("autograded", "feedback"):
        for name, text in toy.texts(root / room / "dora").items():
            own = "".join(toy.texts(root / "submitted" / "dora").values())
            assert not [line for line in lines if line in text and line not in own], name
