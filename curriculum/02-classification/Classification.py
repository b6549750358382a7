# %% [markdown]
# # Classification: can a machine answer with the label?
#
# CONTRACT TO BE WRITTEN

# %%
import time

import cv2
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import PredefinedSplit, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.svm import SVC

from course_utils import faces, figures, keepsakes
from course_utils.exercises import check, hint

figures.use_style()

# %% [markdown]
# ### Find one face and crop it (2 points)
#
# Write `crop_face(photo, size)`. It takes one colour picture and gives back the face in it as a small
# gray picture, in five steps:
#
# 1. Make the photo gray. Its three colours stand in the order red, green, blue (RGB);
#    `cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)` weighs them as the eye does.
# 2. Look for faces in the gray picture with OpenCV's **Haar cascade**
#    `haarcascade_frontalface_default.xml` (its folder is `cv2.data.haarcascades`), with
#    `scaleFactor=1.1` and `minNeighbors=5`.
# 3. If there are several boxes, take the largest (width times height). No two are equally large. If
#    there is none, give back `None`.
# 4. Cut the box out of the gray picture. A box is `x, y, width, height`: x counts to the right, y
#    counts down, and the first index of an array is the row.
# 5. Bring it to `size` by `size` pixels with `cv2.resize` and `interpolation=cv2.INTER_AREA`.
#
# The answer has the shape (size, size) and the type `uint8`. Leave the photo as it is. A mean
# difference of three gray levels from our own crop is allowed.
#
# A photo of 480 rows and 640 columns with a box `200, 90, 120, 120` and `size=48` gives the gray
# rows 90 to 209 and columns 200 to 319, shrunk to 48 by 48.


# %% exercise="crop_face"
def crop_face(photo, size):
    """Find the largest face of a photo and cut it out.

    Args:
        photo: (h, w, 3) array, uint8, colours in the order red, green, blue.
        size: side of the answer in pixels.

    Returns:
        (size, size) array, uint8, or None if no face is found.
    """
    ### BEGIN SOLUTION
    gray = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    path = cv2.data.haarcascades + "haarcascade_frontalface_default.xml"
    boxes = cv2.CascadeClassifier(path).detectMultiScale(gray, scaleFactor=1.1, minNeighbors=5)
    if len(boxes) == 0:
        return None
    x, y, width, height = max(boxes, key=lambda box: box[2] * box[3])
    face = gray[y : y + height, x : x + width]
    return cv2.resize(face, (size, size), interpolation=cv2.INTER_AREA)
    ### END SOLUTION


# %% test="crop_face" points=2
"""The largest face, gray, upright and of the size asked for; None where no face is found."""

# %% [markdown]
# ### Flatten and scale (1 point)
#
# Write `flatten_and_scale(pictures)`. It takes pictures (n, h, w) of type `uint8` and gives back a
# new array (n, h * w) of a floating type: each picture becomes one row, its top row first, each row
# of pixels from left to right, and each gray level is divided by 255, so that black is 0.0 and white
# is 1.0. Leave the pictures as they are. A difference of 0.000001 is allowed.
#
# One picture `[[0, 255], [51, 102]]` becomes the row `[0.0, 1.0, 0.2, 0.4]`.


# %% exercise="flatten_and_scale"
def flatten_and_scale(pictures):
    """Turn each picture into one row of features between 0 and 1.

    Args:
        pictures: (n, h, w) array, uint8.

    Returns:
        (n, h * w) array of a floating type.
    """
    ### BEGIN SOLUTION
    return pictures.reshape(len(pictures), -1) / 255
    ### END SOLUTION


# %% test="flatten_and_scale" points=1
"""One row a picture, row by row from the top, black 0.0 and white 1.0."""

