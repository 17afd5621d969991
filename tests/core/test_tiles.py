"""The pyramid gives the smallest copy that is large enough."""

from __future__ import annotations

import numpy as np
import pytest

from sqsam_desktop.core.tiles import Pyramid


@pytest.fixture
def pyramid() -> Pyramid:
    rows, columns = np.mgrid[:3001, :4000]
    return Pyramid.of(np.stack([columns // 16, rows // 16, rows * 0 + 9], 2).astype(np.uint8))


@pytest.mark.parametrize(
    ("scale", "width"), [(8.0, 4000), (1.0, 4000), (0.51, 4000), (0.5, 2000), (0.26, 2000)]
)
def test_a_level_is_never_enlarged_below_full_size(
    pyramid: Pyramid, scale: float, width: int
) -> None:
    assert pyramid.level(scale).shape[1] == width


def test_the_smallest_level_serves_all_smaller_scales(pyramid: Pyramid) -> None:
    assert pyramid.level(0.001).shape == (751, 1000, 4)


def test_levels_show_the_same_picture_in_the_order_of_screens(pyramid: Pyramid) -> None:
    full, half = pyramid.level(1.0), pyramid.level(0.5)
    red, green, blue = full[1000, 3000]
    assert half[500, 1500].tolist() == pytest.approx([blue, green, red, 255], abs=1)
    assert pyramid.size == (4000, 3001)


def test_a_small_picture_is_its_only_level() -> None:
    pixels = np.zeros((1, 1, 3), np.uint8)
    assert Pyramid.of(pixels).level(0.1).shape == (1, 1, 3)
