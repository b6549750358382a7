"""The three weights by hand, fractions cut off, and a list of crops of which the largest is kept."""

import cv2
import numpy as np


def crop_face(photo, size):
    red, green, blue = photo[..., 0], photo[..., 1], photo[..., 2]
    gray = (0.299 * red + 0.587 * green + 0.114 * blue).astype(np.uint8)
    path = cv2.data.haarcascades + "haarcascade_frontalface_default.xml"
    boxes = cv2.CascadeClassifier(path).detectMultiScale(gray, scaleFactor=1.1, minNeighbors=5)
    crops = [gray[y : y + height, x : x + width] for x, y, width, height in boxes]
    if crops == []:
        return None
    largest = max(crops, key=np.size)
    return cv2.resize(largest, (size, size), interpolation=cv2.INTER_AREA)
