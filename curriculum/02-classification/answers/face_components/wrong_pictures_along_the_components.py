"""Where the pictures lie along the components (`fit_transform`), not the components.

fails: directions_of_most_variance, shares_of_the_whole_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: `components` should have shape (3, 6, 7)
"""

from sklearn.decomposition import PCA


def face_components(pictures, k):
    pca = PCA(k)
    amounts = pca.fit_transform(pictures.reshape(len(pictures), -1))
    return amounts, pca.explained_variance_ratio_
