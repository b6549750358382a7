"""scikit-learn's randomized solver, on floats of four bytes."""

import numpy as np
from sklearn.decomposition import PCA


def face_components(pictures, k):
    flat = pictures.reshape(len(pictures), -1).astype(np.float32)
    pca = PCA(k, svd_solver="randomized", random_state=1).fit(flat)
    return [pca.components_.reshape(k, *pictures.shape[1:]), pca.explained_variance_ratio_]
