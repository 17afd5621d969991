"""Filling, growing, smoothing, feathering: on any tile, at any scale."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sqsam_desktop.core.adjust import (
    KINDS,
    Adjuster,
    Adjustment,
    Kind,
    amount_of,
    with_amount,
)
from sqsam_desktop.core.brush import BrushStroke
from sqsam_desktop.core.corrections import NO_CORRECTIONS
from tests.fakes import FakePrediction

WIDTH, HEIGHT = 306, 240
WHOLE = (0, 0, WIDTH, HEIGHT)


def photo() -> np.ndarray:
    noise = np.random.default_rng(3).integers(0, 256, (HEIGHT // 8, WIDTH // 8, 3), np.uint8)
    return np.asarray(cv2.resize(noise, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC), np.uint8)


def ring() -> np.ndarray:
    """A ring, an islet far away, and something cut by the border."""
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.circle(mask, (120, 110), 60, 255, 24, cv2.LINE_AA)
    cv2.circle(mask, (270, 40), 9, 255, -1, cv2.LINE_AA)
    cv2.circle(mask, (0, 230), 30, 255, -1, cv2.LINE_AA)
    return mask


def adjuster(mask: np.ndarray, *adjustments: Adjustment) -> Adjuster:
    return Adjuster(FakePrediction(mask).render, adjustments, photo())


def adjusted(mask: np.ndarray, kind: Kind, amount: float = 1.0) -> np.ndarray:
    return adjuster(mask, Adjustment(kind, amount)).mask


def area(mask: np.ndarray) -> float:
    return float(mask.sum() / 255)


_amounts = {"grow": (-12.0, 12.0), "fill_holes": (1.0, 1.0), "remove_islands": (1.0, 1.0)}


@st.composite
def lists(draw: st.DrawFn, kinds: tuple[Kind, ...] = KINDS) -> tuple[Adjustment, ...]:
    some = draw(st.lists(st.sampled_from(kinds), unique=True, min_size=1, max_size=4))
    chosen: tuple[Adjustment, ...] = ()
    for kind in some:
        amount = draw(st.floats(*_amounts.get(kind, (0.5, 15.0))))
        chosen = with_amount(chosen, kind, amount)
    return chosen


@given(lists(), st.sampled_from([1, 2, 3]), st.integers(0, 20), st.integers(0, 20))
@settings(max_examples=40, deadline=None)
def test_tiles_are_parts_of_the_whole(
    chosen: tuple[Adjustment, ...], cell: int, column: int, row: int
) -> None:
    hair = NO_CORRECTIONS.painted(BrushStroke(((60.0, 110.0, 30.0), (120.0, 60.0, 25.0))))
    made = Adjuster(FakePrediction(ring()).render, chosen, photo(), hair)
    whole = made.render((0, 0, WIDTH // cell * cell, HEIGHT // cell * cell), 1 / cell)
    x, y = column * 3, row * 3
    part = (x * cell, y * cell, (x + 31) * cell, (y + 25) * cell)
    tile = made.render(part, 1 / cell)
    np.testing.assert_allclose(tile.astype(int), whole[y : y + 25, x : x + 31].astype(int), atol=2)


# What follows the photo sees more of it at full size; here that is noise.
@given(lists(("fill_holes", "remove_islands", "grow", "smooth", "feather")))
@settings(max_examples=15, deadline=None)
def test_a_screen_shows_what_is_exported(chosen: tuple[Adjustment, ...]) -> None:
    made = Adjuster(FakePrediction(ring()).render, chosen, photo())
    shown = made.render((40, 30, 200, 190), 0.4)
    exported = cv2.resize(
        made.mask[30:190, 40:200], shown.shape[::-1], interpolation=cv2.INTER_AREA
    )
    assert np.abs(shown.astype(int) - exported).mean() < 6


def test_growing_and_shrinking_move_the_edge_by_as_many_pixels() -> None:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.circle(mask, (150, 120), 60, 255, -1, cv2.LINE_AA)
    before = (area(mask) / np.pi) ** 0.5
    for amount in (-20, -7.5, -0.5, 0.5, 3, 12.25, 40):
        radius = (area(adjusted(mask, "grow", amount)) / np.pi) ** 0.5
        assert radius == pytest.approx(before + amount, abs=max(0.3, 0.03 * abs(amount)))


def test_a_feathered_edge_fades_to_both_sides() -> None:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[:, 150:] = 255
    for amount in (2.0, 10.0, 25.0):
        row = adjusted(mask, "feather", amount)[100].astype(int)
        assert (row[149] + row[150]) / 2 == pytest.approx(127.5, abs=2)
        assert row[150 - round(amount) - 2] <= 2 and row[150 + round(amount) + 2] >= 253
        assert 5 < row[150 - round(amount / 2)] < row[150 + round(amount / 2)] < 250


def test_what_reaches_the_border_of_the_photo_stays_whole_there() -> None:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[:, 150:] = 255
    for kind, amount in (("feather", 20.0), ("grow", -10.0), ("smooth", 8.0)):
        assert (adjusted(mask, kind, amount)[:, -1] == 255).all()


def test_smoothing_rounds_stairs_and_keeps_the_edge_firm() -> None:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    for column in range(0, WIDTH, 20):
        mask[100 + column // 20 % 2 * 6 :, column : column + 20] = 255
    smooth = adjusted(mask, "smooth", 20.0)
    edge = (smooth >= 128).argmax(axis=0)[40:-40]
    assert np.ptp(edge) <= 2
    assert ((smooth > 12) & (smooth < 243)).sum(axis=0)[40:-40].max() <= 6


def test_holes_are_filled_to_their_last_pixel_and_bays_are_not() -> None:
    filled = adjusted(ring(), "fill_holes")
    assert filled[110, 120] == 255
    assert (filled[40:180, 120] >= 250).all()
    np.testing.assert_array_equal(filled[:, 200:], ring()[:, 200:])


def test_islands_go_with_their_haze_and_the_rest_stays() -> None:
    cleared = adjusted(ring(), "remove_islands")
    assert not cleared[20:60, 250:].any()
    np.testing.assert_array_equal(cleared[:, :200], ring()[:, :200])


def test_refining_draws_the_edge_where_the_photo_has_it() -> None:
    rgb = np.full((HEIGHT, WIDTH, 3), 40, np.uint8)
    cv2.circle(rgb, (150, 120), 60, (220, 190, 170), -1, cv2.LINE_AA)
    rough, right = np.zeros((2, HEIGHT, WIDTH), np.uint8)
    cv2.circle(rough, (153, 118), 63, 255, -1)
    cv2.circle(right, (150, 120), 60, 255, -1, cv2.LINE_AA)
    made = Adjuster(FakePrediction(rough).render, (Adjustment("refine", 12.0),), rgb)
    error = np.abs(made.mask.astype(int) - right).sum()
    assert error < 0.4 * np.abs(rough.astype(int) - right).sum()


def test_there_is_at_most_one_of_a_kind_in_the_order_of_their_work() -> None:
    chosen = with_amount((), "feather", 3.0)
    chosen = with_amount(chosen, "grow", -2.0)
    chosen = with_amount(chosen, "feather", 4.0)
    assert chosen == (Adjustment("grow", -2.0), Adjustment("feather", 4.0))
    assert amount_of(chosen, "feather") == 4.0 and amount_of(chosen, "smooth") == 0
    assert with_amount(chosen, "grow", 0) == (Adjustment("feather", 4.0),)


@given(lists())
def test_adjustments_are_read_as_they_were_written(chosen: tuple[Adjustment, ...]) -> None:
    assert tuple(Adjustment.from_json(each.to_json()) for each in chosen) == chosen


@pytest.mark.parametrize("amount", [float("nan"), float("inf"), 1e9])
def test_absurd_amounts_are_refused(amount: float) -> None:
    with pytest.raises(ValueError):
        Adjustment.from_json({"kind": "grow", "amount": amount})
