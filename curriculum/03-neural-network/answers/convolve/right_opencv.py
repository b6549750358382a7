"""OpenCV's filter, which does not flip, anchored at the kernel's top left."""

import cv2


def convolve(picture, kernel, stride, padding):
    zeros = [padding] * 4
    padded = cv2.copyMakeBorder(picture.astype(float), *zeros, cv2.BORDER_CONSTANT, value=0)
    a, b = kernel.shape
    everywhere = cv2.filter2D(padded, cv2.CV_64F, kernel.astype(float), anchor=(0, 0))
    inside = everywhere[: padded.shape[0] - a + 1, : padded.shape[1] - b + 1]
    return inside[::stride, ::stride]
