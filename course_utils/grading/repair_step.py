"""Repair as nbgrader's first step: before anything of nbgrader's own reads a submission."""

from __future__ import annotations

from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from course_utils.grading.canon import canon_of
from course_utils.grading.repair import repair


class Repair(NbGraderPreprocessor):
    """Stands at the head of the list of sanitizers."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]):
        """Repair `nb`; what was done stands in its metadata, for the store."""
        where = resources["nbgrader"]
        with Gradebook(where["db_url"]) as gradebook:
            canon = canon_of(gradebook, where["assignment"], where["notebook"])
        done = repair(nb, canon)
        for sentence in (*done.repairs, *done.doubts):
            self.log.warning("%s: %s", where["student"], sentence)
        return done.notebook, resources
