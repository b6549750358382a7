"""Every broken form of FER2013 gives one clear error, or a counted and reported skip."""

import gzip
import io
import os
import re
import stat
import tarfile
import zipfile

import numpy as np
import pytest
from forms import (
    csv_text,
    png,
    same,
    synthetic,
    tarred,
    tree,
    write_csv,
    write_files,
    write_votes,
    zipped,
)

from course_utils.faces import fer2013
from course_utils.faces.fer2013 import archives
from course_utils.faces.npz_form import load_npz, save_npz
from course_utils.faces.schema import FacesError


def error(path, votes=None) -> str:
    """The one line that a person sees."""
    with pytest.raises(FacesError) as caught:
        fer2013.read(path, votes, cached=False)
    message = str(caught.value)
    assert "\n" not in message
    return message


def broken(tmp_path, row: int, pattern: str, new: str, n: int = 24):
    """A csv file of `n` faces in whose row (from 0) the first `pattern` is replaced by `new`."""
    lines = csv_text(synthetic(n)).split("\n")
    lines[row + 1], count = re.subn(pattern, new, lines[row + 1], count=1)
    assert count == 1
    path = tmp_path / "fer2013.csv"
    path.write_text("\n".join(lines))
    return path


BAD_ROWS = {
    "a pixel too few": (" ", ", ", "4 fields where the first line names 3"),
    "one level less": (r",\d+ ", ",", "2303 pixels, there must be 2304"),
    "one level more": (" ", " 7 ", "2305 pixels, there must be 2304"),
    "a level above 255": (" ", " 256 ", "pixel 2 is '256', it must be a whole number"),
    "a level below 0": (" ", " -1 ", "pixel 2 is '-1', it must be a whole number"),
    "a level with a point": (" ", " 1.5 ", "pixel 2 is '1.5', it must be a whole number"),
    "a level of four digits": (" ", " 0012 ", "pixel 2 is '0012', it must be a whole number"),
    "no number": (" ", " nan ", "pixel 2 is 'nan', it must be a whole number"),
    "a letter of another alphabet": (" ", " é ", "it must be a whole number"),
    "an unknown usage": ("Test", "Tset", "is unknown, it must be one of Training, PublicTest"),
    "no usage": ("PublicTest", "", "usage '' is unknown"),
    "a label in the place of the usage": ("PublicTest", "4", "usage '4' is unknown"),
}


@pytest.mark.parametrize("kind", BAD_ROWS)
def test_a_bad_row_is_named(tmp_path, kind):
    old, new, reason = BAD_ROWS[kind]
    path = broken(tmp_path, 4, old, new)
    message = error(path)
    assert message.startswith(f"{path}, line 6: ")
    assert reason in message
    assert "mend the row or get the file anew" in message


@pytest.mark.parametrize("label", ["7", "-1", "", "Contempt", "3.5"])
def test_an_unknown_label_is_named(tmp_path, label):
    faces = synthetic()
    lines = csv_text(faces).split("\n")
    lines[6] = label + lines[6][1:]
    path = tmp_path / "fer2013.csv"
    path.write_text("\n".join(lines))
    message = error(path)
    assert f"{path}, line 7: label {label!r} is unknown" in message
    assert "0 Angry, 1 Disgust" in message


@pytest.mark.parametrize("kind", BAD_ROWS)
def test_one_bad_row_in_a_hundred_is_left_out_and_counted(tmp_path, kind):
    old, new, reason = BAD_ROWS[kind]
    path = broken(tmp_path, 4, old, new, n=100)
    found = fer2013.read(path, cached=False)
    assert same(found, synthetic(100).take(np.delete(np.arange(100), 4)))
    (sentence,) = found.manifest["skipped"]
    assert "1 row was left out; the first is line 6" in sentence
    assert reason in sentence


