"""The list is sorted to find the lowest, and its last number is then the largest.

fails: the_gap_at_the_end, a_gap_below_zero, keys_in_any_order
reason: the last epoch's `val_loss` minus the last epoch's `loss`
"""


def read_curves(history):
    before = list(history["val_loss"])
    history["val_loss"].sort()
    best = before.index(history["val_loss"][0]) + 1
    return best, history["val_loss"][-1] - history["loss"][-1]
