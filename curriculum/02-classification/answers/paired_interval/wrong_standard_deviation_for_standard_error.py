"""The standard deviation is not divided by the square root of n.

fails: models_that_err_on_the_same_pictures, models_that_err_on_different_pictures
reason: should come from d, picture by picture
"""


def paired_interval(first, second):
    d = second.astype(float) - first.astype(float)
    half = 1.96 * d.std()
    return d.mean(), d.mean() - half, d.mean() + half
