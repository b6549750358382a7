"""Every good form of FER2013 gives the same faces back."""

import gzip
import os
from pathlib import Path

import numpy as np
import pytest
from forms import (
    csv_text,
    png,
    same,
    same_pictures,
    synthetic,
    tarred,
    tree,
    write_csv,
    write_files,
    write_votes,
    zipped,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_utils.faces import fer2013
from course_utils.faces.fer2013.digits import gray_levels
from course_utils.faces.npz_form import save_npz
from course_utils.faces.schema import SIZE, USAGES, FacesError, FaceSet

ICML = ("emotion", " Usage", " pixels")


def read(path, votes=None) -> FaceSet:
    return fer2013.read(path, votes, cached=False)


@pytest.fixture
def faces() -> FaceSet:
    return synthetic()


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"columns": ICML},
        {"columns": ("pixels", "Usage", "emotion")},
        {"newline": "\r\n"},
        {"newline": "\r\n", "columns": ICML},
        {"newline": "\r"},
        {"separator": ";"},
        {"separator": "\t"},
        {"quote": '"'},
        {"quote": '"', "newline": "\r\n", "separator": ";"},
    ],
    ids=str,
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_however_it_is_written(tmp_path, faces, how, encoding):
    path = tmp_path / "faces.csv"
    path.write_bytes(csv_text(faces, **how).encode(encoding))
    assert same(read(path), faces)


def test_a_last_line_without_its_end_is_a_row(tmp_path, faces):
    path = tmp_path / "fer2013.csv"
    path.write_text(csv_text(faces).rstrip("\n"))
    assert same(read(path), faces)


def test_content_counts_not_the_name(tmp_path, faces):
    assert same(read(write_csv(tmp_path / "download(1)", faces)), faces)


def test_several_spaces_between_levels(tmp_path, faces):
    path = tmp_path / "fer2013.csv"
    path.write_text(csv_text(faces).replace(" ", "  ", 500))
    assert same(read(path), faces)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    seed=st.integers(0, 2**32 - 1),
    n=st.integers(1, 80),
    dark=st.booleans(),
    columns=st.permutations(["emotion", "pixels", "Usage"]),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_csv_round_trip(tmp_path, seed, n, dark, columns, newline):
    faces = synthetic(n, seed)
    if dark:
        # Levels of one, two and three digits in all neighbourhoods, which even light hides.
        faces.pixels[:] = faces.pixels // np.random.default_rng(seed).choice([1, 3, 30])
    path = write_csv(tmp_path / "faces.csv", faces, columns=tuple(columns), newline=newline)
    assert same(read(path), faces)


@given(st.lists(st.text("0123456789 -.a", max_size=12), min_size=1, max_size=5))
@settings(max_examples=300, deadline=None)
def test_fast_numbers_agree_with_python(rows):
    """Either the fast way reads what Python reads, or it says that the rows are not in order."""
    fields = [row.strip().encode() for row in rows]

    def slow(field: bytes):
        parts = field.split()
        if not all(part.isdigit() and len(part) <= 3 and int(part) <= 255 for part in parts):
            return None
        return list(map(int, parts))

    expected = [slow(field) for field in fields]
    for count in range(1, 7):
        found = gray_levels(fields, count)
        good = all(numbers is not None and len(numbers) == count for numbers in expected)
        assert (found is not None) == good
        if good:
            assert found.dtype == np.uint8
            assert found.tolist() == expected


@pytest.mark.parametrize("level", [0, 9, 10, 99, 100, 199, 200, 249, 250, 255])
def test_every_length_of_number(level):
    other = b"7"
    fields = [b" ".join([b"%d" % level, other, b"%d" % level])] * 3
    assert gray_levels(fields, 3).tolist() == [[level, 7, level]] * 3


@pytest.mark.parametrize("bad", [b"256", b"299", b"300", b"999", b"1000", b"0255", b"-1", b"1.0"])
def test_numbers_that_are_no_gray_level(bad):
    for field in (bad + b" 1 2", b"1 " + bad + b" 2", b"1 2 " + bad):
        assert gray_levels([b"1 2 3", field], 3) is None


def test_wrong_counts_that_add_up_are_seen():
    assert gray_levels([b"1 2 3 4", b"1 2"], 3) is None


# Archives and folders


def packs(content: bytes) -> dict[str, bytes]:
    inner = {"fer2013/README": b"text", "fer2013/fer2013.csv": content}
    return {
        "fer2013.zip": zipped(inner),
        "fer2013.tar.gz": tarred(inner),
        "fer2013.tgz": tarred(inner),
        "fer2013.tar": tarred(inner, "w"),
        "fer2013.csv.gz": gzip.compress(content),
        "challenge.zip": zipped({"fer2013.tar.gz": tarred(inner)}),
        "again.zip": zipped({"data/archive.zip": zipped(inner)}),
        "again.gz": gzip.compress(zipped(inner)),
    }


