"""The cascade is loaded once, outside the function; numpy's argmax finds the box."""

import os

import cv2
import numpy as np

cascade = cv2.CascadeClassifier(
    os.path.join(cv2.data.haarcascades, "haarcascade_frontalface_default.xml")
)


def crop_face(photo, size):
    gray = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    boxes = np.array(cascade.detectMultiScale(gray, scaleFactor=1.1, minNeighbors=5))
    if boxes.size == 0:
        return None
    x, y, w, h = boxes[np.argmax(boxes[:, 2] * boxes[:, 3])]
    return cv2.resize(gray[y : y + h, x : x + w], (size, size), interpolation=cv2.INTER_AREA)
