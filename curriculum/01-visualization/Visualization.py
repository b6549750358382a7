# %% [markdown]
# # Visualization: what is in the pictures?
#
# **About five hours**, in as many sittings as you like. Points: 20, in nine exercises and one short
# written answer.
#
# **Questions of this notebook**
#
# - What does a face do, and how can a computer hold it?
# - Whose faces are these, and who said what they show?
# - Are the pictures fit to learn from: are there enough of each label, are some in twice, are some
#   empty, and do people agree about them?
#
# **Afterwards you can** read pictures from a table, look at them side by side, count and draw them
# by label, average them, find copies that spoil a test, and say how far the people who labelled
# them agree.
#
# How to work: read, guess, run the cell (Shift+Enter), compare. Where a cell says
# `# YOUR CODE HERE`, write your own lines in its place. The cell below it checks them and gives a
# reason when something is not right yet; `hint("name of the exercise")` gives a hint. Hints and
# checks cost nothing. In all exercises an **array** is a plain numpy array (not a Series, and not a
# masked array), and to give back two things is to write `return first, second`.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from scipy import stats

from course_utils import faces, figures, keepsakes
from course_utils.exercises import check, hint
from course_utils.faces.labels import DEFAULT as label_model
from course_utils.faces.units import UNITS, to_text
from course_utils.faces.words import describe_face
from course_utils.slider_face import person, slider_face

figures.use_style()

# %% [markdown]
# ## What does a face do?
#
# A face moves by muscles. In 1978 Paul Ekman and Wallace Friesen published a list of the movements
# that can be seen, the Facial Action Coding System, **FACS**. Each movement is an **action unit**
# with a number: 12 pulls the corners of the mouth up, 4 draws the brows down and together. A unit is
# something that you can *see*. It is not a feeling.
#
# The person below is drawn by a program of this course. Nobody was photographed.
#
# **Guess** before you run the cell: which two units have to move for a broad smile?

# %%
shown = ["0", "1+2", "4+7", "6+12+25", "1+4+15", "1+2+5+26"]
figures.show(
    figures.wall(
        np.stack([person(3, units).picture(144) for units in shown]),
        captions=shown,
        columns=6,
        title="One person, six settings of the muscles",
        scale=1,
    ),
    alt="One drawn person six times: at rest, brows raised, brows lowered and lids tight, cheeks "
    "and lip corners up, inner brows up and lip corners down, brows and lids up and jaw dropped.",
)

# %% [markdown]
# The numbers above the faces are the units that move; 0 is a face at rest. Now move them yourself.
# Each slider is one unit; Tab and the arrow keys work as well as the mouse. The box takes any units
# as text: `1+2+R12` raises the brows and pulls up the right corner of the mouth alone (the right
# side of the drawn person).

# %%
slider_face(3)

# %% [markdown]
# No sliders to be seen? Some programs do not show them. The cell below needs none: change the text
# in quotes and run it again. A letter from A (a trace) to E (as much as possible) says how strong.

# %%
my_units = "1+2B+R12"
figures.show(
    figures.wall(
        person(3, my_units).picture(240)[np.newaxis],
        captions=[my_units],
        columns=1,
        title="Your setting",
        scale=1,
    ),
    alt=describe_face(person(3, my_units)),
)

# %% [markdown]
# Did one small change alter what you would *say* about this person? Keep three things apart from
# now on, in every sentence:
#
# - what somebody **feels**: nobody can see it in a picture;
# - what a face **shows**: units, which can be seen;
# - what a picture is **labelled**: a word that somebody wrote beside it.
#
# Everything in this course is about the second and the third.

# %% [markdown]
# ## How well can you do it?
#
# First we need pictures. The next cell loads them: a **face set**, that is pictures of faces with a
# label for each. On first use, drawing them takes a minute or two; after that they are kept on your
# computer.

# %%
face_set = faces.load()
names = list(faces.EMOTIONS)
print(f"{len(face_set):,} pictures: {face_set.name}")

# %% [markdown]
# Here are twelve of them without their labels. **Guess** the label of each. This is a game without
# points; nobody but you sees the guesses. They are kept in a small file, and the last notebook of
# the course opens it.

# %%
last_split = face_set.usage.max()
test_rows = np.flatnonzero(face_set.usage == last_split)
twelve = np.random.default_rng(12).choice(test_rows, size=12, replace=False)
figures.show(
    figures.wall(
        face_set.pixels[twelve],
        captions=[str(number) for number in range(1, 13)],
        columns=6,
        title="Which label would you give?",
        scale=3,
    ),
    alt="Twelve small gray faces, numbered 1 to 12, without labels.",
)

# %% [markdown]
# Write your twelve guesses in the place of the question marks, in the order of the numbers, for
# instance `"Happy"`. The seven labels are Angry, Disgust, Fear, Happy, Sad, Surprise and Neutral.
# You may leave them as they are.

# %%
guesses = ["?", "?", "?", "?", "?", "?", "?", "?", "?", "?", "?", "?"]

