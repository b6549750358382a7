"""Reading a page as a browser would, for what it would run."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

#: Elements that run, load or send something.
ACTIVE = {"script", "iframe", "object", "embed", "form", "base", "meta", "link", "svg", "math"}
#: Attributes that hold an address.
ADDRESSES = {"href", "src", "action", "formaction", "data", "xlink:href", "srcset"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: set[str] = set()
        self.inside = ""

    def handle_starttag(self, tag, attributes):
        self.inside = tag
        pairs = {name: value or "" for name, value in attributes}
        if tag in ACTIVE:
            self.found.add(f"<{tag} {pairs.get('src', '')}{pairs.get('href', '')}>")
        for name, value in pairs.items():
            if name.startswith("on"):
                self.found.add(f"{tag} {name}={value}")
            scheme = "".join(value.split()).lower()
            if name in ADDRESSES and scheme.startswith(("javascript:", "vbscript:", "data:text")):
                self.found.add(f"{tag} {name}={value}")

    def handle_data(self, data):
        if self.inside in ("script", "style") and "pwned" in data:
            self.found.add(f"{self.inside} with hostile text")


def dangers(html: str) -> set[str]:
    """What a browser would run or load; the page's own is among it."""
    reader = _Reader()
    reader.feed(html)
    return reader.found


def formgrader_page(root: Path, notebook: Path) -> str:
    """A graded notebook as nbgrader's formgrader shows it to the instructor."""
    from course_utils.grading import nbgrader_setup

    config = Config()
    nbgrader_setup.configure(config)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    resources = {
        "assignment_id": "01-toy",
        "submission_id": "x",
        "notebook_id": "Toy",
        "index": 0,
        "total": 1,
        "base_url": "/formgrader",
        "mathjax_url": "",
        "last_name": "",
        "first_name": "",
        "student": "student",
        "notebook_path": "x",
        "keyword": "",
        "nbgrader": {},
    }
    return HTMLExporter(config=config).from_filename(str(notebook), resources=resources)[0]