@pytest.mark.parametrize("name", packs(b""))
def test_archives(tmp_path, faces, name):
    path = tmp_path / name
    path.write_bytes(packs(csv_text(faces).encode())[name])
    found = read(path)
    assert same(found, faces)
    assert found.manifest["source"].startswith(str(path))
    assert os.listdir(tmp_path) == [name], "nothing may be unpacked beside the archive"


def test_a_folder_says_which_file_it_took(tmp_path, faces):
    write_csv(tmp_path / "icml_face_data.csv", faces, columns=ICML)
    training = faces.split("Training")
    write_csv(tmp_path / "train.csv", training, columns=("emotion", "pixels"))
    write_csv(tmp_path / "test.csv", faces.split("PrivateTest"), columns=("pixels",))
    (tmp_path / "example_submission.csv").write_text("emotion\n0\n")
    found = read(tmp_path)
    assert same(found, faces)
    assert found.manifest["source"].endswith("icml_face_data.csv")
    assert any("train.csv" in sentence for sentence in found.manifest["skipped"])


def test_of_two_whole_sets_the_larger_is_taken(tmp_path, faces):
    for name, part in (("a.csv", slice(9)), ("b.csv", slice(24)), ("c.csv", slice(5))):
        write_csv(tmp_path / name, faces.take(part))
    found = read(tmp_path)
    assert same(found, faces)
    assert sum("another file is larger" in text for text in found.manifest["skipped"]) == 2


def test_the_challenges_training_part(tmp_path, faces):
    training = faces.split("Training")
    write_csv(tmp_path / "train.csv", training, columns=("emotion", "pixels"))
    write_csv(tmp_path / "test.csv", faces.split("PrivateTest"), columns=("pixels",))
    found = read(tmp_path)
    assert same(found, training)
    assert any("no column Usage" in sentence for sentence in found.manifest["notes"])
    assert any("test.csv: pictures without" in sentence for sentence in found.manifest["skipped"])


def test_npz_of_the_course(tmp_path, faces):
    save_npz(faces, tmp_path / "faces.npz")
    assert same(read(tmp_path / "faces.npz"), faces)
    assert same(read(tmp_path), faces)


def test_a_small_file_is_noted(tmp_path, faces):
    notes = read(write_csv(tmp_path / "fer2013.csv", faces)).manifest["notes"]
    assert any("24 rows; FER2013 has 35,887" in sentence for sentence in notes)


# Pictures in folders