# %%
guesses = [guess.strip().capitalize() for guess in guesses]
all_guessed = len(guesses) == 12 and set(guesses) <= set(names)
if all_guessed:
    labels_of_twelve = [names[label] for label in face_set.emotion[twelve]]
    content = {"guesses": guesses, "labels": labels_of_twelve}
    content |= {"rows": twelve.tolist(), "face_set": face_set.name}
    print("Kept in:", keepsakes.save("twelve-guesses", content))
else:
    print("There are no twelve guesses yet. That is fine: this part is optional.")

# %% [markdown]
# ## What is machine learning?
#
# You have just done by eye what the course will do by machine: look at a picture, answer with a
# word. We could try to write rules for that ("if the lip corners are up, answer *happy*"). People
# tried, and the rules never end. **Machine learning** turns it round: we give a program many
# pictures with their labels, and it finds rules of its own.
#
# - **Supervised learning** is learning from examples with answers: pictures *and* labels.
#   **Unsupervised learning** has pictures only, and looks for order in them, for instance which
#   pictures resemble each other.
# - **Classification** is answering with one of a few words; each word is a **class**. Spam or not
#   spam are two classes. Here there are **several classes**: seven labels, later six.
# - A **model** is the program that answers. What it is given to learn from is the **training data**;
#   what we keep aside to judge it is the **test data**. Each part is called a **split**.
# - The **score** of a model is how often its answer equals the label on test data.
#
# Why must the test stay unseen? Imagine an exam whose questions you were given the day before, with
# the answers. A perfect score would say that you can remember, not that you understand. A model with
# enough memory can store every training picture. So we judge it on pictures that it has never met,
# and we do not look at the test while we choose between models. Later in this notebook you will find
# pictures that stand in both parts.
#
# One more word: a **baseline** is the simplest thing that could answer, for instance always the same
# word. A score means nothing without its baseline beside it.
#
# ### Why does anyone read faces by machine?
#
# Some uses help: a camera that waits until all eyes are open, an animated figure that moves with an
# actor's face, software that counts movements of the face for a doctor after a stroke. Others claim
# more: that a machine can tell from a face how a pupil, a worker or a suspect *feels*. Psychologists
# who reviewed the evidence found that people do smile when happy and scowl when angry more often
# than chance, but that faces vary with culture, situation and person, and that similar movements go
# with different feelings (Barrett, Adolphs, Marsella, Martinez and Pollak 2019, doi
# 10.1177/1529100619832930). In the European Union, inferring emotions at work and in schools is
# forbidden, with few exceptions (Regulation 2024/1689, Article 5(1)(f)). You learn the craft here,
# and you learn to measure how far its results carry.

# %% [markdown]
# ## How does a computer hold a face?
#
# The best-known set for our task is **FER2013**. It comes as one large table in a text file, with a
# row for each picture. We write the first rows of our set in the same form and look at it.

# %%
first = face_set.take(np.arange(14))
table = pd.DataFrame(
    {
        "emotion": first.emotion,
        "pixels": [" ".join(str(gray) for gray in picture.flat) for picture in first.pixels],
        "Usage": [faces.USAGES[split] for split in first.usage],
    }
)
table.head(3)

# %% [markdown]
# Three columns: the label as a number, the picture as a long text, and the split. A **pixel** is one
# small square of the picture; its number is a **gray level** from 0 (black) to 255 (white).

# %%
text = table["pixels"].iloc[0]
print(text[:60], "...")
print("numbers in this text:", len(text.split()), "  48 times 48 is:", 48 * 48)

# %% [markdown]
# ### Read the faces (2 points)
#
# Write `read_faces(table)`. It takes a table of this form and gives back two numpy arrays,
# `pictures` and `labels`, in this order (`return pictures, labels`):
#
# - `pictures` has the shape (n, 48, 48) for n rows, and the type `uint8` (one byte a pixel, enough
#   for 0 to 255). The first 48 numbers of a text are the top row of its picture from left to right,
#   the next 48 the second row, and so on.
# - `labels` has the shape (n,) and any integer type: the column `emotion`.
#
# Both follow the order of the rows. The table has at least one row; its row labels (the index) may
# be any numbers, because it may be a part of a larger table. Leave the table as it is.
#
# An example with small numbers: if a picture had 2 by 2 pixels, the text `"10 20 30 40"` would give
# `[[10, 20], [30, 40]]`: 20 stands to the right of 10, 30 below it.
#
# Why it matters: if rows and columns are exchanged here, every face lies on its side, and no later
# step complains.


# %% exercise="read_faces"
def read_faces(table):
    """Read pictures and labels from a table in FER2013's form.

    Args:
        table: DataFrame with the columns `emotion` (whole numbers), `pixels` (texts of 2,304
            numbers 0 to 255 with a blank between them) and `Usage` (texts).

    Returns:
        pictures: (n, 48, 48) array, uint8.
        labels: (n,) array of an integer type.
    """
    ### BEGIN SOLUTION
    rows = [np.array(text.split(), dtype=int) for text in table["pixels"]]
    pictures = np.stack(rows).astype(np.uint8).reshape(-1, 48, 48)
    return pictures, table["emotion"].to_numpy()
    ### END SOLUTION


