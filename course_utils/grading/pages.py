"""Web pages and Markdown from templates; everything that comes from a submission is escaped."""

from __future__ import annotations

import html
import os
import re
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

TEMPLATES = Path(__file__).parent / "templates"


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "points": points,
        "inline": inline,
        "quoted": quoted,
        "fenced": fenced,
        "mib": mib,
        "time": time,
    }
    return environment


def render(template: str, **values: Any) -> str:
    """Fill one of the templates."""
    return _environment().get_template(template).render(**values)


def write(path: Path, text: str) -> Path:
    """Write a page, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_name(f".{path.name}.making")
    making.write_text(text, "utf-8")
    os.replace(making, path)
    return path


def points(number: float) -> str:
    """Points without needless zeros."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def mib(number: int) -> str:
    """Bytes as MiB; a dash when nobody measured."""
    return f"{number / 2**20:.0f} MiB" if number else "–"


def time(span: timedelta) -> str:
    """A span of time as people say it: days and hours, or hours and minutes."""
    minutes = max(1, round(span.total_seconds() / 60))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [(days, "day"), (hours, "hour")] if days else [(hours, "hour"), (rest, "minute")]
    return " ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in parts if n)


def inline(text: str) -> str:
    """Text for a line of Markdown: one line, and nothing that a viewer takes for HTML or a link."""
    return re.sub(r"([\\*_\[\]#|])", r"\\\1", html.escape(" ".join(text.split()), quote=False))


def quoted(text: str) -> Markup:
    """A sentence as HTML: what stands between backticks as code, everything escaped."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one that is not closed is only a character
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def fenced(text: str) -> str:
    """Text as a code block of Markdown that it cannot end itself."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
