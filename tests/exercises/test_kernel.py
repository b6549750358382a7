"""The real kernel: what cells show, what it survives, and what it never lets through."""

from __future__ import annotations

import base64
import os
import time

import numpy as np
import pytest

from course_utils.exercises import expect
from course_utils.exercises.codec import CodecError, encode
from course_utils.exercises.registry import Test
from course_utils.exercises.student import StudentError, Unresponsive, read
from course_utils.exercises.verdict import run_test

# ---------------------------------------------------------------- what a cell shows


def test_a_result_a_display_and_text(lasting):
    outputs = lasting.outputs("print('a', end='')\nprint('b')\ndisplay({'x': 1})\n1 + 1")
    assert [o["output_type"] for o in outputs] == ["stream", "display_data", "execute_result"]
    assert outputs[0]["text"] == "ab\n" and outputs[0]["name"] == "stdout"
    assert outputs[1]["data"]["text/plain"] == "{'x': 1}"
    assert outputs[2]["data"]["text/plain"] == "2"
    assert isinstance(outputs[2]["execution_count"], int)


def test_stderr_is_its_own_stream(lasting):
    outputs = lasting.outputs("import sys, warnings\nprint('x', file=sys.stderr)\nprint('y')")
    assert [o["name"] for o in outputs] == ["stderr", "stdout"]
    assert "careful" in lasting.text("warnings.warn('careful')")


def test_names_last_from_cell_to_cell_and_a_semicolon_silences(lasting):
    lasting.cell("lasting_name = 41")
    assert lasting.text("lasting_name + 1") == "42"
    assert lasting.outputs("lasting_name + 1;") == []


def test_an_error_has_name_text_and_traceback(lasting):
    reply = lasting.cell("print('before')\n1 / 0\nprint('after')")
    assert not reply["ok"]
    assert [o["output_type"] for o in reply["outputs"]] == ["stream", "error"]
    error = reply["outputs"][1]
    assert error["ename"] == "ZeroDivisionError" and "by zero" in error["evalue"]
    assert "1 / 0" in "\n".join(error["traceback"])
    assert "\x1b" not in "\n".join(error["traceback"])


@pytest.mark.parametrize("source", ["def f(:", "%no_such_magic", "    indented = 1\nx"])
def test_a_cell_that_is_no_python_is_an_error_and_no_end(lasting, source):
    reply = lasting.cell(source)
    assert reply["outputs"]
    assert lasting.text("7") == "7"


def test_a_figure_becomes_a_picture(lasting):
    source = "import matplotlib.pyplot as plt\nplt.bar(['a', 'b'], [1, 2])\nplt.show()"
    pictures = [o for o in lasting.outputs(source) if "image/png" in o.get("data", {})]
    assert len(pictures) == 1
    assert base64.b64decode(pictures[0]["data"]["image/png"]).startswith(b"\x89PNG")
    magic = "%matplotlib inline\nfig, ax = plt.subplots()\nax.plot([1, 2]);"
    assert sum("image/png" in o.get("data", {}) for o in lasting.outputs(magic)) == 1
    assert lasting.outputs("1;") == []  # it was shown once


def test_await_works_at_the_top_of_a_cell(lasting):
    assert lasting.text("import asyncio\nawait asyncio.sleep(0, 'awaited')") == "'awaited'"


@pytest.mark.parametrize("source", ["raise SystemExit", "import sys\nsys.exit(3)", "exit()"])
def test_leaving_a_cell_does_not_end_the_kernel(lasting, source):
    lasting.cell(source)
    assert lasting.text("'alive'") == "'alive'"


def test_input_and_getpass_say_that_nobody_answers(lasting):
    assert "nobody is there" in lasting.text("input('name? ')")
    assert "nobody is there" in lasting.text("import getpass\ngetpass.getpass()")


def test_interrupts_and_strange_errors_do_not_end_the_kernel(lasting):
    lasting.cell("raise KeyboardInterrupt")
    lasting.cell("class Odd(BaseException):\n    def __str__(self): raise Odd\nraise Odd")
    lasting.cell("def deeper(): deeper()\ndeeper()")
    assert lasting.text("'alive'") == "'alive'"


def test_text_without_end_is_cut(lasting):
    outputs = lasting.outputs("for i in range(3000): print('x' * 1000)")
    assert sum(len(o["text"]) for o in outputs) <= 200_001


def test_outputs_without_end_are_dropped(lasting):
    assert len(lasting.outputs("for i in range(2000): display(i)")) <= 501


@pytest.mark.parametrize(
    "source",
    [
        "display({'text/plain': 'x' * 40_000_000}, raw=True)",
        "for i in range(40): display({'text/plain': 'x' * 1_000_000}, raw=True)",
        "display({'text/plain': object()}, raw=True)",
        "display({'text/plain': 'x'}, raw=True, metadata={'a': object()})",
        "class Nasty:\n    def _repr_html_(self): return [object()]\nNasty()",
        "print('\\ud800')",
    ],
)
def test_outputs_that_cannot_cross_are_left_out_and_the_kernel_lives(lasting, source):
    reply = lasting.cell("print('before')\n" + source)
    assert reply["outputs"][0]["text"].startswith("before")
    assert lasting.text("'alive'") == "'alive'"