# %% test="read_faces" points=2
"""Every pixel in its place, one byte each; labels in the order of the rows, whatever their index."""

# %% [markdown]
# If your function is right, the next picture shows faces that stand upright.

# %%
pictures, labels = read_faces(table)
print("equal to the set that we started from:", np.array_equal(pictures, first.pixels))
figures.show(
    figures.wall(
        pictures,
        captions=[names[label] for label in labels],
        columns=7,
        title="The first fourteen pictures, as you read them",
    ),
    alt="Two rows of seven gray faces, each with its label above: "
    + ", ".join(names[label] for label in labels)
    + ".",
)

# %% [markdown]
# ## What do pictures with the same label look like?
#
# **Guess**: would you know the label of a whole row of faces, if they all have the same one?
#
# ### A grid of samples (2 points)
#
# Write `draw_samples(pictures, labels, names, each)`. For each label it shows the first `each`
# pictures that have this label, in the order in which they stand in the set.
#
# - `labels` holds numbers from 0 to k - 1, and `names` is a list of their k names; k need not be 7.
#   Each label occurs at least `each` times.
# - Make a new figure with one Axes for each of the k times `each` pictures (an **Axes** is one chart
#   of a figure). Axes without a picture do not matter. Where on the figure a picture stands is up to
#   you; one row a label reads well.
# - Draw each picture with `imshow`, unchanged, in gray (`cmap="gray"`), so that black is 0 and white
#   is 255 in every picture (`vmin`, `vmax`).
# - The title of each Axes is the name of the label and nothing else.
# - Give back the figure.
#
# For five pictures with the labels 0, 1, 0, 1, 0, the names `["cat", "owl"]` and `each=2`, pictures
# 0 and 2 are shown as *cat*, and pictures 1 and 3 as *owl*. Picture 4 is left out.
#
# Why it matters: without `vmin` and `vmax`, `imshow` stretches every picture from its own darkest to
# its own brightest pixel. Badly lit faces then look well lit, and you never learn of them.


# %% exercise="draw_samples"
def draw_samples(pictures, labels, names, each):
    """Show the first pictures of each label.

    Args:
        pictures: (n, 48, 48) array, uint8.
        labels: (n,) array of an integer type, 0 to k - 1.
        names: list of k texts.
        each: how many pictures of each label.

    Returns:
        The matplotlib figure.
    """
    ### BEGIN SOLUTION
    size = (1.1 * each, 1.25 * len(names))
    figure, grid = plt.subplots(len(names), each, figsize=size, squeeze=False)
    for label, name in enumerate(names):
        chosen = pictures[labels == label][:each]
        for place, picture in zip(grid[label], chosen, strict=True):
            place.imshow(picture, cmap="gray", vmin=0, vmax=255)
            place.set_title(name, loc="center", fontsize=10, fontweight="normal")
            place.axis("off")
    return figure
    ### END SOLUTION


# %% test="draw_samples" points=2
"""The first pictures of each label, each under its name, with 0 black and 255 white."""

# %%
figures.show(
    draw_samples(face_set.pixels, face_set.emotion, names, 6),
    alt="Seven rows of six gray faces, one row for each label: " + ", ".join(names) + ".",
)

# %% [markdown]
# Look along each row. Some faces do not fit the word above them, at least to your eye. In a drawn
# set that is on purpose: the course *chose* how far the labels overlap, and the last notebook asks
# which choice the evidence allows. In a real set it happens because people disagree.
#
# In a drawn set we also know the units of each face. So we can ask which units go with a label.

# %%
happy = np.flatnonzero(face_set.emotion == names.index("Happy"))[:8]
if face_set.units is None:
    print("Of these pictures nobody knows the action units.")
else:
    below = [to_text(units) for units in face_set.units[happy]]
    figures.show(
        figures.wall(
            face_set.pixels[happy],
            captions=["Happy"] * len(happy),
            below=below,
            columns=4,
            title="Labelled Happy, with the units that the face shows",
            scale=3,
        ),
        alt="Eight faces labelled Happy with their action units: " + "; ".join(below) + ".",
    )

# %% [markdown]
# Unit 12 pulls the lip corners up. **Guess**: do all pictures labelled *happy* show it, and do any
# others?

# %%
if face_set.units is not None:
    shows_12 = face_set.units[:, UNITS.index(12)].max(axis=1) > 0.5
    share = pd.Series(100 * shows_12).groupby(face_set.emotion).mean().set_axis(names)
    print("Of 100 pictures with a label, so many show unit 12:")
    print(share.round().astype(int).to_string())

# %% [markdown]
# No unit belongs to one label alone. So even a model that reads every unit without a mistake will
# answer with another word than the label now and then. There is a best possible score, and it is
# below 100 %. We call it the **ceiling**.

