"""Every mistake of an author is refused, with its place and its remedy."""

from __future__ import annotations

import pytest

from course_utils.authoring.mistakes import Mistake, find_mistakes
from course_utils.errors import UserMistake

from .toy import COUNTING, PLACE, SHAPES, read

TESTS = {name: ["a test"] for name in ("double", "Counter", "area")}
DOUBLE = '# %% exercise="double"'
TEST = '# %% test="double" points=2'
ANSWER = '# %% [markdown] answer="why_double" points=3'
BEGIN, END = "    ### BEGIN SOLUTION\n", "    ### END SOLUTION\n"
BODY = "    doubled = [number * 2 for number in numbers]\n    return doubled\n"
DOCSTRING = '    """Return a new list with each of `numbers` (a list of int) twice as large."""\n'
DESCRIPTION = '\n"""Every number is doubled, and the input is left alone."""\n'
CELL = COUNTING[COUNTING.index(DOUBLE) : COUNTING.index(TEST)]
LINE = COUNTING.split("\n").index(DOUBLE) + 1


def mistakes_in(text, hidden=TESTS, checks=TESTS, shipped=None, others=(SHAPES,)) -> list[Mistake]:
    scripts = [read(text)]
    scripts += [read(other, f"curriculum/02-shapes/Shapes{i}.py") for i, other in enumerate(others)]
    return find_mistakes(scripts, hidden, checks, shipped)


def test_nothing_is_wrong_with_the_toy_course():
    assert mistakes_in(COUNTING) == []