@pytest.mark.parametrize(
    ("folder", "usage_in_name"),
    [
        (lambda usage, emotion: f"{usage}/{emotion}", False),
        (lambda usage, emotion: f"{usage.upper()}/{emotion.upper()}", False),
        (lambda usage, emotion: f"data/{emotion.lower()}", True),
        (lambda usage, emotion: f"test/{emotion.lower()}", True),
        (lambda usage, emotion: f"{emotion.lower()}/{usage}", False),
        (
            lambda usage, emotion: f"{SHORT_USAGE[usage]}/{OTHER_WORDS[emotion]}",
            False,
        ),
        (lambda usage, emotion: f"FER2013{SHORT_USAGE[usage]}/{NUMBERS[emotion]}", False),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_trees(tmp_path, faces, folder, usage_in_name, packed):
    files = tree(faces, folder, usage_in_name)
    rubbish = {".DS_Store": b"x", "train/Thumbs.db": b"x", "__MACOSX/angry/._im.png": b"x"}
    if packed:
        path = tmp_path / "archive.zip"
        path.write_bytes(zipped(files | rubbish))
    else:
        path = write_files(tmp_path / "archive", files | rubbish)
    found = read(path)
    assert same_pictures(found, faces)
    assert found.manifest["skipped"] == []


SHORT_USAGE = {"Training": "train", "PublicTest": "valid", "PrivateTest": "test"}
OTHER_WORDS = {
    "Angry": "anger",
    "Disgust": "disgusted",
    "Fear": "fearful",
    "Happy": "happiness",
    "Sad": "sadness",
    "Surprise": "surprised",
    "Neutral": "NEUTRAL",
}
NUMBERS = {name: code for code, name in enumerate(OTHER_WORDS)}


def test_a_folder_inside_the_tree_names_its_split_itself(tmp_path, faces):
    tests = faces.split("PrivateTest")
    write_files(tmp_path / "test", tree(tests, lambda usage, emotion: emotion))
    assert same_pictures(read(tmp_path / "test"), tests)


def test_no_split_named_means_training_and_says_so(tmp_path, faces):
    write_files(tmp_path / "mine", tree(faces, lambda usage, emotion: emotion))
    found = read(tmp_path / "mine")
    assert (found.usage == 0).all()
    assert any("name no split" in note for note in found.manifest["notes"])


def test_colour_and_size_are_mended_and_counted(tmp_path):
    gray = np.arange(SIZE * SIZE, dtype=np.uint32).reshape(SIZE, SIZE).astype(np.uint8)
    colour = np.stack([gray, gray // 2, gray], axis=-1)
    files = {
        "angry/a.png": png(gray),
        "angry/b.png": png(colour),
        "angry/c.png": png(gray.repeat(2, axis=0).repeat(2, axis=1)),
        "angry/d.png": png(np.stack([gray] * 3, axis=-1)),
        "angry/e.png": png(gray.astype(np.uint16) * 256),
    }
    found = read(write_files(tmp_path / "train", files))
    assert np.array_equal(found.pixels[0], gray)
    # ITU-R 601: 0.587 of green; one gray level for rounding.
    expected = gray.astype(float) - 0.587 * (gray - gray // 2)
    assert np.abs(found.pixels[1] - expected).max() <= 1
    assert np.array_equal(found.pixels[2], gray), "the mean over areas of 2 x 2 equal pixels"
    assert np.array_equal(found.pixels[3], gray)
    assert np.array_equal(found.pixels[4], gray)
    notes = " ".join(found.manifest["notes"])
    assert "had colour, turned into gray: 1 " in notes
    assert "had another size, brought to 48 x 48: 1 " in notes


def test_pictures_outside_the_seven_labels_are_counted(tmp_path, faces):
    files = tree(faces) | {"Training/contempt/x.png": png(faces.pixels[0])}
    found = read(write_files(tmp_path / "t", files))
    assert len(found) == len(faces)
    assert any("seven labels, left out: 1 " in text for text in found.manifest["skipped"])


# Votes


@pytest.fixture
def votes(faces) -> np.ndarray:
    return np.random.default_rng(1).multinomial(10, [0.1] * 10, len(faces)).astype(np.uint8)


def test_votes_that_lie_beside_are_joined_by_row(tmp_path, faces, votes):
    write_csv(tmp_path / "fer2013.csv", faces)
    write_votes(tmp_path / "fer2013new.csv", faces, votes, not_a_face={3, 4})
    assert np.array_equal(read(tmp_path / "fer2013.csv").votes, votes)
    assert np.array_equal(read(tmp_path).votes, votes)


@pytest.mark.parametrize("pack", [False, True])
def test_votes_that_are_given(tmp_path, faces, votes, pack):
    path = write_csv(tmp_path / "fer2013.csv", faces)
    (tmp_path / "other").mkdir()
    given = write_votes(tmp_path / "other" / "plus.csv", faces, votes)
    if pack:
        content = given.read_bytes()
        given = tmp_path / "other" / "plus.zip"
        given.write_bytes(zipped({"FERPlus/fer2013new.csv": content}))
    assert read(path).votes is None
    assert np.array_equal(read(path, given).votes, votes)


def test_votes_skip_the_rows_that_faces_skip(tmp_path):
    faces = synthetic(300)
    votes = np.random.default_rng(1).multinomial(10, [0.1] * 10, 300).astype(np.uint8)
    lines = csv_text(faces).split("\n")
    lines[8] = lines[8].replace(" ", " x", 1)
    path = tmp_path / "fer2013.csv"
    path.write_text("\n".join(lines))
    write_votes(tmp_path / "fer2013new.csv", faces, votes)
    assert np.array_equal(read(path).votes, np.delete(votes, 7, axis=0))


def test_votes_of_other_faces_are_refused_or_reported(tmp_path, faces, votes):
    path = write_csv(tmp_path / "fer2013.csv", faces)
    shifted = faces.take(np.roll(np.arange(len(faces)), 1))
    beside = write_votes(tmp_path / "fer2013new.csv", shifted, votes)
    found = read(path)
    assert found.votes is None
    assert any("votes not joined" in sentence for sentence in found.manifest["skipped"])
    with pytest.raises(FacesError, match="not in the same order"):
        read(path, beside)
    write_votes(beside, faces.take(slice(5)), votes[:5])
    with pytest.raises(FacesError, match="5 rows and .* 24"):
        read(path, beside)


# The rows of real FER2013 that stand beside the repository on some machines


def test_real_rows_come_back(tmp_path):
    stored = Path(__file__).parents[2].parent / "shared/data/fer2013_training_publictest.npz"
    if not stored.is_file():
        pytest.skip("no rows of real FER2013 beside the repository: not tested on real faces")
    with np.load(stored) as arrays:
        rows = slice(27_000, 30_000)  # the end of Training and the beginning of PublicTest
        faces = FaceSet(*(arrays[name][rows] for name in ("pixels", "emotion", "usage")))
        votes = arrays["votes"][rows]
    assert set(faces.usage) == {USAGES.index("Training"), USAGES.index("PublicTest")}
    path = write_csv(tmp_path / "fer2013.csv", faces)
    write_votes(tmp_path / "fer2013new.csv", faces, votes)
    found = read(path)
    path.unlink()  # no picture of it may stay anywhere
    assert same(found, faces)
    assert np.array_equal(found.votes, votes)
