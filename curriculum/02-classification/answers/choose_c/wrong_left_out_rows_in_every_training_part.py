"""PredefinedSplit never scores rows with -1, but learns from them.

fails: rows_left_out_play_no_part
reason: rows with `folds` -1 change the scores
"""

import numpy as np
from sklearn.model_selection import PredefinedSplit, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def choose_c(features, labels, folds, values):
    models = [make_pipeline(StandardScaler(), SVC(C=value)) for value in values]
    split = PredefinedSplit(folds)
    scores = [cross_val_score(model, features, labels, cv=split).mean() for model in models]
    return values[int(np.argmax(scores))], np.array(scores)