# ---------------------------------------------------------------- what a kernel may see


def test_the_student_s_package_has_no_hidden_room(lasting):
    for room in ("hidden", "grading", "authoring", "classroom"):
        assert "No module named" in lasting.text(f"import course_utils.{room}")
    assert lasting.text("from course_utils.exercises import check; check.__name__") == "'check'"


def test_the_instructor_s_copy_is_on_no_path(lasting, shipment):
    import course_utils

    mine = os.path.dirname(os.path.dirname(os.path.abspath(course_utils.__file__)))
    seen = lasting.text("import sys, course_utils\nprint(sys.path, sys.meta_path)")
    paths = [p.strip(" '") for p in seen[seen.find("[") + 1 : seen.find("]")].split(",")]
    assert mine not in paths and "__editable__" not in seen
    assert str(shipment) in lasting.text("print(course_utils.__file__)")
    assert mine not in lasting.text("import os\nprint(os.environ.get('PYTHONPATH'))")
    assert str(shipment) not in (mine, os.getcwd())


def test_nothing_of_the_grader_s_environment_is_there(start, monkeypatch):
    monkeypatch.setenv("GRADER_TOKEN", "a-secret-of-the-grader")
    kernel = start()
    seen = kernel.text(
        "import os\nprint(dict(os.environ))\nprint(open('/proc/self/environ').read())"
    )
    assert "a-secret-of-the-grader" not in seen and "GRADER_TOKEN" not in seen
    assert "COURSE_REFEREE" in seen
    # Nor are its open files: the pipes, and whatever Python itself opens.
    opened = set(kernel.text("print(*os.listdir('/proc/self/fd'))").split())
    assert len(opened) <= 8
    kernel.close()


def test_a_check_in_a_student_s_cell_says_nothing_under_the_referee(lasting):
    reply = lasting.cell("from course_utils.exercises import check\ncheck('whatever')")
    assert reply["ok"] and reply["outputs"] == []


# ---------------------------------------------------------------- ends


def test_a_process_that_ends_is_unresponsive_with_a_reason(start):
    kernel = start()
    with pytest.raises(Unresponsive, match=r"ended the Python process \(exit code 3\)"):
        kernel.cell("import os\nos._exit(3)")
    kernel.close()
    kernel = start()
    student = kernel.student("def f():\n    import os, signal\n    os.kill(os.getpid(), 11)")
    with pytest.raises(Unresponsive, match="signal 11"):
        student.f()
    kernel.close()


def test_an_endless_loop_ends_in_time_and_the_child_is_killed(start):
    kernel = start(request_seconds=0.7)
    student = kernel.student(
        "import subprocess, sys\n"
        "def f():\n"
        "    global other\n"
        "    other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "    open('pid', 'w').write(str(other.pid))\n"
        "    while True:\n"
        "        try:\n"
        "            while True: pass\n"
        "        except BaseException: pass\n"
    )
    with pytest.raises(Unresponsive, match=r"within 0\.7 seconds"):
        student.f()
    grandchild = int((kernel.box / "work" / "pid").read_text())
    kernel.close()
    assert kernel.dead
    time.sleep(0.1)
    state = f"/proc/{grandchild}/stat"
    assert not os.path.exists(state) or open(state).read().split(")")[1].split()[0] == "Z"


def test_computing_time_of_a_kernel_is_limited(start):
    kernel = start(cpu_seconds=1, cell_seconds=30)
    with pytest.raises(Unresponsive, match="computing time"):
        kernel.cell("import numpy\nwhile True: pass")
    kernel.close()


def test_a_file_without_end_is_cut(start):
    kernel = start(file_bytes=100_000)
    kernel.cell("with open('big', 'wb') as f:\n    for i in range(100): f.write(bytes(10_000))")
    assert (kernel.box / "work" / "big").stat().st_size <= 100_000
    kernel.close()


def test_a_child_that_does_not_read_does_not_hold_the_grader(start):
    kernel = start(request_seconds=0.5)
    student = kernel.student("import threading, os, sys, time\ndef f(x): time.sleep(60)\n")
    begun = time.monotonic()
    with pytest.raises(Unresponsive):
        student.f(np.zeros(10_000_000))
    with pytest.raises(Unresponsive):
        student.f(np.zeros(10_000_000))
    # Held up, the grader would wait until the child reads again, after a minute.
    assert time.monotonic() - begun < 30
    kernel.close()


# ---------------------------------------------------------------- forgery

#: Student code that finds the pipe to the grader and the request that is being served.
FORGER = """
import os, sys, json, struct

def frames():
    frame = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back

def pipe():
    for frame in frames():
        if frame.f_code.co_name == "serve":
            return frame.f_locals["write"]

def reply(identifier, value):
    text = json.dumps({"id": identifier, "frames": [], "body": {"t": "dict", "v": [
        ["value", value], ["arguments", []], ["keywords", {"t": "dict", "v": []}]]}}).encode()
    return b"FACE" + struct.pack("<IQ", len(text), 0) + text
"""


