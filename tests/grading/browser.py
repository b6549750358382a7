"""A real browser for tests: as much of the DevTools protocol as one page needs."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

websocket = pytest.importorskip("websocket")
PROGRAM = shutil.which("chromium") or shutil.which("google-chrome")
needed = pytest.mark.skipif(PROGRAM is None, reason="no browser to drive")
#: A busy machine starts servers slowly.
PATIENCE = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(look, what: str):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = look()
        except OSError:
            found = None
        if found:
            return found
        time.sleep(0.3)
    raise AssertionError(f"waited in vain for {what}")


class Browser:
    """One page."""

    def __init__(self, port: int):
        tabs = until(
            lambda: json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json")),
            "the browser",
        )
        (page,) = [tab for tab in tabs if tab["type"] == "page"]
        self.socket = websocket.create_connection(page["webSocketDebuggerUrl"], timeout=PATIENCE)
        self.number = 0

    def ask(self, method: str, **parameters):
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                return answer.get("result", {})

    def evaluate(self, expression: str):
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")


@contextmanager
def started(folder: Path) -> Iterator[Browser]:
    """A browser that keeps its own files in `folder`."""
    port = free_port()
    process = subprocess.Popen(
        [PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--remote-allow-origins=*"]
        + [f"--remote-debugging-port={port}", f"--user-data-dir={folder}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Browser(port)
    finally:
        process.terminate()
        process.wait(30)
