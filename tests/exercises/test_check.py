"""What a student sees: three outcomes, in colour or in plain text, and nothing on stderr."""

from __future__ import annotations

import html.parser
import importlib
import subprocess
import sys
import threading

import pytest

from course_utils.exercises.check import Hint, NotRight, Result, hint

# The package's `check` is the function; this is the module behind it.
checking = importlib.import_module("course_utils.exercises.check")

CHECKS = """
import numpy as np
from course_utils.exercises import expect, tests

HINTS = {"double": ["Which operator doubles?", "Use `*` & not <b>."]}


@tests("double")
def doubles(student, rng):
    numbers = rng.integers(1, 9, size=5)
    answer = student.double(numbers)
    expect.array(answer.value, 2 * numbers, reason="each number should be doubled, see `x < 2`")


@tests("double")
def leaves_the_input_alone(student, rng):
    numbers = rng.integers(1, 9, size=5)
    expect.unchanged(student.double(numbers).arguments[0], numbers)


@tests("plot")
def has_a_title(student, rng):
    from course_utils.exercises import describe
    expect.that(describe(student.plot([1, 2]))["title"] == "Two", "the title should be `Two`")
    expect.that(len(describe(student.plot([1, 2, 3]))["bars"]) == 3, "a second plot should be new")
"""


@pytest.fixture(autouse=True)
def toy_checks(tmp_path, monkeypatch):
    package = tmp_path / "toy_checks_package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "toys.py").write_text(CHECKS)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(checking, "CHECKS", "toy_checks_package")
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.delenv("COURSE_REFEREE", raising=False)
    checking._shown.clear()
    yield
    for name in [n for n in sys.modules if n.startswith("toy_checks_package")]:
        del sys.modules[name]


RIGHT = "def double(numbers):\n    return 2 * numbers"
WRONG = "def double(numbers):\n    numbers += 1\n    return numbers"
STUB = "def double(numbers):\n    raise NotImplementedError"


def run(answer: str, exercise: str = "double", **names):
    """Run an answer and its check as cells of one notebook do."""
    namespace = dict(names)
    exec(answer, namespace)
    namespace["check"] = checking.check
    exec(f"result = check({exercise!r})", namespace)
    return namespace["result"]


class Text(html.parser.HTMLParser):
    """The text of a piece of HTML; fails on tags that are not closed."""

    def __init__(self, source):
        super().__init__()
        self.open, self.text, self.tags = [], "", []
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


# ---------------------------------------------------------------- outcomes


def test_a_right_answer_is_correct():
    result = run(RIGHT)
    assert (result.outcome, result.lines) == ("correct", ())
    assert str(result) == repr(result) == "double: correct"


def test_a_wrong_answer_is_told_each_reason_once():
    result = run(WRONG)
    assert result.outcome == "not yet"
    assert len(result.lines) == 2
    assert "doubled" in result.lines[0] and "left as it is" in result.lines[1]
    assert str(result).splitlines()[0] == "double: not yet"


@pytest.mark.parametrize("answer", [STUB, "double = None\ndel double", ""])
def test_a_stub_or_a_missing_name_is_not_attempted(answer):
    result = run(answer)
    assert result.outcome == "not attempted"
    assert "`double`" in result.lines[0]
    assert ("cell above" in result.lines[0]) == (answer == STUB)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("double = 3", "TypeError"),
        ("def double(): return 1", "TypeError"),
        ("def double(numbers): return numbers.x", "AttributeError"),
        ("def double(numbers): raise SystemExit", "SystemExit"),
        ("def double(numbers): return None", "is there a `return`?"),
        ("def double(numbers): return list(numbers)", "a numpy array, but a list"),
        ("def double(numbers): return lambda: 1", "a numpy array, but a function"),
        ("def double(numbers): return numbers[:2]", "shape"),
        ("def double(numbers): return double(numbers)", "RecursionError"),
        ("def double(numbers): raise ValueError('\\x1b[31m' + 'x' * 9999)", "ValueError"),
    ],
)
def test_whatever_an_answer_does_the_result_is_readable(answer, words):
    result = run(answer)
    assert result.outcome == "not yet"
    assert words in result.lines[0]
    assert all(len(line) < 800 and "\x1b" not in line for line in result.lines)


