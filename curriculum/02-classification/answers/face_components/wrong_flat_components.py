"""The components come back as rows of h * w numbers.

fails: directions_of_most_variance, shares_of_the_whole_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: `components` should have shape (3, 6, 7), but its shape is (3, 42)
"""

from sklearn.decomposition import PCA


def face_components(pictures, k):
    pca = PCA(k).fit(pictures.reshape(len(pictures), -1))
    return pca.components_, pca.explained_variance_ratio_
