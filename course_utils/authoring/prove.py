"""`course prove`: every hidden test accepts all right answers and rejects the wrong ones.

For each exercise:

- every right answer passes every visible check and every hidden test, under several seeds;
- every wrong answer fails exactly the hidden tests that it names, for the reason that it names;
- every hidden test is failed by some wrong answer;
- no callable that students can import passes a hidden test in the place of the answer;
- a sample of the answers gets the same verdicts from the real referee.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import gc
import logging
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from rich import box
from rich.console import Console
from rich.table import Table

from course_utils.authoring import build
from course_utils.authoring.bank import BankAnswer, read_answers
from course_utils.authoring.course import Course, find_course
from course_utils.authoring.derived import Pair
from course_utils.authoring.proof import course_referee
from course_utils.authoring.report import Report
from course_utils.authoring.trial import judge, shipped_callables
from course_utils.errors import UserMistake
from course_utils.exercises.registry import Test
from course_utils.exercises.verdict import PUBLIC_SEED, Verdict
from course_utils.faces.cache import FOLDER_VARIABLE
from course_utils.grading.lifeline import end_with
from course_utils.grading.referee import tested_exercise
from course_utils.quiet import quiet_tensorflow

#: An exercise needs at least so many answers of each kind.
FEWEST_RIGHT, FEWEST_WRONG = 4, 6
#: Under each of these the right answers must pass and the wrong ones fail.
SEEDS = (b"proof", b"second", b"third")
#: So many exercises are worth a process of their own, which takes seconds to start.
FEW = 4
#: Tried callables must be quick: each stands in for a one-cell answer.
CALLABLE_SECONDS = 5


@dataclass
class ExerciseProof:
    """What was tried on one exercise, and what did not hold."""

    exercise: str
    right: int = 0
    wrong: int = 0
    tests: int = 0
    checks: int = 0
    callables: int = 0
    sampled: int = 0
    faults: list[str] = field(default_factory=list)


def prove(
    assignments: Sequence[str],
    exercise: str | None = None,
    full: bool = False,
    quick: bool = False,
) -> None:
    """Try everything, print the table, and refuse faults.

    Args:
        assignments: names of folders in curriculum/; empty for all.
        exercise: only this one.
        full: whether all answers go through the referee, and not a sample.
        quick: whether one seed is enough, in the place of three.

    Raises:
        UserMistake: the bank and the tests do not agree.
    """
    course, report = find_course(), Report()
    proofs = prove_all(course, assignments, report, exercise, full, quick)
    _table(proofs)
    faults = [fault for proof in proofs for fault in proof.faults]
    report.refuse(faults, "the bank of answers and the tests do not agree")
    tried = sum(proof.right + proof.wrong for proof in proofs)
    report.say(f"proved: {tried} answers to {len(proofs)} exercises")


def prove_all(
    course: Course,
    assignments: Sequence[str],
    report: Report,
    only: str | None = None,
    full: bool = False,
    quick: bool = False,
) -> list[ExerciseProof]:
    """Try everything on every exercise of the chosen assignments; `prove` says with what.

    Raises:
        UserMistake: an author's mistake, or an answer that cannot be read.
    """
    made = build.build(course, assignments, report)
    work = [
        (pair, cell.name)
        for pair in made.pairs
        for cell in pair.script.with_role("exercise")
        if only in (None, cell.name)
    ]
    if only is not None and not work:
        names = [cell.name for pair in made.pairs for cell in pair.script.with_role("exercise")]
        raise UserMistake(f"no exercise is called {only}; there are {', '.join(names)}")
    names = [(pair.script.assignment, exercise) for pair, exercise in work]
    proofs = list(
        _in_parallel(
            functools.partial(_prove_one, course, SEEDS[:1] if quick else SEEDS), names, report
        )
    )
    by_name = {proof.exercise: proof for proof in proofs}
    hidden = course.hidden_tests()
    concerned = [
        pair
        for pair in made.pairs
        if any(cell.name in by_name for cell in pair.script.with_role("exercise"))
    ]
    for pair in report.track(concerned, "the referee on", lambda pair: pair.script.path):
        _try_referee(course, pair, hidden, by_name, full)
    return proofs


def _in_parallel(
    prove_one: Callable[[tuple[str, str]], ExerciseProof],
    names: Sequence[tuple[str, str]],
    report: Report,
) -> Iterator[ExerciseProof]:
    """Prove exercises side by side, in the order of `names`; few of them in this process."""
    workers = min(os.cpu_count() or 1, len(names) // FEW)
    if workers < 2:
        for name in report.track(names, "proving", lambda name: name[1]):
            yield prove_one(name)
        return
    # Spawned, not forked: a copy of a process that has used TensorFlow hangs.
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(workers, initializer=end_with, initargs=(os.getpid(),)) as pool:
        proofs = pool.imap(prove_one, names)
        for _ in report.track(names, "proving", lambda name: name[1]):
            yield next(proofs)


def _prove_one(course: Course, seeds: Sequence[bytes], name: tuple[str, str]) -> ExerciseProof:
    """Try all answers to one exercise, and all that students can import in their place."""
    import matplotlib

    matplotlib.use("Agg")  # answers draw figures, and there is no window
    # Before the clock of any trial runs: TensorFlow does not survive an import that is cut off.
    quiet_tensorflow()
    import keras  # noqa: F401

    # Hundreds of small models in one process: that each is traced anew is no news.
    logging.getLogger("tensorflow").setLevel(logging.ERROR)

    assignment, exercise = name
    hidden, checks = course.hidden_tests()[exercise], course.visible_checks()[exercise]
    proof = ExerciseProof(exercise, tests=len(hidden), checks=len(checks))
    _try_answers(read_answers(course, assignment, exercise), hidden, checks, seeds, proof)
    _try_callables(shipped_callables(course.package.name), hidden, proof)
    return proof


def _try_answers(
    answers: list[BankAnswer],
    tests: list[Test],
    checks: list[Test],
    seeds: Sequence[bytes],
    proof: ExerciseProof,
) -> None:
    proof.right = sum(answer.right for answer in answers)
    proof.wrong = len(answers) - proof.right
    if proof.right < FEWEST_RIGHT or proof.wrong < FEWEST_WRONG:
        proof.faults.append(
            f"{proof.exercise}: {proof.right} right and {proof.wrong} wrong answers; write at "
            f"least {FEWEST_RIGHT} and {FEWEST_WRONG} in answers/{proof.exercise}/"
        )
    caught: set[str] = set()
    for answer in answers:
        names = answer.namespace()
        for seed in seeds:
            gc.collect()  # Trained networks lie in reference cycles; a bank makes hundreds.
            verdicts = judge(tests, names, answer.source, seed, answer.seconds)
            caught |= {v.test for v in verdicts if not v.passed and not answer.right}
            fault = _disagreement(answer, verdicts)
            if fault:
                proof.faults.append(f"{answer.path}: {fault}")
                break
        if answer.right:
            verdicts = judge(checks, names, answer.source, PUBLIC_SEED)
            proof.faults += [
                f"{answer.path}: the visible check {v.test} rejects it: {v.reason}"
                for v in verdicts
                if not v.passed
            ]
    proof.faults += [
        f"{test.module}: no wrong answer fails {test.name}; write one that does"
        for test in tests
        if test.name not in caught
    ]


def _disagreement(answer: BankAnswer, verdicts: list[Verdict]) -> str | None:
    failed = {v.test: v.reason for v in verdicts if not v.passed}
    if answer.right:
        said = "; ".join(f"{test}: {reason}" for test, reason in failed.items())
        return f"right, but rejected by {said}" if failed else None
    unknown = set(answer.fails) - {v.test for v in verdicts}
    if unknown:
        return f"there is no hidden test {', '.join(sorted(unknown))}"
    if set(failed) != set(answer.fails):
        got = ", ".join(sorted(failed)) or "none"
        return f"should fail {', '.join(sorted(answer.fails))}, but fails {got}"
    if not any(answer.reason in reason for reason in failed.values()):
        said = "; ".join(dict.fromkeys(failed.values()))
        return f"no reason contains {answer.reason!r}; the reasons are: {said}"
    return None


def _try_callables(callables, tests: list[Test], proof: ExerciseProof) -> None:
    proof.callables = len(callables)
    with _cache_elsewhere(), _no_command_line():
        verdicts_of = {
            name: judge(tests, {proof.exercise: thing}, "", SEEDS[0], CALLABLE_SECONDS)
            for name, thing in callables.items()
        }
    for name, verdicts in verdicts_of.items():
        passed = [v.test for v in verdicts if v.passed]
        if passed:
            proof.faults.append(
                f"{name}: students can import it, and in the place of {proof.exercise} it passes "
                f"{', '.join(passed)}; change it, or move it out of the shipment"
            )


@contextlib.contextmanager
def _cache_elsewhere() -> Iterator[None]:
    """Whatever is called with a test's arguments must leave nothing in the author's own cache."""
    before = os.environ.get(FOLDER_VARIABLE)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[FOLDER_VARIABLE] = folder
        try:
            yield
        finally:
            os.environ.pop(FOLDER_VARIABLE)
            if before is not None:
                os.environ[FOLDER_VARIABLE] = before


@contextlib.contextmanager
def _no_command_line() -> Iterator[None]:
    """Without it `cli.main`, in the place of an exercise without arguments, would prove anew."""
    before, sys.argv = sys.argv, sys.argv[:1]
    try:
        yield
    finally:
        sys.argv = before


def _try_referee(course: Course, pair: Pair, hidden, proofs, full: bool) -> None:
    """Put answers into the solved notebook, one an exercise at a time, and compare verdicts."""
    exercises = [c.name for c in pair.script.with_role("exercise") if c.name in proofs]
    banks = {name: read_answers(course, pair.script.assignment, name) for name in exercises}
    for name, bank in banks.items():
        right, wrong = [a for a in bank if a.right], [a for a in bank if not a.right]
        banks[name] = bank if full else [*right[-1:], *wrong[:1]]
    folder = course.curriculum / pair.script.assignment / "files"
    with course_referee() as referee:
        for turn in range(max(map(len, banks.values()), default=0)):
            chosen = {name: bank[turn] for name, bank in banks.items() if turn < len(bank)}
            notebook = copy.deepcopy(pair.source)
            # The other exercises keep their solutions; to judge these again would tell nothing.
            notebook.cells = [
                cell for cell in notebook.cells if tested_exercise(cell) in (None, *chosen)
            ]
            for cell in notebook.cells:
                name = cell.metadata.get("nbgrader", {}).get("grade_id")
                if name in chosen:
                    cell.source = chosen[name].source
            tests = {name: hidden[name] for name in chosen}
            graded = referee(notebook, tests, folder if folder.is_dir() else None)
            remote = {s.exercise: {v.test: v for v in s.verdicts} for s in graded.scores.values()}
            for name, answer in chosen.items():
                proof = proofs[name]
                proof.sampled += 1
                names = answer.namespace()
                local = judge(hidden[name], names, answer.source, SEEDS[0], answer.seconds)
                for verdict in local:
                    other = remote[name][verdict.test]
                    if (verdict.passed, verdict.reason) != (other.passed, other.reason):
                        proof.faults.append(
                            f"{answer.path}: {verdict.test} says {_said(verdict)!r} here, but "
                            f"{_said(other)!r} under the referee"
                        )


def _said(verdict: Verdict) -> str:
    return "passed" if verdict.passed else verdict.reason


def _table(proofs: list[ExerciseProof]) -> None:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    table.add_column("exercise")
    columns = ("right", "wrong", "hidden tests", "checks", "callables", "refereed", "faults")
    for column in columns:
        table.add_column(column, justify="right")
    for proof in proofs:
        numbers = (proof.right, proof.wrong, proof.tests, proof.checks, proof.callables)
        cells = [str(n) for n in (*numbers, proof.sampled, len(proof.faults))]
        table.add_row(proof.exercise, *cells, style="bold red" if proof.faults else None)
    Console(highlight=False, width=None if Console().is_terminal else 120).print(table)
