"""A copy is changed, step by step; signed or unsigned makes no difference."""


def merge_disgust(emotions):
    merged = emotions.copy()
    merged[merged > 0] -= 1
    return merged
