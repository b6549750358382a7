"""Each model is scored on the rows that it learned from.

fails: each_part_has_a_scaler_of_its_own, small_parts_count_as_much_as_large_ones, several_labels_and_nothing_changed
reason: the part that is scored should be seen by nothing before
"""

import numpy as np
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def choose_c(features, labels, folds, values):
    used = folds >= 0
    scores = []
    for value in values:
        model = make_pipeline(StandardScaler(), SVC(C=value)).fit(features[used], labels[used])
        scores.append(model.score(features[used], labels[used]))
    return values[int(np.argmax(scores))], np.array(scores)
