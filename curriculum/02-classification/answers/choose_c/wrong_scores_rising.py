"""The scores come back from the lowest to the highest.

fails: several_labels_and_nothing_changed
reason: they stand in the order of `values`
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
    return values[int(np.argmax(scores))], np.sort(scores)
