"""Picture by picture, from the definition."""

import math

import numpy as np


def find_blank(pictures, limit):
    blank = []
    for picture in pictures:
        numbers = picture.ravel().tolist()
        mean = sum(numbers) / len(numbers)
        variance = sum((number - mean) ** 2 for number in numbers) / len(numbers)
        blank.append(math.sqrt(variance) < limit)
    return np.array(blank)
