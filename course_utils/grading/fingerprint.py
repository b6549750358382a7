"""What a result depends on, in one digest: equal digest, equal result, nothing to do again."""

from __future__ import annotations

import hashlib
import importlib.metadata
import inspect
import json
import os
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from course_utils.exercises.registry import Test
from course_utils.grading import shipment
from course_utils.grading.limits import Limits

#: Packages whose version can change a score: what students' code and the hidden tests compute
#: with, and what reads a notebook and its outputs.
PACKAGES = (
    "ipython",
    "keras",
    "matplotlib",
    "nbformat",
    "nbgrader",
    "numpy",
    "opencv-python",
    "pandas",
    "pillow",
    "scikit-learn",
    "scipy",
    "seaborn",
    "tensorflow",
)
#: Modules of this room that can change a score. What only shows, adds up, keeps or orders results
#: stays out: a changed page must not grade a class again. What the result holds by value (limits
#: as numbers, the seed, the shipment's content) has a part of its own in the fingerprint.
MODULES = (
    "autograder",
    "boxes",
    "canon",
    "cgroups",
    "intake",
    "isolation",
    "launcher",
    "limits",
    "manual",
    "memory_watch",
    "nbgrader_setup",
    "outputs",
    "referee",
    "repair",
    "repair_step",
    "sandbox",
    "sandbox_view",
    "seccomp",
    "session",
    "waiting",
    "worker",
)


def digest(parts: Iterable[bytes]) -> str:
    """One digest of several parts; where one ends and the next begins counts."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()[:32]


@lru_cache
def environment() -> str:
    """Python, the packages, the shipment, and the part of the grading code that gives scores."""
    versions = [platform.python_version(), platform.machine()]
    for name in PACKAGES:
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            versions.append(f"{name} none")
    folder = Path(__file__).parent
    return digest(
        [json.dumps(versions).encode(), shipment.fingerprint().encode()]
        + [(folder / f"{name}.py").read_bytes() for name in MODULES]
    )


def of_tests(tests: Mapping[str, Sequence[Test]], exercises: Iterable[str]) -> str:
    """The hidden tests of `exercises`, the modules that they stand in, and what these share."""
    wanted = [test for name in sorted(exercises) for test in tests.get(name, ())]
    sources = {test.module: inspect.getsource(sys.modules[test.module]) for test in wanted}
    named = [f"{test.exercise} {test.name}".encode() for test in wanted]
    others = {test.module for several in tests.values() for test in several}
    return digest(
        named
        + [sources[module].encode() for module in sorted(sources)]
        + [path.read_bytes() for path in _shared(sources, others)]
    )


def _shared(modules: Iterable[str], with_tests: Iterable[str]) -> list[Path]:
    """The files beside these modules that hold no test themselves: tests may import them."""
    packages = {module.rpartition(".")[0] for module in modules} & set(sys.modules)
    folders = sorted({Path(sys.modules[package].__file__).parent for package in packages})
    own = {Path(sys.modules[module].__file__) for module in with_tests}
    return [path for folder in folders for path in sorted(folder.rglob("*.py")) if path not in own]


def of_files(folder: Path) -> str:
    """Names and contents of all files in `folder`; links count by where they point."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            parts += [os.fsencode(path.relative_to(folder)), os.fsencode(path.readlink())]
        elif path.is_file():
            parts += [os.fsencode(path.relative_to(folder)), of_file(path)]
    return digest(parts)


def of_file(path: Path) -> bytes:
    """Content of one file, read piece by piece: a submission's may be of any length."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def of_notebook(notebook: NotebookNode) -> str:
    """Sources and kinds of the cells and what is graded of them; outputs do not count."""
    keys = ("grade_id", "points", "grade", "solution")
    cells = [
        [cell.cell_type, cell.source, *map(cell.metadata.get("nbgrader", {}).get, keys)]
        for cell in notebook.cells
    ]
    return digest([json.dumps(cells).encode()])


def of_limits(limits: Limits) -> str:
    """The budgets."""
    return digest([repr(limits).encode()])