# %% [markdown]
# ### Faces without labels (2 points)
#
# Write `face_components(pictures, k)`. It does a **principal component analysis**, **PCA**, of the
# pictures' gray levels, and gives back two arrays, `components` and `shares`, in this order:
#
# - `components` has the shape (k, h, w): the k directions in which the pictures vary most, each as a
#   picture. The mean picture is taken away first; gray levels are not scaled in any other way. Each
#   component has length 1 (the sum of its squared numbers is 1). Whether a component or its
#   negative comes back does not matter.
# - `shares` has the shape (k,): which share of the pictures' whole variance lies along each
#   component, largest first, each between 0 and 1.
#
# k is smaller than the number of pictures n and than the number of pixels. Differences of 0.01 are
# allowed.
#
# Four pictures of two pixels, `[[0, 0]]`, `[[10, 0]]`, `[[0, 2]]` and `[[10, 2]]`, vary most along the
# first pixel: the first component is `[[1, 0]]` (or `[[-1, 0]]`), with the share
# 100 / (100 + 4) = 0.96.


# %% exercise="face_components"
def face_components(pictures, k):
    """Find the k directions in which pictures vary most.

    Args:
        pictures: (n, h, w) array, uint8.
        k: number of components.

    Returns:
        components: (k, h, w) array, each of length 1.
        shares: (k,) array, share of the whole variance, largest first.
    """
    ### BEGIN SOLUTION
    pca = PCA(n_components=k, random_state=0).fit(pictures.reshape(len(pictures), -1))
    return pca.components_.reshape(-1, *pictures.shape[1:]), pca.explained_variance_ratio_
    ### END SOLUTION


# %% test="face_components" points=2
"""The directions of most variance, as pictures of length 1, with their shares of the whole."""

# %% [markdown]
# ### The majority baseline (1 point)
#
# Write `majority_baseline(train_labels, test_labels)`. It gives back two values, `label` and
# `score`, in this order: the commonest label among `train_labels` (if two are equally common, the
# smaller number), and the share of `test_labels` that are equal to it, from 0 to 1. A label need not
# occur in both, and neither array is empty.
#
# `majority_baseline(np.array([2, 0, 2]), np.array([2, 1, 0, 1]))` gives `2` and `0.25`.


# %% exercise="majority_baseline"
def majority_baseline(train_labels, test_labels):
    """Score the model that always answers with the commonest label of Training.

    Args:
        train_labels: (n,) array of an integer type, from 0.
        test_labels: (m,) array of an integer type, from 0.

    Returns:
        label: the commonest training label, a whole number.
        score: share of the test labels equal to it.
    """
    ### BEGIN SOLUTION
    label = np.bincount(train_labels).argmax()
    return label, np.mean(test_labels == label)
    ### END SOLUTION


# %% test="majority_baseline" points=1
"""The commonest label of Training, scored on the test."""

# %% [markdown]
# ### An SVM that never sees the test (3 points)
#
# Write `train_svm(features, labels, usage)`. It gives back a fitted model that answers with
# `model.predict(rows)`: rows of shape (m, d), one label for each, an array of shape (m,).
#
# - It learns from the Training rows only (`usage` is 0). Every number that it keeps, the means and
#   spreads of a scaler too, comes from these rows. What stands in the other rows and their labels
#   must not change any answer.
# - It scales first: each feature (column) is brought to a like spread, for instance by
#   `StandardScaler`, so that a feature with large numbers does not drown the others. `predict` takes
#   rows that are not scaled yet.
# - Then comes a support vector machine. Which one (`SVC`, `LinearSVC`, with PCA or another step
#   before it or not) and with which settings is up to you, as long as fitting 500 rows of 100
#   features takes less than five seconds. Where it takes a `random_state`, set it, so that the same
#   rows give the same answers.
# - Labels are whole numbers, not always 0 to k - 1; the answers are of the same numbers. Leave the
#   arrays as they are.
#
# The model can be a scikit-learn pipeline or an object of your own with a method `predict`.


# %% exercise="train_svm"
def train_svm(features, labels, usage):
    """Fit scaler and support vector machine on the Training rows.

    Args:
        features: (n, d) array of a floating type.
        labels: (n,) array of an integer type.
        usage: (n,) array of an integer type, 0 for Training, 1 and 2 for the tests.

    Returns:
        A fitted model with `predict(rows)`: (m, d) array in, (m,) array of labels out.
    """
    ### BEGIN SOLUTION
    training = usage == 0
    model = make_pipeline(StandardScaler(), SVC(C=3))
    return model.fit(features[training], labels[training])
    ### END SOLUTION


