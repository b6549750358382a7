"""Row by row, with math.log2."""

import math

import numpy as np


def vote_agreement(votes):
    agreement, entropy = [], []
    for row in votes:
        total = sum(int(v) for v in row)
        shares = [v / total for v in row if v > 0]
        agreement.append(max(shares))
        entropy.append(sum(p * math.log2(1 / p) for p in shares))
    return np.array(agreement), np.array(entropy)
