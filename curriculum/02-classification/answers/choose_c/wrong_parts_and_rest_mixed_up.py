"""Learns from the one part and scores on all the others.

fails: each_part_has_a_scaler_of_its_own, small_parts_count_as_much_as_large_ones, several_labels_and_nothing_changed
reason: with parts of unequal size the scores are wrong
"""

import numpy as np
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def choose_c(features, labels, folds, values):
    scores = []
    for value in values:
        accuracies = []
        for part in range(folds.max() + 1):
            others = (folds != part) & (folds >= 0)
            model = make_pipeline(StandardScaler(), SVC(C=value))
            model.fit(features[folds == part], labels[folds == part])
            accuracies.append(model.score(features[others], labels[others]))
        scores.append(np.mean(accuracies))
    return values[int(np.argmax(scores))], np.array(scores)
