"""One colour for each label, and the same look for every figure."""

import matplotlib.pyplot as plt

from course_utils import figures
from course_utils.faces import EMOTIONS


def test_each_label_has_a_colour_of_its_own():
    assert list(figures.COLOURS) == list(EMOTIONS)
    assert len(set(figures.COLOURS.values())) == len(EMOTIONS)
    assert figures.colours_of(names=["Fear", "forest"]) == ["#CC79A7", figures.PALE]


def test_the_style_is_the_course_s_own():
    plt.style.use("default")
    figures.use_style()
    assert plt.rcParams["figure.constrained_layout.use"]
