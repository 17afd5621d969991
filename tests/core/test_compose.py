"""How layers look together."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sqsam_desktop.core.compose import (
    Sheet,
    coverage,
    faded,
    render,
    render_large,
    sheets,
    thumbnail,
    together,
)
from sqsam_desktop.core.document import PHOTO, Layer
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Click, Prompt
from tests.fakes import FakePrediction

SIZE = (24, 18)
WHOLE = (0, 0, *SIZE)
RGB = np.random.default_rng(5).integers(0, 256, (SIZE[1], SIZE[0], 3), np.uint8)

masks = arrays.arrays(np.uint8, (SIZE[1], SIZE[0]))
some_sheets = st.lists(
    st.builds(Sheet, st.one_of(st.none(), masks.map(FakePrediction)), st.floats(0, 1)), max_size=4
)


def exact(laid: list[Sheet]) -> np.ndarray:
    """The same in floating point, as one would write it down."""
    clear = np.ones((SIZE[1], SIZE[0]))
    for sheet in laid:
        mask = 255 if sheet.mask is None else sheet.mask.mask
        clear *= 1 - sheet.opacity * (mask / 255)
    return 255 * (1 - clear)


@given(some_sheets)
def test_coverage_is_that_of_layers_laid_over_each_other(laid: list[Sheet]) -> None:
    assert np.abs(coverage(laid, WHOLE, 1.0) - exact(laid)).max() <= 3


@given(some_sheets)
def test_order_does_not_matter_and_more_covers_more(laid: list[Sheet]) -> None:
    shown = coverage(laid, WHOLE, 1.0)
    backwards = coverage(laid[::-1], WHOLE, 1.0)
    assert np.abs(shown.astype(int) - backwards).max() <= 3
    assert (coverage(laid[:-1], WHOLE, 1.0) <= shown).all()


@given(masks)
def test_one_mask_alone_stays_what_it_is(mask: np.ndarray) -> None:
    np.testing.assert_array_equal(together([mask]), mask)
    np.testing.assert_array_equal(coverage([Sheet(FakePrediction(mask))], WHOLE, 1.0), mask)


@given(masks, st.floats(0, 1))
def test_fading_never_adds(mask: np.ndarray, opacity: float) -> None:
    assert (faded(mask, opacity) <= mask).all()
    assert not faded(mask, 0.0).any()


def test_the_photo_covers_everything_and_nothing_covers_nothing() -> None:
    assert (coverage([Sheet(None)], WHOLE, 0.5) == 255).all()
    assert not coverage([], WHOLE, 1.0).any()


@given(some_sheets, st.integers(0, 20), st.integers(0, 14))
def test_a_part_is_cut_out_of_the_whole(laid: list[Sheet], left: int, top: int) -> None:
    part = (left, top, left + 4, top + 4)
    whole = render(RGB, laid, WHOLE, 1.0)
    np.testing.assert_array_equal(
        render(RGB, laid, part, 1.0), whole[top : top + 4, left : left + 4]
    )
    np.testing.assert_array_equal(whole[:, :, :3], RGB)


def test_rendering_at_half_size_has_half_the_size() -> None:
    assert render(RGB, [Sheet(None)], WHOLE, 0.5).shape == (9, 12, 4)


def test_hidden_and_unanswered_layers_are_left_out() -> None:
    known = Outline((Step("new", Prompt((Click(1, 1),)), b"known"),))
    asked = Outline((Step("new", Prompt((Click(2, 2),))),))
    mask = FakePrediction(np.full((SIZE[1], SIZE[0]), 9, np.uint8))
    layers = [
        PHOTO,
        Layer("a", "A", known, opacity=0.5),
        Layer("b", "B", known, visible=False),
        Layer("c", "C", asked),
    ]
    laid = sheets(layers, lambda outline: mask)
    assert [(sheet.mask, sheet.opacity) for sheet in laid] == [(None, 1.0), (mask, 0.5)]


def test_a_thumbnail_shows_the_object_and_not_much_more() -> None:
    mask = np.zeros((300, 400), np.uint8)
    mask[100:150, 200:300] = 255
    rgb = np.zeros((300, 400, 3), np.uint8)
    picture = thumbnail(rgb, Sheet(FakePrediction(mask)), 48)
    assert max(picture.shape[:2]) == 48
    assert (picture[:, :, 3] >= 128).mean() > 0.6
    assert thumbnail(rgb, Sheet(FakePrediction(np.zeros_like(mask))), 48).shape == (36, 48, 4)


def test_cleaned_colours_are_those_of_the_thing_alone() -> None:
    width, height = 1500, 300
    rgb = np.empty((height, width, 3), np.uint8)
    ramp = np.clip((np.arange(width) - 700) * 255 / 12, 0, 255)
    alpha = np.tile(np.rint(ramp).astype(np.uint8), (height, 1))
    thing, behind = np.array((200.0, 60.0, 40.0)), np.array((20.0, 90.0, 220.0))
    cover = alpha[..., None] / 255
    rgb[:] = np.rint(thing * cover + behind * (1 - cover))
    sheet = Sheet(FakePrediction(alpha), is_cleaned=True)
    whole = (0, 0, width, height)
    cleaned = render(rgb, [sheet], whole, 1.0)
    np.testing.assert_array_equal(cleaned[..., 3], alpha)
    edge = (alpha > 60) & (alpha < 255)
    assert np.abs(cleaned[edge][:, :3] - thing).mean() < 12
    assert np.abs(rgb[edge] - thing).mean() > 40
    np.testing.assert_array_equal(cleaned[alpha == 255][:, :3], rgb[alpha == 255])
    piecewise = render_large(rgb, [sheet], whole).astype(int)
    assert np.abs(piecewise - cleaned)[edge].max() <= 2
