"""Each pixel is scaled from the darkest to the brightest of the set, as MinMaxScaler would.

fails: the_scale_is_the_same_for_all
reason: one gray level should give one number
"""


def flatten_and_scale(pictures):
    rows = pictures.reshape(len(pictures), -1).astype(float)
    return (rows - rows.min()) / (rows.max() - rows.min())
