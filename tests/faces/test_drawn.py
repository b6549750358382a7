"""The drawn set: the same faces whoever draws them, faults as written down, labels unseen."""

import itertools
from dataclasses import asdict

import numpy as np
import pytest

from course_utils.faces import drawn, faults, skewed
from course_utils.faces.embedded import N, embedded
from course_utils.faces.hidden import hidden_faces
from course_utils.faces.labels import DEFAULT, active
from course_utils.faces.manifest import fingerprint, leak_free
from course_utils.faces.painters import paint_in_parallel
from course_utils.faces.schema import EMOTIONS, FacesError, FaceSet

# Labels and parameters of the first 600 faces. If a change is meant, raise manifest.VERSION.
FINGERPRINT = "9616e59aaa2fefcd"


def blank_paint(recipe, seed, index, person, bits):
    """A painter for tests that do not look at pictures."""
    return np.zeros((len(index), 48, 48), np.uint8)


@pytest.fixture(scope="module")
def whole():
    """The parameters of a tenth of the set, without pictures."""
    return drawn.draw(3600, painter=blank_paint)


# --- the same faces ---------------------------------------------------------------------------


def test_labels_and_parameters_are_the_published_ones():
    faces = drawn.draw(N, painter=blank_paint)
    assert fingerprint(faces) == FINGERPRINT
    assert embedded().manifest["fingerprint"] == FINGERPRINT == fingerprint(embedded())


def test_embedded_pictures_are_what_the_renderer_draws():
    kept = embedded()
    faces = drawn.draw(60)
    rows = np.isin(kept.nuisance["index"], faces.nuisance["index"])
    difference = np.abs(kept.pixels[rows].astype(int) - faces.pixels)
    stale = (
        "the renderer changed: raise manifest.VERSION and run python -m course_utils.faces.embedded"
    )
    assert difference.max() <= 1 and (difference > 0).mean() <= 0.001, stale


def test_a_set_is_the_first_part_of_every_larger_one(whole):
    small = drawn.draw(600, painter=blank_paint)
    rows = np.isin(whole.nuisance["index"], small.nuisance["index"])
    part = whole.take(rows)
    assert fingerprint(part) == fingerprint(small)
    for name, values in small.nuisance.items():
        assert (part.nuisance[name] == values).all(), name


def test_every_original_of_a_copy_is_in_every_first_part():
    for n in (10, 11, 57, 600, 1234, 5000):
        usage, index = drawn.layout(n)
        source = faults.plant(3, usage, index).source
        assert source.max() < n and (source == source[source]).all()


def test_drawing_processes_give_the_pictures_of_this_process(monkeypatch):
    monkeypatch.setattr("course_utils.faces.painters.FEW", 1)
    monkeypatch.setattr("course_utils.faces.painters._processors", lambda: 3)
    index = np.array([8, 3, 5, 1000, 4])
    _, bits = DEFAULT.sample(1, index)
    address = (drawn.parameters, 1, index, drawn.persons(1, index), bits)
    assert (paint_in_parallel(*address) == drawn.paint(*address)).all()


def broken(seed, index, person, bits):
    """A recipe of a module that has no `parameters`, so that its drawing process stops at once."""


def test_a_drawing_process_that_fails_is_named(monkeypatch):
    monkeypatch.setattr("course_utils.faces.painters.FEW", 1)
    broken.__module__ = "course_utils.faces.schema"
    with pytest.raises(FacesError, match="before its time: AttributeError"):
        paint_in_parallel(broken, 1, [0, 1], [0, 1], np.zeros((2, 18), bool))


# --- shape and proportions ---------------------------------------------------------------------


def test_the_whole_set_has_the_size_and_splits_of_fer2013():
    usage, index = drawn.layout(drawn.FULL)
    assert tuple(np.bincount(usage)) == faults.SIZES == (28709, 3589, 3589)
    assert len(np.unique(index)) == len(index)


def test_labels_come_in_the_proportions_of_fer2013(whole):
    shares = np.bincount(whole.emotion, minlength=7) / len(whole)
    assert np.abs(shares - DEFAULT.priors).max() < 0.025
    assert all(
        (embedded().emotion[embedded().usage == s] == e).any() for s in range(3) for e in range(7)
    )


def test_some_persons_come_back(whole):
    _, pictures = np.unique(whole.group[whole.group >= 0], return_counts=True)
    regular = whole.group[(whole.group >= 0) & (whole.group < drawn.REGULARS)]
    assert len(regular) / len(whole) == pytest.approx(drawn.REGULAR_SHARE, abs=0.03)
    assert whole.manifest["persons"]["pictures of them"] == len(regular)
    assert pictures.max() >= 5