def is_forty_two(student, rng):
    expect.number(student.f().value, 42, reason="wrong number")


def is_forty_two_twice(student, rng):
    expect.number(student.f().value, 1, reason="wrong first number")
    expect.number(student.g().value, 42, reason="wrong second number")


def verdict(run, student):
    return run_test(Test("f", run.__name__, run, __name__), student)


@pytest.mark.parametrize(
    ("answer", "test"),
    [
        # a reply written before the request whose identifier nobody knew
        ("os.write(pipe(), reply('', 42))\ndef f(): return 0", is_forty_two),
        ("os.write(pipe(), reply('cell', 42))\ndef f(): return 0", is_forty_two),
        # while the first request is served, an answer for the second one
        (
            "def f():\n    os.write(pipe(), reply('0' * 32, 1))\n    return 1\ndef g(): return 0",
            is_forty_two_twice,
        ),
        # the true reply, and behind it one for the next request
        (
            "def f():\n"
            "    own = next(x for x in frames() if x.f_code.co_name == 'serve')\n"
            "    i = own.f_locals['request'].identifier\n"
            "    os.write(pipe(), reply(i, 1) + reply(i, 42))\n"
            "    return 1\n"
            "def g(): return 0",
            is_forty_two_twice,
        ),
        # no message at all
        ("def f():\n    os.write(pipe(), b'42' * 100)\n    return 0", is_forty_two),
        # a head that announces more than may cross, and one that keeps the grader waiting
        (
            "def f():\n    os.write(pipe(), b'FACE' + struct.pack('<IQ', 2, 2 ** 63))\n",
            is_forty_two,
        ),
        ("def f():\n    os.close(pipe())\n    return 42", is_forty_two),
    ],
    ids=["early", "early cell", "guessed", "same id", "noise", "huge", "closed"],
)
def test_forged_replies_never_pass(start, answer, test):
    kernel = start(request_seconds=2)
    try:
        kernel.cell(FORGER)
        try:
            student = kernel.student(answer)
            outcome = verdict(test, student)
        except (Unresponsive, CodecError) as refusal:
            assert str(refusal)
        else:
            assert not outcome.passed and outcome.reason
            assert "42" not in outcome.reason
    finally:
        kernel.close()


def test_a_lie_about_the_own_value_is_only_a_value(start):
    # With the identifier of the request in hand a student can answer herself: her value is judged.
    kernel = start()
    kernel.cell(FORGER)
    student = kernel.student(
        "def f():\n"
        "    own = next(x for x in frames() if x.f_code.co_name == 'serve')\n"
        "    os.write(pipe(), reply(own.f_locals['request'].identifier, 43))\n"
        "    os._exit(0)\n"
    )
    with pytest.raises((StudentError, CodecError)):
        outcome = verdict(is_forty_two, student)
        assert not outcome.passed and outcome.reason == "wrong number"
        student.f()
    kernel.close()


def test_a_student_s_function_finds_no_test_in_her_process(lasting):
    secret = 7_310_552_419  # stands in this file and in the grader's memory only
    student = lasting.student(
        "import gc, sys\n"
        "def look():\n"
        "    seen, frame = [], sys._getframe()\n"
        "    while frame is not None:\n"
        "        seen += [frame.f_code.co_filename, frame.f_code.co_name, repr(frame.f_locals)]\n"
        "        seen.append(repr(sorted(map(str, frame.f_globals))))\n"
        "        frame = frame.f_back\n"
        "    seen += [repr(sorted(sys.modules)), repr(sys.argv)]\n"
        "    seen += [str(x) for x in gc.get_objects() if type(x) is str or type(x) is int]\n"
        "    return ' '.join(seen)[:10_000_000]\n"
    )
    seen = student.look().value
    assert "serve" in seen  # it did walk to the top
    assert str(secret) not in seen and str(secret + 0) not in seen
    for word in ("test_kernel", "is_forty_two", "course_utils.hidden", "course_utils.grading"):
        assert word not in seen


def test_patched_libraries_of_the_child_do_not_reach_the_grader(start):
    kernel = start()
    student = kernel.student(
        "import numpy as np, builtins\n"
        "np.allclose = np.isclose = np.array_equal = lambda *a, **k: True\n"
        "class Always(int):\n"
        "    def __eq__(self, other): return True\n"
        "    def __hash__(self): return 0\n"
        "def f():\n"
        "    builtins.isinstance = lambda *a: True\n"
        "    return Always(41)\n"
    )
    try:
        outcome = verdict(is_forty_two, student)
        assert not outcome.passed
    except (Unresponsive, CodecError):
        pass
    finally:
        kernel.close()
    assert np.isclose(1, 2) == np.False_


def test_a_broken_request_of_ours_does_not_pass_unseen(lasting):
    with pytest.raises(StudentError):
        read(lasting.student("x = 1").nothing_of_that_name)
    assert encode({"op": "end"})
