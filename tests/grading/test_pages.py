"""Sentences on web pages: code is shown as code, and nothing of a student's is markup."""

from __future__ import annotations

from course_utils.grading.pages import quoted


def test_what_stands_between_backticks_is_code():
    shown = quoted("`twin` and `leaked` should stand in order")
    assert shown == "<code>twin</code> and <code>leaked</code> should stand in order"


def test_markup_is_escaped_inside_and_outside_of_code():
    assert quoted("<b> `<script>`") == "&lt;b&gt; <code>&lt;script&gt;</code>"
    assert "{" in quoted("`{0}` stays")


def test_a_backtick_that_is_not_closed_is_a_character():
    assert quoted("a ` <i>") == "a ` &lt;i&gt;"
