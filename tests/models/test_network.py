"""The network and what happens to pictures before it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from course_utils.models.architecture import LABEL_HEAD, LAST_MAPS, VOTES_HEAD, Architecture
from course_utils.models.augment import Changes
from course_utils.models.calibration import Temperature
from course_utils.models.examples import parted
from course_utils.models.norm import fused_normalization
from course_utils.models.plan import Plan
from course_utils.models.preparation import standardised
from course_utils.models.training import Trainer
from course_utils.quiet import quiet_tensorflow

from .tiny import NETWORK, tiny_faces, tiny_plan

quiet_tensorflow()
import keras  # noqa: E402
import tensorflow as tf  # noqa: E402


@pytest.mark.parametrize("training", [True, False])
def test_fused_normalisation_is_that_of_keras(training):
    x = tf.constant(np.random.default_rng(0).normal(3, 2, (6, 5, 5, 4)).astype(np.float32))
    ours = fused_normalization()(momentum=0.5)
    theirs = keras.layers.BatchNormalization(momentum=0.5)
    for layer in (ours, theirs):
        layer.build(x.shape)
        layer.set_weights([np.array(v, np.float32) for v in ([2] * 4, [1] * 4, [3] * 4, [4] * 4)])
    np.testing.assert_allclose(ours(x, training=training), theirs(x, training=training), atol=1e-4)
    for here, there in zip(ours.get_weights(), theirs.get_weights(), strict=True):
        # The fused variance divides by n - 1, Keras' by n; n is 150 here.
        np.testing.assert_allclose(here, there, rtol=0.01)


def test_the_shipped_network_is_small_enough():
    network = Architecture().network()
    assert 1.1e6 < network.count_params() < 1.3e6
    assert network.get_layer(LAST_MAPS) and network.output.shape == (None, 7)
    both = NETWORK.network(with_votes=True)
    assert [output.shape[1] for output in both.outputs] == [7, 10]
    assert both.get_layer(LABEL_HEAD) and both.get_layer(VOTES_HEAD)
    assert Architecture.from_dict(NETWORK.as_dict()) == NETWORK


def test_pictures_are_standardised_and_blank_ones_stay_near_zero():
    pictures = np.random.default_rng(0).integers(0, 256, (5, 48, 48)).astype(np.uint8)
    pictures[0] = 200
    seen = standardised(pictures).numpy()
    assert seen.shape == (5, 48, 48, 1)
    np.testing.assert_allclose(seen.mean(axis=(1, 2)), 0, atol=1e-3)
    np.testing.assert_allclose(seen[1:].std(axis=(1, 2)), 1, atol=0.01)
    assert np.abs(seen[0]).max() < 1e-3


def drawn(changes, pictures, targets, size=48, seed=(1, 2)):
    moved, (mixed,) = changes.drawn(
        pictures=tf.constant(pictures),
        targets=(tf.constant(targets),),
        size=size,
        seed=tf.constant(seed),
    )
    return moved.numpy(), mixed.numpy()


STILL = {"turn": 0.0, "zoom": 0.0, "shift": 0.0, "shear": 0.0, "erasing": 0.0, "mixing": 0.0}


def test_without_changes_a_picture_is_itself_or_its_mirror_image():
    faces, targets = tiny_faces().pixels[:64], np.eye(64, dtype=np.float32)
    moved, mixed = drawn(Changes(**STILL), faces, targets)
    plain, mirrored = standardised(faces).numpy(), standardised(faces[:, :, ::-1]).numpy()
    same = np.abs(moved - plain).max(axis=(1, 2, 3)) < 1e-3
    flipped = np.abs(moved - mirrored).max(axis=(1, 2, 3)) < 1e-3
    assert (same ^ flipped).all() and 16 < same.sum() < 48
    np.testing.assert_array_equal(mixed, targets)


def test_a_smaller_picture_shows_the_same():
    ramp = np.tile(np.linspace(20, 230, 48), (4, 48, 1)).astype(np.uint8)
    moved, _ = drawn(Changes(**STILL), ramp, np.eye(4, dtype=np.float32), size=24)
    assert moved.shape == (4, 24, 24, 1)
    for picture in moved[..., 0]:
        np.testing.assert_allclose(np.abs(picture[0, [0, -1]]), 1.66, atol=0.1)


def test_changes_are_drawn_from_the_seed_alone():
    faces, targets = tiny_faces().pixels[:8], np.eye(8, dtype=np.float32)
    one, again = (drawn(Changes(), faces, targets) for _ in "ab")
    np.testing.assert_array_equal(one[0], again[0])
    np.testing.assert_array_equal(one[1], again[1])
    other, _ = drawn(Changes(), faces, targets, seed=(1, 3))
    assert np.abs(one[0] - other).mean() > 0.05


def test_mixed_targets_are_shares_of_two_and_the_picture_keeps_the_larger():
    faces, targets = tiny_faces().pixels[:64], np.eye(64, dtype=np.float32)
    _, mixed = drawn(Changes(mixing=1.0), faces, targets)
    np.testing.assert_allclose(mixed.sum(axis=1), 1, atol=1e-6)
    assert (np.diagonal(mixed) >= 0.5).all() and np.diagonal(mixed).min() < 0.6
    np.testing.assert_allclose(np.diagonal(mixed) + np.diagonal(mixed[:, ::-1]), 1, atol=1e-6)


def test_holes_take_a_small_part_of_some_pictures():
    faces, targets = tiny_faces().pixels[:100], np.eye(100, dtype=np.float32)
    moved, _ = drawn(Changes(**STILL | {"erasing": 0.5}), faces, targets)
    share = (np.abs(moved) < 1e-6).mean(axis=(1, 2, 3))
    holed = share > 0.01
    assert 30 < holed.sum() < 70 and share.max() < 0.13


def test_copies_become_one_example_and_blanks_none():
    faces = tiny_faces()
    pixels, emotion = faces.pixels.copy(), faces.emotion.copy()
    pixels[1:4] = pixels[0]
    emotion[:4] = [2, 2, 2, 5]
    pixels[4] = 128
    training, held_out = parted(replace(faces, pixels=pixels, emotion=emotion))
    assert len(training) + len(held_out) == 230 - 3 - 1 and len(held_out) == 11
    row = next(i for i, p in enumerate(training.pixels) if (p == pixels[0]).all())
    np.testing.assert_allclose(training.labels[row], [0, 0, 0.75, 0, 0, 0.25, 0])
    np.testing.assert_allclose(training.labels.sum(axis=1), 1, rtol=1e-6)
    np.testing.assert_allclose(training.votes.sum(axis=1), 1, rtol=1e-6)


def test_a_held_out_picture_has_no_twin_anywhere():
    faces = tiny_faces(training=230, test=200)
    pixels = faces.pixels.copy()
    pixels[230:] = pixels[:200]
    training, held_out = parted(replace(faces, pixels=pixels))
    held = {p.tobytes() for p in held_out.pixels}
    assert len(held) == 11 and len(training) == 219
    assert not held & {p.tobytes() for p in training.pixels}
    assert not held & {p.tobytes() for p in pixels[230:]}


def test_the_rate_rises_stays_and_falls_to_nothing():
    plan = Plan(epochs=20, warm_up=2, cool_down=0.5, rate=1.0)
    rates = [plan.rate_at(epoch) for epoch in (0, 1, 2, 9.9, 12, 15, 20)]
    assert rates[0] < 0.01 and 0.4 < rates[1] < 0.6 and rates[2] == rates[3] == 1
    assert 1 > rates[4] > rates[5] > rates[6] == 0
    assert [plan.size_at(epoch, 48) for epoch in (19, 20)] == [36, 48]


def test_the_temperature_is_the_one_that_the_answers_were_made_with():
    rng = np.random.default_rng(0)
    true = rng.normal(size=(20_000, 7))
    chances = np.exp(true) / np.exp(true).sum(axis=1, keepdims=True)
    labels = (chances.cumsum(axis=1) > rng.random((20_000, 1))).argmax(axis=1)
    found = Temperature(both_logits=np.stack([true, true]) * 2.5, labels=labels)
    assert found.value == pytest.approx(2.5, rel=0.05)


def test_pictures_without_votes_teach_the_second_head_nothing():
    faces = tiny_faces()
    faces = replace(faces, votes=np.zeros_like(faces.votes))
    trainer = Trainer(tiny_plan(mixing=0.2, decay=0.0), NETWORK, parted(faces)[0])
    head = trainer._network.get_layer(VOTES_HEAD)
    before = head.get_weights()
    trainer.epoch()
    for here, there in zip(head.get_weights(), before, strict=True):
        np.testing.assert_array_equal(here, there)
