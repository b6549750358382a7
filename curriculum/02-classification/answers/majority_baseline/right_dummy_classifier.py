"""scikit-learn's own baseline model."""

import numpy as np
from sklearn.dummy import DummyClassifier


def majority_baseline(train_labels, test_labels):
    model = DummyClassifier(strategy="most_frequent")
    model.fit(np.zeros((len(train_labels), 1)), train_labels)
    label = model.predict(np.zeros((1, 1)))[0]
    return label, model.score(np.zeros((len(test_labels), 1)), test_labels)
