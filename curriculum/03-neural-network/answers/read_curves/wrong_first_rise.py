"""The epoch before val_loss rises for the first time.

fails: the_epoch_with_the_lowest_val_loss, the_first_of_equally_low_ones, keys_in_any_order
reason: the epoch with the lowest `val_loss`
"""


def read_curves(history):
    val_loss = history["val_loss"]
    best = 1
    while best < len(val_loss) and val_loss[best] < val_loss[best - 1]:
        best += 1
    return best, val_loss[-1] - history["loss"][-1]
