"""Sequences, scenes and films: what moves, where the true boxes lie, and bad arguments."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from course_utils.faces.face import face
from course_utils.faces.scene import FACE_SIDES, scene, video
from course_utils.faces.schema import FacesError
from course_utils.faces.sequence import course_of, draw_sequence, sequence
from course_utils.faces.units import UNITS


def test_onset_apex_offset():
    level = course_of(20, 6, 5, 6)
    assert level.shape == (20,) and level.dtype == np.float32
    assert level[0] == 0 and (np.diff(level[:7]) > 0).all()
    assert level[6:12] == pytest.approx(1)
    assert (np.diff(level[11:18]) < 0).all() and level[17:] == pytest.approx(0)
    steps = np.diff(level[:7])
    assert steps[0] < steps[2] > steps[5], "it starts and ends slowly"


def test_sequence_scales_the_apex():
    units = sequence("6+R12", 10, 3, 2, 3)
    assert units.shape == (10, 18, 2) and units.dtype == np.float32
    assert units[3, UNITS.index(12)] == pytest.approx([0, 1])
    assert 0 < units[1, UNITS.index(6), 0] < 1


def test_sequences_without_rise_or_stay():
    assert course_of(4, 0, 4, 0) == pytest.approx(1)
    assert course_of(3, 0, 0, 0) == pytest.approx(0)


@pytest.mark.parametrize("parts", [(5, 3, 2, 1), (5, -1, 2, 1)])
def test_parts_that_do_not_fit(parts):
    with pytest.raises(FacesError, match="fit"):
        sequence("12", *parts)


def test_a_drawn_sequence_moves_only_when_the_face_does():
    frames = list(draw_sequence(face(0, 0, "0"), sequence("12", 6, 2, 1, 2), 48))
    assert len(frames) == 6 and frames[0].shape == (48, 48)
    assert np.array_equal(frames[0], frames[5])
    assert not np.array_equal(frames[0], frames[2])


@pytest.mark.parametrize("background", ["calm", "busy"])
def test_scenes_have_true_boxes_inside_the_image(background):
    for index in range(6):
        made = scene(1, index, size=(320, 480), faces=(1, 3), background=background)
        assert made.image.shape == (320, 480) and made.image.dtype == np.uint8
        assert 1 <= len(made.boxes) == len(made.faces) == len(made.ids) <= 3
        x, y, w, h = made.boxes.T
        assert (x >= 0).all() and (y >= 0).all()
        assert (x + w <= 480).all() and (y + h <= 320).all()
        assert (w >= 0.8 * FACE_SIDES[0]).all() and (w <= FACE_SIDES[1]).all()


def test_boxes_do_not_overlap():
    for index in range(8):
        boxes = scene(2, index, faces=(3, 4)).boxes
        for i, a in enumerate(boxes):
            for b in boxes[:i]:
                apart = np.abs(a[:2] + a[2:] / 2 - b[:2] - b[2:] / 2).max()
                assert apart > (a[2] + b[2]) / 2


def test_a_face_lies_in_its_box():
    made = scene(3, 0, faces=(1, 1))
    (x, y, w, h), empty = made.boxes[0], scene(3, 0, faces=(0, 0))
    assert len(empty.boxes) == 0 and empty.boxes.shape == (0, 4)
    changed = np.abs(made.image.astype(int) - empty.image) > 6
    assert changed[y : y + h, x : x + w].mean() > 0.6
    assert changed[:, : max(0, x - w)].mean() < 0.02


def test_a_scene_is_addressed_by_seed_and_index():
    assert np.array_equal(scene(1, 4).image, scene(1, 4).image)
    assert not np.array_equal(scene(1, 4).image, scene(1, 5).image)


def test_a_film_is_smooth_and_keeps_its_ids():
    film = list(video(0, frames=12, size=(240, 480), faces=2))
    assert len(film) == 12
    for before, after in zip(film, film[1:], strict=False):
        assert before.ids.tolist() == after.ids.tolist() == [0, 1]
        assert np.abs(before.boxes - after.boxes).max() <= 6
    assert film[0].faces[0].identity == film[11].faces[0].identity
    assert not np.array_equal(film[0].image, film[11].image)


def test_a_film_never_ends_unless_told():
    assert len(list(islice(video(0, size=(160, 160), faces=1), 3))) == 3
    assert list(video(0, frames=0)) == []


@pytest.mark.parametrize(
    "change", [{"size": (100, 640)}, {"faces": (3, 2)}, {"faces": (-1, 2)}, {"background": "sea"}]
)
def test_scenes_that_cannot_be_drawn(change):
    with pytest.raises(FacesError):
        scene(0, 0, **change)


def test_films_that_cannot_be_drawn():
    with pytest.raises(FacesError, match="1 to 4"):
        next(video(0, faces=5))