# %% test="train_svm" points=3
"""It learns, it scales, and nothing of the test rows or their labels reaches it."""

# %% [markdown]
# ### A random forest (2 points)
#
# Write `train_forest(features, labels, trees, seed)`. It gives back a **random forest** of `trees`
# decision trees, fitted on all rows that it is given, with two methods:
#
# - `predict(rows)` answers with one label for each row, shape (m,);
# - `predict_proba(rows)` gives the share of trees' votes for each label, shape (m, k): one column a
#   label, in rising order of the labels that occur in `labels`; each row sums to 1.
#
# Each tree learns from its own random resample of the rows and looks at a random part of the
# features at each step (`RandomForestClassifier` does both). The same `seed` gives the same
# probabilities each time, on any number of cores; another seed gives others. Features are not
# scaled: a tree needs no scaler (no point is lost if you scale). Leave the arrays as they are.


# %% exercise="train_forest"
def train_forest(features, labels, trees, seed):
    """Fit a random forest.

    Args:
        features: (n, d) array of a floating type.
        labels: (n,) array of an integer type.
        trees: number of trees.
        seed: of the random choices, a whole number.

    Returns:
        A fitted model with `predict(rows)` and `predict_proba(rows)`.
    """
    ### BEGIN SOLUTION
    forest = RandomForestClassifier(n_estimators=trees, random_state=seed, n_jobs=2)
    return forest.fit(features, labels)
    ### END SOLUTION


# %% test="train_forest" points=2
"""Many trees that vote; the same seed, the same votes."""

# %% [markdown]
# ### Choose one parameter by cross-validation (2 points)
#
# Write `choose_c(features, labels, folds, values)`. For each number in `values` it scores
# `make_pipeline(StandardScaler(), SVC(C=value))` by **cross-validation**, and gives back two things,
# `best` and `scores`, in this order.
#
# - `folds` says for each row to which part it belongs: 0, 1, 2 and so on; each part occurs. A row with
#   `folds` -1 plays no part at all, neither for learning nor for scoring: that is the test.
# - For each part: fit a new pipeline (scaler and SVM) on the rows of all other parts, and take its
#   accuracy on the rows of this part. The score of a value is the mean of the parts' accuracies, each
#   part counting the same.
# - `scores` is an array of shape (len(values),), in the order of `values`. `best` is the value with
#   the highest score; if several have it, the smallest of them.
#
# `values` is a list of numbers above 0 in rising order. A difference of 0.01 in a score is allowed.
# Leave the arrays as they are.


# %% exercise="choose_c"
def choose_c(features, labels, folds, values):
    """Choose the SVM's C by cross-validation over given folds.

    Args:
        features: (n, d) array of a floating type.
        labels: (n,) array of an integer type.
        folds: (n,) array of an integer type, the part of each row, or -1 for rows to leave out.
        values: list of numbers above 0, rising.

    Returns:
        best: the value with the highest score.
        scores: (len(values),) array, mean accuracy for each value.
    """
    ### BEGIN SOLUTION
    used = folds >= 0
    splits = PredefinedSplit(folds[used])
    models = [make_pipeline(StandardScaler(), SVC(C=value)) for value in values]
    scores = [
        cross_val_score(model, features[used], labels[used], cv=splits).mean() for model in models
    ]
    return values[int(np.argmax(scores))], np.array(scores)
    ### END SOLUTION


# %% test="choose_c" points=2
"""Each part is judged by models that never saw it; the test rows play no part."""

# %% [markdown]
# ### A confusion matrix from its definition (2 points)
#
# Write `count_confusion(labels, answers, k)`. It gives back an array of shape (k, k) of an integer
# type: the number in row i and column j says how many pictures labelled i were answered with j. Both
# `labels` and `answers` hold numbers from 0 to k - 1; some may not occur at all.
#
# Labels `[0, 0, 1, 1]` and answers `[0, 1, 1, 1]` with `k=3` give
#
# | | answer 0 | answer 1 | answer 2 |
# |---|---|---|---|
# | **label 0** | 1 | 1 | 0 |
# | **label 1** | 0 | 2 | 0 |
# | **label 2** | 0 | 0 | 0 |


