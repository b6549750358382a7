"""numpy's singular value decomposition of the centred rows."""

import numpy as np


def face_components(pictures, k):
    flat = pictures.reshape(len(pictures), -1).astype(float)
    centred = flat - flat.mean(axis=0)
    _, values, rows = np.linalg.svd(centred, full_matrices=False)
    shares = values**2 / np.sum(values**2)
    return rows[:k].reshape(k, pictures.shape[1], pictures.shape[2]), shares[:k]
