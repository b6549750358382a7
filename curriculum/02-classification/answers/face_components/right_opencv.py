"""OpenCV's PCA; the whole variance from the pixels."""

import cv2
import numpy as np


def face_components(pictures, k):
    flat = pictures.reshape(len(pictures), -1).astype(np.float64)
    _, components, variances = cv2.PCACompute2(flat, mean=None, maxComponents=k)
    shares = variances.ravel()[:k] / flat.var(axis=0).sum()
    return components.reshape(k, *pictures.shape[1:]), shares
