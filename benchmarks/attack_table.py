"""Which attacks succeed: on plain nbgrader with asserts in the notebook, and on the referee.

Each attack of ``tests/attacks`` is handed in beside an honest neighbour, to a course of its own,
and the class is graded twice: by `nbgrader autograde` as it comes, and by `nbgrader autograde`
with this course's configuration. What happened is read from gradebook, notebooks and folders
afterwards. Everything runs inside an outer sandbox, because on the left side the attacks work.

    python benchmarks/attack_table.py [--quick] [--only WORD] [--write docs/security.md]

`--write` puts the table between its marks in that file. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

import nbformat

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "tests")]

from attacks import attack, world  # noqa: E402
from attacks.for_folders import FOR_FOLDERS  # noqa: E402
from attacks.for_harm import FOR_HARM  # noqa: E402
from attacks.for_pages import FOR_PAGES  # noqa: E402
from attacks.for_points import FOR_POINTS  # noqa: E402
from attacks.for_secrets import FOR_SECRETS  # noqa: E402
from attacks.hidden.toy import CANARY  # noqa: E402

from course_utils.grading import cgroups  # noqa: E402
from course_utils.grading.limits import MIB, Limits  # noqa: E402

SECONDS = 240
#: Not in /tmp, which is another one inside.
PLACE = "/var/tmp"
#: Of the outer sandbox: both columns live in it.
OUTER = Limits(memory_bytes=3072 * MIB, processes=400)
QUICK = (
    "AST transformer",
    "always say yes",
    "updates the gradebook",
    "asks the gradebook",
    "link to the solved",
    "_exit in a cell",
)
BEGIN, END = "<!-- attack table -->", "<!-- end of attack table -->"
TOML = """\
[[assignment]]
name = "01-toy"

[limits]
cell_seconds = 10
request_seconds = 10
submission_seconds = 60
memory_mib = 800
"""
#: nbgrader as it comes; 10 seconds a cell instead of 30, as on the other side.
PLAIN_CONFIG = "c = get_config()\nc.Execute.timeout = 10\n"
OUR_CONFIG = f"""\
import sys
sys.path[:0] = [{str(REPOSITORY)!r}, {str(REPOSITORY / "tests")!r}]
from course_utils.grading import nbgrader_setup
nbgrader_setup.HIDDEN = "attacks.hidden"
nbgrader_setup.configure(get_config())
"""
HIDDEN_ASSERTS = {
    "double": f"""\
assert callable(double)
### BEGIN HIDDEN TESTS
# {CANARY}
assert double([3, 4]) == [6, 8]
assert double([-1]) == [-2]
### END HIDDEN TESTS""",
    "brightness": f"""\
import numpy as np
### BEGIN HIDDEN TESTS
# {CANARY}
assert np.allclose(brightness(np.array([[0, 10], [20, 30]])), 15)
### END HIDDEN TESTS""",
}


def shipped(name: str) -> str:
    """What a student has of a test cell with hidden asserts."""
    return HIDDEN_ASSERTS[name].split("### BEGIN")[0]


def checked(name: str) -> str:
    """A test cell of ours."""
    return f'check("{name}")'


@lru_cache
def empty_course(ours: bool) -> Path:
    """A course folder with a gradebook, in which nothing was handed in yet."""
    root = Path(tempfile.mkdtemp(prefix="attack-", dir=PLACE)) / "home" / "course"
    source = root / "source" / "01-toy"
    source.mkdir(parents=True)
    (root / "course.toml").write_text(TOML)
    (root / "nbgrader_config.py").write_text(OUR_CONFIG if ours else PLAIN_CONFIG)
    (root.parent / "secret.txt").write_text(CANARY)
    solved = attack.honest(checked if ours else HIDDEN_ASSERTS.get)
    for cell in solved.cells:
        if cell.metadata.nbgrader.solution:
            head, body = cell.source.split("\n", 1)
            body = f"    ### BEGIN SOLUTION\n    # {CANARY}\n{body}\n    ### END SOLUTION"
            cell.source = f"{head}\n{body}"
    nbformat.write(solved, source / "Toy.ipynb")
    said = inside(root, "nbgrader generate_assignment 01-toy 2>&1 | tail -3")
    if not (root / "gradebook.db").exists():
        raise SystemExit(f"nbgrader made no gradebook: {said}")
    return root


def hand_in(root: Path, one: attack.Attack, ours: bool) -> None:
    """Submissions of an attacker and of an honest neighbour."""
    given = checked if ours else shipped
    for student, notebook in (
        ("eve", attack.notebook(one, root, given)),
        ("nia", attack.honest(given)),
    ):
        folder = root / "submitted" / student / "01-toy"
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / "Toy.ipynb")
        if student == "eve" and one.files:
            one.files(folder, root)


