# %% [markdown]
# # Visualization

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

from course_utils import faces
from course_utils.exercises import check, hint

# %% [markdown]
# ### Fewer labels: merge disgust into anger (2 points)
# One way out is to give the pictures labelled *disgust* to the nearest label. Is *anger* the
# nearest? Keep the question; we come back to it in the last notebook.
#
# Write `merge_disgust(emotions)`. It takes the seven labels 0 to 6 and gives six labels 0 to 5:
# *disgust* (1) becomes *angry* (0), and every label above 1 moves down by one, so that no number is
# left out.
#
# | in | 0 Angry | 1 Disgust | 2 Fear | 3 Happy | 4 Sad | 5 Surprise | 6 Neutral |
# |---|---|---|---|---|---|---|---|
# | out | 0 | 0 | 1 | 2 | 3 | 4 | 5 |
#
# `merge_disgust(np.array([1, 6, 3]))` gives `array([0, 5, 2])`. The array holds at least one label;
# some of the seven may be missing from it. Give back a new array of the same length, of any integer
# type; leave the array that you were given as it is.


# %% exercise="merge_disgust"
def merge_disgust(emotions):
    """Give six labels for seven.

    Args:
        emotions: (n,) array of an integer type, labels 0 to 6.

    Returns:
        (n,) new array of an integer type, labels 0 to 5.
    """
    ### BEGIN SOLUTION
    return np.where(emotions > 1, emotions - 1, 0)
    ### END SOLUTION


# %% test="merge_disgust" points=2
"""Disgust becomes anger, the other labels close the gap, and the input is left alone."""

# %% [markdown]
# ### Are there the same number of pictures for each label? (2 points)
# Write `count_by_split(emotions, usage)`. It takes the label and the split of each picture, both as
# numbers, and gives a table (a pandas `DataFrame`):
#
# - three rows, labelled `Training`, `PublicTest` and `PrivateTest`, in this order: the splits 0, 1
#   and 2 (`faces.USAGES`);
# - seven columns, labelled `Angry`, `Disgust`, `Fear`, `Happy`, `Sad`, `Surprise` and `Neutral`, in
#   this order: the labels 0 to 6 (`faces.EMOTIONS`). They hold how many pictures of that split have
#   that label, and 0 where none has;
# - an eighth column `imbalance`: the largest of the seven counts of the row divided by the smallest
#   of the seven. Where the smallest is 0 it is infinite (`np.inf`).
#
# Each split has at least one picture. For five pictures,
# `count_by_split(np.array([3, 3, 0, 4, 3]), np.array([0, 0, 0, 1, 2]))` gives
#
# | | Angry | Disgust | Fear | Happy | Sad | Surprise | Neutral | imbalance |
# |---|---|---|---|---|---|---|---|---|
# | Training | 1 | 0 | 0 | 2 | 0 | 0 | 0 | inf |
# | PublicTest | 0 | 0 | 0 | 0 | 1 | 0 | 0 | inf |
# | PrivateTest | 0 | 0 | 0 | 1 | 0 | 0 | 0 | inf |
#
# A row with the counts 2, 1, 1, 6, 3, 2 and 4 has the imbalance 6 / 1 = 6.0.


# %% exercise="count_by_split"
def count_by_split(emotions, usage):
    """Count the pictures of each label in each split.

    Args:
        emotions: (n,) array of an integer type, labels 0 to 6.
        usage: (n,) array of an integer type, splits 0 to 2.

    Returns:
        DataFrame with 3 rows (splits) and 8 columns: 7 counts, then `imbalance`.
    """
    ### BEGIN SOLUTION
    table = pd.crosstab(usage, emotions)
    table = table.reindex(index=range(3), columns=range(7), fill_value=0)
    table.index, table.columns = faces.USAGES, faces.EMOTIONS
    imbalance = table.max(axis=1) / table.min(axis=1)
    return table.assign(imbalance=imbalance)
    ### END SOLUTION


# %% test="count_by_split" points=2
"""Each picture is counted once, in its place; what does not occur counts zero; imbalance is right."""

# %% [markdown]
# ### Which label has the most pictures? (2 points)
# Write `draw_counts(emotions, names)`: a chart with one bar for each label, as high as the number
# of pictures with that label.
#
# - `emotions` holds the labels as numbers 0 to k - 1; `names` is a list of k names, the name of
#   label 0 first. k need not be 7.
# - The names stand at the bars, in the order of the list. A label without pictures keeps its name
#   on the axis, with a flat bar or none.
# - The axis with the names is called `label`, the other `number of pictures`. Counts start at zero,
#   on an even scale.
# - The title says the finding: it names the label with the most pictures and no other label, for
#   instance *Most pictures are labelled Happy*. (We never test with a tie.)
# - Bars may stand up or lie on their side. Make a new figure for the chart (`plt.subplots()`), and
#   give back its Axes.


# %% exercise="draw_counts"
def draw_counts(emotions, names):
    """Draw how many pictures each label has.

    Args:
        emotions: (n,) array of an integer type, labels 0 to k - 1.
        names: list of k texts.

    Returns:
        The matplotlib Axes of the chart.
    """
    ### BEGIN SOLUTION
    counts = np.bincount(emotions, minlength=len(names))
    axes = plt.subplots(figsize=(6, 3.5))[1]
    sns.barplot(x=names, y=counts, ax=axes)
    largest = names[counts.argmax()]
    axes.set(xlabel="label", ylabel="number of pictures")
    axes.set_title(f"Most pictures are labelled {largest}")
    return axes
    ### END SOLUTION


# %% test="draw_counts" points=2
"""A bar for each label, as high as its count; axes, title and zero are as they should be."""
