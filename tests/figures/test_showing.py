"""What a notebook gets of a figure: whichever form a reader strips, the others say the same."""

import base64

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from course_utils import figures


@pytest.fixture
def shown(monkeypatch):
    """What is displayed: (what, keywords) each time."""
    outputs = []
    monkeypatch.setattr("IPython.display.display", lambda what, **how: outputs.append((what, how)))
    return outputs


def test_each_form_has_the_words_and_the_table(shown):
    figure = figures.heat(np.eye(2), title="Two", unit="levels")
    table = pd.DataFrame({"share": [0.123456]}, index=["Fear"])
    figures.show(figure, alt='Level "1" < 2', table=table)
    ((forms, how),) = shown
    assert how == {"raw": True, "metadata": {"image/png": {"alt": 'Level "1" < 2'}}}
    assert base64.b64decode(forms["image/png"]).startswith(b"\x89PNG")
    assert 'alt="Level &quot;1&quot; &lt; 2"' in forms["text/html"]
    assert forms["image/png"] in forms["text/html"]
    assert forms["text/plain"].startswith('Level "1" < 2')
    for form in ("text/html", "text/plain"):
        assert "Fear" in forms[form] and "0.1235" in forms[form] and "share" in forms[form]


def test_without_a_table_nothing_is_folded_away(shown):
    figures.show(figures.heat(np.eye(2), title="Two", unit="levels"), alt="Two levels.")
    assert "<details>" not in shown[0][0]["text/html"]
    assert shown[0][0]["text/plain"] == "Two levels."


def test_a_figure_is_closed_also_by_its_axes(shown):
    figure = figures.heat(np.eye(2), title="Two", unit="levels")
    figures.show(figure.axes[0], alt="Two levels.")
    assert len(shown) == 1 and not plt.get_fignums()
