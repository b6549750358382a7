"""The referee: what a notebook earns and what its graded copy shows, whatever the cells do."""

from __future__ import annotations

import base64
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.errors import UserMistake
from course_utils.exercises import expect
from course_utils.exercises.registry import Test, load_tests
from course_utils.exercises.student import Unresponsive
from course_utils.exercises.verdict import Verdict
from course_utils.grading import session
from course_utils.grading.limits import Limits
from course_utils.grading.outputs import harmless_outputs
from course_utils.grading.referee import score

from . import toy
from .toy_hidden.counting import UNGUESSABLE

TESTS = load_tests(toy.HIDDEN)


def printed(cell) -> str:
    return "".join(
        output.get("text", "") + output.get("data", {}).get("text/plain", "")
        for output in cell.get("outputs", [])
    )


def cell_of(graded, grade_id):
    (cell,) = [
        cell
        for cell in graded.notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    ]
    return cell


def points(graded) -> dict[str, float]:
    return {name.removeprefix("test_"): s.points for name, s in graded.scores.items()}


def one_test(exercise, *functions) -> dict[str, list[Test]]:
    return {exercise: [Test(exercise, f.__name__, f, __name__) for f in functions]}


# ---------------------------------------------------------------- the score


@given(st.integers(0, 100_00), st.lists(st.booleans(), min_size=1, max_size=40))
def test_score_is_rounded_to_two_decimals_and_never_above_the_maximum(cents, passed):
    maximum = cents / 100
    points = score(maximum, [Verdict(str(i), ok) for i, ok in enumerate(passed)])
    assert math.isfinite(points) and 0 <= points <= maximum
    assert points == round(points, 2)
    assert abs(points - maximum * sum(passed) / len(passed)) <= 0.005 + 1e-9
    if all(passed):
        assert points == maximum
    if not any(passed):
        assert points == 0


@given(st.floats(0, 1000), st.lists(st.booleans(), min_size=1, max_size=12))
def test_score_of_odd_points_is_never_above_the_maximum(maximum, passed):
    points = score(maximum, [Verdict("one", ok) for ok in passed])
    assert math.isfinite(points) and 0 <= points <= maximum


# ---------------------------------------------------------------- one notebook with everything

PIXEL = base64.b64encode(b"no real picture").decode()
SHOWS = f"""\
from IPython.display import HTML, SVG, Javascript, Markdown, display
display({{"image/png": "{PIXEL}", "text/html": "<img src=x onerror=alert(1)>"}}, raw=True)
display(HTML("<script>alert(1)</script>"), Javascript("alert(1)"), Markdown("<script>x</script>"))
display({{"image/svg+xml": "<svg onload=alert(1)/>"}}, raw=True)
display({{"application/vnd.jupyter.widget-view+json": {{"model_id": "alert(1)"}}}}, raw=True)
display({{"text/latex": "alert(1)", "application/x-unheard-of": "alert(1)"}}, raw=True)
print("\\x1b]0;a title\\x07\\x1b[31mred")
display({{"text/plain": "kept"}}, raw=True, metadata={{"text/plain": {{"isolated": "alert(1)"}}}})
"""
#: A test cell as a cheat would like it: none of it may run.
HOSTILE = (
    "order.append('test cell')\nimport os\nos.environ['RAN'] = '1'\n"
    "def double(numbers):\n    raise SystemExit\n"
)


@pytest.fixture(scope="module")
def mixed(grade):
    in_place = "def double(numbers):\n    numbers[:] = [2 * n for n in numbers]\n    return numbers"
    return grade(
        toy.plain("import sys, warnings\norder = [1]\nwarnings.warn('old habits')"),
        toy.exercise("double", in_place),
        toy.test("double", 1.0, HOSTILE),
        toy.plain("order.append(2)\nprint('careful', file=sys.stderr)"),
        toy.exercise("shout", f"warnings.warn('again')\n{toy.RIGHT['shout']}"),
        toy.test("shout", 3.0),
        toy.exercise("distance", "def distance(a, b):\n    return a - b - 1"),
        toy.test("distance", 3.0),
        toy.by_hand("essay", 2, "order.append(3)\nprint('by hand')", code=True),
        toy.plain(SHOWS),
        toy.plain("import os\nprint(order, os.environ.get('RAN'))"),
        toy.plain("undefined_name"),
        toy.plain("  \n"),
        toy.plain("'the end'"),
        tests=TESTS,
    )


def test_partial_full_and_no_credit(mixed):
    assert points(mixed) == {"double": 0.67, "shout": 3.0, "distance": 0.0}
    assert {name: s.maximum for name, s in mixed.scores.items()} == {
        "test_double": 1.0,
        "test_shout": 3.0,
        "test_distance": 3.0,
    }


