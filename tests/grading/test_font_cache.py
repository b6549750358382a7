"""The list of fonts: ready in each kernel, what it would find itself, spoilt for nobody else."""

from __future__ import annotations

import json

import pytest

from course_utils.exercises.codec import decode, encode
from course_utils.grading import boxes, cgroups, font_cache, isolation
from course_utils.grading.launcher import FONTS, PlainLauncher
from course_utils.grading.limits import Limits
from course_utils.grading.sandbox import SandboxLauncher
from course_utils.grading.shipment import copy_shipment


@pytest.fixture(scope="module")
def with_fonts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("with-fonts")
    copy_shipment(folder)
    font_cache.make(folder)
    return folder


@pytest.fixture(params=["plain", "sandbox"])
def start(request):
    if request.param == "sandbox" and isolation.why_not() is not None:
        pytest.skip(f"NO SANDBOX HERE: {isolation.why_not()}")
    sandboxed = request.param == "sandbox"
    launcher = SandboxLauncher(cgroups.find()) if sandboxed else PlainLauncher()
    started = []

    def start(shipment):
        box = boxes.Box()
        child = launcher.start(shipment, box.path, Limits())
        started.append((child, box))
        return child

    start.sandboxed = sandboxed
    yield start
    for child, box in started:
        child.close()
        box.remove()


def run(child, source: str) -> str:
    message = encode({"op": "run_cell", "source": source})
    outputs = decode(child.exchange(message, 60)).body["value"]["outputs"]
    return "".join(o.get("text") or o.get("evalue") or str(o.get("data")) for o in outputs)


LOOK = """
import pathlib, matplotlib
listed = list(pathlib.Path(matplotlib.get_cachedir()).glob("fontlist-*.json"))
before = [path.stat().st_mtime_ns for path in listed]
import matplotlib.font_manager as manager
after = [path.stat().st_mtime_ns for path in listed]
print(len(listed), before == after)
"""
SAME = """
def entries(fonts):
    return sorted(map(repr, fonts.ttflist + fonts.afmlist))
built = manager._load_fontmanager(try_read_cache=False)
print(len(entries(built)) > 10, entries(manager.fontManager) == entries(built))
"""


def test_a_kernel_uses_the_list_and_would_have_made_the_same(start, with_fonts):
    child = start(with_fonts)
    assert run(child, LOOK) == "1 True\n"
    assert run(child, SAME) == "True True\n"


def test_without_a_list_a_kernel_makes_its_own(start, shipment):
    child = start(shipment)
    assert run(child, LOOK) == "0 True\n"
    assert run(child, "print(len(manager.fontManager.ttflist) > 10)") == "True\n"


SPOIL = """
import os, pathlib
for folder in ({shipment!r}, os.environ["MPLCONFIGDIR"]):
    for path in pathlib.Path(folder).glob("fontlist-*.json"):
        try:
            path.write_text("spoilt")
            print("written")
        except OSError as error:
            print(type(error).__name__, error.errno)
"""


def test_a_student_spoils_only_her_own_copy(start, with_fonts):
    whole = {path.name: path.read_bytes() for path in (with_fonts / FONTS).iterdir()}
    # Without a sandbox a student's code may write everywhere; her own copy is another file.
    seen = f"/shipment/{FONTS}" if start.sandboxed else "/nowhere"
    said = run(start(with_fonts), SPOIL.format(shipment=seen))
    assert said == ("OSError 30\nwritten\n" if start.sandboxed else "written\n")
    assert {path.name: path.read_bytes() for path in (with_fonts / FONTS).iterdir()} == whole
    assert run(start(with_fonts), LOOK) == "1 True\n"


def test_the_list_names_no_folder_of_the_instructor(with_fonts):
    (path,) = (with_fonts / FONTS).iterdir()
    names = [font["fname"] for font in json.loads(path.read_text())["ttflist"]]
    own = ("/usr/", "/opt/", "/Library/", "/System/")
    assert names and not [n for n in names if n.startswith("/") and not n.startswith(own)]
