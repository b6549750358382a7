"""The folds that were given are changed.

fails: several_labels_and_nothing_changed
reason: should be left as it is
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
    folds += 1
    return values[int(np.argmax(scores))], np.array(scores)