def test_same_person_same_face():
    faces = drawn.draw(600, painter=blank_paint)
    skin, group = faces.nuisance["skin"], faces.group
    several = [
        g for g, n in zip(*np.unique(group, return_counts=True), strict=True) if n > 1 and g >= 0
    ]
    assert several and all(len(np.unique(skin[group == g])) == 1 for g in several)


# --- faults: planted, written down, found ------------------------------------------------------


def groups_of_equal_pictures(faces):
    groups = {}
    for row, picture in enumerate(faces.pixels):
        groups.setdefault(picture.tobytes(), []).append(row)
    return [rows for rows in groups.values() if len(rows) > 1]


def test_exact_copies_in_the_manifest_are_those_in_the_pixels():
    faces = embedded()
    found = {frozenset(rows) for rows in groups_of_equal_pictures(faces)}
    told = {}
    for copy, original in faces.manifest["exact_copies"]:
        told.setdefault(original, {original}).add(copy)
    assert found == {frozenset(rows) for rows in told.values()} and len(found) >= 20


def test_leaks_in_the_manifest_are_those_in_the_pixels():
    faces = embedded()
    training = {p.tobytes() for p in faces.pixels[faces.usage == 0]}
    found = {
        row for row in np.flatnonzero(faces.usage > 0) if faces.pixels[row].tobytes() in training
    }
    near = {row for row, *_ in faces.manifest["near_copies"]}
    told = set(faces.manifest["leaks"])
    assert told - near == found and found
    clean = leak_free(faces)
    assert set(np.flatnonzero(~clean & (faces.usage > 0))) == told
    assert not clean[faces.usage == 0].any()


def test_near_copies_look_like_their_originals():
    faces = embedded()
    assert faces.manifest["near_copies"]
    for row, original, change in faces.manifest["near_copies"]:
        a, b = faces.pixels[row].astype(float), faces.pixels[original].astype(float)
        a = a[:, ::-1] if change == "mirrored" else a
        assert np.corrcoef(a.ravel(), b.ravel())[0, 1] > 0.97, change
        assert (faces.pixels[row] != faces.pixels[original]).any()


def test_blanks_in_the_manifest_are_those_in_the_pixels():
    faces = embedded()
    found = np.flatnonzero(faces.pixels.std(axis=(1, 2)) < 1)
    assert found.tolist() == faces.manifest["blank"] and len(found) >= 3
    assert (faces.votes[found, -1] == 10).all() and (faces.group[found] == -1).all()
    assert not faces.units[found].any()


def test_labels_disagree_on_some_copies():
    faces = embedded()
    found = [rows for rows in groups_of_equal_pictures(faces) if len(set(faces.emotion[rows])) > 1]
    rows = set(itertools.chain.from_iterable(found)) - set(faces.manifest["blank"])
    assert set(faces.manifest["conflicts"]) <= rows and faces.manifest["conflicts"]


def test_whole_set_carries_the_faults_of_fer2013_in_proportion():
    usage, index = drawn.layout(drawn.FULL)
    planted = faults.plant(drawn.SEED, usage, index)
    source, change = planted.source, planted.change
    training_twin = np.isin(source, source[usage == 0])
    exact = np.isin(change, ("copy", "blank"))
    blank = planted.blank
    assert (blank[usage == 0] >= 0).sum() == 12 and (blank[usage == 1] >= 0).sum() == 1
    assert (blank[usage == 2] >= 0).sum() == 0 and ((blank >= 0) & (blank < 11)).sum() == 11
    assert len(set(faults.BLANK_LABELS[:11])) == 5
    for split, counted in ((1, 273), (2, 285)):
        leaks = (training_twin & exact & (usage == split)).sum()
        assert abs(leaks - counted) < 4.5 * np.sqrt(counted), split
    surplus = (source != np.arange(len(source))) & exact
    assert abs(surplus.sum() - 1828) < 4.5 * np.sqrt(1828)
    groups = len(np.unique(source[surplus]))
    assert 1300 < groups < 1800
    assert 25 <= planted.conflict.sum() <= 100
    assert (change == "mirrored").any() and (change == "rotated").any()


def test_real_faces_have_no_written_list_of_copies():
    n = np.zeros(3, np.uint8)
    with pytest.raises(FacesError, match="drawn set"):
        leak_free(FaceSet(np.zeros((3, 48, 48), np.uint8), n, n))


