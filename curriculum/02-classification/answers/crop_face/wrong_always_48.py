"""Whatever the size, 48 is used.

fails: any_size_that_is_asked_for
reason: but its shape is (48, 48)
"""

import cv2


def crop_face(photo, size):
    gray = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    path = cv2.data.haarcascades + "haarcascade_frontalface_default.xml"
    boxes = cv2.CascadeClassifier(path).detectMultiScale(gray, scaleFactor=1.1, minNeighbors=5)
    if len(boxes) == 0:
        return None
    x, y, width, height = max(boxes, key=lambda box: box[2] * box[3])
    face = gray[y : y + height, x : x + width]
    return cv2.resize(face, (48, 48), interpolation=cv2.INTER_AREA)
