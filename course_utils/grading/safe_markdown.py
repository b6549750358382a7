"""A student's Markdown as HTML without anything that a browser executes.

nbgrader's feedback and formgrader show the text of Markdown cells with the HTML that stands in it,
whatever `HTMLExporter.sanitize_html` says.
"""

from __future__ import annotations

from html import escape

import bleach
from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TAGS = frozenset(
    "a abbr b blockquote br caption code dd del details div dl dt em figcaption figure h1 h2 h3 h4 "
    "h5 h6 hr i img kbd li mark ol p pre q s small span strong sub summary sup table tbody td "
    "tfoot th thead tr u ul".split()
)
ATTRIBUTES = {
    "*": ["align", "class", "dir", "id", "lang", "title"],
    "a": lambda tag, name, value: name == "href" and not value.strip().lower().startswith("data"),
    "img": lambda tag, name, value: (
        name in ("alt", "height", "width")
        or name == "src"
        and (not value.strip().lower().startswith("data") or value.startswith(PICTURES))
    ),
    "ol": ["start"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
}
PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,")


@pass_context
def safe_markdown(context, source: str) -> str:
    """Stands in the place of nbconvert's filter ``markdown2html``."""
    renderer = IPythonRenderer(escape=False, attachments=context.get("cell", {}).get("attachments"))
    try:
        html = MarkdownWithMath(renderer=renderer).render(source)
    except Exception:
        # A picture that is not attached ends nbconvert's renderer, and with it the whole page.
        html = f"<pre>{escape(source)}</pre>"
    return bleach.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        protocols={"http", "https", "mailto", "data"},
    )
