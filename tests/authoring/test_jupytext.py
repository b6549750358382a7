"""An author may write in JupyterLab: what it saves is what she wrote."""

from __future__ import annotations

from pathlib import Path

import jupytext
import nbformat
from jupytext.config import load_jupytext_configuration_file

from .toy import COUNTING

SETTINGS = Path(__file__).parents[2] / "jupytext.toml"


def test_script_survives_jupyterlab():
    settings = load_jupytext_configuration_file(str(SETTINGS))
    notebook = jupytext.reads(COUNTING, fmt="py:percent", config=settings)
    # What JupyterLab adds when it opens and runs a notebook.
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    notebook.metadata["language_info"] = {"name": "python", "version": "3.11"}
    notebook.cells[1].metadata["execution"] = {"iopub.status.busy": "now"}
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="3")]
    assert jupytext.writes(notebook, fmt="py:percent", config=settings) == COUNTING
