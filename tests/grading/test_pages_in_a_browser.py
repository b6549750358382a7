"""The pages in a real browser: nothing is cut off at any width, the keyboard reaches everything."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from course_utils.grading import pages
from course_utils.grading.audit import Change
from course_utils.grading.classrun import Row
from course_utils.grading.feedback import Item
from course_utils.grading.grades import Grade
from course_utils.grading.report_page import Part
from course_utils.grading.roster import Person
from course_utils.grading.scores import Dates, Mark, Total, total
from course_utils.grading.standing import ASIDE, GRADED, Standing

from .browser import needed, started, until

pytestmark = [pytest.mark.long, needed]
WIDTHS = (320, 900, 1280)
LONG = "the_first_pictures_of_each_label_in_a_row"
COURSE = SimpleNamespace(title="Facial expression recognition")
ASSIGNMENT = SimpleNamespace(name="03-neural-network", title="Reading the network")
SENTENCES = (
    f"Test {LONG} of draw_samples: it did not finish within 4 seconds.",
    "The cell of `read_faces` had been split into 2; they were joined.",
)


def grade(student, name, auto, waits=False):
    return Grade(ASSIGNMENT.name, student, "n", name, 3.0, auto, None, None, waits)


def standing(student, name, status=GRADED, **more):
    grades = (grade(student, f"test_{LONG}", 0.0), grade(student, "why", None, waits=True))
    marks = [Mark("one", 1234.75, 2000.0)]
    return Standing(Person(student, name), status, grades, total(marks), Dates(), **more)


def report() -> str:
    everybody = [
        standing("ada", "Ada Lovelace, Countess of Somewhere-upon-Sea", remarks=SENTENCES),
        standing("a_very_long_identifier_of_a_student_2026", "張 俊", remarks=SENTENCES[:1]),
        standing("jun", "Jun", ASIDE, problem="it is no JSON from line 1 on"),
        standing("zoe", "Zoe", doubts=SENTENCES[1:]),
    ]
    changes = [Change(0.0, "x", ASSIGNMENT.name, "ada", "n", LONG, "auto", 1.0, 2.0, SENTENCES[1])]
    rows = {
        one.person.id: Row(
            ASSIGNMENT.name, one.person.id, "set aside", changes=changes, peak_memory=1234 << 20
        )
        for one in everybody
    }
    parts = [Part(ASSIGNMENT, everybody, rows)] * 2
    return pages.render(
        "report.html", course=COURSE, parts=parts, warning="warning: " + LONG, strays=[LONG]
    )


def feedback() -> str:
    code = "def twice(numbers):\n    return " + " + ".join(["numbers"] * 40)
    items = [
        Item(LONG, 0.5, 3.0, True, False, SENTENCES, "Look at the end again.", code),
        Item("why", 0.0, 2.0, False, True, (), "", "Because."),
    ]
    return pages.render(
        "feedback.html",
        course=COURSE,
        assignment=ASSIGNMENT,
        notebook="Reading-the-Network",
        standing=standing("ada", "Ada Lovelace", remarks=SENTENCES),
        total=Total(9.0, 1.0, timedelta(days=1), 0.9, 8.1, 20.0, ("why",)),
        items=items,
        result=SimpleNamespace(seconds=3.2, peak_memory=300 << 20),
    )


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with started(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture(params=[report, feedback])
def page(request, browser, tmp_path):
    path = tmp_path / f"{request.param.__name__}.html"
    path.write_text(request.param(), "utf-8")

    def at(width: int):
        browser.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )
        browser.ask("Page.navigate", url=path.as_uri())
        ready = f"document.readyState == 'complete' && location.pathname == '{path}'"
        until(lambda: browser.evaluate(ready), "the page")
        browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert browser.evaluate("innerWidth") == width
        return browser

    return at


#: What sticks out of the window to the right; code scrolls, a narrow screen hides the heads.
CUT_OFF = """
[...document.querySelectorAll("main *")].filter(
  e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
       && !e.closest("pre, thead")).map(e => e.outerHTML.slice(0, 80))
"""
TABLES_THAT_SCROLL = """
[...document.querySelectorAll(".wide")].filter(
  e => e.scrollWidth > e.clientWidth).map(e => e.getAttribute("aria-label"))
"""
#: Boxes with a scroll bar of their own that the Tab key does not reach.
OUT_OF_REACH = """
[...document.querySelectorAll("main *")].filter(
  e => /auto|scroll/.test(getComputedStyle(e).overflowX) && e.tabIndex < 0
  ).map(e => e.outerHTML.slice(0, 80))
"""


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off(page, width):
    browser = page(width)
    assert browser.evaluate(CUT_OFF) == []
    assert browser.evaluate("document.documentElement.scrollWidth") <= width
    assert browser.evaluate(TABLES_THAT_SCROLL) == []


def press_tab(browser) -> str:
    """Press Tab; what has the focus then."""
    for kind in ("rawKeyDown", "keyUp"):
        browser.ask("Input.dispatchKeyEvent", type=kind, key="Tab", windowsVirtualKeyCode=9)
    here = "document.activeElement"
    label = f"{here}.getAttribute('aria-label') || {here}.textContent.trim()"
    return f"{browser.evaluate(here + '.tagName')} {browser.evaluate(label)}"


def test_everything_is_reached_by_keyboard(page):
    browser = page(900)
    assert browser.evaluate(OUT_OF_REACH) == []
    wanted = "[...document.querySelectorAll('a, summary, [tabindex]')].length"
    reached = [press_tab(browser) for _ in range(browser.evaluate(wanted))]
    assert len(reached) >= 4 and not [one for one in reached if one.startswith("BODY")]
    shown = "getComputedStyle(document.activeElement).outlineWidth"
    assert browser.evaluate(shown) == "3px", "the focus is to be seen"
