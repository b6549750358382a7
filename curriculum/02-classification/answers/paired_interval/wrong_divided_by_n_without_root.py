"""The standard deviation is divided by n, not by its square root.

fails: models_that_err_on_the_same_pictures, models_that_err_on_different_pictures
reason: should come from d, picture by picture
"""


def paired_interval(first, second):
    d = second.astype(float) - first.astype(float)
    half = 1.96 * d.std() / len(d)
    return d.mean(), d.mean() - half, d.mean() + half
