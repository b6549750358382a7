"""TensorFlow 2.21 may sleep between two epochs; after `never_sleep()` it does not.

Keras leads arrays through a `tf.data` pipeline whose settings TensorFlow tunes in a thread of its
own, with pauses that double up to a minute. At the end of an epoch the thread is woken, so that it
stops; now and then it looks too early whether it should, and goes on sleeping until its pause is
over, while the training waits; on one core that is the rule (`benchmarks/between_epochs.py`
measures it). In a pipeline over arrays in memory there is nothing worth tuning.
"""

from __future__ import annotations

import functools


def never_sleep() -> None:
    """Switch the tuning off for arrays given to `fit`; calling it again changes nothing.

    A Keras that keeps this part elsewhere is left as it is: then epochs may last longer.
    """
    import tensorflow as tf

    try:
        from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter
    except ImportError:
        return
    tuned = ArrayDataAdapter.get_tf_dataset
    if hasattr(tuned, "__wrapped__"):
        return

    @functools.wraps(tuned)
    def untuned(adapter):
        options = tf.data.Options()
        options.autotune.enabled = False
        return tuned(adapter).with_options(options)

    ArrayDataAdapter.get_tf_dataset = untuned
