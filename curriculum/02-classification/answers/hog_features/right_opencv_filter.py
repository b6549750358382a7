"""OpenCV's filter with the edge repeated, floats of four bytes, radians."""

import cv2
import numpy as np


def hog_features(pictures):
    n, h, w = pictures.shape
    kernel = np.array([[-1, 0, 1]], np.float32)
    cells = np.zeros((n, h // 8, w // 8, 9), np.float32)
    for number, picture in enumerate(pictures):
        gx = cv2.filter2D(picture, cv2.CV_32F, kernel, borderType=cv2.BORDER_REPLICATE)
        gy = cv2.filter2D(picture, cv2.CV_32F, kernel.T, borderType=cv2.BORDER_REPLICATE)
        bins = np.floor(np.arctan2(gy, gx) % np.pi / (np.pi / 9)).astype(int) % 9
        places = np.indices((h, w)) // 8
        np.add.at(cells[number], (places[0], places[1], bins), np.hypot(gx, gy))
    length = np.linalg.norm(cells, axis=-1, keepdims=True)
    cells = np.divide(cells, length, out=cells, where=length > 0)
    return cells.reshape(n, -1)
