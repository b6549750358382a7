"""Each component is made a picture of w rows and h columns and turned round.

fails: directions_of_most_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: are not the directions in which the pictures vary most
"""

from sklearn.decomposition import PCA


def face_components(pictures, k):
    n, h, w = pictures.shape
    pca = PCA(k).fit(pictures.reshape(n, h * w))
    components = pca.components_.reshape(k, w, h).transpose(0, 2, 1)
    return components, pca.explained_variance_ratio_