def test_verdicts_name_the_tests(mixed):
    verdicts = {v.test: v.passed for v in mixed.scores["test_double"].verdicts}
    assert verdicts == {
        "each_number_twice": True,
        "the_list_is_left_alone": False,
        "nothing_from_nothing": True,
    }


def test_reasons_come_first_and_then_one_result(mixed):
    reasons, result = cell_of(mixed, "test_double").outputs
    assert reasons.output_type == "display_data"
    assert reasons.data["text/plain"] == (
        "2 of 3 hidden tests passed.\n"
        "- the list that you were given should be left as it is, but your function changed it"
    )
    assert result.output_type == "execute_result"
    assert result.data == {"text/plain": "0.67"}


def test_full_marks_and_zero_are_a_displayed_number_too(mixed):
    for name, number in (("shout", "3.0"), ("distance", "0.0")):
        reasons, result = cell_of(mixed, f"test_{name}").outputs
        assert result.data == {"text/plain": number}
    assert "the distance to zero is the number itself" in printed(cell_of(mixed, "test_distance"))


def test_cells_run_in_order_and_test_cells_never(mixed):
    assert printed(mixed.notebook.cells[10]) == "[1, 2, 3] None\n"


def test_stderr_costs_nothing_and_stays_readable(mixed):
    (said,) = mixed.notebook.cells[3].outputs
    assert (said.name, said.text) == ("stderr", "careful\n")
    assert mixed.scores["test_shout"].points == 3.0


def test_manually_graded_cells_run_and_have_no_score(mixed):
    assert printed(cell_of(mixed, "essay")) == "by hand\n"
    assert "essay" not in mixed.scores


def test_a_cell_that_raises_shows_its_error_and_the_next_ones_run(mixed):
    (error,) = mixed.notebook.cells[11].outputs
    assert error.output_type == "error" and error.ename == "NameError"
    assert printed(mixed.notebook.cells[13]) == "'the end'"
    assert mixed.events == []


def test_outputs_hold_nothing_that_a_browser_executes(mixed):
    shown = mixed.notebook.cells[9]
    everything = str(shown.outputs)
    for harm in ("alert", "<script", "onerror", "svg", "widget", "latex", "x1b", "\x1b", "\x07"):
        assert harm not in everything, harm
    assert PIXEL in everything
    assert "red\n" in printed(shown)
    assert "title" not in printed(shown) and "[31m" not in printed(shown)
    assert "kept" in printed(shown)


def test_verdicts_hold_no_expected_value_and_no_test_source(mixed):
    everything = str(mixed.notebook) + str(mixed.events) + str(mixed.scores)
    assert str(UNGUESSABLE) not in everything
    assert "twice_as_an_oracle" not in everything and "expect." not in everything


def test_the_submission_itself_is_left_as_it_is(grade):
    given = toy.notebook(toy.plain("print(1)"))
    before = given.copy()
    grade(*given.cells)
    assert given == before and not given.cells[0].outputs


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
        lambda inside: (
            st.lists(inside, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["output_type", "data", "text", "name", "traceback", "text/plain", "text/html"]
                )
                | st.text(max_size=4),
                inside | st.sampled_from(["stream", "display_data", "execute_result", "error"]),
                max_size=5,
            )
        ),
        max_leaves=12,
    )
)
def test_outputs_of_any_shape_are_cleaned_without_an_error(outputs):
    """A forged reply stops nobody's grading, and what is left of it is a notebook's."""
    for output in harmless_outputs(outputs) + harmless_outputs([outputs]):
        assert output.output_type in ("stream", "display_data", "execute_result", "error")
        assert set(output.get("data", {})) <= {"text/plain", "image/png", "image/jpeg"}


# ---------------------------------------------------------------- what an exercise is


def test_an_exercise_without_hidden_tests_is_refused(grade):
    cells = toy.exercise("double", toy.RIGHT["double"]), toy.test("double", 1)
    for tests in ({}, {"double": []}):
        with pytest.raises(UserMistake, match="'double' has no hidden test"):
            grade(*cells, tests=tests)


def test_only_the_grade_id_says_which_tests_run(grade):
    """Metadata of ours in a submission are the student's words."""
    exercise, test = toy.exercise("double", "def double(n):\n    return n"), toy.test("double", 2)
    easy = toy.exercise("shout", toy.RIGHT["shout"])
    test.metadata["course"] = {"exercise": "shout"}
    graded = grade(exercise, easy, test, tests=TESTS)
    assert graded.scores["test_double"].exercise == "double"
    assert graded.scores["test_double"].points < 2


