"""TensorFlow without the lines that it writes to the terminal when it is imported.

TensorFlow 2.21 reports on CUDA and oneDNN while its libraries are loaded, from C++, straight to
file descriptor 2, and before its own log level is in force: `TF_CPP_MIN_LOG_LEVEL` does not stop
these lines, and `sys.stderr` is not asked. In a notebook they would stand in red under the cell.
What helps is to lead descriptor 2 elsewhere while TensorFlow is imported, also in a Jupyter kernel.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


def quiet_tensorflow() -> None:
    """Import TensorFlow without a word; call it before the first `import keras`.

    Lines of information that come later are kept back as well; warnings of Python and errors
    are not. What was written during an import that fails is shown.
    """
    if "tensorflow" in sys.modules:
        return
    # 0 shows everything, 1 leaves out information, 2 warnings too; read when TensorFlow is loaded.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    with _descriptor_2_aside():
        import tensorflow as tf

        # The first look for a graphics card complains where there is none.
        tf.config.list_physical_devices()


@contextmanager
def _descriptor_2_aside() -> Iterator[None]:
    """What C code writes to its stderr within the block goes to a file, shown if it fails."""
    if sys.stderr is not None:
        sys.stderr.flush()
    try:
        terminal = os.dup(2)
    except OSError:  # A windowed program has no stderr: nothing to keep quiet.
        yield
        return
    with tempfile.TemporaryFile() as aside:
        os.dup2(aside.fileno(), 2)
        try:
            yield
        except BaseException:
            aside.seek(0)
            os.write(terminal, aside.read())
            raise
        finally:
            os.dup2(terminal, 2)
            os.close(terminal)
