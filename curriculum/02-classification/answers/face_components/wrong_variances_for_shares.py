"""Variances instead of shares.

fails: shares_of_the_whole_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: divided by the variance along all directions together
"""

from sklearn.decomposition import PCA


def face_components(pictures, k):
    pca = PCA(k).fit(pictures.reshape(len(pictures), -1))
    return pca.components_.reshape(k, *pictures.shape[1:]), pca.explained_variance_
