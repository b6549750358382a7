"""A small kernel: runs a notebook's cells and answers a test's requests, over two pipes.

Started by a launcher as ``python -m course_utils.exercises.kernel READ WRITE`` (two open file
descriptors). It holds an IPython shell, so that magics, display and matplotlib's inline figures
work as in Jupyter, without sockets and threads; the requests are those of `server`, plus
``run_cell``. It belongs to the student: nothing that it says is believed without a check.
"""

from __future__ import annotations

import builtins
import os
import sys
import time
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell, InteractiveShellABC

from course_utils.exercises.codec import HEADER, CodecError, Opaque, decode, encode, lengths
from course_utils.exercises.limits import DEFAULT
from course_utils.exercises.server import Server

#: Per cell: text beyond this is cut, further outputs are dropped.
LONGEST_TEXT = 200_000
MOST_OUTPUTS = 500


class _Outputs:
    """The outputs of the cell that runs, in nbformat's form."""

    def __init__(self):
        self.items: list[dict[str, Any]] = []
        self.clear_next = False

    def add(self, output: dict[str, Any]) -> None:
        if self.clear_next:
            self.items.clear()
            self.clear_next = False
        if len(self.items) < MOST_OUTPUTS:
            self.items.append(output)

    def stream(self, name: str, text: str) -> None:
        last = self.items[-1] if self.items else {}
        if not self.clear_next and last.get("output_type") == "stream" and last["name"] == name:
            last["text"] = (last["text"] + text)[: LONGEST_TEXT + 1]
        else:
            self.add({"output_type": "stream", "name": name, "text": text[:LONGEST_TEXT]})


_outputs = _Outputs()


class _Stream:
    """sys.stdout or sys.stderr of the student's cells."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str):
        self.name = name

    def write(self, text: str) -> int:
        _outputs.stream(self.name, str(text))
        return len(text)

    def writelines(self, lines) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return {"stdout": 1, "stderr": 2}[self.name]


class _Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, *, transient=None, update=False, **_):
        _outputs.add(
            {"output_type": "display_data", "data": dict(data), "metadata": dict(metadata or {})}
        )

    def clear_output(self, wait=False):
        if wait:
            _outputs.clear_next = True
        else:
            _outputs.items.clear()


class _ResultHook(DisplayHook):
    """The value of a cell's last line becomes an ``execute_result``."""

    def start_displayhook(self):
        self.result = {"output_type": "execute_result", "data": {}, "metadata": {}}

    def write_output_prompt(self):
        self.result["execution_count"] = self.prompt_count

    def write_format_data(self, format_dict, md_dict=None):
        self.result["data"] = dict(format_dict)
        self.result["metadata"] = dict(md_dict or {})

    def finish_displayhook(self):
        if self.result["data"]:
            _outputs.add(self.result)


class _Shell(InteractiveShell):
    """IPython's shell with outputs collected instead of printed."""

    displayhook_class = _ResultHook
    display_pub_class = _Publisher

    def init_sys_modules(self):
        """Leave the kernel's own modules alone; cells live in a module of their own."""
        sys.modules["__main__"] = self.user_module

    def enable_gui(self, gui=None):
        """``%matplotlib inline`` asks for an event loop; there is no window to serve."""

    def _showtraceback(self, etype, evalue, stb):
        _outputs.add(
            {
                "output_type": "error",
                "ename": str(etype.__name__),
                "evalue": str(evalue)[:LONGEST_TEXT],
                "traceback": [line[:LONGEST_TEXT] for line in stb],
            }
        )


InteractiveShellABC.register(_Shell)


def _no_input(*_args, **_kwargs):
    raise RuntimeError("input() does not work here: nobody is there to answer")


def _shell() -> _Shell:
    # A history file would be shared between submissions; colours would fill the tracebacks.
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    shell = _Shell.instance(config=config, colors="nocolor")
    builtins.input = _no_input
    import getpass

    getpass.getpass = _no_input
    return shell


def _run_cell(shell: _Shell, source: str) -> dict[str, Any]:
    _outputs.__init__()
    begun = time.perf_counter()
    ok = False
    try:
        result = shell.run_cell(source, store_history=True)
        ok = bool(result.success)
    except SystemExit:
        ok = False
    except BaseException as error:  # the shell lets some through; the kernel goes on
        shell.showtraceback((type(error), error, error.__traceback__))
    return {
        "value": {
            "outputs": list(_outputs.items),
            "ok": ok,
            "seconds": time.perf_counter() - begun,
            "count": shell.execution_count - 1,
        }
    }


def _encoded(reply: dict[str, Any], identifier: str) -> bytes:
    """The reply of a cell; without the outputs that cannot cross."""
    try:
        return encode(reply, identifier=identifier)
    except (CodecError, Opaque):
        pass
    whole, reply["value"]["outputs"] = reply["value"]["outputs"], []
    room = DEFAULT.text_bytes // 2
    for output in whole:
        try:
            room -= len(encode(output))
            if room < 0:
                raise CodecError("too large")
            reply["value"]["outputs"].append(output)
        except (CodecError, Opaque):
            text = "\n[an output of this cell is left out: too large, or of no known form]\n"
            reply["value"]["outputs"].append(
                {"output_type": "stream", "name": "stdout", "text": text}
            )
    return encode(reply, identifier=identifier)


def _read_exactly(descriptor: int, count: int) -> bytes:
    parts = []
    while count:
        part = os.read(descriptor, min(count, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _write(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def serve(read: int, write: int) -> None:
    """Answer requests until the pipe closes."""
    shell = _shell()
    server = Server(shell.user_ns)
    sys.stdout, sys.stderr = _Stream("stdout"), _Stream("stderr")
    while True:
        try:
            head = _read_exactly(read, HEADER.size)
            message = head + _read_exactly(read, sum(lengths(head)))
        except EOFError:
            return
        made: list = []
        request = decode(message, resolve=lambda s, made=made: server._resolve(s, made))
        if request.body["op"] == "run_cell":
            reply = _encoded(_run_cell(shell, request.body["source"]), request.identifier)
        else:
            reply = server.reply(request.identifier, request.body, made)
        _write(write, reply)


if __name__ == "__main__":
    # The cells' module will be called __main__; run under the real name so that there is one
    # copy of this module.
    from course_utils.exercises import kernel

    kernel.serve(int(sys.argv[1]), int(sys.argv[2]))