# %% [markdown]
# ## Whose faces are these?
#
# A set of pictures should come with a **data card**: one page that says where the pictures come
# from, who is on them, who labelled them, and what they must not be used for. Here are two.
#
# | | FER2013 | the drawn set of this course |
# |---|---|---|
# | who is on the pictures | people on the internet, mostly unknown | nobody: persons drawn by a program |
# | how they were found | an image search with 184 words about emotions, combined with words for gender, age and ethnicity | random numbers choose head, skin, hair, age, glasses, light and camera |
# | were they asked? | nothing says so | there is nobody to ask |
# | where the label comes from | the words of the search; people then removed some wrong ones | a written table of chances: which units go with which label |
# | what the label is *not* | what the person felt | what anybody felt |
# | known faults | few of some labels, copies, empty pictures, labels that disagree | the same faults, planted on purpose and counted |
# | source | Goodfellow et al. 2013, arXiv 1307.0414 | `course_utils/faces` |
#
# The next cell says which of the two you are using.

# %%
drawn = face_set.units is not None
print(f"This is {'the drawn set' if drawn else 'a set of real pictures'}: {face_set.name}.")
print("gray levels from", face_set.pixels.min(), "to", face_set.pixels.max())

# %% [markdown] answer="whose_faces" points=1
# ### Whose faces? (1 point, marked by a person)
#
# Look at the column FER2013. In three to five sentences: name **one** thing about how the pictures
# were collected that affects the *people on them*, and **one** thing that affects *what a model can
# learn from the labels*. For each, say what follows from it. There is no single right answer; a
# reason counts more than a verdict.
#
# ### BEGIN SOLUTION
# The people were found by an image search, and nothing says that they agreed to be used. A person
# may find her face in thousands of copies with the word "angry" beside it and cannot take it back,
# so the pictures should not be shown around more than the task needs, and never to judge her.
#
# The label is the word that was typed into the search. Pictures found under "angry" are often posed
# or chosen because they look angry, so a model learns what people *publish under that word*, not how
# people look when they are angry. Its score tells how well it repeats the words.
# ### END SOLUTION
#
# ### BEGIN MARK SCHEME
# Half a point: a fact of the collecting that concerns the people (no consent, found by search, words
# for ethnicity or age used in the search, cannot withdraw) with a consequence for them.
# Half a point: a fact of the labelling (search word as label, cleaned by few people, posed pictures,
# no context) with a consequence for what the model learns. A sentence that says the label is what
# the person felt loses the second half.
# ### END MARK SCHEME

# %% [markdown]
# ## Fewer labels?
#
# **Guess**: which label has the fewest pictures, and how many of a hundred?

# %%
disgust = int((face_set.emotion == names.index("Disgust")).sum())
print(f"{disgust:,} of {len(face_set):,} pictures are labelled Disgust:", end=" ")
print(f"one in {len(face_set) / disgust:.0f}")

# %% [markdown]
# A model that never answers *disgust* loses almost nothing, so it will learn not to. One way out is
# to give those pictures to the nearest label. Is *anger* the nearest? Keep the question; we come back
# to it in the last notebook.
#
# ### Merge disgust into anger (2 points)
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
# some of the seven may be missing from it, and its integer type may be any (`uint8` too, which has
# no numbers below 0). Give back a new array of the same length, of any integer type; leave the array
# that you were given as it is.
#
# Why it matters: many published projects use six labels. A gap in the numbers would make every later
# table one column too wide.


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

# %%
six_names = [name for name in names if name != "Disgust"]
merged = merge_disgust(face_set.emotion)
pd.Series(merged).value_counts().sort_index().set_axis(six_names).to_frame("pictures")

# %% [markdown]
# The first row now holds the pictures of two labels. Nothing about the pictures has changed: only
# the words beside them.

# %% [markdown]
# ## Are there the same number of pictures for each label?
#
# FER2013 has three splits. *Training* is for learning. *PublicTest* and *PrivateTest* are two tests:
# in the competition of 2013 everybody saw their score on the first, and only the organisers the
# score on the second. **Guess**: is the mixture of labels the same in all three?
#
# ### Counts by split (2 points)
#
# Write `count_by_split(emotions, usage)`. It takes the label and the split of each picture, both as
# numbers, and gives a table (a pandas `DataFrame`):
#
# - three rows, labelled `Training`, `PublicTest` and `PrivateTest`, in this order: the splits 0, 1
#   and 2 (`faces.USAGES`). The labels are the table's index, not a column of their own;
# - seven columns, labelled `Angry`, `Disgust`, `Fear`, `Happy`, `Sad`, `Surprise` and `Neutral`, in
#   this order: the labels 0 to 6 (`faces.EMOTIONS`). They hold how many pictures of that split have
#   that label, and 0 where none has;
# - an eighth column `imbalance`: the largest of the seven counts of the row divided by the smallest
#   of the seven, not rounded. Where the smallest is 0 it is infinite (`np.inf`).
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
#
# Why it matters: a score on a label with a handful of test pictures is nearly a coin toss. Before
# you believe a score, look up how many pictures it stands on.


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