def test_a_cell_that_is_a_solution_or_text_is_no_test_cell(grade):
    markdown = toy.by_hand("test_double", 2, "words")
    graded = grade(markdown, toy.by_hand("test_shout", 2, "1 + 1", code=True), tests=TESTS)
    assert graded.scores == {}
    assert printed(graded.notebook.cells[1]) == "2"


# ---------------------------------------------------------------- what ends a kernel


def test_a_cell_that_ends_the_process_is_left_out_and_the_rest_earns(grade):
    graded = grade(
        toy.plain("order = [1]"),
        toy.plain("import os\norder.append('culprit')\nos._exit(3)"),
        toy.plain("order.append(2)"),
        toy.exercise("shout", toy.RIGHT["shout"]),
        toy.test("shout", 1),
        toy.plain("order"),
        tests=TESTS,
    )
    assert points(graded) == {"shout": 1}
    assert printed(graded.notebook.cells[5]) == "[1, 2]"
    assert graded.events == ["Cell 2: it ended the Python process (exit code 3)."]
    (error,) = graded.notebook.cells[1].outputs
    assert "exit code 3" in error.evalue


def test_a_cell_without_end_is_stopped_and_the_rest_earns(grade):
    graded = grade(
        toy.plain("order = [1]"),
        toy.plain("while True:\n    try:\n        while True: pass\n    except BaseException: 0"),
        toy.exercise("shout", toy.RIGHT["shout"]),
        toy.test("shout", 1),
        toy.plain("order"),
        tests=TESTS,
        cell_seconds=1.5,
    )
    assert points(graded) == {"shout": 1}
    assert graded.events == ["Cell 2: it did not finish within 1.5 seconds."]
    assert printed(graded.notebook.cells[4]) == "[1]"


def test_the_time_of_a_cell_does_not_count_the_start_of_python(grade):
    graded = grade(toy.plain("1 + 1"), cell_seconds=0.4)
    assert (printed(graded.notebook.cells[0]), graded.events) == ("2", [])


def test_a_function_that_ends_the_process_fails_one_test_and_the_next_go_on(grade):
    mine = "import os\ndef shout(word):\n    return word.upper() if word else os._exit(0)"
    graded = grade(
        toy.plain("before = 'seen'"),
        toy.exercise("shout", mine),
        toy.test("shout", 1),
        toy.exercise("distance", toy.RIGHT["distance"]),
        toy.test("distance", 3),
        toy.plain("before"),
        tests=TESTS,
    )
    assert points(graded) == {"shout": 0.5, "distance": 3}
    verdicts = {v.test: v for v in graded.scores["test_shout"].verdicts}
    assert verdicts["capital_letters"].passed
    assert "your `shout` gave no answer: it ended the Python process" in (
        verdicts["no_letters"].reason
    )
    assert printed(graded.notebook.cells[5]) == "'seen'"


def test_a_function_without_end_fails_and_the_next_exercise_earns(grade):
    graded = grade(
        toy.exercise("shout", "def shout(word):\n    while True: pass"),
        toy.test("shout", 1),
        toy.exercise("distance", toy.RIGHT["distance"]),
        toy.test("distance", 3),
        tests=TESTS,
        request_seconds=0.7,
    )
    assert points(graded) == {"shout": 0, "distance": 3}
    assert "did not finish within 0.7 seconds" in graded.scores["test_shout"].verdicts[0].reason


def test_one_exercise_without_end_does_not_use_up_the_time_of_the_others(grade):
    """Of six tests that wait for ever some are run, until a quarter of the time is gone."""

    def many(student, rng):
        expect.that(student.shout("a").value == "A", "never reached")

    shout = [Test("shout", f"test_{i}", many, __name__) for i in range(6)]
    graded = grade(
        toy.exercise("shout", "def shout(word):\n    while True: pass"),
        toy.test("shout", 1),
        toy.exercise("distance", toy.RIGHT["distance"]),
        toy.test("distance", 3),
        tests=TESTS | {"shout": shout},
        request_seconds=5,
        submission_seconds=40,
    )
    assert points(graded) == {"shout": 0, "distance": 3}
    reasons = [verdict.reason for verdict in graded.scores["test_shout"].verdicts]
    assert "did not finish within 5 seconds" in reasons[0]
    assert "was not asked again" in reasons[-1] and reasons[2:] == reasons[-1:] * 4


