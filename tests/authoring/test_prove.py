"""`course prove`: what a bank of answers must show, and each way in which it does not."""

from __future__ import annotations

import contextlib
import sys

import pytest
import typer
from typer.testing import CliRunner

from course_utils.authoring import commands
from course_utils.authoring import prove as module
from course_utils.authoring.course import Course
from course_utils.authoring.prove import prove_all
from course_utils.authoring.trial import judge, shipped_callables
from course_utils.errors import UserMistake
from course_utils.exercises.verdict import Verdict, generator
from course_utils.grading import referee as judging
from course_utils.grading.referee import Graded, Score

from .proven import CHECKS, HIDDEN, TWICE, ProvenCourse
from .toy import Heard


@pytest.fixture
def proven(tmp_path, monkeypatch):
    yield ProvenCourse(tmp_path, monkeypatch)
    for name in [name for name in sys.modules if name.startswith("proven_")]:
        del sys.modules[name]


@pytest.fixture
def faults(proven, monkeypatch):
    """The faults of the course, as found in this process."""
    monkeypatch.setattr(module, "_try_referee", lambda *arguments: None)

    def faults(only: str | None = None) -> list[str]:
        return [f for p in prove_all(proven.course, [], Heard(), only) for f in p.faults]

    return faults


def test_a_clean_bank_has_no_faults_and_the_referee_agrees(proven):
    proofs = prove_all(proven.course, [], Heard())
    assert [(p.exercise, p.right, p.wrong, p.tests, p.checks) for p in proofs] == [
        ("double", 4, 6, 2, 1),
        ("area", 4, 6, 1, 1),
    ]
    assert [p.faults for p in proofs] == [[], []]
    assert [p.sampled for p in proofs] == [2, 2]


def test_only_one_exercise(proven, faults):
    proven.write_answer("area", "right_wrong", "return 3")
    assert faults("double") == []
    assert faults("area")


def test_a_right_answer_that_fails_a_hidden_test(proven, faults):
    proven.write_answer("double", "right_off_by_one", "return [2 * n + 1 for n in numbers]")
    (fault, check) = faults()
    assert fault == (
        "curriculum/01-counting/answers/double/right_off_by_one.py: right, but rejected by "
        f"each_number_twice: {TWICE}"
    )
    assert "the visible check two_numbers_by_hand rejects it: look at the example" in check


def test_a_right_answer_that_fails_a_visible_check_only(proven, faults):
    proven.write_tests("proven_checks", CHECKS.replace("== [6, 2]", "== (6, 2)"))
    assert len(faults()) == 4 and all("two_numbers_by_hand rejects it" in f for f in faults())


def test_a_wrong_answer_that_passes(proven, faults):
    content = ("return [n + n for n in numbers]", "each_number_twice", "twice")
    proven.write_answer("double", "wrong_not", content)
    (fault,) = faults()
    assert fault.endswith("wrong_not.py: should fail each_number_twice, but fails none")


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("the_list_is_left_alone", "should fail the_list_is_left_alone, but fails each_number_twi"),
        (
            "each_number_twice, the_list_is_left_alone",
            "should fail each_number_twice, the_list_is_left_alone, but fails each_number_twice",
        ),
        ("each_nmber_twice", "there is no hidden test each_nmber_twice"),
    ],
)
def test_a_wrong_answer_that_fails_other_tests_than_named(proven, faults, named, said):
    proven.write_answer("double", "wrong_five", ("return [5] * 5", named, "twice"))
    (fault,) = faults()
    assert said in fault


def test_a_wrong_answer_that_fails_for_another_reason(proven, faults):
    content = ("return [5] * 5", "each_number_twice", "the length is wrong")
    proven.write_answer("double", "wrong_five", content)
    (fault,) = faults()
    assert fault.endswith(f"no reason contains 'the length is wrong'; the reasons are: {TWICE}")


def test_a_wrong_answer_that_is_wrong_for_some_seeds_only(proven, faults):
    """Under the first seed it fails as it says; a student with another seed would get away."""
    firsts = [
        int(generator(seed, "double", "each_number_twice").integers(1, 50, size=5)[0])
        for seed in module.SEEDS
    ]
    assert len(set(firsts)) > 1
    body = f"return [] if numbers[0] == {firsts[0]} else [2 * n for n in numbers]"
    proven.write_answer("double", "wrong_now_and_then", (body, "each_number_twice", "twice"))
    (fault,) = faults()
    assert "wrong_now_and_then.py: should fail each_number_twice, but fails none" in fault


def test_a_hidden_test_that_no_wrong_answer_fails(proven, faults):
    more = '\n\n@tests("area")\ndef a_square(student, rng):\n    student.area(2, 2)\n'
    proven.write_tests("proven_hidden", HIDDEN + more)
    (fault,) = faults()
    assert fault == "proven_hidden.counting: no wrong answer fails a_square; write one that does"


