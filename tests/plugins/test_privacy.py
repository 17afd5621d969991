"""Privacy: what is hidden cannot be seen, nor computed back."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from plugins.effects.privacy import Params, hide
from sqsam_desktop.plugin_api import Mask, Pixels
from tests.plugins.running import whole


def scene() -> tuple[Pixels, Mask]:
    """Noise all over, and a soft disk that covers a part of it."""
    noise = np.random.default_rng(3).integers(0, 256, (150, 200, 3), np.uint8)
    mask = np.zeros((150, 200), np.uint8)
    cv2.circle(mask, (90, 70), 35, 255, -1)
    mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), 1.5), np.uint8)
    return np.dstack([noise, np.full(mask.shape, 255, np.uint8)]), mask


def hidden(image: Pixels, mask: Mask, **values: Any) -> Pixels:
    return hide(image, mask, Params(**values), whole(image))


@pytest.mark.parametrize("style", ["cells", "blur", "cover"])
@pytest.mark.parametrize("where", ["subject", "rest"])
def test_nothing_of_what_is_hidden_depends_on_its_details(style: str, where: str) -> None:
    """Two pictures with the same means of all cells look the same after it."""
    image, mask = scene()
    secret = mask > 8 if where == "subject" else mask == 0
    other = image.copy()
    # Cells are 10 pixels wide: pixels are exchanged inside of them.
    for y in range(0, 150, 10):
        for x in range(0, 200, 10):
            if secret[y : y + 10, x : x + 10].all():
                other[y : y + 10, x : x + 10] = other[y : y + 10, x : x + 10][::-1, ::-1]
    assert not np.array_equal(image, other)
    results = [hidden(each, mask, style=style, where=where) for each in (image, other)]
    assert np.abs(results[0].astype(int) - results[1]).max() <= 1


def test_a_margin_around_the_subject_is_covered_and_the_rest_is_kept() -> None:
    image, mask = scene()
    result = hidden(image, mask, style="cover", margin=2.0)
    y, x = np.mgrid[:150, :200]
    distance = np.hypot(x - 90, y - 70)
    assert (result[distance < 38] == (0, 0, 0, 255)).all()
    assert np.array_equal(result[distance > 48], image[distance > 48])


def test_cells_are_squares_of_one_colour_that_start_at_the_corner_of_the_picture() -> None:
    image, mask = scene()
    result = hidden(image, mask, style="cells")
    cell = result[60:70, 80:90]
    assert (cell == cell[0, 0]).all()
    assert np.abs(cell[0, 0, :3] - image[60:70, 80:90, :3].mean((0, 1))).max() <= 0.51
    assert not (result[65:75, 85:95] == result[65, 85]).all()


def test_the_subject_does_not_shine_into_a_hidden_background() -> None:
    image = np.full((150, 200, 4), 255, np.uint8)
    _, mask = scene()
    image[:, :, 1:3] -= mask[..., None]
    result = hidden(image, mask, where="rest", margin=0.0)
    outside = result[mask == 0]
    assert outside[:, 1].min() >= 250
    assert np.array_equal(result[mask == 255], image[mask == 255])


def test_a_cut_out_is_not_given_away_by_its_outline() -> None:
    image, mask = scene()
    image[:, :, 3] = mask
    assert (hidden(image, mask, style="cover")[mask > 4][:, 3] == 255).all()