# %%
count_by_split(face_set.emotion, face_set.usage).round(1)

# %% [markdown]
# The column `imbalance` says how many pictures of the largest label stand against one of the
# smallest. Which count in the two tests is the smallest? That label is the hero of the next
# notebooks: each of its test pictures moves its score by a large step.

# %% [markdown]
# ## Which label has the most pictures?
#
# A table is exact; a picture is quick. **Guess** the order of the labels before you draw it.
#
# ### A bar chart (2 points)
#
# Write `draw_counts(emotions, names)`: a chart with one bar for each label, as high as the number of
# pictures with that label. Use seaborn (`sns.barplot` or `sns.countplot`) or plain matplotlib.
#
# - `emotions` holds labels as numbers 0 to k - 1; `names` is a list of k names, the name of label 0
#   first. k need not be 7.
# - The names stand at the bars, as tick labels, in the order of the list. A label without pictures
#   keeps its name on the axis, with a flat bar or none.
# - The axis with the names is called `label`, the other `number of pictures`. Counts start at zero,
#   on an even (not logarithmic) scale, and no bar is cut off.
# - The title of the Axes says the finding: it names the label with the most pictures and no other label, for
#   instance *Most pictures are labelled Happy*. There is never a tie for the most.
# - Bars may stand up or lie on their side, in any colours. Make a new figure for the chart
#   (`plt.subplots()`), and give back its Axes.
#
# For the labels 0, 2, 2, 1, 2, 0 and the names `["cat", "dog", "owl"]` the bars are 2, 1 and 3 high,
# and the title names *owl*.
#
# Why it matters: an axis that starts just below the smallest bar turns a small difference into a
# large one. It is the commonest way to lie with a chart, and it often happens by accident.


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
    axes = plt.subplots(figsize=(figures.NARROW, 3.5))[1]
    sns.barplot(
        x=names,
        y=counts,
        hue=names,
        palette=figures.colours_of(names=names),
        saturation=1,
        edgecolor=figures.INK,  # also given
        legend=False,
        ax=axes,
    )
    for bars in axes.containers:
        axes.bar_label(bars, fmt="{:,.0f}", fontsize=10)
    axes.set(xlabel="label", ylabel="number of pictures")
    axes.set_title(f"Most pictures are labelled {names[counts.argmax()]}")
    return axes
    ### END SOLUTION


# %% test="draw_counts" points=2
"""A bar for each label, as high as its count; axes, title and zero are as they should be."""

# %%
how_many = pd.Series(face_set.emotion).value_counts().sort_index().set_axis(names)
figures.show(
    draw_counts(face_set.emotion, names),
    alt="Bar chart of the number of pictures by label, from most to fewest: "
    + ", ".join(how_many.sort_values(ascending=False).index)
    + ".",
    table=how_many.to_frame("number of pictures"),
)

# %% [markdown]
# Was your order right? Below the chart you can open the same numbers as a table.

# %% [markdown]
# ## What is common to the faces of one label?
#
# **Guess**: if you put all pictures labelled *happy* on top of each other, what will be sharp and
# what will be a blur?
#
# ### The mean face of each label (3 points)
#
# Write `mean_faces(pictures, labels, k)`. It gives back two arrays, `means` and `differences`, in
# this order, both of shape (k, 48, 48) and of a floating-point type:
#
# - `means[j]` is the mean picture of label j: each pixel is the mean of that pixel in all pictures
#   labelled j, not rounded;
# - `differences[j]` is `means[j]` minus the mean of *all* pictures, in which each picture counts
#   once. A label with many pictures therefore weighs more in it than a rare one. Where label j is
#   darker than the whole, the difference is below zero.
#
# Labels run from 0 to k - 1, and each occurs at least once. A difference of 0.01 gray levels is
# allowed.
#
# For three pictures of one single gray, 10, 21 and 200, with the labels 0, 0 and 1: the means are
# 15.5 and 200, the mean of all three is 77, and the differences are -61.5 and 123.
#
# Why it matters: a `uint8` holds nothing below 0 and nothing above 255. In that type, 10 minus 77 is
# 189: a dark place turns bright, and nothing warns you.


# %% exercise="mean_faces"
def mean_faces(pictures, labels, k):
    """Average the pictures of each label.

    Args:
        pictures: (n, 48, 48) array, uint8.
        labels: (n,) array of an integer type, 0 to k - 1.
        k: how many labels there are.

    Returns:
        means: (k, 48, 48) array of a floating-point type.
        differences: (k, 48, 48) array of a floating-point type, `means` minus the mean of all.
    """
    ### BEGIN SOLUTION
    means = np.stack([pictures[labels == label].mean(axis=0) for label in range(k)])
    return means, means - pictures.mean(axis=0)
    ### END SOLUTION


