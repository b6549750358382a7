"""What was read once comes from the cache, unless it changed or the cache is damaged."""

import multiprocessing
import os

import numpy as np
import pytest
from forms import png, same, synthetic, tree, write_csv, write_files, write_votes

from course_utils.faces import fer2013
from course_utils.faces.fer2013 import cache, shelf
from course_utils.faces.schema import FacesError


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "fer2013"


@pytest.fixture
def path(tmp_path):
    (tmp_path / "data").mkdir()
    return write_csv(tmp_path / "data" / "fer2013.csv", synthetic())


@pytest.fixture
def parsed(monkeypatch):
    """How many times a csv file was really read."""
    calls = []
    real = shelf.read_rows
    monkeypatch.setattr(shelf, "read_rows", lambda *args: calls.append(1) or real(*args))
    return calls


def test_the_second_reading_comes_from_the_cache(path, parsed):
    first, second = fer2013.read(path), fer2013.read(path)
    assert len(parsed) == 1
    assert same(first, second)
    assert (first.name, first.manifest) == (second.name, second.manifest)


def test_a_changed_file_is_read_anew_and_its_old_state_removed(path, parsed, folder):
    fer2013.read(path)
    write_csv(path, synthetic(seed=1))
    assert same(fer2013.read(path), synthetic(seed=1))
    assert len(parsed) == 2
    assert len(list(folder.iterdir())) == 1


def test_a_changed_file_of_equal_size_and_time_is_read_anew(path):
    fer2013.read(path)
    before = path.stat()
    content = path.read_bytes()
    path.write_bytes(content.replace(b"Training", b"training"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    kept = cache.place([path], f"{path}\0None")
    assert path.stat().st_size == before.st_size
    assert not kept.exists()


def test_a_file_that_was_written_again_is_read_anew(path, parsed):
    # Of a large file only some bytes are looked at; the time of its last change tells the rest.
    fer2013.read(path)
    before = path.stat()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000_000))
    fer2013.read(path)
    assert len(parsed) == 2


def test_votes_that_come_later_are_seen(path, parsed):
    assert fer2013.read(path).votes is None
    votes = np.full((24, 10), 1, np.uint8)
    write_votes(path.with_name("fer2013new.csv"), synthetic(), votes)
    assert np.array_equal(fer2013.read(path).votes, votes)
    assert np.array_equal(fer2013.read(path).votes, votes)
    assert len(parsed) == 2


@pytest.mark.parametrize("damage", ["cut", "noise", "empty", "wrong byte"])
def test_a_damaged_cache_is_made_anew(path, parsed, folder, damage):
    fer2013.read(path)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(
        {
            "cut": whole[:-100],
            "noise": b"noise" * 1000,
            "empty": b"",
            "wrong byte": whole[:9_000] + bytes([whole[9_000] ^ 1]) + whole[9_001:],
        }[damage]
    )
    assert same(fer2013.read(path), synthetic())
    assert len(parsed) == 2
    assert same(cache.get(kept), synthetic())


def test_a_broken_file_leaves_no_cache(path, folder):
    path.write_text(path.read_text()[:-2000])
    with pytest.raises(FacesError):
        fer2013.read(path)
    assert not folder.exists() or not list(folder.iterdir())


def test_nothing_half_written_stays_when_the_disk_is_full(path, folder, monkeypatch):
    def full(stream, **arrays):
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    assert same(fer2013.read(path), synthetic())
    assert list(folder.iterdir()) == []


def test_without_a_folder_to_write_reading_goes_on(path, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "file"))
    assert same(fer2013.read(path), synthetic())


def test_trees_are_kept_until_a_picture_changes(tmp_path):
    faces = synthetic()
    root = write_files(tmp_path / "t", tree(faces))
    assert len(fer2013.read(root)) == 24
    (root / "Training" / "angry").mkdir(exist_ok=True)
    (root / "Training" / "angry" / "new.png").write_bytes(png(faces.pixels[0]))
    assert len(fer2013.read(root)) == 25


def _read_and_compare(path, results):
    results.put(same(fer2013.read(path), synthetic()))


def test_processes_that_start_at_once(path, folder):
    # Forked where possible: a test that starts Python anew four times would take long.
    context = multiprocessing.get_context("fork" if os.name == "posix" else "spawn")
    results = context.Queue()
    processes = [context.Process(target=_read_and_compare, args=(path, results)) for _ in range(4)]
    for process in processes:
        process.start()
    assert [results.get(timeout=60) for _ in processes] == [True] * 4
    for process in processes:
        process.join()
    (kept,) = folder.iterdir()
    assert same(cache.get(kept), synthetic())
