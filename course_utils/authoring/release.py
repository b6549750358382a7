"""From the source notebook to the students': nbgrader's own steps, run in memory."""

from __future__ import annotations

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import SaveCells
from traitlets.config import Config

from course_utils.authoring.regions import CODE_STUB, TEXT_STUB, without_solution
from course_utils.authoring.script import Script
from course_utils.errors import UserMistake


def make_release(source: NotebookNode, script: Script) -> NotebookNode:
    """The notebook that students get.

    The steps are the ones of `nbgrader generate_assignment`, without the database.

    Raises:
        UserMistake: a stub is not its solution minus the region.
    """
    exporter = NotebookExporter(config=Config({"Exporter": {"default_preprocessors": []}}))
    for step in _steps():
        exporter.register_preprocessor(step, enabled=True)
    resources = {"nbgrader": {"assignment": script.assignment, "notebook": script.notebook}}
    text, _ = exporter.from_notebook_node(source, resources=resources)
    release = nbformat.reads(text, as_version=4)
    _compare_stubs(source, release, script)
    return release


def _steps() -> list[type]:
    # The list is nbgrader's, so that a step that a new version adds is not forgotten here.
    return [step for step in GenerateAssignment.preprocessors.default() if step is not SaveCells]


def _compare_stubs(source: NotebookNode, release: NotebookNode, script: Script) -> None:
    pairs = zip(script.cells, source.cells, release.cells, strict=True)
    for author, solved, stub in pairs:
        expected = solved.source
        if author.role in ("exercise", "answer"):
            words = CODE_STUB if author.type == "code" else TEXT_STUB
            expected = without_solution(solved.source, words)
        if stub.source != expected:
            raise UserMistake(
                f"{script.path}:{author.line}: the released cell is not the solved one minus its "
                "solution; write the marks as `### BEGIN SOLUTION` and `### END SOLUTION`, each "
                "alone on its line, and leave nbgrader's ClearSolutions settings as they are"
            )
