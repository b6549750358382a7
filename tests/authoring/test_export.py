"""`course export`: what students get, and only that; it installs and runs by itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest

from course_utils.authoring import build
from course_utils.authoring.course import Course
from course_utils.authoring.export import MARKER, export, student_pyproject
from course_utils.errors import UserMistake
from course_utils.grading.shipment import PRIVATE_ROOMS

from .proven import ProvenCourse
from .toy import Heard

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def course(tmp_path, monkeypatch) -> Course:
    proven = ProvenCourse(tmp_path, monkeypatch)
    proven.write_package("proven_shipment", "VERSION = 1\n")
    hidden = proven.packages / "proven_shipment" / "hidden"
    hidden.mkdir()
    (hidden / "tests.py").write_text("# secret\n")
    release(proven.course)
    for name in ("environment.yml", "LICENSE", "pyproject.toml"):
        (proven.root / name).write_bytes((REPOSITORY / name).read_bytes())
    (proven.root / "docs").mkdir()
    (proven.root / "docs" / "for-students.md").write_text("# For students: Größe\n", "utf-8")
    (proven.root / "docs" / "glossary.md").write_text("# Words\n", "utf-8")
    return proven.course


def release(course: Course) -> None:
    report = Heard()
    build.write(course, build.build(course, [], report), report)


def listing(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


FILES = [
    "01-counting/Counting.ipynb",
    "LICENSE",
    "README.md",
    "course_utils/__init__.py",
    "environment.yml",
    "glossary.md",
    "pyproject.toml",
]


def test_right_files_and_no_others(course, tmp_path):
    out = tmp_path / "out"
    assert export(course, out) == FILES
    assert listing(out) == sorted([*FILES, MARKER])
    released = course.release / "01-counting" / "Counting.ipynb"
    assert (out / FILES[0]).read_bytes() == released.read_bytes()
    assert (out / "README.md").read_text("utf-8") == "# For students: Größe\n"
    assert json.loads((out / MARKER).read_text()) == FILES


def test_twice_changes_nothing(course, tmp_path):
    out = tmp_path / "out"
    export(course, out)
    before = {name: (out / name).read_bytes() for name in listing(out)}
    export(course, out)
    assert {name: (out / name).read_bytes() for name in listing(out)} == before


def test_what_is_gone_from_the_course_is_removed_and_the_rest_is_left(course, tmp_path):
    out = tmp_path / "out"
    (course.package / "old.py").write_text("x = 1\n")
    (course.curriculum / "02-more").mkdir()
    script = course.curriculum / "02-more" / "More.py"
    script.write_text("# %%\nprint('more')\n")
    release(course)
    export(course, out)
    assert {"course_utils/old.py", "02-more/More.ipynb"} <= set(listing(out))
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("ref")
    (out / "notes of mine.txt").write_text("kept")
    (course.package / "old.py").unlink()
    script.unlink()
    script.parent.rmdir()
    release(course)
    assert export(course, out) == FILES
    assert listing(out) == sorted([*FILES, MARKER, ".git/HEAD", "notes of mine.txt"])
    assert not (out / "02-more").exists()


def test_a_cloned_empty_repository_is_taken(course, tmp_path):
    out = tmp_path / "out"
    (out / ".git").mkdir(parents=True)
    (out / ".git" / "HEAD").write_text("ref")
    export(course, out)
    assert (out / ".git" / "HEAD").read_text() == "ref"


def test_a_foreign_folder_is_refused_and_left_alone(course, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.tex").write_text("years of work")
    with pytest.raises(UserMistake, match="holds other things .*thesis.tex.* name a new folder"):
        export(course, out)
    assert listing(out) == ["thesis.tex"]
    with pytest.raises(UserMistake, match="is a file; name a folder"):
        export(course, out / "thesis.tex")


@pytest.mark.parametrize("inside", ["", "release", "curriculum/01-counting"])
def test_the_course_itself_is_no_place_for_it(course, inside):
    before = listing(course.root)
    with pytest.raises(UserMistake):
        export(course, course.root / inside)
    assert listing(course.root) == before


def test_a_marker_that_names_files_elsewhere_removes_nothing(course, tmp_path):
    out = tmp_path / "out"
    export(course, out)
    (tmp_path / "precious").write_text("kept")
    names = ["../precious", str(tmp_path / "precious")]
    (out / MARKER).write_text(json.dumps([*FILES, *names]))
    export(course, out)
    assert (tmp_path / "precious").read_text() == "kept"


def test_a_damaged_marker_is_one_line(course, tmp_path):
    out = tmp_path / "out"
    export(course, out)
    (out / MARKER).write_text("{")
    with pytest.raises(UserMistake, match=re.escape(MARKER)):
        export(course, out)


@pytest.mark.parametrize("missing", ["LICENSE", "docs/for-students.md", "docs/glossary.md"])
def test_a_file_that_the_course_lacks_is_named_before_anything_is_written(
    course, tmp_path, missing
):
    (course.root / missing).unlink()
    with pytest.raises(UserMistake, match=missing):
        export(course, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_nothing_released_is_one_line(course, tmp_path):
    (course.release / "01-counting" / "Counting.ipynb").unlink()
    with pytest.raises(UserMistake, match="release/ is empty; run `course release` first"):
        export(course, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_students_need_less_than_instructors():
    content = tomllib.loads(student_pyproject(REPOSITORY / "pyproject.toml"))
    whole = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    assert content["project"]["dependencies"] == whole["project"]["dependencies"]
    assert "optional-dependencies" not in content["project"] and "ruff" not in content.get("tool")
    assert content["project"]["scripts"] == {"course": "course_utils.cli:main"}
    assert not [need for need in content["project"]["dependencies"] if "nbgrader" in need]


# ---------------------------------------------------------------- the real course


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    course = Course(REPOSITORY)
    if not any(course.release.glob("*/*.ipynb")):
        pytest.skip("nothing is released yet")
    folder = tmp_path_factory.mktemp("export") / "template"
    export(course, folder)
    return folder


def test_each_link_of_a_page_leads_to_something_in_the_export(real):
    links = [
        (page.name, link)
        for page in real.glob("*.md")
        for link in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))
    ]
    assert ("README.md", "glossary.md") in links
    assert [link for link in links if not (real / link[1]).exists()] == []


def test_nothing_of_the_instructors_is_in_the_export(real):
    names = listing(real)
    assert not [name for name in names if set(Path(name).parts) & set(PRIVATE_ROOMS)]
    assert not [name for name in names if "answers" in name or name.startswith("source")]
    texts = {name: (real / name).read_bytes().decode("utf-8", "ignore") for name in names}
    # What a statement or a visible check says, a hidden test may say too.
    given = "".join(text for name, text in texts.items() if "/checks/" in name)
    given += texts["course_utils/exercises/student.py"]  # its head shows how a test is written
    given += "".join(
        cell.source
        for name in names
        if name.endswith(".ipynb")
        for cell in nbformat.read(real / name, as_version=4).cells
        if cell.cell_type == "markdown"
    )
    course, telling = Course(REPOSITORY), set()
    for module in (course.package / "hidden").glob("*.py"):
        for line in map(str.strip, module.read_text("utf-8").splitlines()):
            # Imports, comments, text, decorators and bare annotations say nothing of an answer.
            plain = line.startswith(("import ", "from ", "#", "@"))
            plain = plain or re.fullmatch(r"f?[\"'].*|\w+: [\w.]+", line)
            if len(line) >= 20 and not plain and line not in given:
                telling.add(line)
    for path in course.source.glob("*/*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for region in re.findall(r"### BEGIN SOLUTION\n(.*?)### END", cell.source, re.S):
                lines = map(str.strip, region.splitlines())
                telling |= {
                    x for x in lines if len(x) >= 20 and "also given" not in x and x not in given
                }
    assert len(telling) > 50
    allowed = ("import ", "from ")
    found = [
        (name, line)
        for name, text in texts.items()
        for line in telling
        if line in text and not line.startswith(allowed)
    ]
    assert found == []


@pytest.fixture(scope="module")
def installed(real, tmp_path_factory):
    """The export as pip installs it; only the build's own needs come from this environment."""
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    done = subprocess.run(
        [*command, "--no-build-isolation", "--target", str(target), "."],
        cwd=real,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return target


def test_the_installed_package_is_whole(real, installed):
    """Pictures and tables come along, not only Python."""
    shipped = [name for name in listing(real / "course_utils") if "__pycache__" not in name]
    there = set(listing(installed / "course_utils"))
    assert [name for name in shipped if name not in there] == []


RUN = """
import json, sys, warnings
warnings.simplefilter("ignore")
import nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
last = nbformat.v4.new_code_cell("import course_utils; print(course_utils.__file__)")
notebook.cells.append(last)
NotebookClient(notebook, timeout=300, kernel_name="python3", allow_errors=True).execute()
outputs = [dict(output) for cell in notebook.cells for output in cell.get("outputs", [])]
print(json.dumps(outputs))
"""


def test_the_release_notebook_runs_on_the_installed_package(real, installed, tmp_path):
    (path,) = sorted(real.glob("01-*/*.ipynb"))
    environment = os.environ | {
        "PYTHONPATH": str(installed),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "IPYTHONDIR": str(tmp_path / "ipython"),
    }
    environment["COURSE_FACES"] = "embedded"  # all faces would take minutes to draw
    done = subprocess.run(
        [sys.executable, "-c", RUN, path.name],
        cwd=path.parent,
        env=environment,
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    outputs = json.loads(done.stdout.splitlines()[-1])
    assert outputs[-1]["text"].strip() == str(installed / "course_utils" / "__init__.py")
    errors = {o["ename"]: o["evalue"] for o in outputs if o["output_type"] == "error"}
    assert set(errors) <= {"NotImplementedError", "NameError"}, errors
    assert "NotImplementedError" in errors
    shown = " ".join(str(o.get("data", {}).get("text/plain", "")) for o in outputs)
    assert "not attempted" in shown
    assert not [o["text"] for o in outputs if o.get("name") == "stderr"]
