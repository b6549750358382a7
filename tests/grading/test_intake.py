"""Intake: every kind of file is understood, or refused with one clear sentence."""

from __future__ import annotations

import json

import nbformat
import pytest

from course_utils.grading import intake
from course_utils.grading.intake import stage, take_in

from . import toy
from .test_repair import ANSWERS, canon

WHOLE = toy.filled(ANSWERS)
TEXT = nbformat.writes(WHOLE)


def take(tmp_path, **files):
    folder = tmp_path / "ada" / toy.ASSIGNMENT
    folder.mkdir(parents=True)
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    taken = take_in(folder, {toy.NOTEBOOK: canon()})
    if taken.problem is None:
        stage(taken, folder, tmp_path / "staged")
        nbformat.validate(nbformat.read(tmp_path / "staged" / f"{toy.NOTEBOOK}.ipynb", 4))
    return taken


def sources(taken) -> list[str]:
    return [cell.source for cell in taken.notebooks[toy.NOTEBOOK].cells]


def test_a_whole_notebook(tmp_path):
    taken = take(tmp_path, Counting__ipynb=TEXT)
    assert sources(taken) == [cell.source for cell in WHOLE.cells]
    assert taken.repairs == taken.doubts == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(tmp_path, encoding):
    text = json.dumps(toy.filled(ANSWERS | {"why": "Größe: 顔"}), ensure_ascii=False)
    taken = take(tmp_path, Counting__ipynb=text.encode(encoding))
    assert sources(taken)[-1] == "Größe: 顔"


