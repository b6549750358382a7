"""One door to every face set, and the cache behind it."""

import csv
import os
import subprocess
import sys

import numpy as np
import pytest

from course_utils import faces
from course_utils.faces import cache, drawn
from course_utils.faces.csv_form import sidecar_path, write_csv
from course_utils.faces.schema import FacesError

N = 20


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    """No test reads or fills the cache of the person who runs it."""
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.delenv("COURSE_FACES", raising=False)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return tmp_path / "cache"


def kept_file(folder):
    (file,) = folder.glob("*.npz")
    return file


def test_embedded_faces_are_there_at_once():
    found = faces.load("embedded")
    assert len(found) == 600 and np.bincount(found.usage).tolist() == [480, 60, 60]
    assert found.units.shape == (600, 18, 2) and found.votes.shape == (600, 10)


def test_importing_faces_is_light():
    heavy = "{'cv2', 'tensorflow', 'pandas', 'sklearn', 'matplotlib', 'rich'} & set(sys.modules)"
    code = f"import sys; from course_utils import faces; faces.load('embedded'); print({heavy})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()" and not ran.stderr


@pytest.mark.parametrize("source", ["embedded", "drawn", "skewed"])
def test_arrays_cannot_be_written_to(source):
    found = faces.load(source, limit=N)
    arrays = [found.pixels, found.emotion, found.usage, found.units, found.votes, found.group]
    for array in [*arrays, *found.nuisance.values()]:
        with pytest.raises(ValueError, match="read-only"):
            array[0] = array[1]


def test_limit_takes_the_first_part_of_every_split():
    whole, part = faces.load("embedded"), faces.load("embedded", limit=100)
    assert np.bincount(part.usage).tolist() == [80, 10, 10]
    assert (part.pixels[80:90] == whole.pixels[480:490]).all()
    assert len(faces.load("embedded", limit=10**6)) == 600


def test_variable_names_the_source(monkeypatch):
    monkeypatch.setenv("COURSE_FACES", "embedded")
    assert len(faces.load()) == 600
    assert faces.load("skewed", limit=N).manifest["kind"] == "skewed"


def test_without_a_wish_the_drawn_set_comes(own_cache):
    assert faces.load(limit=N).manifest["seed"] == drawn.SEED
    assert kept_file(own_cache).name.startswith("drawn-")


def test_variable_may_name_a_path(tmp_path, monkeypatch):
    path = write_csv(faces.load("embedded", limit=N), tmp_path / "faces.csv")
    monkeypatch.setenv("COURSE_FACES", str(path))
    found = faces.load()
    assert (found.pixels == faces.load("embedded", limit=N).pixels).all()


@pytest.mark.parametrize("wish", [None, "drawn", "nonsense", "embedded"])
def test_under_autograde_the_embedded_faces_come(monkeypatch, wish):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setenv("COURSE_FACES", "/no/such/file.csv")
    found = faces.load(wish)
    assert len(found) == 600 and (found.pixels == faces.load(limit=600).pixels).all()
    assert not found.pixels.flags.writeable
    assert len(faces.load(wish, limit=50)) == 50


def test_under_autograde_skewed_faces_are_few_and_leave_no_file(monkeypatch, own_cache):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert len(faces.load("skewed", limit=N)) == N and not own_cache.exists()


@pytest.mark.parametrize("source", ["nonsense", "/no/such/file.csv", 7, b"drawn", "a\0b"])
def test_a_bad_source_is_answered_with_the_choices(source):
    with pytest.raises(FacesError, match="'embedded', 'drawn', 'skewed' or the path"):
        faces.load(source)


@pytest.mark.parametrize("limit", [0, -5, 3, 2.5, "many", True])
def test_a_bad_limit_is_named(limit):
    with pytest.raises(FacesError, match="limit"):
        faces.load("embedded", limit=limit)


# --- the cache ----------------------------------------------------------------------------------


def test_faces_are_drawn_once(own_cache, monkeypatch):
    first = faces.load("drawn", limit=N)
    monkeypatch.setattr(drawn, "draw", None)
    again = faces.load("drawn", limit=N)
    assert (first.pixels == again.pixels).all() and again.manifest == first.manifest


def truncate(path):
    path.write_bytes(path.read_bytes()[:-500])


def change_a_byte(path):
    content = bytearray(path.read_bytes())
    content[2000] ^= 255
    path.write_bytes(content)


def change_labels(path):
    """A sound file with other labels than the manifest's hash was made from."""
    arrays = dict(np.load(path))
    arrays["emotion"] = (arrays["emotion"] + 1) % 7
    np.savez(path, **arrays)


def write_rubbish(path):
    path.write_bytes(b"no npz at all")


def empty(path):
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [truncate, change_a_byte, change_labels, write_rubbish, empty])
def test_a_damaged_file_is_made_anew(own_cache, damage):
    first = faces.load("drawn", limit=N)
    damage(kept_file(own_cache))
    again = faces.load("drawn", limit=N)
    assert (first.pixels == again.pixels).all() and (first.emotion == again.emotion).all()
    assert len(np.load(kept_file(own_cache))["pixels"]) == N


def test_nothing_is_left_behind_when_drawing_fails(own_cache, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("course_utils.faces.painters.paint", interrupt)
    with pytest.raises(KeyboardInterrupt):
        faces.load("drawn", limit=N)
    assert not [p for p in own_cache.iterdir() if p.suffix != ".lock"]


def test_two_processes_that_start_at_once_agree(own_cache):
    code = (
        "from course_utils import faces; import hashlib; "
        f"f = faces.load('drawn', limit={5 * N}); print(hashlib.sha256(f.pixels).hexdigest())"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate(timeout=120)[0] for process in started]
    assert told[0] == told[1] and len(told[0]) > 60
    assert not list(own_cache.glob("*.part"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(own_cache):
    own_cache.mkdir()
    own_cache.chmod(0o500)
    with pytest.raises(FacesError, match="COURSE_CACHE"):
        faces.load("drawn", limit=N)


def test_a_file_where_the_folder_should_be_is_named(own_cache):
    own_cache.write_text("in the way")
    with pytest.raises(FacesError, match="COURSE_CACHE"):
        faces.load("drawn", limit=N)


# --- csv ----------------------------------------------------------------------------------------


def test_csv_is_in_the_form_of_fer2013(tmp_path):
    found = faces.load("embedded", limit=N)
    path = write_csv(found, tmp_path / "faces.csv")
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["emotion", "pixels", "Usage"] and len(rows) == N
    assert [int(row["emotion"]) for row in rows] == found.emotion.tolist()
    assert rows[-1]["Usage"] == "PrivateTest"
    pixels = np.array([row["pixels"].split() for row in rows], int).reshape(N, 48, 48)
    assert (pixels == found.pixels).all()


def test_sidecar_keeps_every_column(tmp_path):
    found = faces.load("embedded", limit=N)
    path = write_csv(found, tmp_path / "faces.csv")
    with sidecar_path(path).open(newline="") as file:
        rows = list(csv.DictReader(file))
    units = np.array([[row["AU1_left"], row["AU26_right"]] for row in rows], np.float32)
    assert (units == found.units[:, [0, -1], [0, 1]]).all()
    assert [int(row["vote_NF"]) for row in rows] == found.votes[:, -1].tolist()
    assert [int(row["group"]) for row in rows] == found.group.tolist()
    assert [row["hair_name"] for row in rows] == found.nuisance["hair_name"].tolist()


def test_csv_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(FacesError, match="cannot write"):
        write_csv(faces.load("embedded", limit=N), tmp_path / "no" / "folder.csv")