# name: (what to replace, by what, the marker of the cell that is blamed, problem, remedy)
WRONG = {
    "no test cell": (
        TEST + DESCRIPTION,
        "",
        DOUBLE,
        "exercise `double` has no test cell",
        'add a cell `# %% test="double"',
    ),
    "no exercise": (CELL, "", TEST, "`double`, which is no exercise", "mend the name"),
    "test first": (
        CELL + TEST + DESCRIPTION,
        TEST + DESCRIPTION + "\n" + CELL,
        TEST,
        "the test cell of `double` stands before",
        "move it below",
    ),
    "not an identifier": (
        '"Counter"',
        '"my-counter"',
        '# %% exercise="Counter"',
        "'my-counter' is not an identifier",
        "ASCII letters",
    ),
    "not ASCII": ('"Counter"', '"Zähler"', '# %% exercise="Counter"', "not an identifier", "ASCII"),
    "a keyword": ('"Counter"', '"class"', '# %% exercise="Counter"', "word of Python", "another"),
    "a long name": (
        '"Counter"',
        f'"{"c" * 60}"',
        '# %% exercise="Counter"',
        "has 60 characters",
        "shorten it to 59",
    ),
    "another function's name": (
        "def double(numbers)",
        "def twice(numbers)",
        DOUBLE,
        "defines no function of that name",
        "write `def double(...):`",
    ),
    "no points": ("points=2", "", TEST, "has no points", "points=2"),
    "zero points": ("points=2", "points=0", TEST, "points are 0, not a positive", "points=2"),
    "negative points": ("points=2", "points=-1", TEST, "points are -1", "points=2"),
    "points in words": ("points=2", 'points="two"', TEST, "'two', not a number", "points=2"),
    "points true": ("points=2", "points=true", TEST, "True, not a number", "points=2"),
    "points of an exercise": (DOUBLE, f"{DOUBLE} points=2", DOUBLE, "earns no points", "move it"),
    "bonus of text": (
        "# %% [markdown]\n# # C",
        "# %% [markdown] bonus=true\n# # C",
        "# %% [markdown]",
        "`bonus` on a cell that earns no points",
        "move it",
    ),
    "bare bonus": ("bonus=true", "bonus", '# %% test="Counter"', "bonus is None", "`bonus=true`"),
    "misspelt key": ("points=2", "point=2", TEST, "unknown cell key `point`", "mean `points`"),
    "strange key": ("points=2", "points=2 weather=3", TEST, "`weather`", "exercise, test, answer"),
    "unreadable keys": (DOUBLE, "# %% exercise=double", DOUBLE, "cannot be read", "double quotes"),
    "a title": (DOUBLE, f"# %% Double {DOUBLE[5:]}", DOUBLE, "`Double`", "[markdown]"),
    "two roles": (DOUBLE, f'{DOUBLE} test="double"', DOUBLE, "exercise and test", "for each"),
    "exercise of text": (DOUBLE, f"# %% [markdown] {DOUBLE[5:]}", DOUBLE, "type markdown", "begin"),
    "answer in code": (
        ANSWER,
        ANSWER.replace(" [markdown]", ""),
        ANSWER,
        "type code",
        "[markdown]",
    ),
    "no region": (BEGIN + BODY + END, BODY, DOUBLE, "has no SOLUTION region", "BEGIN SOLUTION"),
    "unclosed": (BODY + END, BODY, DOUBLE, "never closed", "pair each"),
    "never begun": (BEGIN + BODY, BODY, DOUBLE, "without a BEGIN", "pair each"),
    "nested": (BEGIN + BODY, BEGIN + BEGIN + BODY, DOUBLE, "begins inside another", "pair each"),
    "mark in a sentence": (
        DOCSTRING,
        DOCSTRING.replace("Return", "BEGIN SOLUTION Return"),
        DOUBLE,
        "must stand alone on its line",
        "pair each",
    ),
    "region around the function": (
        CELL,
        CELL.replace(BEGIN, "").replace("def d", "### BEGIN SOLUTION\ndef d"),
        DOUBLE,
        "not inside the body of a function",
        "below the signature",
    ),
    "region indented too little": (
        BEGIN + BODY + END,
        (BEGIN + BODY + END).replace("    ###", "###"),
        DOUBLE,
        "not inside the body of a function",
        "indented like the body",
    ),
    "region beyond the function": (
        BODY + END,
        BODY + "factor = 2\n" + END,
        DOUBLE,
        "not inside the body of a function",
        "below the signature",
    ),
    "no docstring": (DOCSTRING, "", DOUBLE, "`double` has no docstring", "shapes and dtypes"),
    "docstring in the solution": (
        DOCSTRING + BEGIN,
        BEGIN + DOCSTRING,
        DOUBLE,
        "no docstring outside its solution",
        "below the signature",
    ),
    "solution does not parse": (BODY, BODY + "    return (\n", DOUBLE, "does not parse", "mend it"),
    "stub does not parse": (
        BODY,
        BODY.replace("return doubled", f"if doubled:\n{END}        return doubled"),
        DOUBLE,
        "END SOLUTION without a BEGIN",
        "pair each",
    ),
    "half a statement": (
        BEGIN + BODY + END,
        f"    return [\n{BEGIN}        number * 2 for number in numbers\n{END}    ]\n",
        DOUBLE,
        "the stub does not parse",
        "whole statements",
    ),
    "hidden tests": (
        BODY,
        BODY + "### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS\n",
        DOUBLE,
        "a HIDDEN TESTS region",
        "course_utils/hidden/",
    ),
    "autotest": (
        BODY,
        BODY + "    # AUTOTEST double\n",
        DOUBLE,
        "AUTOTEST",
        "course_utils/hidden/",
    ),
    "solution in plain code": (
        "numbers = [3, 1, 2]",
        "### BEGIN SOLUTION\nnumbers = [3, 1, 2]\n### END SOLUTION",
        "# %%",
        "SOLUTION mark in a cell that has no place",
        "an exercise or answer cell",
    ),
    "scheme in an exercise": (
        BODY,
        BODY + "    ### BEGIN MARK SCHEME\n    ### END MARK SCHEME\n",
        DOUBLE,
        "MARK SCHEME mark in a cell",
        "an answer cell",
    ),
    "code in a test cell": (
        'left alone."""',
        'left alone."""\nassert double([1]) == [2]',
        TEST,
        "one docstring and nothing else",
        "course_utils/checks/",
    ),
    "check written by hand": (
        'left alone."""',
        'left alone."""\ncheck("double")',
        TEST,
        "one docstring and nothing else",
        "added for you",
    ),
    "comment in a test cell": (
        'left alone."""',
        'left alone."""  # 14',
        TEST,
        "one docstring and nothing else",
        "say in it what is checked",
    ),
    "empty test cell": (
        DESCRIPTION,
        "\n",
        TEST,
        "one docstring and nothing else",
        "say in it what is checked",
    ),
    "answer without solution": (
        "# ### BEGIN SOLUTION\n# Because the statement asks for it in so many words.\n"
        "# ### END SOLUTION\n#\n# ### BEGIN MARK SCHEME\n"
        "# One point for naming the statement, two for a reason of one's own.\n"
        "# ### END MARK SCHEME\n",
        "",
        ANSWER,
        "has 0 SOLUTION regions",
        "a model answer",
    ),
    "scheme unclosed": ("# ### END MARK SCHEME\n", "", ANSWER, "never closed", "pair each"),
    "check not imported": (
        "from course_utils.exercises import check",
        "import course_utils",
        TEST,
        "imports `check`",
        "from course_utils.exercises import check",
    ),
    "solution in the text": (
        "`double([3, 1])` gives `[6, 2]`.",
        "`doubled = [number*2 for number in numbers]`",
        DOUBLE,
        "also stands at curriculum/01-counting/Counting.py:12",
        "`# also given`",
    ),
    "model answer in the text": (
        "How many are there?",
        "Because the statement asks for it in so many words.",
        ANSWER,
        "also stands at curriculum/01-counting/Counting.py:1,",
        "change one of them",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_mistake_is_refused_with_place_and_remedy(name):
    old, new, marker, problem, remedy = WRONG[name]
    assert old in COUNTING
    text = COUNTING.replace(old, new)
    found = mistakes_in(text)
    fitting = [mistake for mistake in found if problem in mistake.problem]
    assert fitting, found
    assert all(remedy in mistake.remedy for mistake in fitting)
    place = cell_line(text, marker)
    # A wrong name stands in the test cell too; the exercise comes first.
    assert (fitting[0].path, fitting[0].line) == (PLACE, place)
    assert str(fitting[0]).startswith(f"{PLACE}:{place}: ")


def cell_line(text, marker):
    """Where the cell that has this marker in the right text begins in the wrong one."""

    def same(line):
        return line == marker or ('"' in marker and line.startswith(marker))

    before, after = markers(COUNTING), markers(text)
    (index, *_) = [i for i, line in enumerate(before.values()) if same(line)]
    unmoved = [number for number, line in after.items() if same(line)]
    if len(before) == len(after) and ('"' not in marker or len(unmoved) != 1):
        # The marker itself is what is wrong, or several cells have the same.
        return list(after)[index]
    return unmoved[0]


def markers(text):
    return {i: line for i, line in enumerate(text.split("\n"), 1) if line.startswith("# %%")}


def test_line_is_the_cells_own():
    mistake, *_ = mistakes_in(COUNTING.replace(DOCSTRING, ""))
    assert mistake.line == LINE


def test_all_mistakes_are_found_at_once():
    text = COUNTING.replace(DOCSTRING, "").replace("points=1.5", "points=0")
    assert len(mistakes_in(text)) == 2


@pytest.mark.parametrize(("room", "kind"), [("hidden", "hidden test"), ("checks", "visible check")])
def test_exercise_without_tests(room, kind):
    mistake, *more = mistakes_in(COUNTING, **{room: {**TESTS, "double": []}})
    assert not more
    assert (mistake.path, mistake.line) == (PLACE, LINE)
    assert mistake.problem == f"exercise `double` has no {kind}"
    assert f"course_utils/{room}/counting.py" in mistake.remedy


@pytest.mark.parametrize("room", ["hidden", "checks"])
def test_tests_without_an_exercise(room):
    mistake, *more = mistakes_in(COUNTING, **{room: {**TESTS, "triple": ["a test"]}})
    assert not more
    assert mistake.path == f"course_utils/{room}"
    assert "`triple`, which is an exercise of no notebook" in mistake.problem


def test_duplicate_name_within_a_notebook():
    found = mistakes_in(COUNTING.replace("why_double", "double"))
    lines = {mistake.line for mistake in found if "names a cell at" in mistake.problem}
    assert len(lines) == 2 and LINE in lines


def test_duplicate_name_across_assignments():
    found = mistakes_in(COUNTING, others=(SHAPES.replace("area", "double"),))
    found = [mistake for mistake in found if "names a cell at" in mistake.problem]
    assert {mistake.path for mistake in found} == {PLACE, "curriculum/02-shapes/Shapes0.py"}
    assert any(f"{PLACE}:{LINE} too" in mistake.problem for mistake in found)


def test_name_that_another_ones_test_cell_has():
    found = mistakes_in(COUNTING.replace('"why_double"', '"test_double"'))
    assert any("`test_double` names a cell at" in mistake.problem for mistake in found)


def test_importable_answer():
    shipped = {
        "course_utils/vision/lists.py": "doubled=[number*2\n  for number in numbers]\n",
    }
    mistake, *more = mistakes_in(COUNTING, shipped=shipped)
    assert not more
    assert "also stands at course_utils/vision/lists.py" in mistake.problem


def test_line_that_students_may_know():
    text = COUNTING.replace(
        "[number * 2 for number in numbers]", "[number * 2 for number in numbers]  # also given"
    ).replace("`double([3, 1])` gives", "`doubled = [number * 2 for number in numbers]` gives")
    assert mistakes_in(text) == []


@pytest.mark.parametrize("place", ["curriculum/Counting/Counting.py", "curriculum/01-c/My Book.py"])
def test_names_that_nbgrader_cannot_use(place):
    script = read(SHAPES, place)
    mistake, *more = find_mistakes([script], {"area": [1]}, {"area": [1]})
    assert not more and "rename" in mistake.remedy


def test_marker_inside_a_string_is_refused():
    with pytest.raises(UserMistake, match="write such a line only where a cell begins"):
        read('# %%\ntext = """\n# %% no cell\n"""\n')


def test_text_above_the_first_marker_is_a_cell():
    cells = read("numbers = 1\n\n# %%\nnumbers\n").cells
    assert [cell.line for cell in cells] == [1, 3]


def test_header_of_jupyterlab_is_no_cell():
    kernel = "#   kernelspec:\n#     name: python3\n#     display_name: Python 3\n"
    cells = read(f"# ---\n# jupyter:\n{kernel}# ---\n\n# %%\n1\n").cells
    assert [(cell.source, cell.line) for cell in cells] == [("1", 8)]
