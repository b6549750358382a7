"""-1 is taken for the number of a part.

fails: rows_left_out_play_no_part
reason: rows with `folds` -1 change the scores
"""

import numpy as np
from sklearn.model_selection import LeaveOneGroupOut, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def choose_c(features, labels, folds, values):
    scores = []
    for value in values:
        model = make_pipeline(StandardScaler(), SVC(C=value))
        each = cross_val_score(model, features, labels, groups=folds, cv=LeaveOneGroupOut())
        scores.append(each.mean())
    return values[int(np.argmax(scores))], np.array(scores)
