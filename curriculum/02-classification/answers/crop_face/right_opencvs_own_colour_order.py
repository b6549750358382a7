"""The photo is first turned into OpenCV's order, blue, green, red."""

import cv2


def crop_face(photo, size):
    gray = cv2.cvtColor(cv2.cvtColor(photo, cv2.COLOR_RGB2BGR), cv2.COLOR_BGR2GRAY)
    path = cv2.data.haarcascades + "haarcascade_frontalface_default.xml"
    boxes, _ = cv2.CascadeClassifier(path).detectMultiScale2(gray, scaleFactor=1.1, minNeighbors=5)
    boxes = sorted(map(tuple, boxes), key=lambda box: -box[2] * box[3])
    for x, y, width, height in boxes:
        face = gray[y : y + height, x : x + width]
        return cv2.resize(face, (size, size), interpolation=cv2.INTER_AREA)
