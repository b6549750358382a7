"""The log of a training folder: one JSON object a line, runs and epochs in the order they came."""

from __future__ import annotations

import json
from pathlib import Path


class Journal:
    """Lines are only ever added. A line that a crash cut short is passed over on reading."""

    def __init__(self, path: Path):
        self.path = path

    def add(self, event: str, **values) -> None:
        """Add one line: `{"event": event, ...values}`."""
        line = json.dumps({"event": event} | values) + "\n"
        if self.path.exists() and not self.path.read_bytes().endswith(b"\n"):
            line = "\n" + line
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(line)

    def lines(self, event: str) -> list[dict]:
        """All whole lines of one kind, oldest first."""
        if not self.path.exists():
            return []
        found = []
        for line in self.path.read_text(encoding="utf-8").splitlines():
            try:
                values = json.loads(line)
            except ValueError:
                continue
            if values.get("event") == event:
                found.append(values)
        return found
