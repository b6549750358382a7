"""The last of equally low epochs.

fails: the_first_of_equally_low_ones
reason: `best` should be the first of them
"""


def read_curves(history):
    best = 0
    for epoch, value in enumerate(history["val_loss"], start=1):
        if not best or value <= history["val_loss"][best - 1]:
            best = epoch
    return best, history["val_loss"][-1] - history["loss"][-1]
