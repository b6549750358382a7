"""Each component is stretched from 0 to 1, ready to be shown.

fails: directions_of_most_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: each component should have length 1
"""

from sklearn.decomposition import PCA


def face_components(pictures, k):
    pca = PCA(k).fit(pictures.reshape(len(pictures), -1))
    low = pca.components_.min(axis=1, keepdims=True)
    high = pca.components_.max(axis=1, keepdims=True)
    shown = (pca.components_ - low) / (high - low)
    return shown.reshape(k, *pictures.shape[1:]), pca.explained_variance_ratio_
