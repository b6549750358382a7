"""The colour photo is cut and shrunk; the small picture is made gray."""

import cv2


def crop_face(photo, size):
    path = cv2.data.haarcascades + "haarcascade_frontalface_default.xml"
    boxes = cv2.CascadeClassifier(path).detectMultiScale(
        cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), scaleFactor=1.1, minNeighbors=5
    )
    if len(boxes) == 0:
        return None
    x, y, width, height = max(boxes, key=lambda box: box[2])
    face = photo[y : y + height, x : x + width]
    small = cv2.resize(face, (size, size), interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
