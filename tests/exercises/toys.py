"""Toy exercises for every primitive of the protocol, each with right and wrong answers.

`TOYS` lists them: the test, a right answer, and wrong answers with the words that their reason has.
The tests draw their inputs, and no reason may show the expected values.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

import numpy as np
import pandas as pd

from course_utils.exercises import (
    describe,
    expect,
    files_of,
    fixtures,
    made,
    read,
    report,
    source_of,
    tests,
)
from course_utils.exercises.registry import Test
from course_utils.exercises.student import Handle


@dataclass
class Toy:
    """One exercise: its test, its answers, and what the reasons must and must not say."""

    test: Test
    right: list[str]
    wrong: list[tuple[str, str]]
    keras: bool = False


TOYS: list[Toy] = []


def toy(*, right, wrong, keras=False):
    """Register a test with its answers."""

    def register(function):
        name = function.exercise
        rights = right if isinstance(right, list) else [right]
        test = Test(name, function.__name__, function, __name__)
        TOYS.append(Toy(test, rights, wrong, keras=keras))
        return function

    return register


# ---------------------------------------------------------------- values and arguments


@toy(
    right="import numpy as np\ndef shift(a, by=1): return np.roll(a, by)",
    wrong=[
        ("def shift(a, by=1): return list(a)", "should be a numpy array, but a list came back"),
        ("def shift(a, by=1): pass", "is there a `return`?"),
        ("def shift(a, by=1): return a * 1.0", "should be of type integer, but its dtype is float"),
        ("def shift(a, by=1): return a[:-1]", "should have shape (7,), but its shape is (6,)"),
        ("def shift(a, by=1): return a", "should move by `by`"),
        ("import numpy as np\ndef shift(a): return np.roll(a, 1)", "TypeError"),
        (
            "import numpy as np\ndef shift(a, by=1):\n    a[:] = np.roll(a, by)\n    return a",
            "should be left as it is",
        ),
        ("def shift(a, by=1): return (x for x in a)", "but a generator came back"),
        ("def shift(a, by=1): return __import__('numpy')", "but a module came back"),
    ],
)
@tests("shift")
def rolls_and_leaves_the_input(student, rng):
    a, by = rng.integers(1000, 9999, size=7), int(rng.integers(2, 4))
    answer = student.shift(a, by=by)
    expected = np.roll(a, by)
    expect.array(answer.value, expected, dtype="integer", reason="items should move by `by`")
    expect.unchanged(answer.arguments[0], a)
    assert answer.keywords == {"by": by}


@toy(
    right="def fill(a):\n    a[:] = a.max()",
    wrong=[
        ("def fill(a): return a * 0 + a.max()", "should return nothing"),
        ("def fill(a):\n    a[0] = a.max()", "should hold the largest number"),
        ("def fill(a):\n    a[:] = a.max()\n    return a", "should return nothing"),
    ],
)
@tests("fill")
def changes_in_place(student, rng):
    a = rng.integers(1000, 9999, size=5)
    answer = student.fill(a)
    expect.that(answer.value is None, "it should return nothing")
    expect.array(
        answer.arguments[0], np.full(5, a.max()), reason="each place should hold the largest number"
    )


@toy(
    right="threshold = 0.25 * 4",
    wrong=[
        ("threshold = '1.0'", "should be one number, but a str came back"),
        ("threshold = 3", "should be one"),
        ("threshold = lambda: 1", "should be one number, but a function came back"),
        ("threshold = True", "one number, but a bool"),
        ("other = 1", "there is no `threshold` yet"),
    ],
)
@tests("threshold")
def reads_a_name(student, rng):
    expect.number(read(student.threshold), 1.0, reason="the threshold should be one")


@toy(
    right=[
        "def table(labels):\n    import pandas as pd\n    return pd.Series(labels).value_counts()"
        ".sort_index().rename('n').rename_axis('label').reset_index()",
    ],
    wrong=[
        ("def table(labels): return {}", "should be a pandas DataFrame, but a dict"),
        ("import pandas as pd\ndef table(labels): return pd.DataFrame()", "rows and"),
        (
            "import pandas as pd\ndef table(labels):\n    c = pd.Series(labels).value_counts()\n"
            "    return c.sort_index().rename('count').rename_axis('label').reset_index()",
            "labelled",
        ),
        (
            "import pandas as pd\ndef table(labels):\n    c = pd.Series(labels)\n"
            "    c = c.value_counts().sort_index() + 1\n"
            "    return c.rename('n').rename_axis('label').reset_index()",
            "counts are off",
        ),
    ],
)
@tests("table")
def counts_as_a_table(student, rng):
    labels = np.repeat([0, 1, 2], rng.integers(1000, 2000, size=3))
    expected = pd.DataFrame({"label": [0, 1, 2], "n": np.bincount(labels)})
    expect.frame(student.table(labels).value, expected, reason="the counts are off")


@toy(
    right="def group(words):\n    out = {}\n"
    "    for w in words: out.setdefault(len(w), set()).add(w)\n"
    "    return {k: (len(v), v) for k, v in out.items()}",
    wrong=[
        ("def group(words): return list(words)", "should be a dict, but a list"),
        ("def group(words): return {}", "lacks 2 of its 2 keys"),
        ("def group(words): return {str(len(w)): (1, {w}) for w in words}", "lacks 2"),
        ("def group(words): return {len(w): (1, w) for w in words}", "wrong groups"),
    ],
)
@tests("group")
def int_keys_tuples_and_sets_survive(student, rng):
    a, b = (f"{n:06x}" for n in rng.integers(0, 16**6, size=2))
    expected = {6: (2 if a != b else 1, {a, b}), 3: (1, {"abc"})}
    expect.mapping(student.group([a, b, "abc"]).value, expected, reason="wrong groups")


@toy(
    right="def root(x):\n    if x < 0: raise ValueError('negative')\n    return x ** 0.5",
    wrong=[
        ("def root(x): return abs(x) ** 0.5", "negative numbers have no root here"),
        ("def root(x): raise TypeError", "negative numbers have no root here"),
        ("def root(x):\n    raise ValueError('no')", "stopped with ValueError in the line `raise"),
    ],
)
@tests("root")
def raises_for_negative_numbers(student, rng):
    with expect.raises("ValueError", reason="negative numbers have no root here"):
        student.root(-float(rng.integers(1, 9)))
    n = float(rng.integers(1000, 9999))
    expect.number(student.root(n).value, n**0.5, reason="not the root")


# ---------------------------------------------------------------- source and files


@toy(
    right="def total(a):\n    return sum(a)\ndef total(a):\n    t = 0\n    for x in a: t += x\n"
    "    return t",
    wrong=[
        ("def total(a): return sum(a)", "without `sum`"),
        ("def total(a): return __builtins__.sum(a)", "without `sum`"),
        (
            "def total(a):\n    t = 0\n    for x in a: t += x\n    return t\n"
            "def total(a):\n    return sum(a)",
            "without `sum`",
        ),
        ("total = lambda a: a[0]", "there is no definition of `total`"),
        ("def total(a): return 0", "not the total"),
    ],
)
@tests("total")
def adds_without_sum(student, rng):
    tree = source_of(student, "total")
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    names |= {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    expect.that("sum" not in names, "add the numbers without `sum`")
    a = rng.integers(1000, 9999, size=5).tolist()
    expect.number(student.total(a).value, sum(a), reason="not the total")


@toy(
    right="import pathlib\ndef save(text):\n    pathlib.Path('notes').mkdir(exist_ok=True)\n"
    "    pathlib.Path('notes/kept.txt').write_text(text)",
    wrong=[
        ("def save(text): pass", "there should be a file `notes/kept.txt`"),
        (
            "import pathlib\ndef save(text):\n    pathlib.Path('notes').mkdir(exist_ok=True)\n"
            "    pathlib.Path('notes/kept.txt').write_text(text[1:])",
            "should hold the whole text",
        ),
    ],
)
@tests("save")
def writes_a_file(student, rng):
    text = "x" * int(rng.integers(1000, 9999))
    student.save(text)
    sizes = dict(files_of(student))
    expect.that("notes/kept.txt" in sizes, "there should be a file `notes/kept.txt`")
    expect.that(sizes["notes/kept.txt"] == len(text), "the file should hold the whole text")


# ---------------------------------------------------------------- handles

COUNTER = """
class Counter:
    def __init__(self): self.seen, self.label = {}, 'mine'
    def add(self, word, times=1):
        self.seen[word] = self.seen.get(word, 0) + times
        return self
    def count(self, word): return self.seen.get(word, 0)
    def merge(self, other):
        for w, n in other.seen.items(): self.add(w, n)
