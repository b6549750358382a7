"""The label model against sums done another way, and against its own samples."""

import itertools

import numpy as np
import pytest

from course_utils.faces.labels import ACTIVE, DEFAULT, DISPLAYS, FER2013_COUNTS, LabelModel
from course_utils.faces.schema import EMOTIONS, VOTES, FacesError, FaceSet
from course_utils.faces.units import UNITS

# The numbers of the model. If a change is meant, draw the embedded faces and the docs anew, too.
FINGERPRINT = "890cffbc8dca5cf9"


def face_set(emotion, bits):
    n = len(emotion)
    units = np.repeat(np.where(bits, 0.8, 0.05)[:, :, None], 2, axis=2).astype(np.float32)
    return FaceSet(np.zeros((n, 48, 48), np.uint8), emotion, np.full(n, 2, np.uint8), units=units)


def test_the_numbers_are_the_published_ones():
    assert DEFAULT.fingerprint() == FINGERPRINT
    assert LabelModel(overlap=0.31).fingerprint() != FINGERPRINT


def test_displays_are_written_as_the_documentation_says():
    assert tuple(DISPLAYS) == EMOTIONS
    for displays in DISPLAYS.values():
        assert sum(share for share, _, _ in displays) == pytest.approx(1)
        assert all(set(units) <= set(UNITS) for _, units, _ in displays)
    prototypes = {units for rows in DISPLAYS.values() for _, units, _ in rows}
    for units in ((6, 12), (1, 4, 15), (1, 2, 5, 26), (1, 2, 4, 5, 20, 26), (4, 5, 7, 23)):
        assert units in prototypes  # list 1
    for units in ((6, 12, 25), (4, 10, 17), (4, 5, 7, 24), (1, 2, 4, 5, 20, 25), (9, 15, 16)):
        assert units in prototypes  # list 2, and disgust of list 1


def by_turning_units_over(model):
    """P(pattern | label) for all patterns, by another road: turn over one unit after the other."""
    patterns, weights = model.mixture()
    table = np.zeros((7, 2 ** len(UNITS)))
    codes = patterns @ (1 << np.arange(len(UNITS)))
    for code, weight in zip(codes, weights.T, strict=True):
        table[:, code] += weight
    table = table.reshape((7,) + (2,) * len(UNITS))
    for axis in range(1, 1 + len(UNITS)):
        table = (1 - model.flip) * table + model.flip * np.flip(table, axis)
    return table.reshape(7, -1)


@pytest.mark.parametrize("model", [DEFAULT, LabelModel(overlap=0.6, flip=0.1, priors=(1,) * 7)])
def test_ceiling_against_another_enumeration(model):
    joint = by_turning_units_over(model) * np.array(model.priors)[:, None]
    assert joint.sum() == pytest.approx(1)
    assert model.ceiling(7) == pytest.approx(joint.max(axis=0).sum())
    six = np.vstack([joint[:2].sum(axis=0), joint[2:]])
    assert model.ceiling(6) == pytest.approx(six.max(axis=0).sum())


def test_likelihood_by_brute_force_on_a_few_units():
    bits = np.zeros((8, len(UNITS)), int)
    bits[:, :3] = list(itertools.product((0, 1), repeat=3))
    model = LabelModel(overlap=0.3, flip=0.05)
    for row, likelihood in zip(bits, model.likelihood(bits), strict=True):
        own = np.zeros(7)
        for label, displays in enumerate(DISPLAYS.values()):
            for share, units, _ in displays:
                chance = 1.0
                for unit, bit in zip(UNITS, row, strict=True):
                    chance *= 0.95 if (unit in units) == bool(bit) else 0.05
                own[label] += share * chance
        assert likelihood == pytest.approx(0.7 * own + 0.3 * own.mean())


def test_ceilings_lie_where_the_course_wants_them():
    assert 0.74 <= DEFAULT.ceiling(7) <= DEFAULT.ceiling(6) <= 0.78


def test_ceiling_falls_with_overlap_to_the_largest_prior():
    ceilings = [LabelModel(overlap=x).ceiling(7) for x in np.linspace(0, 1, 6)]
    assert all(a > b for a, b in itertools.pairwise(ceilings))
    assert ceilings[-1] == pytest.approx(max(FER2013_COUNTS) / sum(FER2013_COUNTS))
    assert LabelModel(overlap=0, flip=0).ceiling(7) > 0.97


def test_scowl_in_a_quarter_to_a_third_of_anger_and_without_anger():
    patterns, _ = DEFAULT.mixture()
    joint = by_turning_units_over(DEFAULT)
    codes = np.arange(2 ** len(UNITS))
    scowl = (codes >> UNITS.index(4) & 1) & (codes >> UNITS.index(7) & 1) == 1
    shows = joint[:, scowl].sum(axis=1)
    assert 0.25 <= shows[0] <= 0.34
    others = np.array(DEFAULT.priors[1:])
    assert 0.05 <= (shows[1:] * others).sum() / others.sum() <= 0.15


