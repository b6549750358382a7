"""pandas leaves out what is nan when it sums."""

import numpy as np
import pandas as pd


def vote_agreement(votes):
    shares = pd.DataFrame(votes)
    shares = shares.div(shares.sum(axis=1), axis=0)
    entropy = -(shares * np.log2(shares.where(shares > 0))).sum(axis=1)
    return shares.max(axis=1).to_numpy(), entropy.to_numpy()
