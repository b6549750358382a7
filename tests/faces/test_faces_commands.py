"""`course faces draw|import|describe`: what they write and print, and how they fail."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from forms import csv_text, same, synthetic, write_csv, write_votes
from PIL import Image
from typer.testing import CliRunner

from course_utils import cli
from course_utils.faces import fer2013
from course_utils.faces.contact import ZOOM, save_contact_sheet
from course_utils.faces.schema import EMOTIONS, FacesError


@pytest.fixture(autouse=True)
def own_cache_and_room(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "cache"))
    # The commands of other rooms take seconds to import.
    monkeypatch.setattr(cli, "ROOMS", ("faces",))


def course(*arguments) -> str:
    """The output of a command that must succeed."""
    result = CliRunner().invoke(cli.build_app(), ["faces", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def failing_course(monkeypatch, capsys):
    """Runs a command that must fail as a user's mistake, and gives its error output."""

    def run(*arguments) -> str:
        monkeypatch.setattr(sys, "argv", ["course", "faces", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        printed = capsys.readouterr()
        assert stopped.value.code == 2, printed.err
        assert printed.out == ""
        return printed.err

    return run


@pytest.fixture
def path(tmp_path):
    return write_csv(tmp_path / "fer2013.csv", synthetic())


# describe


def test_describe_prints_every_count(path):
    text = course("describe", path)
    assert "fer2013.csv: 24 faces" in text
    assert str(path) in text
    lines = {line.split()[0]: line.split()[1:] for line in text.splitlines() if line.strip()}
    assert lines["Angry"] == ["2", "1", "1", "4", "16.7%"]
    assert lines["all"] == ["8", "8", "8", "24", "100.0%"]
    for phrase in ("exact duplicates: 0 groups", "leaks", "conflicting labels", "blank pictures"):
        assert phrase in text
    assert "agreement: not known" in text
    assert "note: " in text
    assert "\x1b" not in text, "plain when piped"


def test_describe_as_json(path):
    report = json.loads(course("describe", path, "--json"))
    assert report["pictures"] == 24
    assert report["counts"]["Training"]["Angry"] == 2


def test_describe_drawn_faces_says_both_ceilings():
    text = course("describe", "embedded")
    assert "embedded" in text or "drawn" in text
    assert "ceiling, 7 classes" in text
    assert "ceiling, 6 classes" in text
    assert "simulated voters" in text


def test_describe_without_a_path_takes_the_set_that_the_variable_names(path, monkeypatch):
    monkeypatch.setenv("COURSE_FACES", str(path))
    assert "fer2013.csv: 24 faces" in course("describe")


@pytest.mark.parametrize("arguments", [("describe",), ("import",)])
def test_a_broken_file_is_one_line_and_exit_code_2(tmp_path, failing_course, arguments):
    path = tmp_path / "fer2013.csv"
    path.write_text(csv_text(synthetic()).replace(" ", " 999 ", 1))
    message = failing_course(*arguments, path)
    assert message.count("\n") == 1
    assert message.startswith(f"course: {path}, line 2: pixel 2 is '999'")


def test_a_missing_file_is_one_line_and_exit_code_2(tmp_path, failing_course):
    assert failing_course("describe", tmp_path / "no.csv").count("\n") == 1


# import


def test_import_reports_and_says_how_to_use(tmp_path):
    path = tmp_path / "it's here.csv"
    text = csv_text(synthetic(100)).split("\n")
    text[5] = text[5].replace(" ", " x ", 1)
    path.write_text("\n".join(text))
    output = course("import", path)
    assert "99 faces" in output
    assert "left out: " in output and "line 6" in output
    assert f"set COURSE_FACES={path}" in output
    doubled, escaped = str(path).replace("'", "''"), str(path).replace("'", "'\\''")
    assert f"$env:COURSE_FACES = '{doubled}'" in output
    assert f"export COURSE_FACES='{escaped}'" in output
    assert os.listdir(tmp_path / "cache" / "fer2013")


@pytest.mark.skipif(os.name == "nt", reason="needs sh")
def test_the_line_for_sh_is_what_sh_reads(tmp_path):
    path = write_csv(tmp_path / 'it\'s "$HOME".csv', synthetic())
    line = next(line for line in course("import", path).splitlines() if "export" in line)
    script = line.split(":", 1)[1] + '; printf %s "$COURSE_FACES"'
    assert subprocess.run(["sh", "-c", script], capture_output=True, text=True).stdout == str(path)


@pytest.mark.parametrize("name", ["out.npz", "out.csv"])
def test_import_saves_votes_along(tmp_path, path, name):
    votes = np.random.default_rng(0).multinomial(10, [0.1] * 10, 24).astype(np.uint8)
    (tmp_path / "v").mkdir()
    given = write_votes(tmp_path / "v" / "fer2013new.csv", synthetic(), votes)
    output = course("import", path, "--votes", given, "--out", tmp_path / name)
    assert "24 faces with votes" in output
    assert f"set COURSE_FACES={tmp_path / name}" in output
    again = fer2013.read(tmp_path / name)
    assert same(again, synthetic())
    assert np.array_equal(again.votes, votes)


def test_votes_without_out_need_saving(tmp_path, path):
    votes = write_votes(tmp_path / "v.csv", synthetic(), np.ones((24, 10), np.uint8))
    output = course("import", path, "--votes", votes)
    assert "add --out FILE.npz" in output
    assert "COURSE_FACES" not in output


# draw


@pytest.mark.parametrize("name", ["faces.csv", "faces.npz"])
def test_draw_reads_back(tmp_path, name):
    from course_utils.faces.drawn import draw

    output = course("draw", "--n", 20, "--seed", 3, "--out", tmp_path / name)
    assert f"wrote {tmp_path / name}" in output
    found, expected = fer2013.read(tmp_path / name), draw(20, 3)
    assert same(found, expected)
    for column in ("units", "votes", "group"):
        assert np.array_equal(getattr(found, column), getattr(expected, column))
    assert found.nuisance.keys() == expected.nuisance.keys()
    for column, values in expected.nuisance.items():
        assert np.array_equal(found.nuisance[column], values)
        assert found.nuisance[column].dtype.kind == values.dtype.kind


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--n", 5, "--out", "x.npz"), "at least 10 faces"),
        (("--n", 20, "--seed", -1, "--out", "x.npz"), "0 or more"),
        (("--n", 20, "--out", "x.txt"), "end in .csv"),
        (("--n", 20, "--out", "nowhere/x.csv"), "there is no folder"),
    ],
)
def test_draw_refuses_in_one_line(tmp_path, monkeypatch, failing_course, arguments, reason):
    monkeypatch.chdir(tmp_path)
    message = failing_course("draw", *arguments)
    assert message.count("\n") == 1
    assert reason in message
    assert os.listdir(tmp_path) == []