def test_an_unknown_exercise_gives_a_readable_result():
    result = run(RIGHT, "dubble")
    assert result.outcome == "not attempted"
    assert "dubble" in result.lines[0] and "double, plot" in result.lines[0]


def test_only_the_student_may_interrupt_her_check():
    with pytest.raises(KeyboardInterrupt):
        run("def double(numbers): raise KeyboardInterrupt")


@pytest.mark.parametrize("wait", ["while True: pass", "__import__('time').sleep(99)"])
def test_an_answer_that_never_comes_ends_with_one_reason(wait, monkeypatch):
    monkeypatch.setattr(checking, "SECONDS", 1)
    result = run(f"def double(numbers):\n    {wait}", before="still here")
    assert result.outcome == "not yet"
    assert result.lines == ("your `double` gave no answer: it did not finish within 1 seconds",)
    assert run(RIGHT).outcome == "correct"


def test_where_there_is_no_alarm_a_check_works_all_the_same():
    """Windows has none, and neither has a thread that is not the first."""
    results = []
    thread = threading.Thread(target=lambda: results.append(run(RIGHT)))
    thread.start()
    thread.join()
    assert results[0].outcome == "correct"


# ---------------------------------------------------------------- colour and plain text


def test_the_notebook_shows_the_same_words():
    for answer in (RIGHT, WRONG, STUB):
        result = run(answer)
        shown = Text(result._repr_html_())
        assert f"double: {result.outcome}" in shown.text
        for line in result.lines:
            assert line.replace("`", "") in shown.text
        assert shown.tags[0][1]["role"] == "status"


