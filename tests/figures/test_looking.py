"""Heat lies where it belongs, and a face stays a face."""

import numpy as np
import pytest

from course_utils import figures
from course_utils.errors import UserMistake

from .words import cut_off, small_words, texts


def test_heat_lies_where_it_belongs_and_the_face_is_whole_pixels():
    rng = np.random.default_rng(0)
    pictures = rng.integers(0, 256, (2, 48, 48)).astype(np.uint8)
    cold, hot = np.zeros((6, 6)), np.zeros((6, 6))
    hot[5, 0] = 1
    figure = figures.looks(
        pictures,
        heats={"for the answer": np.stack([cold, hot])},
        captions=["one\nface", "another"],
        title="Below on the left",
        below=["no units", "12"],
    )
    canvas = np.asarray(figure.axes[0].images[0].get_array())
    assert canvas.shape[:2] == figure.canvas.get_width_height()[::-1]
    enlarged = pictures.repeat(3, axis=1).repeat(3, axis=2)
    found = [
        (canvas[top : top + 144, left : left + 144], face)
        for top in (68, 220)
        for left, face in zip((128, 280), enlarged, strict=True)
    ]
    for drawn, face in found[:3]:
        assert np.array_equal(drawn, np.repeat(face[..., None], 3, axis=2)), "a cold face is gray"
    drawn, face = found[3]
    assert np.array_equal(drawn[:96], np.repeat(face[:96, :, None], 3, axis=2))
    red, _, blue = np.moveaxis(drawn.astype(int), -1, 0)
    assert np.all((red - blue)[-12:, :12] > 130), "the hottest place is orange"
    assert {"for the answer", "the face", "no units", "Below on the left"} <= set(texts(figure))
    assert not cut_off(figure) and not small_words(figure)


@pytest.mark.parametrize(
    ("heats", "captions", "below"),
    [(3, 2, 2), (2, 1, 2), (2, 2, 1)],
)
def test_each_face_needs_its_heat_and_its_words(heats, captions, below):
    with pytest.raises(UserMistake, match="there are 2 faces, but"):
        figures.looks(
            np.zeros((2, 48, 48), np.uint8),
            heats={"heat": np.zeros((heats, 6, 6))},
            captions=[""] * captions,
            below=[""] * below,
            title="",
        )
