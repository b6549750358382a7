"""All rows are scaled together before they are split.

fails: each_part_has_a_scaler_of_its_own, several_labels_and_nothing_changed
reason: the part that is scored should be seen by nothing before
"""

import numpy as np
from sklearn.model_selection import PredefinedSplit, cross_val_score
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def choose_c(features, labels, folds, values):
    used = folds >= 0
    rows = StandardScaler().fit_transform(features[used])
    split = PredefinedSplit(folds[used])
    scores = [cross_val_score(SVC(C=c), rows, labels[used], cv=split).mean() for c in values]
    return values[int(np.argmax(scores))], np.array(scores)