# %% exercise="count_confusion"
def count_confusion(labels, answers, k):
    """Count how often each label was answered with each label.

    Args:
        labels: (n,) array of an integer type, 0 to k - 1.
        answers: (n,) array of an integer type, 0 to k - 1.
        k: number of labels.

    Returns:
        (k, k) array of an integer type, rows labels, columns answers.
    """
    ### BEGIN SOLUTION
    table = np.zeros((k, k), dtype=int)
    np.add.at(table, (labels, answers), 1)
    return table
    ### END SOLUTION


# %% test="count_confusion" points=2
"""Rows are labels, columns are answers; all k of them, also those that do not occur."""

# %% [markdown]
# ### Accuracy and macro-F1 (1 point)
#
# Write `accuracy_and_macro_f1(confusion)`. From a confusion matrix (rows labels, columns answers, at
# least one picture) it gives back two numbers, `accuracy` and `macro_f1`, in this order:
#
# - **accuracy** is the share of pictures answered with their label;
# - the **F1** of a label is 2 times its hits, divided by the number of pictures with this label plus
#   the number of answers with this label; it is 0 for a label that neither occurs nor is answered.
#   **Macro-F1** is the plain mean of the k labels' F1: each label counts the same, however rare.
#
# `[[8, 0], [2, 0]]` (always answered with the first label) gives the accuracy 0.8 and the macro-F1
# (16/18 + 0) / 2 = 0.444. A difference of 0.000001 is allowed.


# %% exercise="accuracy_and_macro_f1"
def accuracy_and_macro_f1(confusion):
    """Two scores from a confusion matrix.

    Args:
        confusion: (k, k) array of an integer type, rows labels, columns answers.

    Returns:
        accuracy: share of pictures answered with their label.
        macro_f1: mean of the labels' F1, each label counting the same.
    """
    ### BEGIN SOLUTION
    hits = np.diag(confusion)
    both = confusion.sum(axis=0) + confusion.sum(axis=1)
    f1 = 2 * hits / np.maximum(both, 1)
    return hits.sum() / confusion.sum(), f1.mean()
    ### END SOLUTION


# %% test="accuracy_and_macro_f1" points=1
"""The share of hits, and the mean of the labels' F1."""

# %% [markdown]
# ### How sure is a score? (1 point)
#
# Write `score_interval(hits)`. `hits` says for each of n test pictures whether the answer was its
# label (True or False). The function gives back two numbers, `low` and `high`, in this order:
# the **Wilson interval** at 95 percent. With p the share of hits and z = 1.96 it is
#
# (p + z² / 2n ± z √(p (1 - p) / n + z² / 4n²)) / (1 + z² / n)
#
# (Wilson 1927, doi 10.1080/01621459.1927.10502953). A difference of 0.001 is allowed. n is at
# least 1; all pictures or none may be hits.
#
# 5 hits of 10 give 0.237 and 0.763; 0 hits of 10 give 0 and 0.278.