# --- the label decides the bits, and nothing else ----------------------------------------------


def test_what_is_drawn_follows_from_the_bits_and_not_from_the_label():
    """Two models that share no label draw the same face, if only the bits are the same."""
    bits = np.zeros(18, bool)
    bits[[2, 5]] = True
    units, identity, nuisance = drawn.parameters(4, 7, 7, bits)
    other_units, other_identity, other_nuisance = drawn.parameters(4, 7, 7, ~bits)
    assert asdict(identity) == asdict(other_identity)
    assert asdict(nuisance) == asdict(other_nuisance)
    assert ((units.max(axis=1) > 0.5) == bits).all()


def test_identity_and_nuisance_do_not_differ_by_label(whole):
    """Kruskal and Wallis' test for every number, chi-squared for every word; Bonferroni's level."""
    from scipy.stats import chi2_contingency, kruskal

    rows = np.flatnonzero(whole.nuisance["change"] == "none")
    emotion = whole.emotion[rows]
    chances = {}
    for name, values in whole.nuisance.items():
        if name in ("index", "source", "change"):
            continue
        values = values[rows]
        if values.dtype.kind == "f":
            by_label = [values[emotion == e] for e in range(7)]
            chances[name] = kruskal(*by_label).pvalue
        else:
            _, kind = np.unique(values, return_inverse=True)
            counts = np.zeros((7, kind.max() + 1))
            np.add.at(counts, (emotion, kind), 1)
            chances[name] = chi2_contingency(counts).pvalue
    # The split, too, must not know the label.
    counts = np.zeros((7, 3))
    np.add.at(counts, (emotion, whole.usage[rows]), 1)
    chances["usage"] = chi2_contingency(counts).pvalue
    assert len(chances) >= 18
    assert min(chances.values()) > 0.01 / len(chances), min(chances, key=chances.get)


def test_intensities_do_not_differ_by_label_once_the_bit_is_known(whole):
    from scipy.stats import kruskal

    rows = whole.nuisance["change"] == "none"
    part = whole.take(rows)
    bits, strength = active(part), part.units.max(axis=2)
    chances = []
    for unit in range(18):
        by_label = [strength[bits[:, unit] & (part.emotion == e), unit] for e in range(7)]
        chances.append(kruskal(*[s for s in by_label if len(s) > 4]).pvalue)
    assert min(chances) > 0.01 / 18


def test_bayes_rule_on_leak_free_tests_meets_the_ceiling(whole):
    clean = whole.take(leak_free(whole))
    ceiling = DEFAULT.ceiling()
    error = np.sqrt(ceiling * (1 - ceiling) / len(clean))
    assert abs(DEFAULT.realised_ceiling(clean) - ceiling) < 3.5 * error


# --- the skewed set and the hidden faces ---------------------------------------------------------


def test_skewed_set_has_a_rare_and_badly_lit_group():
    faces = skewed.draw(1500, painter=blank_paint)
    wears = faces.nuisance["glasses_name"] != "none"
    dim = faces.nuisance["exposure"] < 0.35
    training = faces.usage == 0
    assert wears[training].mean() < 0.07 and wears[~training].mean() > 0.2
    assert dim[wears].mean() > 0.45 and dim[~wears].mean() < 0.25
    # Both causes can be told apart: there are wearers in good light and others in poor light.
    assert (wears & ~dim & ~training).sum() > 20 and (~wears & dim & ~training).sum() > 8
    assert faces.manifest["kind"] == "skewed"


def test_hidden_faces_come_from_the_secret_alone():
    secret = b"sixteen bytes or more"
    faces = hidden_faces(secret, 12, "a topic")
    again = hidden_faces(secret, 6, "a topic")
    assert (faces.pixels[:6] == again.pixels).all() and (faces.emotion[:6] == again.emotion).all()
    assert (hidden_faces(secret, 6, "another").pixels != again.pixels).any()
    assert (hidden_faces(secret + b"!", 6, "a topic").pixels != again.pixels).any()
    assert "seed" not in faces.manifest and set(faces.usage) == {2}
    assert faces.emotion.max() < len(EMOTIONS)
    for bad in (b"short", "not bytes, though long enough"):
        with pytest.raises(FacesError, match="secret"):
            hidden_faces(bad, 6)


def test_bad_wishes_are_named():
    with pytest.raises(FacesError, match="at least 10"):
        drawn.draw(3)
    with pytest.raises(FacesError, match="seed"):
        drawn.draw(10, seed=-1)
