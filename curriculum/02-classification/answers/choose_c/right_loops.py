"""Two loops and a pipeline for each part."""

import numpy as np
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def choose_c(features, labels, folds, values):
    scores = []
    for value in values:
        accuracies = []
        for part in range(folds.max() + 1):
            others = (folds != part) & (folds != -1)
            model = make_pipeline(StandardScaler(), SVC(C=value))
            model.fit(features[others], labels[others])
            accuracies.append(model.score(features[folds == part], labels[folds == part]))
        scores.append(sum(accuracies) / len(accuracies))
    return values[scores.index(max(scores))], np.array(scores)
