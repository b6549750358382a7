"""Five parts of its own; `folds` says only what is left out.

fails: each_part_has_a_scaler_of_its_own, small_parts_count_as_much_as_large_ones, several_labels_and_nothing_changed
reason: each part as `folds` says
"""

import numpy as np
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def choose_c(features, labels, folds, values):
    used = folds >= 0
    models = [make_pipeline(StandardScaler(), SVC(C=value)) for value in values]
    scores = [cross_val_score(model, features[used], labels[used], cv=5).mean() for model in models]
    return values[int(np.argmax(scores))], np.array(scores)
