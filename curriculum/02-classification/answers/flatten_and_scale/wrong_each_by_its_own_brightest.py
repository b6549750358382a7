"""Each picture is divided by its own brightest pixel.

fails: the_scale_is_the_same_for_all
reason: whatever else is in the picture or in the set
"""


def flatten_and_scale(pictures):
    rows = pictures.reshape(len(pictures), -1)
    return rows / rows.max(axis=1, keepdims=True)
