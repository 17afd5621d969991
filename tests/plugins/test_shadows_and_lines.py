"""Drop shadow, Contact shadow, Outline and Glow: what is drawn around the subject."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from plugins.effects.contact_shadow import Params as Contact
from plugins.effects.contact_shadow import ground
from plugins.effects.drop_shadow import Params as Drop
from plugins.effects.drop_shadow import cast
from plugins.effects.glow import Params as Glow
from plugins.effects.glow import glow
from plugins.effects.outline import Params as Outline
from plugins.effects.outline import outline
from sqsam_desktop.plugin_api import Color, Mask, Pixels
from tests.plugins.discs import HEIGHT, MIDDLE, RADIUS, WIDTH, difference, disc, noise, photo
from tests.plugins.running import whole

GREY = (180, 180, 180)
ALL: list[tuple[Any, Any]] = [
    (cast, Drop()),
    (ground, Contact()),
    (outline, Outline(width2=1.0)),
    (glow, Glow()),
]


def darkness(result: Pixels, before: Pixels) -> np.ndarray:
    return (before.astype(int) - result)[:, :, 0].clip(0)


def centre(weights: np.ndarray) -> tuple[float, float]:
    found = cv2.moments(weights.astype(np.float32))
    return found["m10"] / found["m00"], found["m01"] / found["m00"]


@pytest.mark.parametrize(("effect", "params"), ALL)
def test_the_subject_stays_on_top(effect: Any, params: Any) -> None:
    mask = disc()
    image = noise(mask)
    result = effect(image, mask, params, whole(image))
    assert (result[mask == 255] == image[mask == 255]).all()
    assert difference(result[mask < 100], image[mask < 100]) > 20


@pytest.mark.parametrize(("effect", "params"), ALL)
def test_it_is_seen_around_what_is_cut_out(effect: Any, params: Any) -> None:
    mask = disc()
    image = np.dstack([noise(mask)[:, :, :3], mask])
    result = effect(image, mask, params, whole(image))
    assert (result[:, :, 3] >= mask).all()
    assert result[:, :, 3].sum(dtype=int) > mask.sum(dtype=int) * 1.01
    assert (result[:, :, 3][:8, :8] == 0).all()


@pytest.mark.parametrize(
    ("angle", "right", "down"), [(0, 1, 0), (90, 0, -1), (180, -1, 0), (315, 0.707, 0.707)]
)
def test_a_drop_shadow_lies_where_the_angle_says(angle: float, right: float, down: float) -> None:
    mask = disc(softness=0.5)
    image = np.dstack([np.full((*mask.shape, 3), 200, np.uint8), mask * 0])
    params = Drop(angle=angle, distance=5, blur=0.5, opacity=100)
    shadow = cast(image, mask, params, whole(image))[:, :, 3].astype(int)
    # What the subject hides of it cannot be seen: complete it by the subject itself.
    x, y = centre(np.maximum(shadow, mask) - mask * 0.999)
    turned = (x - MIDDLE[0]) * right + (y - MIDDLE[1]) * down
    aside = (x - MIDDLE[0]) * down - (y - MIDDLE[1]) * right
    assert turned > RADIUS / 2
    assert abs(aside) < 1.5


def test_a_drop_shadow_has_its_color_and_opacity() -> None:
    mask = disc(softness=0.5)
    image = photo(mask, (0, 0, 0), (200, 200, 200))
    params = Drop(angle=0, distance=10, blur=0, opacity=50, color=Color("#ff0000"))
    result = cast(image, mask, params, whole(image))
    inside = result[MIDDLE[1], MIDDLE[0] + RADIUS + 8, :3].astype(int)
    assert np.abs(inside - (228, 100, 100)).max() <= 2


def test_a_grown_shadow_is_larger() -> None:
    mask = disc()
    image = photo(mask, (0, 0, 0), GREY)
    plain, grown = (
        darkness(cast(image, mask, Drop(distance=0, blur=1, spread=s), whole(image)), image).sum()
        for s in (0.0, 3.0)
    )
    assert grown > 1.5 * plain


def standing() -> Mask:
    """Two legs and a body."""
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[30:60, 40:120] = 255
    mask[60:95, 45:55] = 255
    mask[60:95, 105:115] = 255
    return mask


def test_a_contact_shadow_is_darkest_at_the_feet() -> None:
    mask = standing()
    image = photo(mask, (0, 0, 0), GREY)
    dark = darkness(ground(image, mask, Contact(), whole(image)), image)
    below = dark[96:99]
    feet = (below[:, 46:54].mean() + below[:, 106:114].mean()) / 2
    assert feet > 1.5 * below[:, 70:90].mean() > 0
    assert dark[:50].max() <= 1
    assert dark[:, :8].max() < feet / 5


def test_a_subject_cut_by_the_lower_border_has_its_feet_outside() -> None:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[40:, 60:100] = 255
    image = photo(mask, (0, 0, 0), GREY)
    dark = darkness(ground(image, mask, Contact(), whole(image)), image)
    assert dark[:80].max() <= 2


def test_an_outline_is_as_wide_as_said_and_smooth() -> None:
    mask = disc(softness=0.7)
    image = photo(mask, (20, 20, 20), (90, 90, 90))
    params = Outline(width=5, color=Color("#ffffff"), shadow=0)
    result = outline(image, mask, params, whole(image))[:, :, 0].astype(int)
    row = result[MIDDLE[1], MIDDLE[0] :]
    width = ((row - 90).clip(0) / 165).sum()
    assert width == pytest.approx(5 / 100 * WIDTH, abs=0.8)
    y, x = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    distance = np.hypot(x - MIDDLE[0] - 0.5, y - MIDDLE[1] - 0.5)
    assert (result[(distance > RADIUS + 3) & (distance < RADIUS + 6)] > 250).all()
    assert (np.abs(result[distance > RADIUS + 10] - 90) <= 1).all()


def test_an_outline_fills_notches() -> None:
    mask = standing()
    image = photo(mask, (20, 20, 20), (90, 90, 90))
    params = Outline(width=1, roundness=5, shadow=0)
    result = outline(image, mask, params, whole(image))[:, :, 0]
    assert (result[61:63, 57:59] > 240).all()
    assert result[90, 80] == 90


def test_the_second_line_is_around_the_first() -> None:
    mask = disc(softness=0.7)
    image = photo(mask, (20, 20, 20), (90, 90, 90))
    params = Outline(width=3, width2=3, color2=Color("#ff0000"), shadow=0)
    row = outline(image, mask, params, whole(image))[MIDDLE[1], MIDDLE[0] + RADIUS :, :3]
    assert (row[3] == 255).all()
    assert (row[7] == (255, 0, 0)).all()
    assert (row[14] == 90).all()


def test_a_glow_fades_outwards_and_only_brightens() -> None:
    mask = disc()
    image = photo(mask, (20, 20, 20), (60, 60, 60))
    result = glow(image, mask, Glow(), whole(image)).astype(int)
    assert (result[mask == 0] >= image[mask == 0]).all()
    row = result[MIDDLE[1], MIDDLE[0] + RADIUS + 3 :, 0]
    assert (np.diff(row) <= 1).all()
    assert row[0] > 120
    assert row[-1] < 75
