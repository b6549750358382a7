"""TensorFlow comes without lines on stderr: in a terminal and in a notebook."""

from __future__ import annotations

import os
import subprocess
import sys

import nbformat
from nbclient import NotebookClient

QUIET = "from course_utils.quiet import quiet_tensorflow\nquiet_tensorflow()\n"
USE = """
import keras
import numpy as np
model = keras.Sequential([keras.layers.Input((3,)), keras.layers.Dense(2)])
model.compile(loss="mse")
history = model.fit(np.zeros((8, 3)), np.zeros((8, 2)), verbose=0)
"""
SPEAK = "import os, sys; os.write(2, b'C\\n'); _ = sys.stderr.write('Python\\n')"
# ipykernel leaves descriptor 2 alone while it believes that pytest runs it.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in ("TF_CPP_MIN_LOG_LEVEL", "PYTEST_CURRENT_TEST")
}


def in_terminal(code: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


def with_a_false_tensorflow(folder, content: str) -> str:
    (folder / "tensorflow.py").write_text(content)
    return f"import sys; sys.path.insert(0, {str(folder)!r})\n" + QUIET


def test_a_terminal_hears_nothing_but_what_comes_afterwards():
    done = in_terminal(QUIET + USE + SPEAK)
    assert (done.stdout, done.stderr, done.returncode) == ("", "C\nPython\n", 0)


def test_a_notebook_hears_nothing_but_what_comes_afterwards(tmp_path):
    # A thread of the kernel reads descriptor 2; what it reads after the end of the cell is lost.
    patient = SPEAK + "\nimport time; time.sleep(2)"
    cells = [nbformat.v4.new_code_cell(QUIET + USE), nbformat.v4.new_code_cell(patient)]
    client = NotebookClient(
        nbformat.v4.new_notebook(cells=cells), resources={"metadata": {"path": str(tmp_path)}}
    )
    silent, loud = client.execute(env=ENVIRONMENT).cells
    assert silent.outputs == []
    assert sorted("".join(output.text for output in loud.outputs).split()) == ["C", "Python"]


def test_an_import_that_fails_shows_what_it_wrote(tmp_path):
    false = "import os; os.write(2, b'no such library\\n'); raise ImportError('broken')"
    done = in_terminal(with_a_false_tensorflow(tmp_path, false))
    assert "no such library" in done.stderr and "ImportError: broken" in done.stderr


def test_a_program_without_stderr_is_served(tmp_path):
    false = "class config:\n    list_physical_devices = staticmethod(list)"
    code = "import os; os.close(2)\n" + with_a_false_tensorflow(tmp_path, false)
    assert in_terminal(code + "print('done')").stdout == "done\n"
