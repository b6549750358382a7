"""The interval lies around the baseline's score, not the model's.

fails: the_score_is_where_it_was_said
reason: which is outside your interval
"""

import cv2
import numpy as np
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler


def gradients(pictures):
    hog = cv2.HOGDescriptor((48, 48), (16, 16), (8, 8), (8, 8), 9)
    return np.stack([hog.compute(np.ascontiguousarray(p)).ravel() for p in pictures])


def train_challenger(pictures, labels):
    model = make_pipeline(
        FunctionTransformer(gradients),
        StandardScaler(),
        PCA(100, random_state=0),
        LogisticRegression(C=0.02, max_iter=300),
    )
    model.fit(pictures, labels)
    share = np.bincount(labels).max() / len(labels)
    return model, share - 0.06, share + 0.06
