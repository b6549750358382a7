"""Each component is as long as the spread along it.

fails: directions_of_most_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: each component should have length 1
"""

import numpy as np
from sklearn.decomposition import PCA


def face_components(pictures, k):
    pca = PCA(k).fit(pictures.reshape(len(pictures), -1))
    components = pca.components_ * np.sqrt(pca.explained_variance_)[:, None]
    return components.reshape(k, *pictures.shape[1:]), pca.explained_variance_ratio_
