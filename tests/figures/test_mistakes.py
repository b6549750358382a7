"""Right and wrong answers: shares, bins and curves as counted by hand."""

import numpy as np

from course_utils import figures

from .words import cut_off, small_words, texts


def test_confusion_shows_shares_of_each_label_and_survives_an_empty_one():
    table = np.array([[3, 1, 0], [0, 4, 0], [0, 0, 0]])
    axes = figures.confusion(table, names=["cat", "owl", "dog"], title="A cat is called an owl")
    shown = [text.get_text() for text in axes.texts]
    assert shown == ["75", "25", "0", "0", "100", "0", "0", "0", "0"]
    assert [t.get_text() for t in axes.get_yticklabels()] == ["cat (4)", "owl (4)", "dog (0)"]
    assert not cut_off(axes.get_figure()) and not small_words(axes.get_figure())


def test_reliability_has_a_point_a_bin_with_answers():
    sure = np.array([0.55, 0.65, 0.9, 1.0])
    right = np.array([True, False, True, True])
    figure = figures.reliability({"as it is": (sure, right)}, bins=5, title="Nearly honest")
    above, below = figure.axes
    dots = {tuple(line.get_xydata()[0]) for line in above.lines if line.get_marker() == "o"}
    assert np.allclose(sorted(dots), [(55, 100), (65, 0), (95, 100)])
    assert [bar.get_height() for bar in below.patches] == [0, 0, 1, 1, 2]
    assert {"Nearly honest", "as it is", "confidence in percent", "answers"} <= set(texts(figure))
    assert not cut_off(figure) and not small_words(figure)


def test_abstention_draws_the_curves_and_the_band_of_the_first():
    coverage = np.array([0.25, 0.5, 0.75, 1])
    curves = {"the network": (coverage, [1, 1, 2 / 3, 0.75]), "at random": (coverage, [0.75] * 4)}
    band = coverage, [0.2, 0.3, 0.3, 0.4], [1, 1, 0.9, 0.9]
    axes = figures.abstention(curves, band=band, title="Silence helps").axes[0]
    lines = {line.get_label(): line.get_xydata() for line in axes.lines}
    assert np.allclose(lines["the network"], np.c_[[25, 50, 75, 100], [100, 100, 200 / 3, 75]])
    assert np.allclose(lines["at random"][:, 1], 75)
    edge = axes.collections[0].get_paths()[0].vertices
    assert {(25.0, 20.0), (100.0, 90.0)} <= {tuple(point) for point in edge.round(6).tolist()}
    figure = axes.get_figure()
    assert {"Silence helps", "the network", "at random"} <= set(texts(figure))
    assert not cut_off(figure) and not small_words(figure)
