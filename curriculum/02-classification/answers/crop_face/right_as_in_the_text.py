"""Step by step; the largest box by a loop."""

import cv2


def crop_face(photo, size):
    gray = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    path = cv2.data.haarcascades + "haarcascade_frontalface_default.xml"
    cascade = cv2.CascadeClassifier(path)
    largest = None
    for x, y, width, height in cascade.detectMultiScale(gray, 1.1, 5):
        if largest is None or width * height > largest[2] * largest[3]:
            largest = (x, y, width, height)
    if largest is None:
        return None
    x, y, width, height = largest
    return cv2.resize(
        gray[y : y + height, x : x + width], (size, size), interpolation=cv2.INTER_AREA
    )
