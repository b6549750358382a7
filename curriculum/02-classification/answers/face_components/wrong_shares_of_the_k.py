"""The shares are divided by the variance of the k components alone and sum to 1.

fails: shares_of_the_whole_variance, the_mean_picture_is_taken_away, few_pictures_of_many_pixels
reason: also those that do not come back
"""

from sklearn.decomposition import PCA


def face_components(pictures, k):
    pca = PCA(k).fit(pictures.reshape(len(pictures), -1))
    shares = pca.explained_variance_ / pca.explained_variance_.sum()
    return pca.components_.reshape(k, *pictures.shape[1:]), shares
