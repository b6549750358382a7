"""plt.subplot and plt.title; the pictures as floating-point numbers from 0 to 255."""

import matplotlib.pyplot as plt
import pandas as pd


def draw_samples(pictures, labels, names, each):
    figure = plt.figure()
    plt.gray()
    rows = pd.Series(range(len(labels))).groupby(labels).head(each).sort_values()
    rows = sorted(rows, key=lambda row: labels[row])
    for place, row in enumerate(rows):
        plt.subplot(len(names), each, place + 1)
        plt.imshow(pictures[row].astype(float), vmin=0, vmax=255)
        plt.title(names[labels[row]])
        plt.axis("off")
    return figure