def test_too_few_answers(proven, faults):
    folder = proven.script.parent / "answers"
    (folder / "area" / "right_double.py").unlink()
    (folder / "double" / "wrong_text.py").unlink()
    assert faults() == [
        "double: 4 right and 5 wrong answers; write at least 4 and 6 in answers/double/",
        "area: 3 right and 6 wrong answers; write at least 4 and 6 in answers/area/",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("def twice(numbers):\n    return [2 * n for n in numbers]\n", "twice"),
        ("def _hidden_away(numbers):\n    return [2 * n for n in numbers]\n", "_hidden_away"),
        ("twice = lambda numbers: [2 * n for n in numbers]\n", "twice"),
        (
            "class Tool:\n    @staticmethod\n    def twice(numbers):\n"
            "        return [2 * n for n in numbers]\n",
            "Tool.twice",
        ),
        (
            "import functools\ndef times(by, numbers):\n    return [by * n for n in numbers]\n"
            "twice = functools.partial(times, 2)\n",
            "twice",
        ),
    ],
)
def test_an_answer_that_students_can_import(proven, faults, text, name):
    proven.write_package("proven_shipment", text)
    (fault,) = [fault for fault in faults() if "left_alone" in fault and "each_number" in fault]
    assert fault.startswith(f"proven_shipment.{name}: students can import it, and in the place of")
    assert "change it, or move it out of the shipment" in fault


def test_a_callable_that_loops_or_ends_the_process_stops_nobody(proven, faults, monkeypatch):
    monkeypatch.setattr(module, "CALLABLE_SECONDS", 1)
    proven.write_package(
        "proven_shipment",
        "def loops(*numbers):\n    while True: pass\ndef ends(*numbers):\n    raise SystemExit\n",
    )
    assert [fault for fault in faults("area")] == []


def test_a_callable_finds_no_command_line(proven, faults, monkeypatch):
    """`cli.main` takes no argument; with ours it would begin the same proof within the proof."""
    monkeypatch.setattr(sys, "argv", ["course", "prove"])
    proven.write_package(
        "proven_shipment",
        "import sys\nseen = []\ndef main(*numbers):\n    seen.append(sys.argv[1:])\n",
    )
    assert faults("area") == []
    seen = sys.modules["proven_shipment"].seen
    assert seen and not any(seen)
    assert sys.argv == ["course", "prove"]


def test_verdicts_that_differ_under_the_referee(proven, monkeypatch):
    """An answer that is right here and wrong in a student's kernel: it knows where it runs."""
    body = "import os\n    return [2 * n for n in numbers if not os.environ.get('COURSE_REFEREE')]"
    proven.write_answer("double", "right_zzz", body)
    proofs = prove_all(proven.course, [], Heard(), "double")
    (fault,) = proofs[0].faults
    assert fault == (
        "curriculum/01-counting/answers/double/right_zzz.py: each_number_twice says 'passed' here, "
        f"but {TWICE!r} under the referee"
    )


@pytest.fixture
def turns(monkeypatch):
    """What the referee is given: the exercises of the tests and test cells, and the code."""
    given = []

    @contextlib.contextmanager
    def recording():
        def referee(notebook, tests, folder):
            tested = [judging.tested_exercise(cell) for cell in notebook.cells]
            code = "\n".join(
                cell.source for cell in notebook.cells if not judging.tested_exercise(cell)
            )
            given.append((sorted(tests), sorted(filter(None, tested)), code))
            scores = {
                name: Score(
                    name, 0, 1, tuple(judge(tests[name], answer(code), code, module.SEEDS[0]))
                )
                for name in tests
            }
            return Graded(notebook, scores=scores)

        yield referee

    def answer(code: str) -> dict:
        names: dict = {}
        exec(code, names)
        return names

    monkeypatch.setattr(module, "course_referee", recording)
    return given


def test_every_answer_goes_through_the_referee_once_with_full(proven, turns):
    proofs = prove_all(proven.course, [], Heard(), full=True)
    assert [p.sampled for p in proofs] == [10, 10]
    assert len({code for _, _, code in turns}) == len(turns) == 10


def test_the_referee_judges_nothing_but_the_exercise_in_question(proven, turns):
    prove_all(proven.course, [], Heard(), "area")
    assert [(tests, cells) for tests, cells, _ in turns] == [(["area"], ["area"])] * 2
    assert all("number * 2" in code for _, _, code in turns), "the other one keeps its solution"


def command(proven, monkeypatch, *arguments):
    app = typer.Typer()
    app.callback()(lambda: None)
    commands.register(app)
    monkeypatch.setattr(module, "find_course", lambda: proven.course)
    return CliRunner().invoke(app, ["prove", *arguments])


def test_the_command_prints_a_table_and_refuses_faults(proven, faults, monkeypatch):
    clean = command(proven, monkeypatch)
    assert clean.exit_code == 0
    assert "proved: 20 answers to 2 exercises" in clean.output
    proven.write_answer("area", "right_three", "return 3")
    refused = command(proven, monkeypatch)
    assert isinstance(refused.exception, UserMistake)
    assert "the bank of answers and the tests do not agree" in str(refused.exception)


def test_an_unknown_exercise_is_refused(proven, faults, monkeypatch):
    refused = command(proven, monkeypatch, "--exercise", "duoble")
    assert isinstance(refused.exception, UserMistake)
    assert "duoble" in str(refused.exception)


def test_private_names_and_nothing_of_the_instructors_are_tried():
    found = shipped_callables()
    assert "course_utils.exercises.check._code" in found
    assert "course_utils.exercises.student.Student" in found
    private = ("hidden", "grading", "authoring", "classroom")
    assert not [name for name in found if name.split(".")[1] in private]
    assert not [name for name in found if name.startswith(("numpy", "pandas"))]


@pytest.fixture
def real():
    from .toy import Path

    return Course(Path(__file__).parents[2])


@pytest.mark.long
def test_the_real_bank_is_clean(real):
    assert [f for p in prove_all(real, [], Heard(), full=True) for f in p.faults] == []


def test_a_verdict_says_passed_or_why():
    assert module._said(Verdict("a", True)) == "passed"
    assert module._said(Verdict("a", False, "why not")) == "why not"
