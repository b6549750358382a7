"""Scales first and enlarges then, all three colours at once."""

import cv2
import numpy as np


def for_backbone(pictures, side):
    answer = []
    for picture in pictures:
        colours = cv2.cvtColor(picture, cv2.COLOR_GRAY2RGB).astype(np.float32)
        answer.append(cv2.resize(2 * colours / 255 - 1, (side, side)))
    return np.array(answer)
