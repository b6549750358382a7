"""A loop that keeps the best so far."""


def read_curves(history):
    best, lowest = None, float("inf")
    for epoch, (loss, val_loss) in enumerate(zip(history["loss"], history["val_loss"]), start=1):
        if val_loss < lowest:
            best, lowest = epoch, val_loss
        gap = val_loss - loss
    return best, gap
