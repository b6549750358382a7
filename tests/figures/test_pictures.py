"""Pictures: each at its place, each with its words."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_utils import figures
from course_utils.errors import UserMistake

from .words import cut_off, small_words, texts


def test_boxes_are_where_they_were_said():
    picture = np.zeros((60, 80), np.uint8)
    figure = figures.boxes_on(
        picture, boxes=[(10, 20, 30, 15)], words=["eyes"], title="Where the eyes are", scale=5
    )
    frames = [p for p in figure.axes[0].patches if isinstance(p, plt.Rectangle)]
    assert {(f.get_x(), f.get_y(), f.get_width(), f.get_height()) for f in frames} == {
        (9.5, 19.5, 30, 15)
    }
    assert {"eyes", "Where the eyes are"} <= set(texts(figure))
    assert not cut_off(figure)


def test_each_box_needs_a_word():
    with pytest.raises(UserMistake, match="there are 1 frames, but 2 words"):
        figures.boxes_on(
            np.zeros((9, 9), np.uint8), boxes=[(1, 1, 2, 2)], words=["a", "b"], title=""
        )


def test_a_long_title_widens_a_small_picture():
    title = "A title that is a good deal longer than the picture is wide"
    figure = figures.boxes_on(np.zeros((48, 48), np.uint8), boxes=[], words=[], title=title)
    assert not cut_off(figure)


def test_heat_shows_the_numbers_and_their_unit():
    values = np.arange(12.0).reshape(3, 4)
    figure = figures.heat(values, title="More below", unit="thousandths")
    assert np.array_equal(figure.axes[0].images[0].get_array(), values)
    assert {"More below", "thousandths"} <= set(texts(figure))
    assert not cut_off(figure) and not small_words(figure)


def test_smaller_pictures_are_drawn_smaller():
    pictures = [np.full((n, n), 90, np.uint8) for n in (48, 12)]
    figure = figures.pictures_in_a_row(
        pictures, captions=["stride 1", "stride 4\n12 x 12"], title="Sizes", scale=4
    )
    width, height = figure.get_size_inches() * 100
    boxes = [axes.get_position() for axes in figure.axes]
    assert np.allclose([box.width * width for box in boxes], [192, 48])
    assert np.allclose([box.height * height for box in boxes], [192, 48])
    assert not cut_off(figure) and not small_words(figure)
    with pytest.raises(UserMistake, match="2 pictures, but 1 texts"):
        figures.pictures_in_a_row(pictures, captions=["one"], title="Sizes")


def test_a_wall_holds_each_face_as_it_is_in_whole_pixels():
    faces = np.random.default_rng(0).integers(0, 256, (3, 48, 48)).astype(np.uint8)
    figure = figures.wall(faces, captions=["a", "b", "c"], columns=2, title="Three", below="123")
    canvas = np.asarray(figure.axes[0].images[0].get_array())
    assert canvas.shape == figure.canvas.get_width_height()[::-1]
    enlarged = faces.repeat(2, axis=1).repeat(2, axis=2)
    for face, (top, left) in zip(enlarged, [(52, 8), (52, 112), (188, 8)], strict=True):
        assert np.array_equal(canvas[top : top + 96, left : left + 96], face)
    assert {"a", "b", "c", "Three", "1", "2", "3"} == set(texts(figure))
    assert not cut_off(figure) and not small_words(figure)


def test_each_face_of_a_wall_needs_its_words():
    faces = np.zeros((2, 48, 48), np.uint8)
    with pytest.raises(UserMistake, match="there are 2 faces, but 1 texts"):
        figures.wall(faces, captions=["a"], columns=2, title="")
    with pytest.raises(UserMistake, match="there are 2 faces, but 3 texts"):
        figures.wall(faces, captions=["a", "b"], columns=2, title="", below="123")
