"""The lowest val_loss instead of its epoch.

fails: the_epoch_with_the_lowest_val_loss, the_first_of_equally_low_ones, keys_in_any_order, a_training_of_one_epoch
reason: `best` should be the number of the epoch
"""


def read_curves(history):
    return min(history["val_loss"]), history["val_loss"][-1] - history["loss"][-1]