def test_table_is_what_samples_show():
    emotion, bits = DEFAULT.sample(6, range(20000))
    table = DEFAULT.table()
    for label in range(7):
        shown = bits[emotion == label]
        error = np.sqrt(table[label] * (1 - table[label]) / len(shown))
        assert (np.abs(shown.mean(axis=0) - table[label]) < 4.5 * error).all()
    shares = np.bincount(emotion, minlength=7) / len(emotion)
    assert np.abs(shares - DEFAULT.priors).max() < 0.015


@pytest.mark.parametrize("classes", [6, 7])
def test_bayes_rule_reaches_the_ceiling_on_samples(classes):
    faces = face_set(*DEFAULT.sample(7, range(20000)))
    ceiling = DEFAULT.ceiling(classes)
    error = np.sqrt(ceiling * (1 - ceiling) / len(faces))
    assert abs(DEFAULT.realised_ceiling(faces, classes) - ceiling) < 4 * error


def test_posterior_sums_to_one_and_knows_a_smile():
    _, bits = DEFAULT.sample(7, range(500))
    assert DEFAULT.posterior(bits).sum(axis=1) == pytest.approx(np.ones(500))
    smile = np.isin(UNITS, (6, 12))[None]
    assert EMOTIONS[DEFAULT.posterior(smile).argmax()] == "Happy"
    impossible = np.ones((1, len(UNITS)), bool)
    assert LabelModel(flip=0).posterior(impossible)[0] == pytest.approx(DEFAULT.priors)


def test_sampling_depends_on_the_address_alone():
    emotion, bits = DEFAULT.sample(8, range(60))
    some = [41, 3, 17]
    emotion_of_some, bits_of_some = DEFAULT.sample(8, some)
    assert (emotion_of_some == emotion[some]).all() and (bits_of_some == bits[some]).all()
    assert (DEFAULT.votes(8, some, bits[some]) == DEFAULT.votes(8, range(60), bits)[some]).all()
    assert not (DEFAULT.sample(9, range(60))[1] == bits).all()


def test_ten_votes_a_face_spread_like_the_posterior():
    _, bits = DEFAULT.sample(10, range(8000))
    votes = DEFAULT.votes(10, range(8000), bits)
    assert votes.shape == (8000, 10) and (votes.sum(axis=1) == 10).all()
    posterior = DEFAULT.posterior(bits).mean(axis=0)
    happy, disgust = votes[:, VOTES.index("happiness")], votes[:, VOTES.index("disgust")]
    assert happy.mean() / 10 == pytest.approx(posterior[EMOTIONS.index("Happy")], abs=0.01)
    assert disgust.mean() / 10 == pytest.approx(posterior[EMOTIONS.index("Disgust")], abs=0.01)
    assert votes[:, VOTES.index("contempt") :].sum() == 0


def test_intensities_leave_no_doubt_about_the_bits():
    from course_utils.faces.draws import Draws
    from course_utils.faces.units import intensities

    for index in range(300):
        bits = Draws(1, index, 50).uniforms(len(UNITS)) < 0.5
        assert ((intensities(bits, Draws(1, index, 51)).max(axis=1) >= ACTIVE) == bits).all()


@pytest.mark.parametrize(
    "knobs",
    [
        {"overlap": 1.2},
        {"overlap": (0.1, 0.2)},
        {"overlap": float("nan")},
        {"flip": 0.7},
        {"priors": (1, 1)},
        {"priors": (0,) * 7},
        {"priors": (-1, 1, 1, 1, 1, 1, 1)},
    ],
)
def test_impossible_knobs_are_named(knobs):
    with pytest.raises(FacesError, match=next(iter(knobs))):
        LabelModel(**knobs)


def test_impossible_questions_are_named():
    with pytest.raises(FacesError, match="classes"):
        DEFAULT.ceiling(5)
    with pytest.raises(FacesError, match="shape"):
        DEFAULT.posterior(np.zeros(18))
    real = FaceSet(np.zeros((2, 48, 48), np.uint8), np.zeros(2, np.uint8), np.zeros(2, np.uint8))
    with pytest.raises(FacesError, match="not known"):
        DEFAULT.realised_ceiling(real)


def test_the_documentation_prints_this_model():
    from pathlib import Path

    from course_utils.faces.label_page import page

    document = Path(__file__).parents[2] / "docs" / "label-model.md"
    assert document.read_text(encoding="utf-8") == page(), (
        "run: python -m course_utils.faces.label_page > docs/label-model.md"
    )
