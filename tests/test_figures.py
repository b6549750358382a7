"""The course's figures: numbers in their place, names beside colours, nothing cut off."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from sklearn.svm import SVC

from course_utils import figures
from course_utils.errors import UserMistake


@pytest.fixture(autouse=True)
def course_style():
    figures.use_style()
    yield
    plt.close("all")


def texts(figure):
    """All words of a figure that are to be seen."""
    found = figure.findobj(matplotlib.text.Text)
    return [text.get_text() for text in found if text.get_visible() and text.get_text().strip()]


def cut_off(figure):
    """The words that reach beyond the figure's edges."""
    figure.canvas.draw()
    width, height = figure.canvas.get_width_height()
    out = []
    for text in figure.findobj(matplotlib.text.Text):
        if not text.get_visible() or not text.get_text().strip():
            continue
        box = text.get_window_extent()
        if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1:
            out.append(text.get_text())
    return out


def small_words(figure):
    return [t.get_text() for t in figure.findobj(matplotlib.text.Text) if t.get_fontsize() < 10]


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


def test_confusion_shows_shares_of_each_label_and_survives_an_empty_one():
    table = np.array([[3, 1, 0], [0, 4, 0], [0, 0, 0]])
    axes = figures.confusion(table, names=["cat", "owl", "dog"], title="A cat is called an owl")
    shown = [text.get_text() for text in axes.texts]
    assert shown == ["75", "25", "0", "0", "100", "0", "0", "0", "0"]
    assert [t.get_text() for t in axes.get_yticklabels()] == ["cat (4)", "owl (4)", "dog (0)"]
    assert not cut_off(axes.get_figure()) and not small_words(axes.get_figure())


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


def test_small_networks_leave_out_the_lines_of_what_is_off():
    figure = figures.small_networks(
        layers=[3, 4, 2], off=[{(1, 0), (1, 2)}, set()], captions=["a step", "a test"], title="Off"
    )
    assert [len(axes.lines) for axes in figure.axes] == [2 * (3 + 2), 4 * (3 + 2)]
    assert texts(figure).count("off") == 2
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


def test_the_architecture_names_every_layer_and_its_parameters():
    table = pd.DataFrame(
        [("Conv2D", "24 x 24 x 32", 832), ("Flatten", "18432", 0), ("Dense", "6", 110598)],
        columns=["layer", "gives", "parameters"],
    )
    figure = figures.architecture(table, start=(48, 48, 1), title="Most stand in Dense")
    assert {"Conv2D\n832", "Flatten", "Dense\n110,598", "48 x 48 x 1", "18432"} <= set(
        texts(figure)
    )
    heights = [block.get_height() for block in figure.axes[0].patches]
    assert heights[0] == 48 and heights[1] == 24
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


def test_families_have_one_bar_each_from_top_to_bottom():
    table = pd.DataFrame(
        {"network": ["Old", "New"], "year": [2012, 2017], "parameters": [60e6, 4e6]}
        | {"side": [224, 96]}
    )
    figure = figures.families(table, title="Smaller")
    axes = figure.axes[0]
    assert [bar.get_width() for bar in axes.patches] == [60, 4]
    assert axes.get_ylim()[0] > axes.get_ylim()[1]
    said = set(texts(figure))
    assert {"4 million, pictures of 96 x 96", "Smaller"} <= said
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Old (2012)", "New (2017)"]
    assert not cut_off(figure) and not small_words(figure)


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
    assert not cut_off(figure) and not small_words(figure)
