"""`course release`, step by step: read, refuse, make, compare, prove, write."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from course_utils.authoring.course import Course
from course_utils.authoring.derived import (
    Difference,
    Pair,
    derived_files,
    find_differences,
    find_edits,
    find_strangers,
    make_pair,
    mend,
    read_scripts,
)
from course_utils.authoring.mistakes import find_mistakes
from course_utils.authoring.proof import Proof, Referee, prove
from course_utils.authoring.report import Report
from course_utils.authoring.script import Script
from course_utils.errors import UserMistake


@dataclass(frozen=True)
class Build:
    """What the curriculum makes of the chosen assignments, and what of it is missing on disk."""

    chosen: list[str]
    pairs: list[Pair]
    differences: list[Difference]


def build(course: Course, assignments: Sequence[str], report: Report) -> Build:
    """Make the notebooks of these assignments in memory; of all, if none is named.

    Raises:
        UserMistake: an author's mistake, a source notebook edited by hand, or a file in `source/`
            or `release/` that is not ours.
    """
    scripts = read_scripts(course)
    chosen = _choose(course, assignments)
    _refuse_mistakes(course, scripts, chosen if assignments else None, report)
    pairs = [make_pair(script) for script in scripts if script.assignment in chosen]
    files = derived_files(course, set(chosen) & set(course.assignments()), pairs)
    _refuse_edits(course, pairs, chosen, report)
    strangers = [course.relative(path) for path in find_strangers(course, files, chosen)]
    report.refuse(
        [
            f"{path}: not made from curriculum/, and `nbgrader` would publish it; move it to "
            f"curriculum/{Path(path).parent.name}/files/ if students should have it, or delete it"
            for path in strangers
        ],
        "files that we did not make stand among the derived ones",
    )
    return Build(chosen, pairs, find_differences(course, files, chosen))


def check(course: Course, made: Build, report: Report) -> None:
    """Say which derived files are not as the curriculum makes them.

    Raises:
        UserMistake: any is not.
    """
    stale = [f"{course.relative(item.path)}: {item.problem}" for item in made.differences]
    rooms = {item.path.relative_to(course.root).parts[1] for item in made.differences}
    command = " ".join(["course release", *sorted(rooms)])
    report.refuse(
        [f"{line}; run `{command}`" for line in stale],
        f"derived files are not as curriculum/ makes them; run `{command}`",
    )
    report.say("source/ and release/ are as curriculum/ makes them")


def prove_all(course: Course, made: Build, referee: Referee, report: Report) -> list[Proof]:
    """Run every notebook in both forms.

    Raises:
        UserMistake: a solution earns less than everything, a stub more than nothing, or a cell
            raises what it should not.
    """
    hidden = course.hidden_tests()
    proofs = []
    for pair in report.track(made.pairs, "proving", lambda pair: pair.script.path):
        files = course.curriculum / pair.script.assignment / "files"
        proofs.append(prove(pair, hidden, referee, files if files.is_dir() else None))
    report.table(proofs)
    report.refuse(
        [fault for proof in proofs for fault in proof.faults],
        "the proof fails, so nothing is written",
    )
    return proofs


def write(course: Course, made: Build, report: Report) -> None:
    """Write what is missing or out of date, remove what is left over, and say so."""
    for item in made.differences:
        verb = "removed" if item.content is None else "written"
        report.say(f"{verb}: {course.relative(item.path)}")
    mend(made.differences, course)
    if not made.differences:
        report.say("source/ and release/ were as curriculum/ makes them: no file changed")


def _choose(course: Course, assignments: Sequence[str]) -> list[str]:
    """The named assignments; without names all, those that left only derived files included."""
    known = set(course.assignments())
    for room in (course.source, course.release):
        if room.is_dir():
            known |= {path.name for path in room.iterdir() if path.is_dir()}
    for name in assignments:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(known))}"
            raise UserMistake(f"no assignment {name}; {hint}")
    return sorted(set(assignments) or known)


def _refuse_mistakes(
    course: Course, scripts: list[Script], only: list[str] | None, report: Report
) -> None:
    mistakes = find_mistakes(
        scripts, course.hidden_tests(), course.visible_checks(), course.shipped_texts()
    )
    if only is not None:
        # Another author's unfinished notebook is no reason not to release this one.
        wanted = {script.path for script in scripts if script.assignment in only}
        mistakes = [mistake for mistake in mistakes if mistake.path in wanted]
    report.refuse([str(mistake) for mistake in mistakes], "mistakes in the curriculum")


def _refuse_edits(course: Course, pairs: list[Pair], chosen: list[str], report: Report) -> None:
    edits = find_edits(course, pairs, chosen)
    for path, changes in edits.items():
        report.say(f"{course.relative(path)}, against what curriculum/ makes now:\n{changes}")
    report.refuse(
        [
            f"{course.relative(path)}: changed by hand, and not overwritten; make the change "
            "in curriculum/ as shown above, or delete the file to give it up"
            for path in edits
        ],
        "source notebooks were changed by hand",
    )