def test_a_sidecar_of_another_drawing_is_refused(tmp_path):
    course("draw", "--n", 20, "--out", tmp_path / "a.csv")
    course("draw", "--n", 30, "--out", tmp_path / "b.csv")
    (tmp_path / "b.sidecar.csv").replace(tmp_path / "a.sidecar.csv")
    with pytest.raises(FacesError, match="30 rows and .* 20; they belong to different drawings"):
        fer2013.read(tmp_path / "a.csv")


# the contact sheet


def test_contact_sheet(tmp_path, path):
    assert f"wrote {tmp_path / 's.png'}" in course("describe", path, "--figure", tmp_path / "s.png")
    faces = synthetic()
    with Image.open(tmp_path / "s.png") as sheet:
        alt, gray = sheet.info["Description"], np.asarray(sheet.convert("L"))
    assert all(name in alt for name in EMOTIONS)
    # Every face of the first row stands on the sheet, enlarged pixel by pixel.
    enlarged = [face.repeat(ZOOM, 0).repeat(ZOOM, 1) for face in faces.pixels[faces.emotion == 0]]
    for face in enlarged:
        assert _stands_on(gray, face)
    assert not _stands_on(gray, enlarged[0][::-1])


def test_a_contact_sheet_is_a_png(tmp_path):
    with pytest.raises(FacesError, match="end in .png"):
        save_contact_sheet(synthetic(), tmp_path / "sheet.jpg")


def _stands_on(sheet: np.ndarray, picture: np.ndarray) -> bool:
    height, width = picture.shape
    windows = np.lib.stride_tricks.sliding_window_view(sheet, width, axis=1)
    tops, lefts = np.nonzero((windows[:, :, ::9] == picture[0, ::9]).all(axis=2))
    return any(
        np.array_equal(sheet[top : top + height, left : left + width], picture)
        for top, left in zip(tops, lefts, strict=True)
    )


def test_commands_are_there_without_heavy_imports():
    script = (
        "import sys, typer; from course_utils.faces.commands import register; "
        "register(typer.Typer()); "
        "print([name for name in ('pandas', 'matplotlib', 'cv2', 'tensorflow', 'PIL') "
        "if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert run.stdout.strip() == "[]", run.stderr
