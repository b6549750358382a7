"""A linear SVM fitted by stochastic gradient descent on the hinge loss."""

import numpy as np
from sklearn.linear_model import SGDClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def train_svm(features, labels, usage):
    rows = np.flatnonzero(usage == 0)
    model = make_pipeline(StandardScaler(), SGDClassifier(loss="hinge", random_state=1))
    return model.fit(features[rows], labels[rows])
