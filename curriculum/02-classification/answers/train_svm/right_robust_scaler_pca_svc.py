"""Medians and quartiles instead of means and spreads, then a PCA of 50 components."""

from sklearn.decomposition import PCA
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import RobustScaler
from sklearn.svm import SVC


def train_svm(features, labels, usage):
    training = usage == 0
    pca = PCA(n_components=50, whiten=True, random_state=0)
    model = make_pipeline(RobustScaler(), pca, SVC())
    return model.fit(features[training], labels[training])