# %% test="mean_faces" points=3
"""Means keep their fractions, differences their sign; each picture counts once."""

# %%
means = mean_faces(face_set.pixels, face_set.emotion, 7)[0]
figures.show(
    figures.wall(means, captions=names, columns=7, title="The mean face of each label"),
    alt="Seven blurred mean faces, one for each label; mouth and brows differ a little.",
)

# %% [markdown]
# The seven resemble each other more than you may have thought: head, hair and light vary more than
# the label does. So we take away what they have in common, and make what is left stronger; the title
# says how many times. Gray is *no difference*, white *brighter than the mean of all*, black *darker*.

# %%
differences = mean_faces(face_set.pixels, face_set.emotion, 7)[1]
times = 127 / np.percentile(np.abs(differences), 99)
stronger = np.clip(128 + times * differences, 0, 255)
largest = {name: np.abs(difference).max() for name, difference in zip(names, differences)}
figures.show(
    figures.wall(stronger, captions=names, columns=7, title=f"The differences, times {times:.0f}"),
    alt="The differences of the seven mean faces from the mean of all, in gray: the strongest is "
    f"that of {max(largest, key=largest.get)}.",
    table=pd.DataFrame({"largest difference in gray levels": largest}),
)

# %% [markdown]
# Where do the labels differ: at the mouth, the brows, the eyes? These places are what a model can
# use. Are there others, such as the edge of the picture? A rare label has few pictures to average,
# so its mean keeps traces of single persons. That is chance, not a sign of the label.

# %% [markdown]
# ## Are some pictures in the set twice?
#
# The test must be unseen. An image search finds the same picture on many pages. **Guess**: how many
# of a hundred test pictures stand in Training too?
#
# ### Exact duplicates, and leaks (3 points)
#
# Write `find_duplicates(pictures, usage)`. Two pictures are **twins** when all their 2,304 pixels are
# equal. A test picture **leaks** when it has a twin in Training. The function gives back two arrays
# of True and False, `twin` and `leaked`, in this order, both of shape (n,), in the order of the
# pictures:
#
# - `twin` is True for each picture that has a twin anywhere in the set, whatever its split. All
#   members of a group of equal pictures are marked, the first one too.
# - `leaked` is True for each picture of PublicTest (1) or PrivateTest (2) that has a twin in Training
#   (0). Pictures of Training are never marked; nor is a test picture whose twins stand only in the
#   two tests.
#
# Leave the arrays that you were given as they are. An example with six pictures, where the same
# letter means equal pixels:
#
# | picture | A | B | A | C | B | D |
# |---|---|---|---|---|---|---|
# | usage | 0 | 1 | 2 | 0 | 1 | 2 |
# | twin | True | True | True | False | True | False |
# | leaked | False | False | True | False | False | False |
#
# Labels play no part. A slow way is not wrong, but comparing each picture of the whole set with each
# other takes hours; looking at each picture once takes a second.
#
# Why it matters: on a leaked picture a model can answer from memory. In a published set nobody may
# have looked.


# %% exercise="find_duplicates"
def find_duplicates(pictures, usage):
    """Find pictures that stand in the set more than once.

    Args:
        pictures: (n, 48, 48) array, uint8.
        usage: (n,) array of an integer type, splits 0 to 2.

    Returns:
        twin: (n,) array of bool, has an equal picture anywhere.
        leaked: (n,) array of bool, is a test picture with an equal one in Training.
    """
    ### BEGIN SOLUTION
    keys = pd.Series([picture.tobytes() for picture in pictures])
    twin = keys.duplicated(keep=False).to_numpy()
    in_training = keys.isin(keys[usage == 0]).to_numpy()
    return twin, in_training & (usage > 0)
    ### END SOLUTION


# %% test="find_duplicates" points=3
"""All members of a group are twins; only test pictures with a twin in Training leak."""

# %%
twin, leaked = find_duplicates(face_set.pixels, face_set.usage)
print(f"{twin.sum():,} of {len(face_set):,} pictures have a twin.")
for code, split in enumerate(faces.USAGES):
    of_split = leaked[face_set.usage == code]
    share = 100 * of_split.sum() / max(len(of_split), 1)
    print(f"{split}: {of_split.sum():,} of {len(of_split):,} leak ({share:.1f} %)")

# %% [markdown]
# Is that more than you guessed? Every one of them lifts the score of a model that remembers. From
# now on we give scores for the **leak-free** part of a test: the pictures without a twin in Training.
#
# Twins have the same pixels. Do they have the same label?

