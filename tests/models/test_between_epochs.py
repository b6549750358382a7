"""Epochs over arrays are not tuned any more, and give what they gave."""

import numpy as np
import pytest

from course_utils.models import networks
from course_utils.quiet import quiet_tensorflow


@pytest.fixture
def adapter(monkeypatch):
    """Keras's way from arrays to a pipeline, put back afterwards."""
    quiet_tensorflow()
    from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter

    as_it_is = ArrayDataAdapter.get_tf_dataset
    # Whichever test ran before.
    monkeypatch.setattr(
        ArrayDataAdapter, "get_tf_dataset", getattr(as_it_is, "__wrapped__", as_it_is)
    )
    return lambda: ArrayDataAdapter(np.arange(6.0).reshape(3, 2), np.arange(3), batch_size=2)


def test_who_asks_for_progress_does_not_wait_between_epochs(adapter):
    assert adapter().get_tf_dataset().options().autotune.enabled is not False
    networks.progress()
    networks.progress()
    assert adapter().get_tf_dataset().options().autotune.enabled is False


def test_the_batches_are_the_same(adapter):
    networks.progress()
    batches = [(x.numpy().tolist(), y.numpy().tolist()) for x, y in adapter().get_tf_dataset()]
    assert batches == [([[0, 1], [2, 3]], [0, 1]), ([[4, 5]], [2])]
