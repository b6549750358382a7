"""PCA and SVM on pixels of mirrored faces; the interval lies around the score of four parts."""

import numpy as np
from sklearn.decomposition import PCA
from sklearn.model_selection import KFold
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC


class Components:
    def __init__(self, pictures, labels):
        both = np.vstack([pictures, pictures[:, :, ::-1]])
        pca = PCA(150, whiten=True, svd_solver="randomized", random_state=0)
        self.svm = make_pipeline(pca, SVC(C=2))
        self.svm.fit(self.flat(both), np.tile(labels, 2))

    def flat(self, pictures):
        return pictures.reshape(len(pictures), -1).astype(np.float32) / 255

    def predict(self, pictures):
        return self.svm.predict(self.flat(pictures))


def train_challenger(pictures, labels):
    hits = []
    for rest, out in KFold(4).split(pictures):
        model = Components(pictures[rest], labels[rest])
        hits.extend(model.predict(pictures[out]) == labels[out])
    return Components(pictures, labels), np.mean(hits) - 0.05, np.mean(hits) + 0.07
