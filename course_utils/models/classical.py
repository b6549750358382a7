"""What the notebook on classification needs and does not ask for: samples, folds, costs.

All of it works on plain arrays; nothing here trains the models that the exercises ask for.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.decomposition import PCA
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.svm import SVC, LinearSVC

from course_utils.errors import UserMistake


def sample_by_label(labels: np.ndarray, n: int, seed: int) -> np.ndarray:
    """Choose rows at random so that each label keeps its share.

    Args:
        labels: (m,) of an integer type.
        n: about how many rows to choose; shares are rounded, and no label is lost. All rows, if
            there are no more than `n`.
        seed: of the choice.

    Returns:
        Positions in `labels`, rising.

    Raises:
        UserMistake: fewer rows than labels are asked for.
    """
    labels = np.asarray(labels)
    kinds = np.unique(labels)
    if n < len(kinds):
        raise UserMistake(f"{n} rows cannot hold {len(kinds)} labels; ask for more")
    if n >= len(labels):
        return np.arange(len(labels))
    rng = np.random.default_rng(seed)
    chosen = []
    for kind in kinds:
        rows = np.flatnonzero(labels == kind)
        quota = max(1, round(n * len(rows) / len(labels)))
        chosen.append(rng.permutation(rows)[:quota])
    return np.sort(np.concatenate(chosen))


def families(pictures: np.ndarray, persons: np.ndarray | None = None) -> np.ndarray:
    """Number the pictures so that relatives have the same number.

    Two pictures are relatives when all their pixels are equal or when they show the same person,
    and so are the relatives of relatives.

    Args:
        pictures: (n, h, w) uint8.
        persons: (n,) number of the person on each picture, below 0 where there is none; None
            where nobody knows.

    Returns:
        (n,) int, from 0.
    """
    n = len(pictures)
    codes = pd.factorize(pd.Series([picture.tobytes() for picture in pictures]))[0]
    links = [codes]
    if persons is not None:
        persons = np.asarray(persons)
        # Who is no person is related to nobody by this rule: a number of its own.
        alone = persons.max(initial=0) + 1 + np.arange(n)
        links.append(pd.factorize(np.where(persons >= 0, persons, alone))[0])
    rows, columns, first = [], [], n
    for link in links:
        rows.append(np.arange(n))
        columns.append(first + link)
        first += link.max(initial=-1) + 1
    pairs = np.concatenate(rows), np.concatenate(columns)
    graph = coo_matrix((np.ones(len(pairs[0]), np.int8), pairs), shape=(first, first))
    return pd.factorize(connected_components(graph, directed=False)[1][:n])[0]


def deal_folds(family: np.ndarray, k: int, seed: int) -> np.ndarray:
    """Deal rows into `k` parts of like size; a family stays together.

    Args:
        family: (n,) number of the family of each row.
        k: how many parts.
        seed: of the dealing.

    Returns:
        (n,) int, the part of each row, 0 to k - 1; each part occurs.

    Raises:
        UserMistake: there are fewer families than parts.
    """
    numbers, place, sizes = np.unique(family, return_inverse=True, return_counts=True)
    if len(numbers) < k:
        raise UserMistake(f"{len(numbers)} families cannot be dealt into {k} parts")
    # The large ones first, each to the part that is smallest so far; equal ones in random order.
    order = np.random.default_rng(seed).permutation(len(numbers))
    order = order[np.argsort(-sizes[order], kind="stable")]
    part, filled = np.empty(len(numbers), int), np.zeros(k, int)
    for number in order:
        part[number] = filled.argmin()
        filled[part[number]] += sizes[number]
    return part[place]


def components_then(machine: str, rows: int, components: int = 150) -> Pipeline:
    """A pipeline that is fast on pixels: whitened principal components, then a machine.

    Whitening divides each component by its spread, so that the small ones, where the expression
    is, count as much as the large ones, which are light.

    Args:
        machine: "svm" (with the kernel RBF) or "linear".
        rows: how many rows it will learn from; there are fewer components than rows.
        components: how many components at most.

    Raises:
        UserMistake: no such machine.
    """
    machines = {"svm": SVC(C=3), "linear": LinearSVC(C=0.01, random_state=0)}
    if machine not in machines:
        raise UserMistake(f"there is no machine {machine!r}; use {' or '.join(machines)}")
    kept = min(components, rows // 2)
    pca = PCA(kept, whiten=True, svd_solver="randomized", random_state=0)
    return make_pipeline(pca, machines[machine])


def cpu_seconds(work, *arguments) -> tuple[Any, float]:
    """Call `work(*arguments)`; returns its answer and the CPU seconds that it took.

    CPU seconds add up over the cores, and a machine that is busy with other things does not
    change them much.
    """
    start = time.process_time()
    answer = work(*arguments)
    return answer, time.process_time() - start


def cost_table(
    machines: Mapping[str, Any],
    sizes: Mapping[str, Sequence[int]],
    learn: tuple[np.ndarray, np.ndarray],
    judge: tuple[np.ndarray, np.ndarray],
) -> pd.DataFrame:
    """Fit each machine on the first rows, for several sizes, and write down score and cost.

    Args:
        machines: name -> a function of the number of rows that makes an unfitted model.
        sizes: name -> numbers of rows; those above the rows there are, are left out.
        learn: features (n, d) and labels (n,) to learn from.
        judge: features (m, d) and labels (m,) to score on.

    Returns:
        One row a fit: `model`, `pictures`, `score` (0 to 1), `fit` and `answer` in CPU seconds.
    """
    features, labels = learn
    rows = []
    for name, make in machines.items():
        for n in (size for size in sizes[name] if size <= len(labels)):
            model, fit = cpu_seconds(make(n).fit, features[:n], labels[:n])
            answers, answer = cpu_seconds(model.predict, judge[0])
            rows.append((name, n, float(np.mean(answers == judge[1])), fit, answer))
    return pd.DataFrame(rows, columns=["model", "pictures", "score", "fit", "answer"])


def extrapolate(sizes: Sequence[int], seconds: Sequence[float], size: int) -> tuple[float, float]:
    """Guess what a larger fit costs, from a straight line through the costs on double-log paper.

    Args:
        sizes: at least two numbers of rows.
        seconds: what each cost, above 0.
        size: the number of rows to guess for.

    Returns:
        The guess in seconds, and the power: 2 means that twice the rows cost four times as much.

    Raises:
        UserMistake: fewer than two sizes.
    """
    if len(sizes) < 2:
        raise UserMistake(f"a line needs two sizes, not {len(sizes)}")
    power, start = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return float(np.exp(start + power * np.log(size))), float(power)
