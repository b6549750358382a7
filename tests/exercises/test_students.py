"""One toy exercise after the other, on both students: equal verdicts, equal reasons."""

from __future__ import annotations

import builtins
import itertools
import linecache
import re

import numpy as np
import pytest
import toys

from course_utils.exercises import expect, fixtures, made, read
from course_utils.exercises.codec import encode
from course_utils.exercises.registry import Test
from course_utils.exercises.student import (
    Handle,
    LocalStudent,
    Missing,
    Raised,
    Refused,
    StudentError,
)
from course_utils.exercises.verdict import run_test

SEED = b"seed of these tests"
numbers = itertools.count()
#: An empty notebook and an empty folder.
EMPTY = """
import shutil
shutil.rmtree('notes', ignore_errors=True)
for name in list(globals()):
    if not name.startswith('_') and name not in ('In', 'Out', 'get_ipython', 'exit', 'quit'):
        del globals()[name]
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def local(source: str) -> LocalStudent:
    namespace = {"__name__": "__main__", "__builtins__": builtins}
    # As in a notebook, where the lines of a cell can be looked up.
    name = f"<cell {next(numbers)}>"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    exec(compile(source, name, "exec"), namespace)
    return LocalStudent(namespace, [source])


@pytest.fixture
def both(lasting):
    """The same answer twice: in this process and in the real kernel."""

    def students(source: str):
        lasting.cell(EMPTY)
        return {"local": local(source), "remote": lasting.student(source)}

    return students


def plain(reason: str) -> str:
    """A reason without what differs from process to process."""
    return re.sub(r"0x[0-9a-f]+", "0x", reason)


def verdicts(both, toy, source):
    results = {kind: run_test(toy.test, s, SEED) for kind, s in both(source).items()}
    assert results["local"].passed == results["remote"].passed, results
    assert plain(results["local"].reason) == plain(results["remote"].reason)
    assert results["local"].attempted == results["remote"].attempted
    return results["remote"]


RIGHT = [
    pytest.param(toy, source, id=f"{toy.test.exercise}-{i}")
    for toy in toys.TOYS
    for i, source in enumerate(toy.right)
]
WRONG = [
    pytest.param(toy, source, words, id=f"{toy.test.exercise}-{i}")
    for toy in toys.TOYS
    for i, (source, words) in enumerate(toy.wrong)
]


@pytest.mark.parametrize(("toy", "source"), RIGHT)
def test_right_answers_pass(both, toy, source):
    verdict = verdicts(both, toy, source)
    assert verdict.passed, verdict.reason
    assert verdict.reason == ""


@pytest.mark.parametrize(("toy", "source", "words"), WRONG)
def test_wrong_answers_get_their_reason_and_not_the_answer(both, toy, source, words):
    verdict = verdicts(both, toy, source)
    assert not verdict.passed
    assert words in verdict.reason
    # Inputs and expected values are drawn with at least four digits: none of them may be told.
    shown = verdict.reason.replace(source, "")
    assert not re.findall(r"\d{4,}|\d+\.\d{3,}", shown), verdict.reason


@pytest.mark.parametrize("toy", toys.TOYS, ids=lambda toy: toy.test.exercise)
def test_nothing_is_not_attempted(both, toy):
    name = toy.test.exercise
    stub = f"def {name}(*arguments, **keywords):\n    raise NotImplementedError"
    if name in ("threshold", "total"):
        return  # a value, and an exercise whose source is read first: no stub of this form
    verdict = verdicts(both, toy, stub)
    assert not verdict.passed and not verdict.attempted
    verdict = verdicts(both, toy, "nothing = 0")
    assert not verdict.passed and not verdict.attempted
    assert f"there is no `{name}` yet" in verdict.reason


def test_every_primitive_has_a_toy():
    source = open(toys.__file__).read()
    for primitive in ("read(", "report(", "made(", "describe(", "files_of(", "source_of("):
        assert primitive in source
    for kind in fixtures._MAKERS:
        assert f"fixtures.{kind}(" in source, kind
    assert len(toys.TOYS) == len({toy.test.exercise for toy in toys.TOYS})
    assert all(toy.right and toy.wrong for toy in toys.TOYS)


# ---------------------------------------------------------------- reasons come in order


def test_reasons_come_in_the_order_type_shape_value(both):
    def judge(source):
        expected = np.array([[1, 2], [3, 4]])
        test = Test(
            "f",
            "order",
            lambda student, rng: expect.array(
                student.f().value, expected, dtype="integer", reason="value"
            ),
            __name__,
        )
        results = [run_test(test, s, SEED) for s in both(source).values()]
        assert results[0] == results[1]
        return results[0].reason

    assert "numpy array" in judge("def f(): return [9.0]")
    assert "type integer" in judge("import numpy as np\ndef f(): return np.array([9.0])")
    assert "shape" in judge("import numpy as np\ndef f(): return np.array([9])")
    assert judge("import numpy as np\ndef f(): return np.full((2, 2), 9)") == "value"
    assert judge("import numpy as np\ndef f(): return np.array([[1, 2], [3, 4]])") == ""


# ---------------------------------------------------------------- what goes in comes out


def test_what_goes_in_comes_out_equal_through_both_students(both):
    import pandas as pd
    from sameness import same

    values = [
        {1: {2: (3, {4}, frozenset({5}))}, "nan": float("nan")},
        np.asfortranarray(np.arange(6, dtype=np.int16).reshape(2, 3)),
        [np.float32(1.5), np.str_("a"), np.datetime64("2020-01-01"), np.True_],
        pd.DataFrame({"a": pd.Categorical(["x", "y"]), "b": [1, None]}, index=["r", "s"]),
        pd.Series([1, pd.NA], dtype="Int64", name=("a", 1)),
        pd.MultiIndex.from_product([["a"], [1, 2]], names=["p", None]),
        "\ud800 and ü",
        2**4000,
        b"bytes",
    ]
    for student in both("def same(x, *, k): return x").values():
        for value in values:
            answer = student.same(value, k=value)
            assert same(answer.value, value)
            assert same(answer.arguments[0], value) and same(answer.keywords["k"], value)


def test_an_object_is_one_handle_however_often_it_comes(both):
    for student in both("o = object()\ndef f(): return o, [o]\ndef g(x): return x is o").values():
        first, (second,) = student.f().value
        assert isinstance(first, Handle) and first._stand_in == second._stand_in
        assert student.g(first).value is True
        assert student.g([first]).value is False


def test_a_handle_in_every_kind_of_container_arrives(both):
    source = "o = object()\ndef f(): return o\ndef g(*a, **k): return [x is o for x in look(a)]\n"
    source += "def look(x):\n    if isinstance(x, dict): x = list(x.values())\n"
    source += "    if isinstance(x, (list, tuple)): return [z for y in x for z in look(y)]\n"
    source += "    return [x]\n"
    for student in both(source).values():
        answer = student.f()
        handle = answer.value
        assert student.g(handle, [handle], (handle,), {"k": (handle, answer)}).value == [True] * 5


# ---------------------------------------------------------------- errors and mistakes


def test_an_error_names_type_line_and_text(both):
    source = "def f(x):\n    y = x + 1\n    return y / 0"
    for student in both(source).values():
        with pytest.raises(Raised) as caught:
            student.f(1)
        assert caught.value.type == "ZeroDivisionError"
        assert "ArithmeticError" in caught.value.families
        assert str(caught.value) == (
            "`f` stopped with ZeroDivisionError in the line `return y / 0`: division by zero"
        )


@pytest.mark.parametrize(
    "body",
    [
        "raise SystemExit(1)",
        "raise KeyboardInterrupt",
        "raise GeneratorExit",
        "raise type('Odd', (BaseException,), {'__str__': lambda s: 1 / 0})",
        "raise ValueError('\\ud800\\x1b[0m' * 999)",
        "return [f] * 10 + [f()]",
        "l = []; l.append(l); return l",
        "return 2 ** 9999",
        "return type('Lie', (), {'__class__': int})()",
        "return range(10 ** 12)",
    ],
)
def test_whatever_happens_it_is_a_reason(both, body):
    for student in both(f"def f():\n    {body}").values():
        with pytest.raises(StudentError) as caught:
            student.f()
        text = str(caught.value)
        text.encode()
        assert len(text) < 1000 and "\x1b" not in text


def test_missing_names_and_attributes_are_told(both):
    for student in both("def f(): return object()").values():
        for ask in (
            lambda s: s.nothing(),
            lambda s: read(s.nothing),
            lambda s: s.f().nothing(),
            lambda s: read(s.f().nothing),
        ):
            with pytest.raises(Missing, match="there is no `nothing` yet"):
                ask(student)


def test_a_mistake_of_the_test_is_told_and_ends_no_kernel(both):
    for student in both("def f(x): return x\ndef g(): return object()").values():
        with pytest.raises(Refused, match="outside the folder"):
            student.f(fixtures.image_folder({"../x.png": np.zeros((2, 2), np.uint8)}))
        with pytest.raises(Refused, match="there is no fixture of kind"):
            made(student, fixtures.FixtureSpec("nothing", {}))
        handle = student.g().value
        student._link.ask("end", {"op": "end"})
        for ask in (lambda s, h=handle: s.f(h), lambda s, h=handle: h.method()):
            with pytest.raises(Refused, match="handle of another test"):
                ask(student)
        assert student.f(1).value == 1


def test_a_test_that_is_wrong_itself_is_raised_and_no_verdict(both):
    def broken(student, rng):
        student.f()
        raise KeyError("the author's mistake")

    for student in both("def f(): return 1").values():
        with pytest.raises(KeyError):
            run_test(Test("f", "broken", broken, __name__), student)


def test_the_same_seed_draws_the_same_and_another_draws_others():
    drawn = []

    def draw(student, rng):
        drawn.append(rng.integers(0, 10**9))

    student = local("f = 1")
    for exercise, seed in (("f", b"a"), ("f", b"a"), ("f", b"b"), ("g", b"a")):
        run_test(Test(exercise, "draw", draw, __name__), student, seed)
    assert drawn[0] == drawn[1] and len(set(drawn)) == 3


# ---------------------------------------------------------------- fixtures stay as they were


def test_a_recorder_keeps_what_it_was_given(both):
    source = "import numpy as np\ndef f(g):\n    b = np.zeros(2)\n    for i in range(3):\n"
    source += "        b[:] = i\n        out = g(b)\n        out.append(9)\n"
    for student in both(source).values():
        answer = student.f(fixtures.function([1]))
        assert [c[0].tolist() for c in answer.arguments[0]["calls"]] == [[0, 0], [1, 1], [2, 2]]


def test_a_fixture_that_was_made_lives_over_several_calls(both):
    for student in both("def tick(clock): return clock()").values():
        clock = made(student, fixtures.clock([1.0, 2.0]))
        assert [student.tick(clock).value for _ in range(3)] == [1.0, 2.0, 2.0]
        assert toys.report(clock) == {"reads": 3}
        with pytest.raises(StudentError):
            toys.report(student.tick)


def test_a_folder_of_pictures_is_gone_after_the_call(both):
    source = "kept = []\ndef f(p): kept.append(str(p)); return p.is_dir()\n"
    source += "def there(): import os; return os.path.exists(kept[-1])"
    source = source.replace("def there(): import os; return", "import os\ndef there(): return")
    for student in both(source).values():
        image = np.zeros((2, 2), np.uint8)
        assert student.f(fixtures.image_folder({"a.png": image})).value is True
        assert student.there().value is False


# ---------------------------------------------------------------- figures


def test_figures_of_calls_do_not_pile_up(both):
    source = "import matplotlib.pyplot as plt\ndef f():\n    plt.figure(); plt.figure()\n"
    source += "    return len(plt.get_fignums())\n"
    for student in both(source).values():
        assert [student.f().value for _ in range(3)] == [2, 2, 2]


def test_requests_are_small(both):
    # The name of a request and nothing of the test crosses.
    assert len(encode({"op": "read", "target": {"name": "x"}})) < 200
