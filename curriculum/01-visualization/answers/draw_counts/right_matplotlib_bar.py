"""Bars without seaborn, tick labels turned, titles on the left."""

import matplotlib.pyplot as plt


def draw_counts(emotions, names):
    counts = [0] * len(names)
    for e in emotions:
        counts[e] += 1
    plt.figure()
    plt.bar(range(len(names)), counts)
    plt.xticks(range(len(names)), names, rotation=45)
    plt.xlabel("label")
    plt.ylabel("number of pictures")
    plt.title("There are more pictures of " + names[counts.index(max(counts))], loc="left")
    return plt.gca()