def test_two_bad_rows_in_a_hundred_are_too_many(tmp_path):
    path = broken(tmp_path, 4, " ", " x ", n=100)
    lines = path.read_text().split("\n")
    lines[50] = lines[50][2:]
    path.write_text("\n".join(lines))
    message = error(path)
    assert "line 6" in message
    assert "2 of 100 rows are wrong" in message


def test_blank_lines_are_no_rows_but_count_as_lines(tmp_path):
    path = broken(tmp_path, 4, " ", " x ")
    head, rest = path.read_text().split("\n", 1)
    path.write_text(f"{head}\n\n \r\n{rest}")
    assert "line 8" in error(path)


@pytest.mark.parametrize("share", [0.5, 0.9, 0.999])
def test_a_csv_cut_short(tmp_path, share):
    text = csv_text(synthetic())
    path = tmp_path / "fer2013.csv"
    path.write_text(text[: int(len(text) * share)])
    message = error(path)
    assert "the file ends in the middle of this row" in message
    assert "line" in message


@pytest.mark.parametrize("columns", [("emotion", "Usage"), ("pixels", "Usage"), ("pixels",)])
def test_missing_columns(tmp_path, columns):
    message = error(write_csv(tmp_path / "faces.csv", synthetic(), columns=columns))
    missing = "no labels (no column emotion)" if "pixels" in columns else "no column pixels"
    assert missing in message


def test_the_challenges_test_set_says_where_the_labels_are(tmp_path):
    message = error(write_csv(tmp_path / "test.csv", synthetic(), columns=("pixels",)))
    assert "icml_face_data.csv" in message


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\x00\x01\x02" * 99,
        b"hello",
        os.urandom(5000),
        b"%PDF-1.7\n" * 9,
        b"\xff\xfe",
    ],
    ids=["empty", "lines", "zeros", "word", "noise", "pdf", "mark"],
)
def test_files_that_are_no_faces(tmp_path, content):
    path = tmp_path / "fer2013.csv"
    path.write_bytes(content)
    assert str(path) in error(path)


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_only_a_first_line(tmp_path, end):
    path = tmp_path / "fer2013.csv"
    path.write_text(f"emotion,pixels,Usage{end}")
    assert "no rows below its first line" in error(path)


def test_a_line_without_end(tmp_path):
    path = tmp_path / "fer2013.csv"
    path.write_text("emotion,pixels,Usage\n0," + "1 " * 1_000_000)
    assert "without an end" in error(path)


def test_utf_16_that_breaks_off(tmp_path):
    path = tmp_path / "fer2013.csv"
    path.write_bytes(csv_text(synthetic()).encode("utf-16")[:-1])
    assert "save it again as plain csv in UTF-8" in error(path)


def test_nothing_there(tmp_path):
    assert "there is no file or folder" in error(tmp_path / "nothing.csv")
    assert "is empty" in error(tmp_path)
    with_votes = write_csv(tmp_path / "fer2013.csv", synthetic())
    assert "there is no file or folder" in error(with_votes, tmp_path / "nothing.csv")


# Archives


@pytest.fixture
def content() -> bytes:
    return csv_text(synthetic()).encode()


@pytest.mark.parametrize("share", [0.05, 0.5, 0.99])
@pytest.mark.parametrize("kind", ["zip", "tar.gz", "csv.gz", "tar"])
def test_archives_cut_short(tmp_path, content, kind, share):
    files = {"fer2013.csv": content}
    whole = {
        "zip": zipped(files),
        "tar.gz": tarred(files),
        "csv.gz": gzip.compress(content),
        "tar": tarred(files, "w")[: len(content)],
    }[kind]
    path = tmp_path / f"fer2013.{kind}"
    path.write_bytes(whole[: int(len(whole) * share)])
    assert "is damaged or was cut short; get the file anew" in error(path)


@pytest.mark.parametrize("kind", ["zip", "csv.gz"])
def test_archives_with_a_wrong_byte(tmp_path, content, kind):
    whole = zipped({"fer2013.csv": content}) if kind == "zip" else gzip.compress(content)
    middle = len(whole) // 2
    path = tmp_path / f"fer2013.{kind}"
    path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :])
    # The wrong byte is either seen by the checksum or makes a row that is no face.
    message = error(path)
    assert str(path) in message