def inside(root: Path, command: str) -> str:
    """Run a command in the outer sandbox, which can write into `root`'s parent and nowhere else."""
    hierarchy = cgroups.find()
    group = cgroups.make(hierarchy, OUTER) if hierarchy else None
    home = root.parent
    parts = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/", "/"]
    parts += ["--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--tmpfs", "/dev/shm"]
    if os.geteuid() == 0:
        # Our own sandbox starts inside this one, as root too; the kernel's other users need not.
        parts.remove("--unshare-all")
        parts += ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
        parts += ["--cap-add", "ALL"]
    parts += ["--bind", str(home), str(home), "--chdir", str(root), "--setenv", "HOME", "/tmp"]
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    process = subprocess.Popen(
        [*parts, "--setenv", "PATH", path, "--", "sh", "-c", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        preexec_fn=group.join if group else None,
        start_new_session=True,
    )
    try:
        return process.communicate(timeout=SECONDS)[0]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.communicate()[0] + "\nDID NOT END"
    finally:
        if group:
            group.remove()


def tried(one: attack.Attack, ours: bool) -> tuple[list[str], str]:
    """What came of an attack: what it gained, and what the grader said."""
    with tempfile.TemporaryDirectory(prefix="attack-", dir=PLACE) as folder:
        root = Path(folder) / "home" / "course"
        shutil.copytree(empty_course(ours).parent, root.parent)
        hand_in(root, one, ours)
        before = kept(root)
        said = inside(
            root, "nbgrader autograde 01-toy 2>&1; echo; pgrep -f 'sleep 9876[5]' && echo STAYED"
        )
        return list(gains(root, before, said)), said


def kept(root: Path) -> dict[str, str]:
    """Everything that grading itself does not write."""
    own = (".course", "autograded", "gradebook", "release")
    state = world.snapshot(root)
    return {p: s for p, s in state.items() if not p.removeprefix(f"{root}/").startswith(own)}


def gains(root: Path, before: dict[str, str], said: str):
    """Each thing that an attack brought about, in words."""
    scores = read_scores(root / "gradebook.db")
    if scores is None:
        yield "the gradebook is destroyed"
        scores = {}
    if scores.get("eve"):
        yield f"{scores['eve']:g} of 4 points"
    autograded = root / "autograded" / "eve" / "01-toy"
    if autograded.is_dir() and seen(autograded):
        yield "hidden tests or answers read"
    if kept(root) != before:
        yield "files of the course changed"
    if scores.get("nia") != 4:
        nia = scores.get("nia")
        yield "the neighbour is not graded" if nia is None else f"the neighbour has {nia:g} of 4"
    if "STAYED" in said:
        yield "a process stays behind"
    if "DID NOT END" in said:
        yield "the run does not end"


def read_scores(book: Path) -> dict[str, float] | None:
    """Student -> points by the gradebook; None when it cannot be read."""
    query = (
        "SELECT submitted_assignment.student_id,"
        " SUM(COALESCE(grade.manual_score, grade.auto_score)) FROM grade"
        " JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id"
        " JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id"
        " WHERE grade.auto_score IS NOT NULL GROUP BY 1"
    )
    try:
        with sqlite3.connect(f"file:{book}?mode=ro", uri=True) as database:
            return dict(database.execute(query).fetchall())
    except sqlite3.Error:
        return None


def seen(folder: Path) -> bool:
    """Whether the mark stands in an output or a file of the attacker's, test cells left aside."""
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        content = path.read_bytes()
        if path.suffix != ".ipynb":
            if CANARY.encode() in content:
                return True
            continue
        for cell in nbformat.reads(content.decode(), as_version=4).cells:
            name = str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
            # A failing assert shows its own lines in any case; that is no feat of the attack.
            text = json.dumps(cell.get("outputs", [])) + cell.source
            if CANARY in text and not name.startswith("test_"):
                return True
    return False


def write_table(path: Path, table: str) -> None:
    """Put the table between its marks in `path`."""
    text = path.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", "utf-8")


def main() -> None:
    """Try all attacks on both sides."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--core", action="store_true", help="only the attacks of `make test`")
    parser.add_argument("--only", default="", help="attacks with this word in their name")
    parser.add_argument("--write", type=Path)
    chosen = parser.parse_args()
    attacks = [*FOR_POINTS, *FOR_SECRETS, *FOR_HARM, *FOR_PAGES, *FOR_FOLDERS]
    attacks = [a for a in attacks if chosen.only in a.name and (a.core or not chosen.core)]
    if chosen.quick:
        attacks = [a for a in attacks if any(word in a.name for word in QUICK)]
    lines = ["| what the submission tries | plain nbgrader | this course |", "|---|---|---|"]
    succeeded = {"plain": 0, "ours": 0}
    for one in attacks:
        row = [one.name]
        for side, ours in (("plain", False), ("ours", True)):
            gained, said = tried(one, ours)
            succeeded[side] += bool(gained)
            row.append(f"**{'; '.join(gained)}**" if gained else "nothing")
            if ours and gained:
                print(said[-3000:], file=sys.stderr)
        lines.append("| " + " | ".join(row) + " |")
        print(lines[-1], flush=True)
    if chosen.write:
        write_table(chosen.write, "\n".join(lines))
    for ours in (False, True):
        shutil.rmtree(empty_course(ours).parent.parent)
    result = {"benchmark": "attack_table", "attacks": len(attacks), "succeeded": succeeded}
    print(json.dumps(result | {"passed": succeeded["ours"] == 0}))
    raise SystemExit(0 if succeeded["ours"] == 0 else 1)


if __name__ == "__main__":
    main()