def test_the_budget_of_the_submission_ends_everything_with_a_reason(grade):
    graded = grade(
        toy.plain("import time\ntime.sleep(60)"),
        toy.plain("print('never')"),
        toy.exercise("shout", toy.RIGHT["shout"]),
        toy.test("shout", 1),
        tests=TESTS,
        submission_seconds=2,
    )
    assert points(graded) == {"shout": 0}
    assert printed(graded.notebook.cells[1]) == ""
    said = "your `shout` gave no answer: the notebook as a whole used up its 2 seconds"
    assert said in printed(cell_of(graded, "test_shout"))
    assert len(graded.events) >= 3 and graded.seconds < 30


def test_a_kernel_that_dies_on_every_request_is_not_started_for_ever(grade, monkeypatch):
    """Each request kills; after a few starts nobody tries again."""
    monkeypatch.setattr(session, "MOST_STARTS", 3)

    def many(student, rng):
        expect.that(student.shout("a").value == "A", "never reached")

    tests = {"shout": [Test("shout", f"test_{i}", many, __name__) for i in range(6)]}
    graded = grade(
        toy.exercise("shout", "import os\ndef shout(word):\n    os._exit(1)"),
        toy.test("shout", 1),
        tests=tests,
    )
    assert points(graded) == {"shout": 0}
    assert "ended 3 times" in graded.scores["test_shout"].verdicts[-1].reason


# ---------------------------------------------------------------- files and inputs


def test_files_are_there_and_links_and_notebooks_are_not(grade, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "numbers.csv").write_text("3")
    (tmp_path / "Counting.ipynb").write_text("{}")
    (tmp_path / "link.csv").symlink_to(__file__)
    code = "import os\nprint(sorted(os.path.join(f, n) for f, _, ns in os.walk('.') for n in ns))"
    graded = grade(
        toy.plain(code), toy.plain("open('data/numbers.csv', 'w').write('4')"), folder=tmp_path
    )
    assert printed(graded.notebook.cells[0]) == "['./data/numbers.csv']\n"
    assert (tmp_path / "data" / "numbers.csv").read_text() == "3"


def test_a_regrade_draws_the_same_inputs_and_another_student_others(grade):
    drawn = []

    def draws(student, rng):
        drawn.append(rng.integers(0, 1 << 40, size=4).tolist())
        expect.that(student.shout("a").value == "A", "a capital letter")

    cells = toy.exercise("shout", toy.RIGHT["shout"]), toy.test("shout", 1)
    for seed in (b"ada", b"ada", b"ben"):
        grade(*cells, tests=one_test("shout", draws), seed=seed)
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_mistake_in_a_hidden_test_is_raised_and_not_a_students_zero(grade):
    def broken(student, rng):
        return student.shout("a").value + 1

    cells = toy.exercise("shout", toy.RIGHT["shout"]), toy.test("shout", 1)
    with pytest.raises(TypeError):
        grade(*cells, tests=one_test("shout", broken))


def test_students_cannot_import_the_private_rooms(grade):
    code = "import importlib\nfor room in ('hidden', 'grading', 'authoring', 'classroom'):\n" + (
        "    try:\n        importlib.import_module('course_utils.' + room)\n"
        "        print(room, 'is there')\n    except ModuleNotFoundError:\n        pass\n"
    )
    graded = grade(toy.plain(code + "import course_utils.exercises\nprint('through')"))
    assert printed(graded.notebook.cells[0]) == "through\n"


def test_no_wait_is_longer_than_what_is_left_of_the_submissions_time():
    waited = []

    class Child:
        peak_memory, waited = 0, 0.0

        def exchange(self, message, seconds):
            waited.append(seconds)
            raise Unresponsive("late")

        def close(self):
            pass

    class Launcher:
        def start(self, shipment, box, limits):
            return Child()

    told = []
    whole = session.Session(Launcher(), None, None, Limits(submission_seconds=5), told.append)
    with pytest.raises(Unresponsive):
        whole.run_cell("1")
    whole.begun -= 4
    with pytest.raises(Unresponsive):
        whole.run_cell("1")
    whole.begun -= 4
    with pytest.raises(Unresponsive, match="as a whole used up its 5 seconds"):
        whole.run_cell("1")
    assert len(waited) == 2 and 4 < waited[0] <= 5 and waited[1] <= 1


def test_a_cell_too_long_to_be_sent_costs_what_depends_on_it(grade):
    long = toy.plain("#" * (17 * 1024 * 1024))
    found = grade(
        long, toy.exercise("double", toy.RIGHT["double"]), toy.test("double", 2), tests=TESTS
    )
    assert points(found) == {"double": 2}
    (event,) = found.events
    assert event.startswith("Cell 1: it is too long to be run") and len(event) < 200