# %% exercise="score_interval"
def score_interval(hits):
    """Wilson's 95 percent interval of a share.

    Args:
        hits: (n,) array of bool.

    Returns:
        low: lower end, 0 to 1.
        high: upper end, 0 to 1.
    """
    ### BEGIN SOLUTION
    n, p, z = len(hits), np.mean(hits), 1.96
    middle = p + z**2 / (2 * n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
    ### END SOLUTION


# %% test="score_interval" points=1
"""Narrow for many pictures, wide for few, and never outside 0 to 1."""

# %% [markdown]
# ### Is one model better? (1 point)
#
# Write `paired_interval(first, second)`. Two models answer the **same** n pictures; `first` and
# `second` say for each picture whether the model hit the label (True or False). The function gives
# back three numbers, `difference`, `low` and `high`, in this order:
#
# - for each picture, d is 1 if only the second model hits, -1 if only the first does, and 0 if both or
#   neither do (the hits of the second minus those of the first);
# - `difference` is the mean of d;
# - `low` and `high` are the mean minus and plus 1.96 times the **standard error**, which is the
#   standard deviation of d (divided by n, as `np.std` does) divided by the square root of n.
#
# n is at least 100. A difference of 0.001 is allowed. With 200 pictures of which only the second
# model hits 30 and only the first 10, the rest both or neither, the difference is 0.1 and the
# interval 0.040 to 0.160.


# %% exercise="paired_interval"
def paired_interval(first, second):
    """Difference of two models' scores on the same pictures, with its 95 percent interval.

    Args:
        first: (n,) array of bool, hits of the first model.
        second: (n,) array of bool, hits of the second model.

    Returns:
        difference: score of the second minus score of the first.
        low: lower end of the interval.
        high: upper end of the interval.
    """
    ### BEGIN SOLUTION
    d = second.astype(float) - first.astype(float)
    error = d.std() / np.sqrt(len(d))
    return d.mean(), d.mean() - 1.96 * error, d.mean() + 1.96 * error
    ### END SOLUTION


# %% test="paired_interval" points=1
"""Second minus first, picture by picture, and how sure that is."""

# %% [markdown]
# ### What copies do to a score (2 points)
#
# Write `score_by_leak(pictures, labels, usage, answers)`. A test picture (`usage` above 0) **leaks**
# when a picture of Training (`usage` 0) is equal to it in all pixels. The function gives back three
# numbers, in this order: the accuracy on all test pictures, on those that do not leak, and on those
# that leak. At least one test picture leaks, and at least one does not.
#
# `answers` holds an answer for each picture of the whole set; those for Training play no part. Labels
# play no part in deciding what leaks. A difference of 0.000001 is allowed. Leave the arrays as they
# are.
#
# | picture | A | B | A | C | C | D |
# |---|---|---|---|---|---|---|
# | usage | 0 | 0 | 1 | 2 | 2 | 1 |
# | answered with its label | yes | no | yes | no | yes | yes |
#
# Here 3 of 4 test pictures are hits (0.75); without the second A, which leaks, 2 of 3 (0.667); and
# among the leaked ones 1 of 1 (1.0). The two C are equal, but neither stands in Training.


# %% exercise="score_by_leak"
def score_by_leak(pictures, labels, usage, answers):
    """Score a model on all test pictures, on the leak-free ones, and on the leaked ones.

    Args:
        pictures: (n, h, w) array, uint8.
        labels: (n,) array of an integer type.
        usage: (n,) array of an integer type, 0 for Training, 1 and 2 for the tests.
        answers: (n,) array of an integer type.

    Returns:
        everything: accuracy on all test pictures.
        leak_free: accuracy on those without an equal picture in Training.
        leaked: accuracy on those with one.
    """
    ### BEGIN SOLUTION
    in_training = {picture.tobytes() for picture in pictures[usage == 0]}
    leaks = np.array([picture.tobytes() in in_training for picture in pictures])
    hit, test = answers == labels, usage > 0
    return hit[test].mean(), hit[test & ~leaks].mean(), hit[test & leaks].mean()
    ### END SOLUTION


# %% test="score_by_leak" points=2
"""All test pictures, those without an equal one in Training, those with one."""

# %% [markdown]
# ### Level 2: histograms of gradients (3 bonus points)
#
# Write `hog_features(pictures)`, a **histogram of oriented gradients** (after Dalal and Triggs 2005,
# doi 10.1109/CVPR.2005.177, with simpler rules). Pictures have the shape (n, h, w), with h and w
# multiples of 8.
#
# 1. At each pixel, `gx` is the gray level of the right neighbour minus that of the left one, and `gy`
#    that of the neighbour below minus that of the one above. At the edge of the picture, the missing
#    neighbour is the pixel itself. Mind the type: differences go below zero.
# 2. The **strength** is the square root of gx² + gy². The **direction** is the angle
#    `np.arctan2(gy, gx)` in degrees, taken modulo 180: dark-to-bright and bright-to-dark are the same
#    direction.
# 3. Directions fall into 9 bins of 20 degrees: bin 0 is from 0 to below 20, bin 8 from 160 to below
#    180.
# 4. The picture is cut into cells of 8 by 8 pixels. For each cell and bin, add up the strengths of
#    the cell's pixels whose direction falls into the bin: 9 numbers a cell.
# 5. Divide the 9 numbers of a cell by their length (the square root of the sum of their squares); a
#    cell whose numbers are all 0 stays 0.
#
# The answer has the shape (n, h/8 * w/8 * 9) and a floating type: the cells row by row from the top
# left, the 9 bins of a cell together. A difference of 0.001 is allowed. Leave the pictures as they
# are.
#
# A picture whose gray level grows by 10 with each column has gx of 20 (10 at the two edges) and gy of
# 0: each cell gives 1 for bin 0 and 0 for the others.


# %% exercise="hog_features" bonus=true
def hog_features(pictures):
    """Histograms of oriented gradients, cell by cell.

    Args:
        pictures: (n, h, w) array, uint8, h and w multiples of 8.

    Returns:
        (n, h // 8 * w // 8 * 9) array of a floating type.
    """
    ### BEGIN SOLUTION
    n, h, w = pictures.shape
    around = np.pad(pictures.astype(float), ((0, 0), (1, 1), (1, 1)), mode="edge")
    gx = around[:, 1:-1, 2:] - around[:, 1:-1, :-2]
    gy = around[:, 2:, 1:-1] - around[:, :-2, 1:-1]
    strength = np.hypot(gx, gy)
    direction = np.degrees(np.arctan2(gy, gx)) % 180
    bins = np.minimum(direction // 20, 8)
    cells = np.empty((n, h // 8, w // 8, 9))
    for number in range(9):
        of_bin = np.where(bins == number, strength, 0)
        cells[..., number] = of_bin.reshape(n, h // 8, 8, w // 8, 8).sum(axis=(2, 4))
    length = np.linalg.norm(cells, axis=-1, keepdims=True)
    return (cells / np.where(length > 0, length, 1)).reshape(n, -1)
    ### END SOLUTION


# %% test="hog_features" points=3 bonus=true
"""Strengths by direction and cell, each cell brought to length 1."""

# %% [markdown]
# ### Beat the baseline on hidden faces (2 points)
#
# Write `train_challenger(pictures, labels)`. It gives back three things, `model`, `low` and `high`, in
# this order:
#
# - `model` is fitted on all the pictures that it is given (uint8, six labels 0 to 5), and has a method
#   `predict(pictures)` that takes pictures (m, 48, 48) and gives an array of m labels.
# - `low` and `high` say *beforehand* between which two scores the model will land on faces that
#   nobody has seen, from 0 to 1, at most 0.12 apart. You may compute them, or write two numbers.
#
# The grader draws NTRAIN new faces for training and NTEST others for the test, from a secret, without
# copies or blanks, trains your model on the first and scores it on the second. One point is for a
# score at least MARGIN above the majority baseline on the same faces; one point is for a score
# from `low` to `high`. Training, and answering, may take ten seconds each on one core.


# %% exercise="train_challenger"
def train_challenger(pictures, labels):
    """Train your own model, and say how well it will do.

    Args:
        pictures: (n, 48, 48) array, uint8.
        labels: (n,) array of an integer type, 0 to 5.

    Returns:
        model: fitted, with `predict(pictures)`: (m, 48, 48) uint8 in, (m,) labels out.
        low: lower end of the interval in which its score will land.
        high: upper end, at most 0.12 above `low`.
    """

    ### BEGIN SOLUTION
    def flatten(pictures):
        return pictures.reshape(len(pictures), -1) / 255

    def fitted(pictures, labels):
        # A mirrored face has the same label: twice as many pictures to learn from.
        both = np.concatenate([pictures, pictures[:, :, ::-1]])
        pca = PCA(min(150, len(pictures)), whiten=True, svd_solver="randomized", random_state=0)
        model = make_pipeline(FunctionTransformer(flatten), pca, SVC(C=2))
        return model.fit(both, np.tile(labels, 2))

    part = np.random.default_rng(0).permutation(len(pictures)) % 5
    scores = []
    for number in range(5):
        model = fitted(pictures[part != number], labels[part != number])
        answers = model.predict(pictures[part == number])
        scores.append(accuracy_score(labels[part == number], answers))
    # All pictures teach a little more than four fifths of them.
    middle = np.mean(scores) + 0.01
    return fitted(pictures, labels), middle - 0.06, middle + 0.06
    ### END SOLUTION


# %% test="train_challenger" points=2
"""Better than always the same answer, by a margin; and the score is where you said."""
