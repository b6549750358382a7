"""Of equally good values the largest.

fails: of_equal_scores_the_smallest_value
reason: `best` is the smallest
"""

import numpy as np
from sklearn.model_selection import PredefinedSplit, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def choose_c(features, labels, folds, values):
    used = folds >= 0
    split = PredefinedSplit(folds[used])
    models = [make_pipeline(StandardScaler(), SVC(C=value)) for value in values]
    scores = [cross_val_score(m, features[used], labels[used], cv=split).mean() for m in models]
    best = max(zip(scores, values))[1]
    return best, np.array(scores)
