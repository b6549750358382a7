"""Only the components come back.

fails: directions_of_most_variance, shares_of_the_whole_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: should be two arrays, `components` and `shares`, but a numpy array came back
"""

from sklearn.decomposition import PCA


def face_components(pictures, k):
    pca = PCA(k).fit(pictures.reshape(len(pictures), -1))
    return pca.components_.reshape(k, *pictures.shape[1:])
