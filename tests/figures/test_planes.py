"""Points on a plane: each in its own panel, support vectors ringed."""

import numpy as np
from sklearn.svm import SVC

from course_utils import figures

from .words import cut_off, small_words, texts


def test_clouds_have_a_panel_for_each_label_with_its_own_points():
    points = np.random.default_rng(0).normal(size=(60, 2))
    labels = np.repeat([0, 1, 2, 3], 15)
    names = ["Angry", "Fear", "Happy", "Sad"]
    figure = figures.clouds(points, labels=labels, names=names, title="No order", axis="component")
    panels = [axes for axes in figure.axes if axes.get_title("center")]
    assert [axes.get_title("center") for axes in panels] == names
    for label, axes in enumerate(panels):
        others, own = (np.asarray(dots.get_offsets()) for dots in axes.collections[:2])
        assert np.allclose(own, points[labels == label])
        assert np.allclose(others, points[labels != label])
    assert {"component 1", "component 2", "No order"} <= set(texts(figure))
    assert not cut_off(figure) and not small_words(figure)


def test_borders_ring_the_support_vectors():
    points = np.array([[0.0, 0], [0, 1], [1, 0], [3, 3], [3, 4], [4, 3]])
    kinds = np.repeat([0, 1], 3)
    machine = SVC(kernel="linear", C=100).fit(points, kinds)
    figure = figures.borders(
        models=[machine], points=points, kinds=kinds, captions=["straight"], title="One border"
    )
    assert {"straight", "One border"} <= set(texts(figure))
    rings = [np.asarray(dots.get_offsets()) for dots in figure.axes[0].collections][-1]
    assert np.allclose(rings, machine.support_vectors_)