OUTSIDE = ["../fer2013.csv", "/etc/fer2013.csv", "a/../../fer2013.csv", "C:\\fer2013.csv"]


@pytest.mark.parametrize("name", [*OUTSIDE, "..\\..\\fer2013.csv"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_paths_that_climb_out(tmp_path, content, name, pack):
    path = tmp_path / "fer2013.archive"
    path.write_bytes(pack({"good.csv": content, name: content}))
    message = error(path)
    assert "points outside the archive" in message
    assert os.listdir(tmp_path) == ["fer2013.archive"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE])
def test_links_in_a_tar(tmp_path, content, kind):
    stream = io.BytesIO(tarred({"other.csv": content}, "w"))
    with tarfile.open(fileobj=stream, mode="a") as pack:
        link = tarfile.TarInfo("fer2013.csv")
        link.type, link.linkname = kind, "/etc/passwd"
        pack.addfile(link)
    path = tmp_path / "fer2013.tar"
    path.write_bytes(stream.getvalue())
    assert "'fer2013.csv' is a link" in error(path)


def test_links_in_a_zip(tmp_path):
    path = tmp_path / "fer2013.zip"
    with zipfile.ZipFile(path, "w") as pack:
        link = zipfile.ZipInfo("fer2013.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        pack.writestr(link, "/etc/passwd")
    assert "is a link" in error(path)


def bomb() -> bytes:
    """A csv that unpacks to a little more than archives may grow to."""
    row = b"0," + b"0 " * 2303 + b"0,Training\n"
    return b"emotion,pixels,Usage\n" + row * (archives.SMALL // len(row) + 100)


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_archives_that_unpack_without_end(tmp_path, monkeypatch, pack):
    monkeypatch.setattr(archives, "SMALL", 1 << 20)
    path = tmp_path / "fer2013.archive"
    path.write_bytes(pack({"fer2013.csv": bomb()}))
    message = error(path)
    assert "unpacks to more than 1,048,576 bytes" in message


def test_a_gz_that_unpacks_without_end(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "SMALL", 1 << 20)
    path = tmp_path / "fer2013.csv.gz"
    path.write_bytes(gzip.compress(bomb()))
    assert "unpacks to more than" in error(path)


def test_no_archive_gives_more_than_the_limit(tmp_path, monkeypatch, content):
    monkeypatch.setattr(archives, "MOST_BYTES", len(content) - 1)
    path = tmp_path / "fer2013.zip"
    path.write_bytes(zipped({"fer2013.csv": content}))
    assert "unpacks to more than" in error(path)
    monkeypatch.setattr(archives, "MOST_BYTES", len(content))
    assert len(fer2013.read(path, cached=False)) == 24


def test_archives_within_archives_end(tmp_path, content):
    inner = zipped({"fer2013.csv": content})
    for depth in range(5):
        inner = zipped({f"{depth}.zip": inner})
    path = tmp_path / "deep.zip"
    path.write_bytes(inner)
    assert "too many archives in archives" in error(path)


@pytest.mark.parametrize(
    ("magic", "kind"), [(b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07", "rar")]
)
def test_archives_that_we_do_not_read(tmp_path, magic, kind):
    path = tmp_path / "fer2013.archive"
    path.write_bytes(magic + bytes(600))
    assert f"is a {kind} archive; unpack it and give the folder" in error(path)


def test_an_empty_archive(tmp_path):
    path = tmp_path / "fer2013.zip"
    path.write_bytes(zipped({"README": b"nothing here"}))
    assert "README" in error(path)


# Pictures


def test_a_picture_that_cannot_be_read(tmp_path):
    faces = synthetic()
    root = write_files(tmp_path / "t", tree(faces) | {"Training/sad/x.png": b"no picture"})
    message = error(root)
    assert f"{root / 'Training/sad/x.png'} cannot be read" in message
    assert "1 of 25 pictures" in message


@pytest.mark.parametrize("kind", ["text", "cut", "empty"])
def test_one_unreadable_picture_in_a_hundred_is_left_out(tmp_path, kind):
    faces = synthetic(99)
    good = png(faces.pixels[0])
    bad = {"text": b"no picture", "cut": good[: len(good) // 2], "empty": b""}[kind]
    root = write_files(tmp_path / "t", tree(faces) | {"Training/sad/x.png": bad})
    found = fer2013.read(root, cached=False)
    assert len(found) == 99
    (sentence,) = found.manifest["skipped"]
    assert sentence.startswith("pictures that cannot be read, left out: 1 ")
    assert "x.png" in sentence


@pytest.mark.parametrize("shape", [(48, 96), (20, 20), (1100, 1100)])
def test_pictures_that_show_no_single_face(tmp_path, shape):
    odd = png(np.zeros(shape, np.uint8))
    few = write_files(tmp_path / "few", tree(synthetic()) | {"Training/sad/x.png": odd})
    assert "is no picture of one face" in error(few)
    many = write_files(tmp_path / "many", tree(synthetic(99)) | {"Training/sad/x.png": odd})
    (sentence,) = fer2013.read(many, cached=False).manifest["skipped"]
    assert "are no pictures of one face (size or shape), left out: 1 " in sentence


def test_pictures_in_no_labelled_folder(tmp_path):
    root = write_files(tmp_path / "holiday", {"beach/a.png": png(synthetic().pixels[0])})
    assert "none in a folder named after a label" in error(root)


def test_votes_cannot_join_pictures(tmp_path):
    faces = synthetic()
    root = write_files(tmp_path / "t", tree(faces))
    votes = write_votes(tmp_path / "fer2013new.csv", faces, np.ones((24, 10), np.uint8))
    assert "whose rows are not known" in error(root, votes)


# Votes and npz


@pytest.mark.parametrize("bad", ["x", "-1", "300", "1.5", ""])
def test_votes_that_are_no_counts(tmp_path, bad):
    faces = synthetic()
    path = write_csv(tmp_path / "fer2013.csv", faces)
    votes = write_votes(tmp_path / "plus.csv", faces, np.ones((24, 10), np.uint8))
    lines = votes.read_text().split("\n")
    lines[3] = lines[3].replace(",1,", f",{bad},", 1)
    votes.write_text("\n".join(lines))
    message = error(path, votes)
    assert f"{votes}, line 4: {bad!r} votes for neutral" in message


def test_a_file_without_votes(tmp_path):
    path = write_csv(tmp_path / "fer2013.csv", synthetic())
    assert "holds no FER+ votes" in error(path, path)


def test_only_votes(tmp_path):
    faces = synthetic()
    votes = write_votes(tmp_path / "fer2013new.csv", faces, np.ones((24, 10), np.uint8))
    assert "has votes but no pictures" in error(votes)


def test_a_damaged_npz(tmp_path):
    path = tmp_path / "faces.npz"
    save_npz(synthetic(), path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "is damaged" in error(path)
    path.write_bytes(whole[:20_000] + b"damage" + whole[20_006:])
    assert "is damaged" in error(path)


def test_no_npz_can_run_code(tmp_path):
    path = tmp_path / "faces.npz"
    pixels = np.array([print], dtype=object)
    np.savez(path, pixels=pixels, emotion=[0], usage=[0])
    with pytest.raises(FacesError, match="is damaged, or not an npz"):
        load_npz(path, "faces.npz")


def test_npz_with_values_outside_the_schema(tmp_path):
    faces = synthetic()
    faces.emotion[3] = 7
    path = tmp_path / "faces.npz"
    save_npz(faces, path)
    assert "labels or usages that FER2013 does not have" in error(path)