def test_colours_differ_and_never_touch_the_text_of_the_theme():
    styles = [Text(run(a)._repr_html_()).tags[0][1]["style"] for a in (RIGHT, WRONG, STUB)]
    assert len(set(styles)) == 3
    for style in styles:
        properties = [part.split(":")[0] for part in style.split(";")]
        assert "color" not in properties and not any(p.startswith("background") for p in properties)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_coloured_edge_is_seen_on_white_and_on_black():
    import re

    shown = [run(a)._repr_html_() for a in (RIGHT, WRONG, STUB)]
    shown.append(hint("double")._repr_html_())
    for source in shown:
        for colour in re.findall(r"#[0-9A-Fa-f]{6}", source):
            for ground in ("#FFFFFF", "#111111"):
                light, dark = sorted([luminance(colour), luminance(ground)], reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 3, (colour, ground)


def test_reasons_cannot_bring_html_along():
    result = run("def double(numbers): raise ValueError('<script>alert(1)</script>')")
    assert "<script>" not in result._repr_html_()
    assert "<script>" in Text(result._repr_html_()).text


# ---------------------------------------------------------------- nothing on stderr

NOISY = """
import sys, warnings, logging, os
warnings.simplefilter("always")
warnings.warn("at definition is the cell's own affair") if False else None
def double(numbers):
    warnings.warn("careful")
    print("to stderr", file=sys.stderr)
    sys.stderr.write("again")
    logging.getLogger().warning("logged")
    numbers / 0
    return 2 * numbers
"""


@pytest.mark.parametrize("tail", ["", "    raise ValueError('x')\n"])
def test_nothing_appears_on_stderr(tail, capfd):
    run(NOISY.replace("    return 2", tail + "    return 2"))
    run(STUB)
    run(WRONG)
    run(RIGHT, "nothing")
    assert capfd.readouterr().err == ""


def test_a_real_process_keeps_stderr_clean(tmp_path):
    code = (
        "import sys, warnings, numpy as np\n"
        "from course_utils.exercises import check as c\n"
        "from course_utils.exercises.check import judge, hint\n"
        "c.__globals__['CHECKS'] = 'toy_checks_package'\n"
        f"{NOISY}\n"
        "print(c('double')); print(hint('double')); del double; print(c('double'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(tmp_path), "PATH": "", "HOME": str(tmp_path)},
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert "double: correct" in lines and "double: not attempted" in lines


def test_stderr_is_put_back(capfd):
    before = sys.stderr, sys.stdout
    run(NOISY)
    assert (sys.stderr, sys.stdout) == before


# ---------------------------------------------------------------- figures


def test_figures_of_a_check_are_closed_and_the_student_s_own_are_kept():
    import matplotlib

    matplotlib.use("Agg", force=False)
    import matplotlib.pyplot as plt

    plt.close("all")
    mine = plt.figure()
    own_axes = mine.add_subplot()
    own_axes.set_title("mine")
    answers = {
        "new": "_, ax = plt.subplots(); ax.bar(range(len(v)), v)",
        "current": "plt.bar(range(len(v)), v); ax = plt.gca()",
        "leaky": "plt.figure(); plt.figure(); plt.bar(range(len(v)), v); ax = plt.gca()",
    }
    try:
        for body in answers.values():
            result = run(
                "import matplotlib.pyplot as plt\n"
                f"def plot(v):\n    {body}\n    ax.set_title('Two')\n    return ax",
                "plot",
            )
            assert result.outcome == "correct", result.lines
            assert plt.get_fignums() == [mine.number]
            assert plt.gcf() is mine and own_axes.get_title() == "mine" and not own_axes.patches
        assert (
            run(
                "def plot(v):\n    import matplotlib.pyplot as plt\n    plt.figure()\n    1 / 0",
                "plot",
            ).outcome
            == "not yet"
        )
        assert plt.get_fignums() == [mine.number]
    finally:
        plt.close("all")


# ---------------------------------------------------------------- under nbgrader


def test_validate_raises_only_when_the_answer_is_not_right(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert run(RIGHT).outcome == "correct"
    for answer in (WRONG, STUB, ""):
        with pytest.raises(NotRight, match="double: not"):
            run(answer)
    with pytest.raises(NotRight):
        run(RIGHT, "nothing")


def test_autograde_without_the_referee_always_raises(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    for answer in (RIGHT, WRONG, STUB):
        with pytest.raises(NotRight, match="referee"):
            run(answer)


def test_under_the_referee_a_check_says_nothing(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setenv("COURSE_REFEREE", "1")
    for answer in (RIGHT, WRONG, STUB, ""):
        assert run(answer) is None
    assert run(RIGHT, "nothing") is None


# ---------------------------------------------------------------- hints


def test_hints_come_one_after_the_other_and_begin_again():
    texts = [str(hint("double")) for _ in range(3)]
    assert texts[0] == "Hint 1 of 2 for double: Which operator doubles?"
    assert texts[1].startswith("Hint 2 of 2") and texts[2] == texts[0]


def test_a_hint_shows_its_words_and_no_html_of_its_own():
    hint("double")
    second = hint("double")
    shown = Text(second._repr_html_())
    assert "Use * & not <b>." in shown.text
    assert ("code", {}) in shown.tags and ("b", {}) not in shown.tags


def test_without_a_hint_the_answer_is_readable():
    nothing = hint("plot")
    assert isinstance(nothing, Hint)
    for text in (str(nothing), Text(nothing._repr_html_()).text):
        assert "no hint" in text and "0 of 0" not in text


def test_results_are_plain_data():
    assert Result("a", "correct") == Result("a", "correct")


def gallery() -> str:
    """The four pieces on a light and on a dark ground, to look at in a browser."""
    pieces = [
        Result("merge_disgust", "correct"),
        Result("merge_disgust", "not yet", ("the answer should have shape (4,), not `(3,)`",) * 2),
        Result("merge_disgust", "not attempted", ("Write `merge_disgust` in the cell above.",)),
        Hint("merge_disgust", "Which labels stand above `disgust`?", 1, 2),
    ]
    body = "<br>".join(piece._repr_html_() for piece in pieces)
    grounds = (("white", "black"), ("#111111", "#f0f0f0"))
    return "".join(
        f'<div style="background:{ground};color:{ink};padding:24px;font-size:14px">{body}</div>'
        for ground, ink in grounds
    )
