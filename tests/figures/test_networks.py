"""Networks: lines, blocks and bars as many as they have."""

import pandas as pd

from course_utils import figures

from .words import cut_off, small_words, texts


def test_small_networks_leave_out_the_lines_of_what_is_off():
    figure = figures.small_networks(
        layers=[3, 4, 2], off=[{(1, 0), (1, 2)}, set()], captions=["a step", "a test"], title="Off"
    )
    assert [len(axes.lines) for axes in figure.axes] == [2 * (3 + 2), 4 * (3 + 2)]
    assert texts(figure).count("off") == 2
    assert not cut_off(figure) and not small_words(figure)


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
