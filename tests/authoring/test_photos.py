"""The cell of Reading-the-Network that asks a backbone with a past among photos, which is off.

Nobody runs it while the course is made, so it is run here, with weights of MobileNet drawn by dice.
"""

import re
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from scipy import stats

from course_utils.models import transfer
from course_utils.models.errors import ModelsError
from course_utils.quiet import quiet_tensorflow

NOTEBOOK = Path(__file__).parents[2] / "curriculum/03-neural-network/Reading-the-Network.py"


def cell(past: str) -> str:
    """The source of the cell, with weights."""
    text = NOTEBOOK.read_text(encoding="utf-8")
    found = re.search(r"^# %%\n(past = None.*?)^# %% ", text, re.M | re.S)[1]
    return found.replace("past = None", f"past = {past!r}", 1)


def names() -> dict:
    """What the cell finds in the notebook, for faces of noise."""
    dice = np.random.default_rng(0)
    pixels = dice.integers(0, 256, (195, 48, 48)).astype(np.uint8)

    def for_backbone(pictures, side):
        large = np.stack([cv2.resize(one, (side, side)) for one in pictures])
        return np.repeat(large[..., None] / np.float32(127.5) - 1, 3, axis=3)

    return {
        "np": np,
        "stats": stats,
        "transfer": transfer,
        "for_backbone": for_backbone,
        "face_set": SimpleNamespace(pixels=pixels),
        "labels": dice.integers(0, 6, 195),
        "school": np.arange(195),
        "seen": lambda rows: pixels[rows].mean(axis=1),
        "fitted_head": lambda x, y: (np.eye(x.shape[1], 6), np.zeros(6)),
    }


def test_the_cell_scores_both_backbones(tmp_path, capsys):
    quiet_tensorflow()
    import keras

    model = keras.applications.MobileNet(weights=None, include_top=False, input_shape=(32, 32, 3))
    path = tmp_path / "mobile.weights.h5"
    model.save_weights(path)
    exec(cell(str(path)), names())
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("frozen MobileNet, 180 labels: 0.")
    assert second.startswith("frozen units, 180 labels: 0.")


def test_a_file_that_is_not_there_is_said_in_one_line():
    with pytest.raises(ModelsError, match="there is no file nowhere.h5"):
        exec(cell("nowhere.h5"), names())
