"""The report counts planted faults exactly."""

import json
from dataclasses import replace

import numpy as np
import pytest
from forms import synthetic

from course_utils.faces.report import describe
from course_utils.faces.schema import EMOTIONS, USAGES, VOTES, FaceSet


@pytest.fixture
def faces() -> FaceSet:
    return synthetic(60)


def test_counts(faces):
    counts = describe(faces).counts
    assert sum(sum(split.values()) for split in counts.values()) == 60
    for row in range(60):
        usage, emotion = USAGES[faces.usage[row]], EMOTIONS[faces.emotion[row]]
        mask = (faces.usage == faces.usage[row]) & (faces.emotion == faces.emotion[row])
        assert counts[usage][emotion] == mask.sum()


def test_a_clean_set_has_no_faults(faces):
    report = describe(faces)
    assert report.pictures == 60
    assert (report.copies.groups, report.copies.pictures, report.copies.surplus) == (0, 0, 0)
    assert report.copies.leaks == {"PublicTest": 0, "PrivateTest": 0}
    assert report.copies.conflicting_groups == 0
    assert report.blank == dict.fromkeys(USAGES, 0)
    assert report.agreement is None
    assert report.ceilings == ()


def test_duplicates_leaks_and_conflicts(faces):
    # Rows 0, 3, 6 are Training, 1 and 4 PublicTest, 2 and 5 PrivateTest; label = row % 7.
    faces.pixels[[3, 1, 4]] = faces.pixels[0]  # four equal pictures, two in PublicTest, four labels
    faces.pixels[5] = faces.pixels[2]  # two equal pictures, both in PrivateTest: no leak
    faces.emotion[5] = faces.emotion[2]
    copies = describe(faces).copies
    assert (copies.groups, copies.pictures, copies.surplus, copies.largest) == (2, 6, 4, 4)
    assert copies.leaks == {"PublicTest": 2, "PrivateTest": 0}
    assert (copies.conflicting_groups, copies.conflicting_pictures) == (1, 4)


def test_a_picture_that_differs_in_one_level_is_no_copy(faces):
    faces.pixels[3] = faces.pixels[0]
    faces.pixels[3, 47, 47] ^= 1
    assert describe(faces).copies.groups == 0


def test_blanks(faces):
    faces.pixels[1] = 7
    faces.pixels[2] = 0
    faces.pixels[2, ::2] = 2  # standard deviation exactly 1: not blank
    faces.pixels[3] = 9
    faces.pixels[3, 0, 0] = 20
    assert describe(faces).blank == {"Training": 1, "PublicTest": 1, "PrivateTest": 0}


def test_agreement(faces):
    votes = np.zeros((60, 10), np.uint8)
    happy, sad, neutral = (VOTES.index(name) for name in ("happiness", "sadness", "neutral"))
    faces.emotion[:4] = (3, 3, 4, 6)
    votes[0, happy] = 10  # unanimous, and the label
    votes[1, [happy, sad]] = 5  # a tie in which the label takes part
    votes[2, [happy, sad]] = (8, 2)  # not the label
    votes[3, [neutral, sad, happy]] = (4, 3, 3)
    agreement = describe(replace(faces, votes=votes)).agreement
    assert agreement.pictures == 4
    assert agreement.top_share == pytest.approx((1 + 0.5 + 0.8 + 0.4) / 4)
    assert agreement.unanimous == pytest.approx(1 / 4)
    assert agreement.top_is_label == pytest.approx(3 / 4)
    assert not agreement.simulated


@pytest.mark.parametrize("emotion", range(7))
def test_every_label_finds_its_votes(faces, emotion):
    column = ("anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral")[emotion]
    faces.emotion[:] = emotion
    votes = np.zeros((60, 10), np.uint8)
    votes[:, VOTES.index(column)] = 10
    assert describe(replace(faces, votes=votes)).agreement.top_is_label == 1


@pytest.mark.parametrize("shift", [0, 1])
def test_votes_that_belong_to_other_rows_are_doubted(shift):
    faces = synthetic(300)
    columns = [VOTES.index(name) for name in ("anger", "disgust", "fear", "happiness")]
    columns += [VOTES.index(name) for name in ("sadness", "surprise", "neutral")]
    votes = np.zeros((300, 10), np.uint8)
    votes[np.arange(300), np.take(columns, faces.emotion)] = 10
    report = describe(replace(faces, votes=np.roll(votes, shift, axis=0)))
    doubted = any("probably belong to other rows" in note for note in report.notes)
    assert doubted == bool(shift)


def test_both_ceilings_of_a_drawn_set():
    from course_utils.faces import load
    from course_utils.faces.labels import DEFAULT
    from course_utils.faces.manifest import leak_free

    faces = load("embedded")
    report = describe(faces)
    seven, six = report.ceilings
    assert (seven.classes, six.classes) == (7, 6)
    assert seven.expected == DEFAULT.ceiling(7) < six.expected == DEFAULT.ceiling(6)
    tests = faces.take(leak_free(faces))
    assert seven.realised == DEFAULT.realised_ceiling(tests, 7)
    assert six.realised == DEFAULT.realised_ceiling(tests, 6)
    assert seven.pictures == len(tests) < (faces.usage > 0).sum()
    assert report.agreement.simulated


def test_json(faces):
    report = describe(replace(faces, manifest={"skipped": ["one row"], "notes": ["a note"]}))
    again = json.loads(json.dumps(report.as_dict()))
    assert again["copies"]["groups"] == 0
    assert again["skipped"] == ["one row"]
    assert again["notes"] == ["a note"]


def test_an_empty_set(faces):
    report = describe(faces.take(slice(0)))
    assert report.pictures == 0
    assert report.copies.largest == 0
