"""Figures are drawn without a window, in the course's style, and closed after each test."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pytest

from course_utils import figures


@pytest.fixture(autouse=True)
def course_style():
    figures.use_style()
    yield
    plt.close("all")
