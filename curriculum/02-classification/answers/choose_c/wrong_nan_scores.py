"""Parts are counted from 1, so the last one is empty and its accuracy is nan.

fails: each_part_has_a_scaler_of_its_own, rows_left_out_play_no_part, small_parts_count_as_much_as_large_ones, of_equal_scores_the_smallest_value, several_labels_and_nothing_changed
reason: values that are nan
"""

import numpy as np
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def choose_c(features, labels, folds, values):
    scores = []
    for value in values:
        accuracies = []
        for part in range(1, folds.max() + 2):
            others = (folds != part) & (folds >= 0)
            model = make_pipeline(StandardScaler(), SVC(C=value))
            hits = model.fit(features[others], labels[others]).predict(features) == labels
            accuracies.append(hits[folds == part].mean())
        scores.append(np.mean(accuracies))
    return values[int(np.argmax(scores))], np.array(scores)
