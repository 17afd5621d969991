"""The arithmetic that plug-ins share: covers, sheets and fillings."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.plugin_api import (
    Color,
    Pixels,
    cut_out,
    faded,
    filled,
    laid_behind,
    laid_over,
    painted,
    softened,
)
from tests.plugins.discs import difference, disc, noise, photo
from tests.plugins.running import whole

level = st.integers(0, 255)
pixel = st.tuples(level, level, level, level)


def picture(*pixels: tuple[int, ...]) -> Pixels:
    return np.array([pixels], np.uint8)


@given(pixel, pixel)
def test_one_over_another(top: tuple[int, ...], bottom: tuple[int, ...]) -> None:
    result = laid_over(picture(top), picture(bottom))[0, 0].astype(float)
    cover, below = top[3] / 255, bottom[3] / 255 * (1 - top[3] / 255)
    assert result[3] == pytest.approx((cover + below) * 255, abs=0.51)
    if cover + below > 0:
        colour = (np.array(top[:3]) * cover + np.array(bottom[:3]) * below) / (cover + below)
        # A hundredth of a level of the lower one is mixed in, which shows where nothing else is.
        assert np.abs(result[:3] - colour).max() <= 0.6 + 3 / max(1, result[3])
    else:
        assert tuple(result[:3]) == bottom[:3]


def test_nothing_over_a_picture_changes_nothing() -> None:
    image = noise(disc())
    image[:, :, 3] = disc()
    assert difference(laid_over(np.zeros_like(image), image), image) == 0
    assert difference(laid_behind(np.zeros_like(image), image, disc()), image) == 0


@given(pixel, pixel)
def test_a_sheet_behind_all_of_a_subject_is_not_seen(sheet, image) -> None:
    mask = np.full((1, 1), 255, np.uint8)
    result = laid_behind(picture(sheet), picture(image), mask)
    assert difference(result, picture(image)) <= (1 if image[3] else 255)


@given(pixel, level, level)
def test_a_sheet_on_an_opaque_photo_is_mixed_outside_of_the_subject(sheet, grey, cover) -> None:
    mask = np.full((1, 1), cover, np.uint8)
    result = laid_behind(picture(sheet), picture((grey, grey, grey, 255)), mask)[0, 0]
    share = sheet[3] / 255 * (1 - cover / 255)
    mixed = np.array(sheet[:3]) * share + grey * (1 - share)
    assert result[3] == 255
    assert np.abs(result[:3] - mixed).max() <= 0.6


def test_a_sheet_behind_a_cut_out_shows_around_it() -> None:
    sheet, image = picture((10, 20, 30, 128)), picture((200, 200, 200, 100))
    mask = np.full((1, 1), 100, np.uint8)
    result = laid_behind(sheet, image, mask)
    assert difference(result, laid_over(image, sheet)) <= 1


def test_fading_multiplies_alpha() -> None:
    image = noise(disc())
    assert (faded(faded(image, disc()), disc())[:, :, 3].astype(int) <= disc()).all()
    assert (faded(image, disc())[:, :, 3] == disc()).all()


def test_a_painted_sheet_has_one_color() -> None:
    sheet = painted(Color("#10203080"), disc())
    assert (sheet[:, :, :3] == (16, 32, 48)).all()
    assert np.abs(sheet[:, :, 3].astype(float) - disc() * (128 / 255)).max() <= 0.51


@pytest.mark.parametrize("sigma", [0.0, 0.7, 3.0, 9.0, 25.0])
def test_softening_is_a_gaussian_blur(sigma: float) -> None:
    image = noise(disc(scale=3))
    exact = image
    if sigma:
        exact = cv2.GaussianBlur(image, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    inner = np.s_[40:-40, 40:-40]
    assert difference(softened(image, sigma)[inner], exact[inner]) <= 3


def test_a_hole_is_filled_with_what_is_around_it() -> None:
    hole = cv2.dilate(disc(), np.ones((9, 9), np.uint8))
    clean = np.zeros((*hole.shape, 4), np.uint8)
    clean[:, :, 0] = np.linspace(50, 200, hole.shape[1])
    clean[:, :, 3] = 255
    image = clean.copy()
    image[hole > 0] = (255, 255, 255, 255)
    result = filled(image, np.where(hole > 0, 255, 0).astype(np.uint8))
    assert (result[hole == 0] == clean[hole == 0]).all()
    assert difference(result, clean) <= 16


def test_a_picture_that_is_all_hole_stays() -> None:
    image = noise(disc())
    assert difference(filled(image, np.full_like(disc(), 255)), image) == 0


def test_a_cut_out_before_its_own_background_is_the_photo() -> None:
    mask = disc()
    image = photo(mask, (220, 30, 40), (20, 90, 160))
    ground = painted(Color("#145aa0"), np.full_like(mask, 255))
    assert difference(laid_over(cut_out(image, mask, whole(image)), ground), image) <= 3
