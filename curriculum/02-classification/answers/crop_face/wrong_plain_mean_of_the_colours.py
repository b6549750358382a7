"""Red, green and blue weigh the same.

fails: colours_are_red_green_blue
reason: do not weigh the same
"""

import cv2
import numpy as np


def crop_face(photo, size):
    gray = np.rint(photo.mean(axis=2)).astype(np.uint8)
    path = cv2.data.haarcascades + "haarcascade_frontalface_default.xml"
    boxes = cv2.CascadeClassifier(path).detectMultiScale(gray, scaleFactor=1.1, minNeighbors=5)
    if len(boxes) == 0:
        return None
    x, y, width, height = max(boxes, key=lambda box: box[2] * box[3])
    face = gray[y : y + height, x : x + width]
    return cv2.resize(face, (size, size), interpolation=cv2.INTER_AREA)