"""


@toy(
    right=COUNTER + "def counter(): return Counter()",
    wrong=[
        ("def counter(): return {}", "an object with methods, but a dict came back"),
        ("def counter(): return object()", "there is no `add` yet"),
        (COUNTER + "def counter(): c = Counter(); c.seen['w'] = 1; return c", "not the count"),
        (COUNTER + "C = Counter()\ndef counter(): return C", "one counter's words"),
    ],
)
@tests("counter")
def counts_behind_a_handle(student, rng):
    times = int(rng.integers(1000, 9999))
    one, two = student.counter(), student.counter()
    expect.kind(one.value, Handle, called="an object with methods")
    chained = one.add("w", times=times).add("w")  # `add` gives the counter itself
    expect.kind(chained.value, Handle, called="an object with methods")
    expect.number(one.count("w").value, times + 1, reason="not the count")
    expect.number(two.count("w").value, 0, reason="one counter's words are in the other")
    expect.that(read(one.label) == "mine", "`label` should be kept")
    two.merge(one)  # a handle as an argument
    expect.number(two.count("w").value, times + 1, reason="merging lost words")


@toy(
    right=COUNTER + "def pair():\n    a = Counter().add('a'); return 'two', (a, [Counter(), a])",
    wrong=[
        (COUNTER + "def pair(): return 'two', Counter()", "a tuple of two"),
        (COUNTER + "def pair(): return 'two', (Counter(), [Counter(), Counter()])", "the first"),
    ],
)
@tests("pair")
def handles_inside_tuples_and_lists(student, rng):
    answer = student.pair()
    expect.kind(answer.value, tuple, called="a tuple")
    word, rest = answer.value
    expect.that(isinstance(rest, tuple) and len(rest) == 2, "expected a tuple of two")
    first, (other, again) = rest
    expect.number(first.count("a").value, 1, reason="the first should count `a`")
    expect.number(again.count("a").value, 1, reason="the last should be the first")
    expect.number(other.count("a").value, 0, reason="the other should be empty")
    other.merge(again)
    expect.number(other.count("a").value, 1, reason="merging lost words")


@toy(
    right="import numpy as np\ndef ready(): return np.ones(3)",
    wrong=[
        ("class A:\n    def all(self): return True\ndef ready(): return A()", "came back"),
        (
            "class A:\n    def __ge__(self, o): return True\ndef ready(): return A()",
            "there is no `all`",
        ),
        ("def ready(): return iter([1])", "there is no `all`"),
        ("class A:\n    all = 1\ndef ready(): return A()", "TypeError"),
    ],
)
@tests("ready")
def a_careless_test_does_not_pass_an_object(student, rng):
    value = student.ready().value
    expect.that(value.all(), "all should be true")
    expect.that((value >= 0).all(), "none should be negative")


# ---------------------------------------------------------------- fixtures


@toy(
    right="def elapsed(clock):\n    a = clock()\n    return clock() - a",
    wrong=[
        ("def elapsed(clock): return clock() - clock()", "not the time between"),
        ("def elapsed(clock): return clock()", "look at the clock twice"),
        ("import time\ndef elapsed(clock):\n    t = time.time(); return time.time() - t", "twice"),
    ],
)
@tests("elapsed")
def a_scripted_clock(student, rng):
    start, end = np.sort(rng.uniform(1000, 9999, size=2))
    answer = student.elapsed(fixtures.clock([start, end]))
    expect.that(answer.arguments[0] == {"reads": 2}, "look at the clock twice")
    expect.number(answer.value, end - start, reason="not the time between", atol=1e-6)


@toy(
    right=[
        "def slowest(stages, frame, clock):\n    times = {}\n"
        "    for name, stage in stages.items():\n"
        "        t = clock(); frame = stage(frame); times[name] = clock() - t\n"
        "    return max(times, key=times.get), sum(times.values())",
    ],
    wrong=[
        ("def slowest(stages, frame, clock): return 'detect', 0.0", "every stage should be called"),
        (
            "def slowest(stages, frame, clock):\n    for s in stages.values(): s(frame)\n"
            "    return 'detect', clock()",
            "what the stage before gave",
        ),
        (
            "def slowest(stages, frame, clock):\n    t = clock()\n"
            "    for s in stages.values(): frame = s(frame)\n    return 'none', clock() - t",
            "not the slowest",
        ),
    ],
)
@tests("slowest")
def stages_on_a_clock_that_stands_still(student, rng):
    takes = rng.permutation([1.5, 2.5, 3.5])
    clock = made(student, fixtures.stage_clock(10.0))
    names = ["detect", "crop", "predict"]
    frame = rng.integers(0, 255, size=(2, 2))
    stages = {
        name: made(student, fixtures.function(frame + i + 1, takes=t, advances=clock))
        for i, (name, t) in enumerate(zip(names, takes, strict=True))
    }
    answer = student.slowest(stages, frame, clock)
    calls = [report(stages[name])["calls"] for name in names]
    expect.that(all(len(c) == 1 for c in calls), "every stage should be called once")
    for i, call in enumerate(calls):
        reason = "each stage should get what the stage before gave"
        expect.array(call[0][0], frame + i, reason=reason)
    expect.that(answer.value[0] == names[int(np.argmax(takes))], "that is not the slowest")
    expect.number(answer.value[1], takes.sum(), reason="not the whole time")
    assert report(clock)["now"] == 10.0 + takes.sum()


@toy(
    right="def retry(f):\n    for i in range(3):\n        out = f(i, mode='fast')\n"
    "        if out is not None: return out",
    wrong=[
        ("def retry(f): return f(0, mode='fast')", "should try again"),
        ("def retry(f):\n    f(0); f(1); return f(2)", "in the mode `fast`"),
        ("def retry(f):\n    f(0, mode='fast'); f(1, mode='fast')", "should try again"),
    ],
)
@tests("retry")
def a_function_with_a_script_that_records(student, rng):
    secret = int(rng.integers(10**6, 10**7))
    answer = student.retry(fixtures.function(sequence=[None, None, secret]))
    expect.that(answer.arguments[0]["calls"] == [[0], [1], [2]], "it should try again")
    modes = answer.arguments[0]["keywords"]
    expect.that(modes == [{"mode": "fast"}] * 3, "call it in the mode `fast`")
    expect.number(answer.value, secret, reason="give back what came at last")


@toy(
    right="def safe(f):\n    try: return f()\n    except RuntimeError as e: return str(e)",
    wrong=[
        ("def safe(f): return f()", "stopped with RuntimeError"),
        ("def safe(f): return ''", "should be called"),
        ("def safe(f):\n    try: f()\n    except Exception: return ''", "what went wrong"),
    ],
)
@tests("safe")
def a_function_that_fails(student, rng):
    text = f"broken {int(rng.integers(100, 999))}"
    answer = student.safe(fixtures.function(raises=text))
    expect.that(len(answer.arguments[0]["calls"]) == 1, "it should be called once")
    expect.that(answer.value == text, "say what went wrong")


@toy(
    right="import cv2\ndef means(folder):\n    return {p.relative_to(folder).as_posix():"
    " float(cv2.cvtColor(cv2.imread(str(p)), cv2.COLOR_BGR2RGB)[..., 0].mean())\n"
    "        for p in sorted(folder.rglob('*.png'))}",
    wrong=[
        (
            "import cv2\ndef means(folder):\n    return {p.relative_to(folder).as_posix():"
            " float(cv2.imread(str(p))[..., 0].mean()) for p in folder.rglob('*.png')}",
            "mean of red",
        ),
        (
            "def means(folder):\n    return {p.name: 0.0 for p in folder.glob('*.png')}",
            "lacks 1 of",
        ),
        (
            "def means(folder):\n    [p.unlink() for p in folder.glob('*.png')]\n    return {}",
            "files should stay",
        ),
    ],
)
@tests("means")
def a_folder_of_pictures(student, rng):
    colour = rng.integers(0, 255, size=(4, 5, 3), dtype=np.uint8)
    gray = rng.integers(0, 255, size=(3, 3), dtype=np.uint8)
    answer = student.means(fixtures.image_folder({"a.png": colour, "sub/b.png": gray}))
    expect.that(
        answer.arguments[0] == {"files": ["a.png", "sub/b.png"]}, "the files should stay there"
    )
    expected = {"a.png": colour[..., 0].mean(), "sub/b.png": gray.mean()}
    expect.mapping(answer.value, expected, reason="that is not the mean of red")


@toy(
    right="def confident(model, x):\n    return model.predict_proba(x).max(axis=1)",
    wrong=[
        ("def confident(model, x): return model.predict(x)", "type floating"),
        ("def confident(model, x): return model.predict_proba(x)", "should have shape (4,)"),
        ("def confident(model, x): return model.predict_proba(x).min(axis=1)", "most likely"),
    ],
)
@tests("confident")
def a_linear_classifier(student, rng):
    weights, bias, x = rng.normal(size=(3, 2)), rng.normal(size=3), rng.normal(size=(4, 2))
    model = fixtures.linear_classifier(weights, bias, [0, 1, 2])
    scores = np.exp(x @ weights.T + bias)
    expected = (scores / scores.sum(axis=1, keepdims=True)).max(axis=1)
    answer = student.confident(model, x)
    assert answer.arguments[0] == {}
    expect.array(
        answer.value, expected, dtype="floating", atol=1e-6, reason="not of the most likely class"
    )


# ---------------------------------------------------------------- descriptions


def bar_values(bars):
    return {(bar["label"], bar["series"]): round(bar["value"] - 0, 6) for bar in bars}


HEAD = "import matplotlib.pyplot as plt, seaborn as sns, pandas as pd\n"


@toy(
    right=[
        HEAD + "def bars(c):\n    _, ax = plt.subplots()\n    ax.bar(list(c), list(c.values()))\n"
        "    ax.set(title='Counts', ylabel='faces')\n    return ax",
        HEAD + "def bars(c):\n    ax = sns.barplot(x=list(c), y=list(c.values()))\n"
        "    ax.set(title='Counts', ylabel='faces')\n    return ax",
        HEAD + "def bars(c):\n    ax = pd.Series(c).plot.bar()\n"
        "    ax.set(title='Counts', ylabel='faces')\n    return ax",
        HEAD
        + "def bars(c):\n    fig, ax = plt.subplots()\n    ax.barh(list(c), list(c.values()))\n"
        "    ax.set(title='Counts', ylabel='faces')\n    return ax",
        HEAD + "def bars(c):\n    plt.bar(range(len(c)), list(c.values()))\n"
        "    plt.xticks(range(len(c)), list(c))\n    plt.title('Counts')\n    plt.ylabel('faces')\n"
        "    return plt.gca()",
        HEAD + "def bars(c):\n    words = [k for k, n in c.items() for _ in range(n)]\n"
        "    ax = sns.countplot(x=words, order=list(c))\n    ax.set(title='Counts',"
        " ylabel='faces')\n    return ax",
    ],
    wrong=[
        ("def bars(c): return c", "a dict came back"),
        (HEAD + "def bars(c): return plt.figure()", "an Axes"),
        (HEAD + "def bars(c): return plt.subplots()[1]", "should have a title"),
        (
            HEAD + "def bars(c):\n    _, ax = plt.subplots()\n    ax.bar(list(c), [1] * len(c))\n"
            "    ax.set(title='Counts', ylabel='faces')\n    return ax",
            "as high as its count",
        ),
        (
            HEAD + "def bars(c):\n    _, ax = plt.subplots()\n"
            "    ax.bar(list(c)[::-1], list(c.values()))\n"
            "    ax.set(title='Counts', ylabel='faces')\n    return ax",
            "as high as its count",
        ),
    ],
)
@tests("bars")
def a_bar_for_each_class(student, rng):
    for _ in range(2):  # the second picture is a new one, also with pyplot's current axes
        names = rng.permutation(["happy", "sad", "angry"]).tolist()
        counts = dict(zip(names, rng.integers(100, 999, size=3).tolist(), strict=True))
        picture = describe(student.bars(counts))
        expect.that(picture["kind"] == "axes", "give back an Axes")
        expect.that(picture["title"] == "Counts", "it should have a title")
        expect.that(picture["ylabel"] == "faces", "it should say what is counted")
        heights = {bar["label"]: bar["value"] for bar in picture["bars"]}
        expect.that(heights == counts, "each bar should be as high as its count")
        expect.that(len(picture["bars"]) == 3, "one bar for each class")


@toy(
    right=[
        HEAD
        + "def split(t):\n    ax = sns.barplot(t, x='label', y='n', hue='part')\n    return ax",
        HEAD + "def split(t):\n    return t.pivot(index='label', columns='part', values='n')"
        ".plot.bar()",
        HEAD + "def split(t):\n    return t.pivot(index='label', columns='part', values='n')"
        ".plot.barh()",
        HEAD + "def split(t):\n    _, ax = plt.subplots()\n"
        "    w = t.pivot(index='label', columns='part', values='n')\n"
        "    for i, part in enumerate(w):\n"
        "        ax.bar([x + 0.4 * i for x in range(len(w))], w[part], 0.4, label=part)\n"
        "    ax.set_xticks([x + 0.2 for x in range(len(w))], w.index)\n    ax.legend()\n"
        "    return ax",
        HEAD + "def split(t):\n    long = t.loc[t.index.repeat(t.n)]\n"
        "    return sns.countplot(long, x='label', hue='part')",
    ],
    wrong=[
        (HEAD + "def split(t): return sns.barplot(t, x='label', y='n', errorbar=None)", "legend"),
        (
            HEAD + "def split(t):\n    t = t.assign(n=t.n + 1)\n"
            "    return sns.barplot(t, x='label', y='n', hue='part')",
            "as high as",
        ),
    ],
)
@tests("split")
def grouped_bars_with_a_legend(student, rng):
    table = pd.DataFrame(
        {
            "label": ["happy", "happy", "sad", "sad"],
            "part": ["test", "train"] * 2,
            "n": rng.integers(10, 99, size=4),
        }
    )
    picture = describe(student.split(table))
    expect.that(sorted(picture["legend"]) == ["test", "train"], "a legend should name the parts")
    found = {(bar["label"], bar["series"]): bar["value"] for bar in picture["bars"]}
    right = {(r.label, r.part): r.n for r in table.itertuples()}
    expect.that(found == right, "each bar should be as high as its count")


@toy(
    right=[
        HEAD + "def curves(h):\n    _, ax = plt.subplots()\n"
        "    for k, v in h.items(): ax.plot(range(1, len(v) + 1), v, label=k)\n"
        "    ax.legend(title='loss'); ax.set_yscale('log')\n    return ax.figure",
    ],
    wrong=[
        (HEAD + "def curves(h): return 3", "an int came back"),
        (HEAD + "def curves(h): return plt.figure()", "one picture"),
        (
            HEAD
            + "def curves(h):\n    f, ax = plt.subplots()\n    for v in h.values(): ax.plot(v)\n"
            "    return f",
            "name the curves",
        ),
        (
            HEAD + "def curves(h):\n    f, ax = plt.subplots()\n"
            "    for k, v in h.items(): ax.plot(v, label=k)\n    ax.legend()\n    return f",
            "begin with epoch one",
        ),
    ],
)
@tests("curves")
def lines_in_a_figure(student, rng):
    history = {"train": rng.random(4), "validation": rng.random(4)}
    figure = describe(student.curves(history))
    expect.that(figure["kind"] == "figure" and len(figure["axes"]) == 1, "one picture, please")
    axes = figure["axes"][0]
    expect.that(axes["legend"] == list(history), "a legend should name the curves")
    for line, (name, values) in zip(axes["lines"], history.items(), strict=True):
        assert line["label"] == name
        expect.array(line["x"], np.arange(1.0, 5), reason="the curves begin with epoch one")
        expect.array(line["y"], values, reason="not the history")
    expect.that(axes["yscale"] == "log" and axes["legend_title"] == "loss", "a log scale")


@toy(
    right=HEAD + "def over(words, v):\n    _, ax = plt.subplots()\n    ax.plot(words, v, 'o-')\n"
    "    ax.scatter(range(len(v)), v)\n    ax.annotate('peak', (0, v[0]))\n    return ax",
    wrong=[(HEAD + "def over(words, v):\n    return plt.plot(v)[0].axes", "words below")],
)
@tests("over")
def a_line_over_words(student, rng):
    values = rng.uniform(1000, 9999, size=3)
    picture = describe(student.over(["one", "two", "three"], values))
    expect.that(picture["xticklabels"] == ["one", "two", "three"], "the words below the axis")
    expect.array(picture["lines"][0]["x"], np.arange(3.0), reason="places")
    expect.array(picture["lines"][0]["y"], values, reason="values")
    expect.array(picture["points"][0], np.column_stack([np.arange(3.0), values]), reason="points")
    expect.that(picture["texts"] == ["peak"], "annotate the peak")


@toy(
    right=HEAD + "def grid(faces, names):\n    f, axs = plt.subplots(1, len(faces))\n"
    "    for ax, im, n in zip(axs, faces, names): ax.imshow(im, cmap='gray'); ax.set_title(n)\n"
    "    f.suptitle('Faces')\n    return f",
    wrong=[
        (
            HEAD + "def grid(faces, names):\n    f, axs = plt.subplots(1, len(faces))\n"
            "    for ax, im, n in zip(axs, faces[::-1], names): ax.imshow(im); ax.set_title(n)\n"
            "    f.suptitle('Faces')\n    return f",
            "not the face of that name",
        ),
        (HEAD + "def grid(faces, names): return plt.subplots(1, 2)[0]", "a title"),
    ],
)
@tests("grid")
def pictures_in_a_grid(student, rng):
    faces = rng.integers(0, 255, size=(2, 8, 8), dtype=np.uint8)
    figure = describe(student.grid(faces, ["a", "b"]))
    expect.that(figure["title"] == "Faces", "the figure should have a title")
    for axes, face, name in zip(figure["axes"], faces, "ab", strict=True):
        expect.that(axes["title"] == name, "name each face")
        expect.array(axes["images"][0], face, dtype="uint8", reason="not the face of that name")


@toy(
    right="from sklearn.pipeline import make_pipeline\n"
    "from sklearn.preprocessing import StandardScaler\nfrom sklearn.svm import SVC\n"
    "def pipeline(C): return make_pipeline(StandardScaler(), SVC(C=C, kernel='rbf'))",
    wrong=[
        ("def pipeline(C): return None", "expected an object"),
        ("from sklearn.svm import SVC\ndef pipeline(C): return SVC(C=C)", "scale first"),
        (
            "from sklearn.pipeline import make_pipeline\n"
            "from sklearn.preprocessing import StandardScaler\nfrom sklearn.svm import SVC\n"
            "def pipeline(C): return make_pipeline(StandardScaler(), SVC())",
            "use the `C`",
        ),
    ],
)
@tests("pipeline")
def a_pipeline_that_is_not_fitted_yet(student, rng):
    c = float(rng.uniform(1000, 9999))
    model = student.pipeline(c)
    told = describe(model)
    expect.that(told["kind"] == "estimator" and len(told["steps"]) == 2, "scale first, then an SVM")
    (_, scaler), (_, machine) = told["steps"]
    assert scaler["type"] == "StandardScaler" and not told["fitted"]
    expect.that(machine["parameters"]["C"] == c, "use the `C` that was given")
    x = rng.normal(size=(30, 2))
    y = (x[:, 0] > 0).astype(int)
    model.fit(x, y)
    assert describe(model)["fitted"]
    guesses = model.predict(x).value
    expect.array(guesses, guesses, dtype="integer", reason="")
    expect.that((guesses == y).mean() > 0.9, "it should learn an easy line")


@toy(
    right="import keras\ndef build(n):\n    return keras.Sequential([keras.Input((4, 4, 1)),"
    " keras.layers.Flatten(), keras.layers.Dense(n, activation='softmax', name='out')])",
    wrong=[
        ("def build(n): return 'a model'", "a str came back"),
        ("import keras\ndef build(n): return keras.layers.Dense(n)", "a Keras model"),
        (
            "import keras\ndef build(n):\n    return keras.Sequential([keras.layers.Flatten(),"
            " keras.layers.Dense(n, activation='softmax')])",
            "say the shape of its input",
        ),
        (
            "import keras\ndef build(n):\n    return keras.Sequential([keras.Input((4, 4, 1)),"
            " keras.layers.Flatten(), keras.layers.Dense(n)])",
            "end with softmax",
        ),
    ],
    keras=True,
)
@tests("build")
def a_model_of_layers(student, rng):
    n = int(rng.integers(20, 40))
    model = student.build(n)
    told = describe(model)
    expect.that(told["kind"] == "model", "give back a Keras model")
    expect.that(told["built"], "the model should say the shape of its input")
    assert told["input_shape"] == [None, 4, 4, 1]
    expect.that(told["output_shape"] == [None, n], "one output for each class")
    last = told["layers"][-1]
    expect.that(last["activation"] == "softmax", "it should end with softmax")
    assert last["type"] == "Dense" and last["parameters"] == 17 * n == told["parameters"]
    assert told["trainable_parameters"] == 17 * n and told["optimizer"] is None
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    again = describe(model)
    assert (again["optimizer"], again["loss"]) == ("Adam", "sparse_categorical_crossentropy")
    x = rng.random((5, 4, 4, 1)).astype("float32")
    expect.array(
        model.predict(x, verbose=0).value.sum(axis=1), np.ones(5), atol=1e-5, reason="sums"
    )


@toy(
    right="import keras\ndef wrap():\n    inside = keras.Sequential([keras.Input((3,)),"
    " keras.layers.Dense(5, name='hidden')])\n    return keras.Sequential([keras.Input((3,)),"
    " inside, keras.layers.Dense(2, name='out')])",
    wrong=[
        (
            "import keras\ndef wrap():\n    return keras.Sequential([keras.Input((3,)),"
            " keras.layers.Dense(2, name='out')])",
            "a layer inside",
        ),
    ],
    keras=True,
)
@tests("wrap")
def a_model_inside_a_model(student, rng):
    told = describe(student.wrap())
    names = [layer["name"] for layer in told["layers"]]
    expect.that(names == ["hidden", "out"], "there should be a layer inside the first one")


@toy(
    right="import numpy as np\ndef classes(model, x):\n"
    "    return np.asarray(model(x)).argmax(axis=1)",
    wrong=[
        ("def classes(model, x): return model.predict(x, verbose=0)", "type integer"),
        ("import numpy as np\ndef classes(model, x): return np.zeros(len(x), int)", "most likely"),
    ],
    keras=True,
)
@tests("classes")
def a_model_made_by_the_referee(student, rng):
    weights, bias = rng.normal(size=(3, 4)), rng.normal(size=4)
    x = rng.normal(size=(16, 3)).astype("float32")
    model = fixtures.keras_model([("Dense", {"units": 4})], [weights, bias], (3,))
    answer = student.classes(model, x)
    assert answer.arguments[0] == {"parameters": 16}
    expected = (x @ weights + bias).argmax(axis=1)
    expect.array(answer.value, expected, dtype="integer", reason="not the most likely class")


@toy(
    right="class Detector:\n    pass\ndef detector(): return Detector()",
    wrong=[("def detector(): return 1", "an int came back")],
)
@tests("detector")
def an_object_of_no_known_library(student, rng):
    told = describe(student.detector())
    expect.that(told == {"kind": "object", "type": "Detector"}, "a Detector, please")