# %%
twin = np.flatnonzero(find_duplicates(face_set.pixels, face_set.usage)[0])
keys = [picture.tobytes() for picture in face_set.pixels[twin]]
groups = pd.DataFrame({"row": twin, "label": face_set.emotion[twin]}).groupby(keys)
torn = [group for _, group in groups if group["label"].nunique() > 1]
print(f"{len(groups):,} groups of twins; in {len(torn):,} of them the labels disagree.")
if torn:
    pairs = [group.drop_duplicates("label").head(2) for group in torn[:6]]
    rows = pd.concat(pairs)["row"].to_numpy()
    words = [names[label] for label in face_set.emotion[rows]]
    figures.show(
        figures.wall(
            face_set.pixels[rows],
            captions=words,
            columns=6,
            title="Pairs of equal pictures under different labels",
        ),
        alt=f"Pairs of pictures equal in every pixel, with these labels: {', '.join(words)}.",
    )

# %% [markdown]
# One and the same picture, two labels: no model can be right about both. Is there one among them
# that shows no face at all? That is the next question.

# %% [markdown]
# ## Are some pictures empty?
#
# The **standard deviation** says how far numbers lie from their mean on average. For the gray levels
# of a face it is some dozens; for a picture of one single gray it is 0.
#
# ### Blank pictures (1 point)
#
# Write `find_blank(pictures, limit)`. It gives back an array of True and False, shape (n,): True for
# each picture whose standard deviation is below `limit`. The standard deviation is that of its 2,304
# gray levels, divided by 2,304 (as `np.std` does), in gray levels. A picture whose standard deviation
# is exactly `limit` is not blank.
#
# A picture of the single gray 90 has the standard deviation 0. A picture of stripes, half of its
# pixels 60 and half 80, has the standard deviation 10: with `limit=10.0` it is not blank, with
# `limit=10.5` it is.
#
# Why it matters: a blank picture teaches nothing, but it has a label, and a model will learn it.


# %% exercise="find_blank"
def find_blank(pictures, limit):
    """Find pictures in which almost nothing is to be seen.

    Args:
        pictures: (n, 48, 48) array, uint8.
        limit: standard deviation in gray levels, a number above 0.

    Returns:
        (n,) array of bool.
    """
    ### BEGIN SOLUTION
    return pictures.std(axis=(1, 2)) < limit
    ### END SOLUTION


# %% test="find_blank" points=1
"""Blank at any gray level, below the limit and not at it."""

# %%
blank = np.flatnonzero(find_blank(face_set.pixels, 1.0))
print(f"{len(blank)} blank pictures, under {len(set(face_set.emotion[blank]))} labels")
if len(blank):
    same = (face_set.pixels[blank] == face_set.pixels[blank[0]]).all(axis=(1, 2))
    under = {names[label] for label in face_set.emotion[blank[same]]}
    print(f"The first of them stands {same.sum()} times in the set, under {len(under)} labels.")
    figures.show(
        figures.wall(
            face_set.pixels[blank],
            captions=[names[label] for label in face_set.emotion[blank]],
            columns=7,
            title="Nothing to be seen, and yet a label",
        ),
        alt="Empty pictures with these labels: "
        + ", ".join(names[label] for label in face_set.emotion[blank])
        + ".",
    )

# %% [markdown]
# Somebody, or a search, put these words beside empty squares. Remember them when you hear labels
# called "ground truth".

# %% [markdown]
# ## How far do people agree about a picture?
#
# One label hides how sure anybody was. In 2016 ten people each were asked about every picture of
# FER2013 (Barsoum and others, arXiv 1608.01041). Their answers are called **votes**. The drawn set
# has votes too, but no people: ten *simulated* raters, who answer by the same table of chances that
# made the labels. What we measure is **agreement among labellers, not accuracy about feelings**.
#
# **Guess**: of ten people, how many give the most frequent answer, on average?
#
# ### Agreement and entropy (2 points)
#
# Write `vote_agreement(votes)`. Each row of `votes` is a picture, each column an answer, each number
# how many people gave it. The function gives back two arrays, `agreement` and `entropy`, in this
# order, both of shape (n,):
#
# - `agreement` is the share of the most frequent answer among the votes for that picture, from 0 to
#   1 (also when two answers are equally frequent);
# - `entropy` is the **entropy** of the shares in **bits**, a measure of how spread the votes are: the
#   sum of -p log2(p) over the answers, where p is an answer's share of the picture's votes. An answer
#   without votes adds 0.
#
# Each picture has at least one vote; how many votes and how many answers there are may differ from
# ten. A difference of 0.000001 is allowed.
#
# | votes | agreement | entropy |
# |---|---|---|
# | 5, 5, 0, 0 | 0.5 | 1 bit (as unsure as a coin) |
# | 10, 0, 0, 0 | 1 | 0 bits (no doubt) |
# | 1, 1, 1, 1 | 0.25 | 2 bits |
#
# Why it matters: where people disagree, a model that is "wrong" may be in good company.


# %% exercise="vote_agreement"
def vote_agreement(votes):
    """Measure how far labellers agree.

    Args:
        votes: (n, m) array of an integer type, how many labellers gave each of m answers.

    Returns:
        agreement: (n,) array, share of the most frequent answer.
        entropy: (n,) array, in bits.
    """
    ### BEGIN SOLUTION
    shares = votes / votes.sum(axis=1, keepdims=True)
    logarithms = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    return shares.max(axis=1), -(shares * logarithms).sum(axis=1)
    ### END SOLUTION


