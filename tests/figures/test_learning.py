"""How learning goes: each step, epoch and size where it was."""

import numpy as np
import pandas as pd

from course_utils import figures

from .words import cut_off, small_words, texts


def test_descents_draw_each_step_where_it_was():
    places = np.linspace(-2, 2, 50)
    paths = [([-1.0, -0.5], [1.0, 0.25]), ([1.0, -1.5], [1.0, 2.25])]
    figure = figures.descents(
        weights=places, losses=places**2, paths=paths, captions=["short", "long"], title="Two walks"
    )
    for axes, (x, y) in zip(figure.axes, paths, strict=True):
        assert np.array_equal(axes.lines[1].get_xydata(), np.column_stack([x, y]))
    assert {"short", "long", "Two walks", "start"} <= set(texts(figure))
    assert not cut_off(figure) and not small_words(figure)


def test_curves_ring_the_best_epoch():
    histories = {
        "plain": {"loss": [2, 1, 0.5], "val_loss": [2.1, 1.4, 1.7]},
        "augmented": {"loss": [2, 1.5, 1.4], "val_loss": [2.1, 1.6, 1.5]},
    }
    figure = figures.curves(histories, best={"plain": 2, "augmented": 3}, title="The gap")
    rings = [axes.lines[-1].get_xydata().tolist() for axes in figure.axes]
    assert rings == [[[2, 1.4]], [[3, 1.5]]]
    assert figure.axes[0].get_ylim()[0] == 0 and figure.axes[0].get_ylim()[1] > 2.1
    assert {"training", "validation", "epoch", "loss", "plain"} <= set(texts(figure))
    assert not cut_off(figure) and not small_words(figure)


def test_costs_draw_one_line_a_model_and_the_baseline():
    table = pd.DataFrame(
        {
            "model": ["a", "a", "b"],
            "pictures": [1000, 2000, 1000],
            "score": [0.2, 0.3, 0.25],
            "seconds": [1.0, 4.0, 0.2],
        }
    )
    axes = figures.costs(table, baseline=0.1, title="b is cheap").axes[0]
    lines = {line.get_label(): line for line in axes.lines}
    assert lines["a"].get_xydata().tolist() == [[1, 20], [4, 30]]
    assert lines["b"].get_xydata().tolist() == [[0.2, 25]]
    assert set(lines["majority"].get_ydata()) == {10}
    assert axes.get_ylim()[0] == 0
    assert {"2,000", "b is cheap"} <= set(texts(axes.get_figure()))


def test_few_labels_draws_means_and_the_band_of_the_draws():
    figure = figures.few_labels(
        (60, 600),
        {"frozen": [[0.5, 0.7], [0.6, 0.7]], "from nothing": [[0.3, 0.5], [0.2, 0.6]]},
        lines={"always Happy": 0.25, "ceiling": 0.77},
        title="Few labels",
    )
    axes = figure.axes[0]
    lines = {line.get_label(): line.get_ydata() for line in axes.lines}
    assert np.allclose(lines["frozen"], [55, 70])
    assert np.allclose(lines["from nothing"], [25, 55])
    edge = axes.collections[0].get_paths()[0].vertices
    assert {(60.0, 50.0), (60.0, 60.0)} <= {tuple(point) for point in edge.round(6).tolist()}
    assert [label.get_text() for label in axes.get_xticklabels()] == ["60", "600"]
    assert {"always Happy", "ceiling", "frozen", "Few labels"} <= set(texts(figure))
    # "from nothing" begins near the baseline, and "frozen" ends near the ceiling.
    places = {text.get_text(): text.get_position()[0] for text in axes.texts}
    assert places == {"always Happy": 600, "ceiling": 60}
    assert not cut_off(figure) and not small_words(figure)
