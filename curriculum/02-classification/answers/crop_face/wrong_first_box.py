"""The first box instead of the largest.

fails: the_largest_of_several
reason: by width times height
"""

import cv2


def crop_face(photo, size):
    gray = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    path = cv2.data.haarcascades + "haarcascade_frontalface_default.xml"
    boxes = cv2.CascadeClassifier(path).detectMultiScale(gray, scaleFactor=1.1, minNeighbors=5)
    if len(boxes) == 0:
        return None
    x, y, width, height = boxes[0]
    face = gray[y : y + height, x : x + width]
    return cv2.resize(face, (size, size), interpolation=cv2.INTER_AREA)
