"""The shipment: what students get of `course_utils`, and nothing of the instructor's rooms."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from course_utils.grading import shipment as module
from course_utils.grading.shipment import (
    PACKAGE,
    PRIVATE_ROOMS,
    copy_shipment,
    fingerprint,
    ready_shipment,
    shipped_files,
)

from . import toy


def test_private_rooms_stay_at_home(shipment):
    rooms = {path.name for path in (shipment / "course_utils").iterdir()}
    assert {"exercises", "checks", "faces", "cli.py", "__init__.py"} <= rooms
    assert not rooms & set(PRIVATE_ROOMS)
    assert {"hidden", "grading", "authoring"} <= set(PRIVATE_ROOMS)


def test_no_file_is_called_after_a_private_room_and_no_cache_is_shipped(shipment):
    for path in shipment.rglob("*"):
        assert path.stem not in ("hidden_tests", "answers") and "__pycache__" not in path.parts
        assert (
            path.is_dir()
            or path.read_bytes() == (PACKAGE.parent / path.relative_to(shipment)).read_bytes()
        )


BARE = """
import importlib, pathlib, pkgutil, sys
sys.meta_path[:] = [f for f in sys.meta_path if "__editable__" not in repr(f)]
sys.path_hooks[:] = [h for h in sys.path_hooks if "__editable__" not in repr(h)]
import course_utils
assert pathlib.Path(course_utils.__file__).is_relative_to(sys.argv[1]), course_utils.__file__
for module in pkgutil.walk_packages(course_utils.__path__, "course_utils."):
    importlib.import_module(module.name)
    print(module.name)
instructors = {"nbgrader", "jupytext", "nbclient", "hypothesis", "pytest", "sqlalchemy"}
print("INSTRUCTORS", sorted(instructors & set(sys.modules)))
"""


@pytest.fixture(scope="module")
def bare(shipment, tmp_path_factory):
    """Every shipped module imported by a process that knows no other copy of the package."""
    home = tmp_path_factory.mktemp("home")
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(shipment)}
    done = subprocess.run(
        [sys.executable, "-c", BARE, str(shipment)],
        capture_output=True,
        text=True,
        env=environment | {"TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=home,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def test_every_shipped_module_is_imported_without_the_rest(bare):
    assert "course_utils.exercises.check" in bare and "course_utils.faces.load" in bare
    assert not [name for name in bare if name.split(".")[1:2] in [[r] for r in PRIVATE_ROOMS]]


def test_students_need_no_package_of_the_instructor(bare):
    assert bare[-1] == "INSTRUCTORS []"


def make_package(folder):
    for name in ("__init__.py", "faces/load.py", "hidden/one.py", "faces/__pycache__/load.pyc"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


def test_fingerprint_sees_shipped_files_only(tmp_path):
    package = make_package(tmp_path / "course_utils")
    assert [p.as_posix() for p in shipped_files(package)] == ["__init__.py", "faces/load.py"]
    first = fingerprint(package)
    (package / "hidden/one.py").write_text("other")
    (package / "faces/__pycache__/load.pyc").write_text("other")
    assert fingerprint(package) == first
    (package / "faces/load.py").write_text("other")
    assert fingerprint(package) != first


def test_moving_text_from_one_file_to_the_next_is_seen(tmp_path):
    package = make_package(tmp_path / "course_utils")
    (package / "faces" / "a.py").write_text("onetwo")
    first = fingerprint(package)
    (package / "faces" / "a.py").write_text("one")
    (package / "faces" / "b.py").write_text("two")
    assert fingerprint(package) != first


def test_a_copy_holds_what_is_listed(tmp_path):
    package = make_package(tmp_path / "course_utils")
    copy_shipment(tmp_path / "copy", package)
    assert sorted(toy.texts(tmp_path / "copy")) == [
        "course_utils/__init__.py",
        "course_utils/faces/load.py",
    ]


@pytest.fixture
def no_fonts(monkeypatch):
    monkeypatch.setattr(module.font_cache, "make", lambda target: None)


def test_it_is_made_once_for_each_content(tmp_path, monkeypatch, no_fonts):
    made = []
    monkeypatch.setattr(module.importlib.metadata, "version", lambda name: "3")
    monkeypatch.setattr(module, "copy_shipment", lambda target: made.append(target))
    monkeypatch.setattr(module, "fingerprint", lambda: "first")
    first = ready_shipment(tmp_path)
    assert ready_shipment(tmp_path) == first and len(made) == 1
    monkeypatch.setattr(module, "fingerprint", lambda: "second")
    assert ready_shipment(tmp_path) != first and len(made) == 2
    assert sorted(p.name for p in (tmp_path / "shipments").iterdir()) == ["first-3", "second-3"]
    monkeypatch.setattr(module.importlib.metadata, "version", lambda name: "4")
    assert ready_shipment(tmp_path).name == "second-4"


def test_of_two_graders_that_start_at_once_one_makes_it(tmp_path, monkeypatch, no_fonts):
    made, got = [], []
    second = threading.Thread(target=lambda: got.append(ready_shipment(tmp_path)))

    def slow(target):
        made.append(target)
        second.start()
        second.join(0.3)  # it waits for the lock
        assert second.is_alive() and not got
        (target / "a").write_text("")

    monkeypatch.setattr(module, "copy_shipment", slow)
    target = ready_shipment(tmp_path)
    second.join(10)
    assert got == [target] and len(made) == 1
    assert [p.name for p in target.iterdir()] == ["a"]
    assert [p.name for p in (tmp_path / "shipments").iterdir()] == [target.name]


def test_what_a_killed_grader_left_is_removed(tmp_path, monkeypatch, no_fonts):
    left = tmp_path / "shipments" / "making-abc"
    left.mkdir(parents=True)
    (left / "half").write_text("")
    monkeypatch.setattr(module, "copy_shipment", lambda target: None)
    target = ready_shipment(tmp_path)
    assert [p.name for p in (tmp_path / "shipments").iterdir()] == [target.name]
