"""scikit-learn with its own choice of solver."""

from sklearn.decomposition import PCA


def face_components(pictures, k):
    n, h, w = pictures.shape
    pca = PCA(n_components=k)
    pca.fit(pictures.reshape(n, h * w))
    return pca.components_.reshape(k, h, w), pca.explained_variance_ratio_
