"""`course release` and `course release --check` on a small made-up course."""

from __future__ import annotations

import nbformat
import pytest
import typer
from typer.testing import CliRunner

from course_utils.authoring import build, commands
from course_utils.authoring import course as course_module
from course_utils.authoring.derived import find_differences
from course_utils.errors import UserMistake

from .toy import FakeReferee, Heard, tree

COUNTING = "source/01-counting/Counting.ipynb"
SCRIPT = "curriculum/01-counting/Counting.py"


def release(course, *assignments, referee=None):
    report = Heard()
    made = build.build(course, assignments, report)
    build.prove_all(course, made, referee or FakeReferee(), report)
    build.write(course, made, report)
    return report.text


def check(course, *assignments):
    report = Heard()
    try:
        build.check(course, build.build(course, assignments, report), report)
    except UserMistake as mistake:
        return f"{report.text}{mistake}", 2
    return report.text, 0


def change(course, old, new, path=SCRIPT):
    file = course.root / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def edit(course, name=COUNTING):
    path = course.root / name
    notebook = nbformat.read(path, as_version=4)
    cell = next(cell for cell in notebook.cells if "doubled" in cell.source)
    cell.source = cell.source.replace("number * 2", "number + number")
    nbformat.write(notebook, path)


def test_files_and_nothing_else(course):
    release(course)
    assert set(tree(course.root)) == {
        f"{room}/{name}"
        for room in ("source", "release")
        for name in (
            "01-counting/Counting.ipynb",
            "01-counting/data/numbers.csv",
            "02-shapes/Shapes.ipynb",
        )
    }


def test_no_solution_in_release(course):
    release(course)
    for name, content in tree(course.root).items():
        if name.startswith("release"):
            for words in (b"number * 2", b"width * height", b"so many words", b"One point for"):
                assert words not in content, (name, words)


def test_twice_changes_no_byte(course):
    release(course)
    before = tree(course.root)
    stamps = {path: path.stat().st_mtime_ns for path in course.root.rglob("*.ipynb")}
    assert "no file changed" in release(course)
    assert tree(course.root) == before
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_check_names_the_file_after_a_one_word_change(course):
    release(course)
    assert check(course) == ("source/ and release/ are as curriculum/ makes them\n", 0)
    change(course, "Guess before", "Think before")
    before = tree(course.root)
    text, code = check(course)
    assert code == 2
    assert f"{COUNTING}: out of date; run `course release 01-counting`" in text
    assert "release/01-counting/Counting.ipynb: out of date" in text
    assert "Shapes" not in text
    assert tree(course.root) == before
    release(course, "01-counting")
    assert check(course)[1] == 0


def test_check_names_a_changed_data_file(course):
    release(course)
    change(course, "3", "4", "curriculum/01-counting/files/data/numbers.csv")
    assert "source/01-counting/data/numbers.csv: out of date" in check(course)[0]


def test_check_names_a_release_changed_by_hand(course):
    release(course)
    edit_text = (course.root / "release/02-shapes/Shapes.ipynb").read_text()
    (course.root / "release/02-shapes/Shapes.ipynb").write_text(edit_text + " ")
    text, code = check(course)
    assert code == 2 and text.startswith("release/02-shapes/Shapes.ipynb: out of date")


def test_check_names_what_was_never_made(course):
    text, code = check(course, "02-shapes")
    assert code == 2 and "source/02-shapes/Shapes.ipynb: not made" in text


def test_edited_source_is_shown_and_not_overwritten(course):
    release(course)
    edit(course)
    before = tree(course.root)
    report = Heard()
    with pytest.raises(UserMistake, match="changed by hand, and not overwritten"):
        build.build(course, ["01-counting"], report)
    assert tree(course.root) == before
    assert "-    doubled = [number * 2 for number in numbers]" in report.text
    assert "+    doubled = [number + number for number in numbers]" in report.text
    line = (course.root / SCRIPT).read_text().split("\n").index('# %% exercise="double"') + 1
    assert f"In {SCRIPT}, near line {line}:" in report.text
    # Only the changed cell is shown.
    assert report.text.count("In curriculum") == 1
    assert "Guess before you look" not in report.text
    assert check(course)[1] == 2


def test_edited_source_can_be_adopted(course):
    release(course)
    edit(course)
    change(course, "number * 2", "number + number")
    # The curriculum says the same now; nothing would be lost, and the digest is made anew.
    release(course)
    assert check(course)[1] == 0


def test_edited_points_are_an_edit(course):
    release(course)
    path = course.root / COUNTING
    path.write_text(path.read_text().replace('"points": 2,', '"points": 20,'))
    text, code = check(course)
    assert code == 2 and '+metadata: {"course": {"exercise": "double"}' in text


def test_new_cell_in_source_is_placed(course):
    release(course)
    path = course.root / COUNTING
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(1, nbformat.v4.new_markdown_cell("A thought."))
    nbformat.write(notebook, path)
    text, _ = check(course)
    assert f"In {SCRIPT}, a new cell below the one at line 1:" in text and "+A thought." in text


def test_source_that_was_run_is_made_anew(course):
    release(course)
    path = course.root / COUNTING
    clean = path.read_bytes()
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="3")]
    notebook.cells[1].execution_count = 1
    nbformat.write(notebook, path)
    release(course)
    assert path.read_bytes() == clean


