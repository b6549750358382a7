"""The values are compared on the test.

fails: each_part_has_a_scaler_of_its_own, rows_left_out_play_no_part, small_parts_count_as_much_as_large_ones, of_equal_scores_the_smallest_value, several_labels_and_nothing_changed
reason: rows with `folds` -1 change the scores
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
        hits = model.predict(features) == labels
        scores.append(hits[~used].mean() if (~used).any() else 0.0)
    return values[int(np.argmax(scores))], np.array(scores)
