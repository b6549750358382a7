"""All rows count the same, so that large parts count more.

fails: small_parts_count_as_much_as_large_ones
reason: each part as `folds` says and counting the same
"""

import numpy as np
from sklearn.model_selection import PredefinedSplit, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def choose_c(features, labels, folds, values):
    used = folds >= 0
    scores = []
    for value in values:
        model = make_pipeline(StandardScaler(), SVC(C=value))
        split = PredefinedSplit(folds[used])
        answers = cross_val_predict(model, features[used], labels[used], cv=split)
        scores.append(np.mean(answers == labels[used]))
    return values[int(np.argmax(scores))], np.array(scores)
