"""How many probabilities are larger than the label's: 0 is a hit, 1 the second answer."""

import numpy as np


def second_guess(probabilities, labels, usual):
    own = probabilities[np.arange(len(labels)), labels]
    above = (probabilities > own[:, None]).sum(axis=1)
    misses = np.count_nonzero(above)
    if misses == 0:
        return 1.0, 0.0, 0.0
    lucky = (above > 0) & (usual[probabilities.argmax(axis=1)] == labels)
    return np.mean(above < 2), np.sum(above == 1) / misses, lucky.sum() / misses
