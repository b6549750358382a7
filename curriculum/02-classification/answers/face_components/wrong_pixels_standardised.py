"""Each pixel is brought to spread 1 first.

fails: directions_of_most_variance, shares_of_the_whole_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: are not the directions in which the pictures vary most
"""

from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler


def face_components(pictures, k):
    flat = StandardScaler().fit_transform(pictures.reshape(len(pictures), -1))
    pca = PCA(k).fit(flat)
    return pca.components_.reshape(k, *pictures.shape[1:]), pca.explained_variance_ratio_
