"""How many processor threads TensorFlow may use."""

from __future__ import annotations

from course_utils.models.errors import ModelsError
from course_utils.quiet import quiet_tensorflow


class Threads:
    """A limit, set when it is made; without effect once TensorFlow is at work."""

    def __init__(self, number: int, *, unless_set: bool = False):
        """Let one operation use `number` threads; `unless_set` leaves another's choice alone.

        Raises:
            ModelsError: `number` is not a whole number, 1 or more.
        """
        # TensorFlow would take anything now, and fail at its first operation.
        if not isinstance(number, int) or number < 1:
            raise ModelsError(f"threads must be a whole number, 1 or more, not {number!r}")
        quiet_tensorflow()
        from tensorflow import config

        if unless_set and config.threading.get_intra_op_parallelism_threads():
            return
        try:
            config.threading.set_intra_op_parallelism_threads(number)
            config.threading.set_inter_op_parallelism_threads(1)
        except RuntimeError:
            pass
