"""OpenCV's mean and standard deviation of a picture."""

import cv2
import numpy as np


def find_blank(pictures, limit):
    return np.array([bool(cv2.meanStdDev(picture)[1][0, 0] < limit) for picture in pictures])
