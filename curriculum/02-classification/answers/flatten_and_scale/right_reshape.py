"""Reshape and divide."""


def flatten_and_scale(pictures):
    n, h, w = pictures.shape
    return pictures.reshape(n, h * w) / 255.0
