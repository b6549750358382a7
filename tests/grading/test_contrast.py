"""Contrast of the pages, out of their style sheet: each text colour on each background."""

from __future__ import annotations

import re

import pytest

from course_utils.grading.pages import TEMPLATES

CSS = re.sub(r"/\*.*?\*/", "", (TEMPLATES / "page.css").read_text("utf-8"), flags=re.DOTALL)
#: WCAG 2, success criterion 1.4.3.
ENOUGH = 4.5
DARK = "@media (prefers-color-scheme: dark)"


def variables(css: str) -> dict[str, str]:
    """The custom properties of the first ``:root`` in `css`."""
    block = css[css.index(":root") :].partition("}")[0]
    return dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})", block))


LIGHT_COLOURS = variables(CSS)
DARK_COLOURS = variables(CSS[CSS.index(DARK) :])
#: The rules without the two places that say what the colours are.
RULES = re.sub(r":root\s*{[^}]*}", "", CSS)


def used(*properties: str) -> set[str]:
    """The variables that stand for one of these properties anywhere."""
    values = re.findall(rf"(?<![\w-])(?:{'|'.join(properties)}):\s*([^;}}]+)", RULES)
    return {name for value in values for name in re.findall(r"var\((--[\w-]+)\)", value)}


TEXT, BACKGROUND = used("color"), used("background", "background-color")
FOCUS = used("outline", "outline-color")


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.2, definition of relative luminance)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ratio_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("colours", [LIGHT_COLOURS, DARK_COLOURS], ids=["light", "dark"])
@pytest.mark.parametrize("background", sorted(BACKGROUND))
@pytest.mark.parametrize("text", sorted(TEXT | FOCUS))
def test_every_text_stands_out_on_every_background(text, background, colours):
    ratio = contrast(colours[text], colours[background])
    assert ratio >= ENOUGH, f"{text} on {background}: {ratio:.2f}"


def test_nothing_is_coloured_past_this_test():
    assert TEXT >= {"--text", "--quiet", "--link"} and BACKGROUND == {"--page", "--soft"}
    assert LIGHT_COLOURS.keys() == DARK_COLOURS.keys()
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl|\bopacity|filter:", RULES)
    for page in TEMPLATES.glob("*.html"):
        assert not re.search(r"style=|bgcolor|<font", page.read_text("utf-8")), page.name
