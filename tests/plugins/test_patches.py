"""Holes filled with pieces of what is around them."""

from __future__ import annotations

import numpy as np
import pytest

from sqsam_desktop.plugin_api import Cancelled, Mask, Pixels, patched
from tests.plugins.running import Call, whole


def wall() -> tuple[Pixels, Mask]:
    """A rough grey wall, a red thing on it, and a hole that nearly fills the rest."""
    levels = np.random.default_rng(5).normal(150, 12, (300, 200)).clip(0, 255).astype(np.uint8)
    image = np.dstack([levels, levels, levels, np.full_like(levels, 255)])
    image[20:280, 10:75, :3] = (200, 20, 20)
    mask = np.zeros((300, 200), np.uint8)
    mask[40:260, 110:175] = 255
    return image, mask


def test_the_wall_goes_on_and_what_stands_beside_is_not_copied() -> None:
    image, mask = wall()
    result = patched(image, mask, 2, whole(image))
    inside = result[mask > 0].astype(int)
    assert np.abs(inside[:, 0] - inside[:, 1]).max() < 40
    assert 145 < inside[:, 0].mean() < 155
    assert inside[:, 0].std() > 6


def test_only_the_hole_and_its_rim_change() -> None:
    image, mask = wall()
    result = patched(image, mask, 3, whole(image))
    changed = (result != image).any(axis=2)
    assert changed[37:263, 107:178].mean() > 0.9
    changed[32:268, 102:183] = False
    assert not changed.any()


@pytest.mark.parametrize("level", [0, 20, 255])
def test_no_hole_and_nothing_but_a_hole_leave_the_picture(level: int) -> None:
    image, mask = wall()
    assert np.array_equal(patched(image, np.full_like(mask, level), 2, whole(image)), image)


def test_it_ends_when_nobody_waits_for_it() -> None:
    class Ended(Call):
        def check(self) -> None:
            raise Cancelled

    image, mask = wall()
    with pytest.raises(Cancelled):
        patched(image, mask, 2, Ended(1.0, (0, 0, 200, 300), (200, 300)))
