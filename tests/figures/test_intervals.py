"""Numbers and their intervals: each where its axis says."""

import numpy as np

from course_utils import figures

from .words import cut_off, small_words, texts


def test_scores_draw_points_intervals_and_a_line_to_compare_with():
    figure = figures.scores(
        names=["few", "many"],
        values=[0.5, 0.4],
        intervals=[(0.2, 0.8), None],
        title="Few pictures say little, and this title is not a short one",
        line=("baseline", 0.25),
    )
    axes = figure.axes[0]
    ends = [line.get_xdata() for line in axes.lines if len(line.get_xdata()) == 2]
    assert any(np.allclose(end, [20, 80]) for end in ends)
    dots = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "o"]
    assert np.allclose(dots, [50, 40])
    assert axes.get_xlim()[0] == 0
    assert not cut_off(figure) and not small_words(figure)


def test_estimates_stand_with_their_intervals_against_a_line():
    figure = figures.estimates(
        names=["random weights", "another seed"],
        values=[-0.05, 0.61],
        intervals=[(-0.12, 0.02), (0.55, 0.67)],
        line=("nothing in common", 0),
        unit="mean rank correlation",
        title="Alike",
    )
    axes = figure.axes[0]
    assert [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "o"] == [-0.05, 0.61]
    assert [tuple(line.get_xdata()) for line in axes.lines if line.get_color() == "black"] == [
        (-0.12, 0.02),
        (0.55, 0.67),
    ]
    low, high = axes.get_xlim()
    assert low < -0.12 and high > 0.67
    assert {"-0.05", "0.61", "nothing in common", "another seed", "Alike"} <= set(texts(figure))
    assert not cut_off(figure) and not small_words(figure)


def test_the_duel_has_a_bar_for_each_player_and_draws_limits_open():
    figure = figures.duel(
        names=["you", "majority", "ceiling"],
        scores=[0.5, 0.25, 0.77],
        intervals=[(0.3, 0.7), None, None],
        title="Who is right how often?",
    )
    axes = figure.axes[0]
    assert np.allclose([bar.get_width() for bar in axes.patches], [50, 25, 77])
    assert [bar.get_hatch() for bar in axes.patches] == [None, None, "//"]
    (whisker,) = axes.collections
    assert np.allclose(whisker.get_segments(), [[[30, 0], [70, 0]]])
    assert [label.get_text() for label in axes.get_yticklabels()] == ["you", "majority", "ceiling"]
    assert {"50 %", "25 %", "77 %"} <= set(texts(figure))
    # Matplotlib keeps a tick beyond the axis' end, and does not draw it.
    assert cut_off(figure) in ([], ["120"]) and not small_words(figure)