# %% test="vote_agreement" points=2
"""Shares of the most frequent answer; entropy in bits, also where an answer has no votes."""

# %%
if face_set.votes is None:
    print("This set has no votes. Load the drawn set, or FER2013 with the votes of FER+.")
else:
    asked = face_set.votes.sum(axis=1) > 0
    agreement, entropy = vote_agreement(face_set.votes[asked])
    by_label = pd.DataFrame({"agreement": agreement, "entropy in bits": entropy})
    by_label = by_label.groupby(face_set.emotion[asked]).mean().set_axis(names)
    print(f"mean agreement {agreement.mean():.2f}; all agree on {(agreement == 1).mean():.0%}")

    axes = plt.subplots()[1]
    spread = pd.Series(agreement).groupby(face_set.emotion[asked]).sem().fillna(0)
    axes.barh(
        names,
        by_label["agreement"],
        xerr=1.96 * spread,
        color=figures.colours_of(names=names),
        edgecolor=figures.INK,
        capsize=4,
    )
    axes.invert_yaxis()
    axes.set(xlim=(0, 1.02), xlabel="mean share of the most frequent answer", ylabel="label")
    axes.set_title(f"Labellers agree least on {by_label['agreement'].idxmin()}")
    order = by_label["agreement"].sort_values(ascending=False).index
    figures.show(
        axes,
        alt=f"Bars of the mean agreement by label, from most to least: {', '.join(order)}.",
        table=by_label,
    )

# %% [markdown]
# The thin lines are intervals: where a label has few pictures, its mean is less certain. Is the label
# with the fewest pictures also one on which labellers agree little? Nobody was asked
# what they *felt*, and nobody on the pictures was asked anything. A high bar says that labellers
# would use the same word. It does not say that the word is true.

# %% [markdown]
# ## The running duel
#
# Every notebook ends with the same chart: who answers with the label how often, on the leak-free
# part of the last test split, with six labels. Today there are no models yet. There is a baseline that always
# answers with the commonest label of Training, there is you (if you guessed above), and, for drawn
# faces, there is the ceiling: the best score that anybody can *expect*.
#
# Each bar has an **interval**: with as few pictures as these, the score would come out within it
# most of the time (19 times of 20). **Guess** how wide yours is, with twelve faces.

# %%
to_six = {name: "Angry" if name == "Disgust" else name for name in names}
labels_six = pd.Series(face_set.emotion).map(dict(enumerate(names))).map(to_six)
unseen = face_set.usage == last_split
try:
    unseen = unseen & ~find_duplicates(face_set.pixels, face_set.usage)[1]
except NotImplementedError:
    print("find_duplicates is not written yet: copies from Training are still in the test.")
commonest = labels_six[face_set.usage == 0].mode()[0]
hits = {f"always {commonest}": (labels_six[unseen] == commonest).to_numpy()}
if all_guessed:
    hits["you"] = labels_six[twelve].to_numpy() == pd.Series(guesses).map(to_six).to_numpy()

# %%
scores = {name: hit.mean() for name, hit in hits.items()}
intervals = {}
for name, hit in hits.items():
    found = stats.binomtest(int(hit.sum()), len(hit)).proportion_ci(method="wilson")
    intervals[name] = (found.low, found.high)
if drawn:
    scores["ceiling"], intervals["ceiling"] = label_model.ceiling(classes=6), None
sizes = {name: f"{len(hits[name]):,}" if name in hits else "computed" for name in scores}
duel = pd.DataFrame({"score": scores, "faces": sizes})
figures.show(
    figures.duel(
        names=list(scores),
        scores=list(scores.values()),
        intervals=[intervals[name] for name in scores],
        title=f"The duel so far, on {unseen.sum():,} faces of {faces.USAGES[last_split]}",
    ),
    alt="Bars: " + "; ".join(f"{name} {score:.0%}" for name, score in scores.items()) + ".",
    table=duel,
)

# %% [markdown]
# Between the lowest bar and the ceiling lies the room that the next notebooks fight for. On real
# pictures nobody knows the ceiling. People who were asked to label FER2013 gave the label of the set
# for about two pictures of three (Goodfellow et al. 2013: 65 ± 5 %).
#
# ## Key points
#
# - A face set is pictures, labels and splits. Look at all three before you train anything: counts,
#   copies, empty pictures, disagreement.
# - A test is worth something only as long as it is unseen. Copies from Training break it silently.
# - A label is a word that somebody wrote. It is neither what the face shows nor what the person
#   felt.
#
# ## What we still do not know
#
# The people who labelled the pictures disagree. We can measure how much, but not *who of them is
# right*, because nobody asked the people on the pictures, and asking them would tell what they say
# about their feeling, not what it was. How would you find out?
#
# ## One more bar
#
# In the next notebook the first machines enter the duel. Write down a number now: how far above
# *always the same answer* will the first one come?
