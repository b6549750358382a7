"""A student's Markdown in nbgrader's own pages: what it may show, and what no browser executes."""

from __future__ import annotations

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import v4
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from course_utils.grading.nbgrader_setup import configure

from . import toy


def page(source: str, **more) -> str:
    """One Markdown cell, as nbgrader's formgrader shows it with our configuration."""
    config = Config()
    configure(config)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    cell = toy.by_hand("why", 2, source)
    cell.update(more)
    resources = {
        "index": 0,
        "total": 1,
        "nbgrader": {},
        **dict.fromkeys(("assignment_id", "base_url", "mathjax_url", "notebook_id"), ""),
        **dict.fromkeys(("notebook_path", "my_mathjax_url", "student_id", "submission_id"), ""),
    }
    filled = v4.new_notebook(cells=[cell])
    return HTMLExporter(config=config).from_notebook_node(filled, resources=resources)[0]


HARM = {
    "<script>alert('mine')</script>": "<script>alert('mine')",
    "<img src=x onerror=alert('mine')>": 'onerror="',
    "<svg onload=alert('mine')></svg>": "<svg onload",
    "<iframe srcdoc='<b>mine'></iframe>": "<iframe src",
    "[a](javascript:alert('mine'))": 'href="javascript',
    '<a href="data:text/html,mine">x</a>': 'href="data:',
    "<form action=/mine><button>x</button></form>": "<form action",
    "<style>body { display: none mine }</style>": "<style>body { display: none mine",
}


@pytest.mark.parametrize("source", HARM)
def test_nothing_of_it_is_executed(source):
    text = page(f"before\n\n{source}\n\nafter")
    assert "before" in text and "after" in text
    assert HARM[source] not in text


def test_what_authors_and_students_write_is_still_shown():
    source = "# Head\n\n*soft* **loud** `code`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n$x < y$\n"
    text = page(source + "<details><summary>more</summary>inside</details>\n")
    for words in ("<em>soft</em>", "<strong>loud</strong>", "<code>code</code>", "<td>1</td>"):
        assert words in text, words
    assert "<details><summary>more</summary>" in text and "x &lt; y" in text


def test_pictures_pasted_into_a_cell_are_shown():
    picture = {"a.png": {"image/png": "iVBORw0KGgo="}}
    text = page("![mine](attachment:a.png)", attachments=picture)
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in text
