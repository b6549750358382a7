"""`docs/label-model.md`, made from the label model: `python -m course_utils.faces.label_page`."""

from __future__ import annotations

import sys

import numpy as np

from course_utils.faces.labels import DEFAULT, DISPLAYS, LabelModel
from course_utils.faces.schema import EMOTIONS
from course_utils.faces.units import UNITS

_HEAD = """\
# The label model of the drawn faces

**Invented for teaching.** Nobody has measured how often a feeling goes with each movement of the
face; the literature bounds some entries and leaves most unknown. On drawn faces we chose the
numbers, so here, and only here, the best possible accuracy is known. Nothing on this page is a
finding about people. A drawn face feels nothing: its label is the one that its units were drawn
from.

This page is made by `python -m course_utils.faces.label_page > docs/label-model.md`; a test fails
when it differs from the code (`course_utils/faces/labels.py`).

## How a face gets its units

1. A label is drawn from the **priors**: FER2013's own counts.
2. With probability 1 − **overlap** the face shows one of its label's own **displays** (the table
   below); otherwise it shows a shared one: the own display of any of the seven labels, each with
   the same chance. Shared displays say nothing about the label.
3. Each of the 18 units turns over (comes or goes) with probability **flip**.

How strongly an active unit shows, who is drawn, pose, light and camera never depend on the label.
"""

_SOURCES = """\
List 1 is the widely copied list of prototypes after Ekman and Friesen (in it: happiness 6+12,
sadness 1+4+15, surprise 1+2+5+26, fear 1+2+4+5+20+26, anger 4+5+7+23, disgust 9+15+16); list 2 is
table 11-1 of FACS (1978), most intense (joy 6+12+25, sadness 1+4+15, disgust 10+17+4, anger
4+5+7+24, surprise 1+2+5+26, fear 1+2+4+5+20+25). The lists differ, were postulated and show posed
faces. "Part of a prototype" and "our choice" are ours, and so is every share. Contempt (12+14 on
one side) is in the first list and not among FER2013's labels.
"""

_VOTES = """\
## Votes

Every drawn face has ten votes in the columns of FER+. They are **simulated raters**: each answers
by the posterior P(label | units), alone. Their agreement says how much the model overlaps, and
nothing about people. Blank pictures get ten votes for "NF" (not a face); contempt and unknown get
none.
"""


def page() -> str:
    """The whole page, Markdown."""
    return "\n".join([_HEAD, _knobs(), _displays(), _SOURCES, _table(), _ceilings(), _VOTES])


def _knobs() -> str:
    rows = zip(EMOTIONS, DEFAULT.priors, DEFAULT.overlap, strict=True)
    lines = [f"| {name} | {prior:.4f} | {overlap:.2f} |" for name, prior, overlap in rows]
    return "\n".join(
        [
            "## The knobs\n",
            f"flip = {DEFAULT.flip:.2f}. The overlaps follow the order in which FER+'s taggers "
            "agree (Barsoum et al. 2016,\narXiv 1608.01041); their size is our choice.\n",
            "| label | prior | overlap |",
            "|---|---|---|",
            *lines,
            "",
        ]
    )


def _displays() -> str:
    lines = ["## Own displays of each label\n"]
    lines += ["| label | units | share | source |", "|---|---|---|---|"]
    for label, displays in DISPLAYS.items():
        for share, units, source in displays:
            shown = "+".join(map(str, units)) or "none"
            lines.append(f"| {label} | {shown} | {share:.2f} | {source} |")
    return "\n".join([*lines, ""])


def _table() -> str:
    lines = [
        "## P(unit is active | label), in percent\n",
        "| label | " + " | ".join(map(str, UNITS)) + " |",
        "|---" * (1 + len(UNITS)) + "|",
    ]
    for label, row in zip(EMOTIONS, DEFAULT.table(), strict=True):
        lines.append(f"| {label} | " + " | ".join(f"{100 * p:.0f}" for p in row) + " |")
    scowl = _scowls()
    others = np.array(DEFAULT.priors[1:])
    among_others = (scowl[1:] * others).sum() / others.sum()
    lines.append(
        f"\nA scowl (4 and 7 together) is shown in {scowl[0]:.0%} of *angry* and in "
        f'{among_others:.0%} of all other faces. The literature says\n"a quarter to a third" of '
        "anger (Barrett et al. 2019 and the same author later); how often a scowl goes\nwithout "
        "anger is not known, and here our choice.\n"
    )
    return "\n".join(lines)


def _scowls() -> np.ndarray:
    """P(4 and 7 | label), (7,), from the mixture: flips come to each unit by itself."""
    patterns, weights = DEFAULT.mixture()
    both = patterns[:, [UNITS.index(4), UNITS.index(7)]]
    active = np.where(both, 1 - DEFAULT.flip, DEFAULT.flip).prod(axis=1)
    return weights @ active


def _ceilings() -> str:
    lines = [
        "## The ceiling\n",
        "The accuracy that the best possible reader expects, summed over all 2^18 patterns of\n"
        "units. It holds for test pictures without a copy in Training, and in expectation: on a\n"
        "finite set luck can pass it.\n",
        "| overlap | seven classes | six classes (disgust counted as anger) |",
        "|---|---|---|",
        f"| **as above** | **{DEFAULT.ceiling(7):.4f}** | **{DEFAULT.ceiling(6):.4f}** |",
    ]
    for overlap in np.linspace(0, 1, 6):
        model = LabelModel(overlap=overlap)
        lines.append(f"| {overlap:.1f} for all | {model.ceiling(7):.4f} | {model.ceiling(6):.4f} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.stdout.write(page())