def test_an_old_windows_encoding_is_read_and_flagged(tmp_path):
    text = json.dumps(toy.filled(ANSWERS | {"why": "Größe"}), ensure_ascii=False)
    taken = take(tmp_path, Counting__ipynb=text.encode("latin-1"))
    assert sources(taken)[-1] == "Größe"
    assert "Windows-1252" in taken.doubts[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"\0" * 300, "it is empty"),
        (b"not json", "no JSON from line 1 on"),
        (TEXT[:-200].encode(), "it ends in the middle"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"%PDF-1.7\n\x93\xff", "PDF"),
        (b"PK\x03\x04\x93\xff", "zip"),
        (TEXT[: TEXT.index("numbers")].encode(), "it ends in the middle"),
        (TEXT.rstrip()[:-1].encode() + b",}", "no JSON from line"),
        (b"[1, 2]", "without a notebook's cells"),
        (b'{"cells": 3}', "without a notebook's cells"),
        (b'{"nbformat": 3, "worksheets": [3]}', "old notebook format 3"),
        (b'{"a":' * 200_000, "nested too deep"),
        (b"{\n<<<<<<< HEAD\n=======\n>>>>>>> main\n}", "git could not merge"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_notebook_is_refused_with_a_sentence(tmp_path, content, words):
    taken = take(tmp_path, Counting__ipynb=content)
    assert taken.notebooks == {}
    assert words in taken.problem and "\n" not in taken.problem


@pytest.mark.parametrize("kernel", ["julia", None, [], {}, {"name": 3}, {"language": "julia"}])
def test_any_kernel_will_do(tmp_path, kernel):
    whole = json.loads(TEXT)
    whole["metadata"] = {"kernelspec": kernel, "language_info": "none", "title": 7}
    taken = take(tmp_path, Counting__ipynb=json.dumps(whole))
    assert sources(taken) == [cell.source for cell in WHOLE.cells]


PICTURE = {"image/png": "AAAA"}


@pytest.mark.parametrize("odd", ["text", [1], {"image/png": [1, 2]}, {"image/png": 3, "x": None}])
def test_attachments_that_are_none_are_left_out(tmp_path, odd):
    whole = json.loads(TEXT)
    whole["cells"][-1]["attachments"] = {"a.png": PICTURE, "b.png": odd}
    taken = take(tmp_path, Counting__ipynb=json.dumps(whole))
    assert taken.notebooks[toy.NOTEBOOK].cells[-1].attachments["a.png"] == PICTURE
    assert sources(taken) == [cell.source for cell in WHOLE.cells]


def test_a_folder_called_like_the_notebook(tmp_path):
    folder = tmp_path / "ada" / toy.ASSIGNMENT
    (folder / f"{toy.NOTEBOOK}.ipynb").mkdir(parents=True)
    assert "it is a folder" in take_in(folder, {toy.NOTEBOOK: canon()}).problem


def test_copied_cells_get_the_same_new_ids_in_every_run(tmp_path, recwarn):
    twice = json.loads(TEXT)
    twice["cells"] += twice["cells"][:3]
    ids = [
        [
            cell.id
            for cell in take(tmp_path / run, Counting__ipynb=json.dumps(twice))
            .notebooks[toy.NOTEBOOK]
            .cells
        ]
        for run in ("a", "b")
    ]
    assert ids[0] == ids[1] and len(set(ids[0])) == len(ids[0])
    assert not [warning for warning in recwarn if "Non-unique" in str(warning.message)]


def test_nothing_at_all(tmp_path):
    taken = take(tmp_path, essay__docx=b"x")
    assert taken.problem == "none of its files is Counting.ipynb under any name"


def test_format_3_is_upgraded(tmp_path):
    old = nbformat.convert(nbformat.reads(TEXT, as_version=4), 3)
    taken = take(tmp_path, Counting__ipynb=json.dumps(old))
    assert sources(taken) == [cell.source for cell in WHOLE.cells]
    assert "old notebook format 3" in taken.repairs[0]


@pytest.mark.parametrize("version", [(4, 99), (5, 0), ("x", None)])
def test_a_future_format_is_read_and_flagged(tmp_path, version):
    future = json.loads(TEXT) | dict(zip(("nbformat", "nbformat_minor"), version, strict=True))
    future["cells"][0]["mood"] = {"a": 1}
    taken = take(tmp_path, Counting__ipynb=json.dumps(future))
    assert sources(taken) == [cell.source for cell in WHOLE.cells]
    assert "not known yet" in taken.doubts[0]


def test_a_renamed_notebook_is_known_by_its_cells(tmp_path):
    stranger = nbformat.writes(toy.notebook(toy.plain("print(1)")))
    taken = take(tmp_path, **{"Copy of Counting (1)__ipynb": TEXT, "scratch__ipynb": stranger})
    assert sources(taken) == [cell.source for cell in WHOLE.cells]
    assert taken.repairs == ["Copy of Counting (1).ipynb was taken as Counting.ipynb."]


@pytest.mark.parametrize("name", ["Counting.json", "Counting.ipynb.txt", "counting", "x.IPYNB"])
def test_a_browser_may_have_given_another_ending(tmp_path, name):
    data = {"notes.txt": "no notebook", "data.json": "{}", "list": "[]"}
    taken = take(tmp_path, **{key.replace(".", "__"): text for key, text in data.items()})
    assert taken.problem == "none of its files is Counting.ipynb under any name"
    taken = take(tmp_path / "b", **data, **{name: TEXT})
    assert sources(taken) == [cell.source for cell in WHOLE.cells]
    assert taken.repairs == [f"{name} was taken as Counting.ipynb."]


def test_a_notebook_in_a_folder_of_its_own_is_named_with_it(tmp_path):
    (tmp_path / "ada" / "mine").mkdir(parents=True)
    (tmp_path / "ada" / "mine" / "Counting.ipynb").write_text(TEXT)
    taken = take_in(tmp_path / "ada", {toy.NOTEBOOK: canon()})
    assert taken.repairs == ["mine/Counting.ipynb was taken as Counting.ipynb."]


def test_of_two_copies_the_last_counts_and_is_flagged(tmp_path):
    other = nbformat.writes(toy.filled(ANSWERS | {"why": "Another answer."}))
    taken = take(tmp_path, **{"Counting (1)__ipynb": TEXT, "Counting (2)__ipynb": other})
    assert sources(taken)[-1] == "Another answer."
    assert "Counting (1).ipynb, Counting (2).ipynb); the last counts" in taken.doubts[0]


def test_a_notebook_with_few_of_the_cells_is_not_taken(tmp_path):
    few = nbformat.writes(toy.notebook(*WHOLE.cells[:2]))
    assert take(tmp_path, draft__ipynb=few).problem


def test_one_of_two_notebooks_that_cannot_be_read_is_flagged(tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "Counting.ipynb").write_text(TEXT)
    (tmp_path / "ada" / "Other.ipynb").write_text("no notebook")
    taken = take_in(tmp_path / "ada", {toy.NOTEBOOK: canon(), "Other": canon()[:1]})
    assert list(taken.notebooks) == [toy.NOTEBOOK]
    (doubt,) = taken.doubts
    assert doubt.startswith("Other.ipynb cannot be read: ") and "not handed in" in doubt


def test_a_stranger_is_not_taken(tmp_path):
    stranger = nbformat.writes(toy.notebook(toy.plain("print(1)")))
    assert take(tmp_path, scratch__ipynb=stranger).problem


def test_a_readable_copy_stands_in_for_a_broken_file(tmp_path):
    taken = take(tmp_path, Counting__ipynb=TEXT[:-99], spare__ipynb=TEXT)
    assert sources(taken) == [cell.source for cell in WHOLE.cells]
    assert "itself cannot be read" in " ".join(taken.repairs)


def test_large_outputs_are_left_out_without_reading_them_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(intake, "LARGE", 10_000)
    monkeypatch.setattr(intake, "LARGEST", 9_000)
    whole = toy.filled(ANSWERS | {"why": 'a "outputs": [quoted] \\ answer }{'})
    whole.cells[1].outputs = [
        nbformat.v4.new_output("stream", text='x]}"outputs": [\\"' * 2_000),
        nbformat.v4.new_output("display_data", {"image/png": "A" * 50_000, "a/b": "{[}"}),
    ]
    taken = take(tmp_path, Counting__ipynb=nbformat.writes(whole))
    assert sources(taken) == [cell.source for cell in whole.cells]
    assert "its outputs were left out" in taken.repairs[0]


def test_only_cells_lose_what_is_called_outputs(tmp_path):
    cell = {"outputs": [{"text": "]"}], "attachments": {"a": {"b": "c"}}, "metadata": {}}
    inner = {"metadata": {"outputs": [1]}, "source": ["outputs", '"outputs": [']}
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps({"outputs": [2], "cells": [cell | inner]}))
    assert json.loads(intake._without_outputs(path)) == {
        "outputs": [2],
        "cells": [{"outputs": [], "attachments": {}} | inner],
    }


def test_a_notebook_that_is_all_text_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(intake, "LARGE", 1_000)
    monkeypatch.setattr(intake, "LARGEST", 1_000)
    assert "even without outputs" in take(tmp_path, Counting__ipynb=TEXT).problem


@pytest.mark.parametrize("when", ["", "yesterday", "2026-99-99 10:00", "\0"])
def test_a_time_that_is_none_is_said(tmp_path, when):
    taken = take(tmp_path, Counting__ipynb=TEXT, timestamp__txt=when)
    assert not (tmp_path / "staged" / "timestamp.txt").exists()
    assert "counts as handed in on time" in taken.doubts[0]


def test_other_files_are_staged_and_the_submission_is_left_alone(tmp_path):
    taken = take(tmp_path, Counting__ipynb=TEXT[:-1], data__csv="a;b", timestamp__txt="2026-11-21")
    assert taken.problem
    taken = take(tmp_path / "b", Counting__ipynb=TEXT, data__csv="a;b", timestamp__txt="2026-11-21")
    staged = tmp_path / "b" / "staged"
    assert sorted(path.name for path in staged.iterdir()) == [
        "Counting.ipynb",
        "data.csv",
        "timestamp.txt",
    ]
