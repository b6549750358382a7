"""Attacks on whoever looks at the results: outputs, text and metadata that a browser would run."""

from __future__ import annotations

from nbformat import v4

from attacks.attack import Attack

SCRIPT = "<script>alert('pwned')</script>"


def _hostile_text(notebook) -> None:
    """Markdown and raw cells, attachments, tags, ids, metadata: wherever a page takes text from."""
    markdown = v4.new_markdown_cell(
        f"{SCRIPT}\n\n<img src=x onerror=pwned()> [click](javascript:pwned())\n\n"
        "<iframe src='javascript:pwned()'></iframe><svg onload=pwned()></svg>\n\n"
        "![a](attachment:x.png)\n\n<style>@import '//pwned'</style><form action=//pwned>"
    )
    markdown["attachments"] = {
        "x.png": {"image/svg+xml": f"<svg>{SCRIPT}</svg>", "image/png": f'"{SCRIPT}'}
    }
    markdown.metadata["tags"] = [f'"><img src=x onerror=pwned()>{SCRIPT}']
    raw = v4.new_raw_cell(SCRIPT)
    raw.metadata["raw_mimetype"] = "text/html"
    notebook.cells += [markdown, raw]
    notebook.metadata["title"] = f"</title>{SCRIPT}"
    notebook.metadata["language_info"] = {"name": f"</code>{SCRIPT}", "pygments_lexer": SCRIPT}
    notebook.metadata["kernelspec"]["display_name"] = SCRIPT
    notebook.metadata["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {
            "state": {"a": {"model_name": f"</script>{SCRIPT}"}},
            "version_major": 2,
            "version_minor": 0,
        }
    }


def _many_cells(notebook) -> None:
    notebook.cells += [v4.new_code_cell("pass", id=f"bomb-{i}") for i in range(100_000)]


FOR_PAGES = [
    Attack(
        "scripts and markup in outputs",
        first=f"""\
from IPython.display import HTML, SVG, Javascript, Markdown, display, publish_display_data
script = {SCRIPT!r}
display(HTML(script), Markdown(script), Javascript("pwned()"))
for form in ("text/html", "image/svg+xml", "application/javascript", "text/latex", "image/gif",
             "application/vnd.jupyter.widget-view+json", "application/pdf", "text/markdown"):
    publish_display_data({{form: script, "text/plain": script}})
for form in ("image/png", "image/jpeg"):
    publish_display_data({{form: '"><script>pwned()</script><img src="'}})
    publish_display_data({{form: "x' onerror='pwned()"}})
publish_display_data({{"text/plain": "tried markup"}}, metadata={{"text/plain": {{"x": script}}}})
raise type(script, (Exception,), {{}})(script)""",
        shows="tried markup",
        core=True,
    ),
    Attack("scripts and markup in text, attachments and metadata", change=_hostile_text, core=True),
    Attack(
        "terminal escapes and invisible characters in outputs and reasons",
        first="print('tried \\x1b[2J\\x1b]0;owned\\x07\\x1b[31mred \\u202egnp.exe \\x9b31m \\x00')",
        double="""\
def double(numbers):
    raise ValueError("\\x1b[2J\\x1b]52;c;cHduZWQ=\\x07 \\u202e \\r\\n hidden")""",
        shows="tried",
        says="stopped with ValueError",
        core=True,
    ),
    Attack(
        "two hundred megabytes of output",
        first="for _ in range(200):\n    print('x' * 1_000_000)\nprint('tried')",
        last="""\
from IPython.display import display
for _ in range(100_000):
    display({"text/plain": "y" * 1000}, raw=True)""",
    ),
    Attack(
        "outputs that are no outputs, made by a patched kernel",
        first="""\
from course_utils.exercises import kernel
def run(shell, source):
    return {"value": {"outputs": [{"output_type": ["list"]}, 7, None, {"output_type": "stream",
            "name": {"a": 1}, "text": 5}, {"output_type": "error", "traceback": 3},
            {"output_type": "display_data", "data": [1]}, {"output_type": "update_display_data",
            "data": {"text/html": "<b>"}}] * 1000, "ok": 1, "count": "many"}}
kernel._run_cell = run
print("tried a patched kernel")""",
        shows="tried a patched kernel",
    ),
    Attack(
        "a hundred thousand cells",
        change=_many_cells,
        limits={"submission_seconds": 20},
        says="used up its 20 seconds|twice as large",
    ),
]
