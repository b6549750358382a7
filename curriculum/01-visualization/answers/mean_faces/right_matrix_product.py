"""One matrix product with a table of who has which label, in float32."""

import numpy as np


def mean_faces(pictures, labels, k):
    belongs = (labels[None, :] == np.arange(k)[:, None]).astype(np.float32)
    flat = pictures.reshape(len(pictures), -1).astype(np.float32)
    means = belongs @ flat / belongs.sum(axis=1, keepdims=True)
    differences = means - flat.mean(axis=0)
    return means.reshape(k, 48, 48), differences.reshape(k, 48, 48)