def test_notebook_that_is_not_ours_is_never_overwritten(course):
    path = course.root / COUNTING
    path.parent.mkdir(parents=True)
    nbformat.write(nbformat.v4.new_notebook(), path)
    assert "changed by hand" in check(course)[0]
    path.write_text("<<<<<<< conflict")
    assert "no notebook any more" in check(course)[0]


def test_removed_notebook_is_reported_and_removed(course):
    release(course)
    (course.root / "curriculum/02-shapes/Shapes.py").unlink()
    course = type(course)(course.root, package=course.package, exercises=("double", "Counter"))
    text, code = check(course)
    assert code == 2 and "source/02-shapes/Shapes.ipynb: left over" in text
    assert "removed: release/02-shapes/Shapes.ipynb" in release(course)
    assert not (course.root / "source/02-shapes").exists()
    assert check(course)[1] == 0


def test_removed_assignment_is_reported_and_removed(course):
    release(course)
    (course.root / "curriculum/02-shapes/Shapes.py").unlink()
    (course.root / "curriculum/02-shapes").rmdir()
    course = type(course)(course.root, package=course.package, exercises=("double", "Counter"))
    assert "source/02-shapes/Shapes.ipynb: left over" in check(course)[0]
    release(course)
    assert "source/02-shapes/Shapes.ipynb" not in tree(course.root)


def test_stranger_is_refused_and_kept(course):
    release(course)
    twin = course.root / "source/01-counting/Counting.py"
    twin.write_text("the solutions")
    text, code = check(course)
    assert code == 2
    assert "source/01-counting/Counting.py: not made from curriculum/" in text
    with pytest.raises(UserMistake):
        release(course)
    assert twin.exists()
    assert find_differences(course, {}, ["01-counting"]) and twin not in {
        difference.path for difference in find_differences(course, {}, ["01-counting"])
    }


def test_traces_of_jupyterlab_are_no_strangers_and_not_shipped(course):
    release(course)
    for folder in ("source/01-counting", "curriculum/01-counting/files"):
        trace = course.root / folder / ".ipynb_checkpoints/Counting-checkpoint.ipynb"
        trace.parent.mkdir()
        trace.write_text("{}")
    assert check(course)[1] == 0


def test_shipped_file_may_not_hold_a_solution(course):
    twin = course.root / "curriculum/01-counting/files/Counting.py"
    twin.write_text((course.root / SCRIPT).read_text())
    text, code = check(course)
    assert code == 2
    assert "also stands at curriculum/01-counting/files/Counting.py" in text


def test_shipped_file_may_not_replace_a_notebook(course):
    (course.root / "curriculum/01-counting/files/Counting.ipynb").write_text("{}")
    assert "take the place of the notebook" in check(course)[0]


def test_unfinished_neighbour_does_not_stop_a_release(course):
    change(course, "points=1", "", "curriculum/02-shapes/Shapes.py")
    assert "has no points" in check(course)[0]
    release(course, "01-counting")


def test_unknown_assignment(course):
    assert check(course, "01-countin") == ("no assignment 01-countin; did you mean 01-counting?", 2)


@pytest.mark.parametrize(
    ("referee", "words"),
    [
        (FakeReferee({("source", "test_double"): 1}), "earns 1 of 2 points (not doubled)"),
        (FakeReferee({("release", "test_double"): 1}), "the stub of `double` earns 1 points"),
        (
            FakeReferee(errors={("source", "numbers = [3"): ("ValueError", "boom")}),
            "Counting.py:6: the cell raises ValueError in source/: boom",
        ),
        (
            FakeReferee(errors={("release", "the end"): ("ValueError", "boom")}),
            "the cell raises ValueError in release/: boom",
        ),
    ],
)
def test_nothing_is_written_unless_the_proof_holds(course, referee, words):
    with pytest.raises(UserMistake, match="Counting.py:") as refused:
        release(course, referee=referee)
    assert words in str(refused.value)
    assert tree(course.root) == {}


def test_table(course):
    text = release(course)
    assert "proving curriculum/01-counting/Counting.py" in text
    rows = [line.split() for line in text.splitlines()]
    assert ["double", "2", "2", "2", "0"] in rows
    assert ["Counter", "(bonus)", "1.5", "2", "1.5", "0"] in rows
    assert ["why_double", "3", "by", "hand"] in rows


@pytest.fixture
def run(course, monkeypatch):
    """The command line, in the made-up course."""
    monkeypatch.setattr(course_module, "find_course", lambda: course)

    app = typer.Typer()
    app.callback()(lambda: None)
    commands.register(app)
    return lambda *arguments: CliRunner().invoke(app, ["release", *arguments])


def test_command_writes_without_proof_only_by_name(run, course):
    result = run("--no-proof")
    assert result.exit_code == 0
    assert "not proved" in result.output
    assert f"written: {COUNTING}" in result.output
    assert run("--check").exit_code == 0


def test_command_check_fails_with_a_users_mistake(run, course):
    assert isinstance(run("--check").exception, UserMistake)
    assert tree(course.root) == {}


def test_find_course_from_below_and_from_nowhere(course, tmp_path_factory):
    assert course_module.find_course(course.root / "curriculum/01-counting").root == course.root
    with pytest.raises(UserMistake, match="change into the course folder"):
        course_module.find_course(tmp_path_factory.mktemp("nowhere"))
