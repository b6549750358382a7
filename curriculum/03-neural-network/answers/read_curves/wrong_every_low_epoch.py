"""A list of all epochs with the lowest val_loss.

fails: the_epoch_with_the_lowest_val_loss, the_first_of_equally_low_ones, keys_in_any_order, a_training_of_one_epoch
reason: `best` should be one number, but a list came back
"""


def read_curves(history):
    low = min(history["val_loss"])
    best = [epoch for epoch, v in enumerate(history["val_loss"], start=1) if v == low]
    return best, history["val_loss"][-1] - history["loss"][-1]
