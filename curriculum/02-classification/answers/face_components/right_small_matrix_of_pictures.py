"""Eigenvectors of the n by n matrix of pictures, turned back into pixels."""

import numpy as np


def face_components(pictures, k):
    n, h, w = pictures.shape
    centred = pictures.reshape(n, -1) - pictures.mean(axis=0).ravel()
    squares, columns = np.linalg.eigh(centred @ centred.T)
    squares, columns = squares[::-1], columns[:, ::-1]
    components = columns[:, :k].T @ centred
    components /= np.linalg.norm(components, axis=1, keepdims=True)
    return components.reshape(k, h, w), squares[:k] / squares.sum()
