"""The power method: find one direction, take it out, find the next."""

import numpy as np


def face_components(pictures, k):
    flat = pictures.reshape(len(pictures), -1).astype(float)
    rest = flat - flat.mean(axis=0)
    whole = (rest**2).sum()
    rng = np.random.default_rng(0)
    components, shares = [], []
    for _ in range(k):
        direction = rng.normal(size=rest.shape[1])
        for _ in range(300):
            direction = rest.T @ (rest @ direction)
            direction /= np.sqrt((direction**2).sum())
        along = rest @ direction
        components.append(direction.reshape(pictures.shape[1:]))
        shares.append((along**2).sum() / whole)
        rest = rest - np.outer(along, direction)
    return np.array(components), np.array(shares)
