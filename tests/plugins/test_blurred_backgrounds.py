"""Blur background and Motion blur: the subject stays sharp and does not smear."""

from __future__ import annotations

import numpy as np
import pytest

from plugins.effects.blur_background import Params as Blur
from plugins.effects.blur_background import blur
from plugins.effects.motion_background import Params as Motion
from plugins.effects.motion_background import move
from sqsam_desktop.plugin_api import Mask, Pixels
from tests.plugins.discs import HEIGHT, MIDDLE, RADIUS, WIDTH, difference, disc, noise, photo
from tests.plugins.running import whole

BOTH = [
    (blur, Blur(strength=100)),
    (blur, Blur(strength=100, shape="hexagon", highlights=100)),
    (blur, Blur(strength=60, ground=70)),
    (move, Motion(length=40, angle=30)),
    (move, Motion(kind="zoom", length=40)),
]


@pytest.mark.parametrize(("effect", "params"), BOTH)
def test_inside_the_subject_nothing_changes(effect, params) -> None:
    mask = disc()
    image = noise(mask)
    result = effect(image, mask, params, whole(image))
    assert (result[mask == 255] == image[mask == 255]).all()
    outside = mask == 0
    assert result[outside].std() < image[outside].std()


@pytest.mark.parametrize(("effect", "params"), BOTH)
@pytest.mark.parametrize(
    ("subject", "ground"), [((250, 250, 250), (30, 40, 50)), ((5, 5, 5), (220, 210, 200))]
)
def test_the_subject_leaves_no_halo(effect, params, subject, ground) -> None:
    mask = disc()
    image = photo(mask, subject, ground)
    result = effect(image, mask, params, whole(image)).astype(int)
    assert np.abs(result[mask == 0][:, :3] - ground).max() <= 3
    # Nor does its edge get darker or brighter than a mixture of the two.
    assert difference(result, image) <= 12


@pytest.mark.parametrize(("effect", "params"), BOTH)
def test_what_is_cut_out_stays_so(effect, params) -> None:
    mask = disc()
    image = np.dstack([noise(mask)[:, :, :3], mask])
    result = effect(image, mask, params, whole(image))
    assert (result[:, :, 3][mask == 0] <= 1).all()
    assert (result[:, :, 3][mask == 255] == 255).all()


def spot(radius_percent: float, shape: str = "disc", highlights: float = 0.0) -> Pixels:
    """A point of light, out of focus."""
    image = np.full((HEIGHT, WIDTH, 4), (0, 0, 0, 255), np.uint8)
    image[58:63, 78:83, :3] = 255
    mask: Mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    params = Blur(strength=radius_percent, shape=shape, highlights=highlights)
    return blur(image, mask, params, whole(image))[:, :, 0]


def test_a_point_of_light_becomes_a_disc_of_the_radius() -> None:
    lit = spot(100) > 20
    radius = 0.04 * WIDTH
    across = lit[60].nonzero()[0]
    assert np.ptp(across) / 2 == pytest.approx(radius + 2, abs=1.6)
    assert lit.sum() == pytest.approx(np.pi * (np.ptp(across) / 2 + 0.5) ** 2, rel=0.12)


def test_highlights_make_it_brighter() -> None:
    assert int(spot(100, highlights=100)[60, 80]) > int(spot(100)[60, 80]) + 40


def test_more_strength_blurs_more() -> None:
    mask = disc() * 0
    image = noise(mask)
    spread = [
        float(blur(image, mask, Blur(strength=s), whole(image))[:, :, 0].std())
        for s in (0, 25, 50, 100)
    ]
    assert spread == sorted(spread, reverse=True)
    assert difference(blur(image, mask, Blur(strength=0), whole(image)), image) == 0


def test_the_ground_is_sharp_where_the_subject_stands() -> None:
    mask = disc()
    image = noise(mask)
    result = blur(image, mask, Blur(strength=80, ground=100), whole(image))
    foot = MIDDLE[1] + RADIUS
    changed = np.abs(result.astype(int) - image)[:, :30].mean(axis=(1, 2))
    assert changed[foot - 1 : foot + 2].max() < changed[:10].min() / 3


def test_a_pan_keeps_lines_along_its_way() -> None:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    stripes = np.full((HEIGHT, WIDTH, 4), 255, np.uint8)
    stripes[:, :, :3] = ((np.arange(HEIGHT) // 8 % 2) * 200)[:, None, None]
    along = move(stripes, mask, Motion(length=40, angle=0), whole(stripes))
    across = move(stripes, mask, Motion(length=40, angle=90), whole(stripes))
    assert difference(along, stripes) <= 2
    assert across[:, :, 0].std() < stripes[:, :, 0].std() / 3


def test_a_zoom_is_stronger_further_from_the_subject() -> None:
    mask = disc()
    image = noise(mask)
    result = move(image, mask, Motion(kind="zoom", length=40), whole(image)).astype(int)
    rough = np.abs(np.diff(result[:, :, 0], axis=1))
    near = rough[MIDDLE[1] - 5 : MIDDLE[1] + 5, MIDDLE[0] + RADIUS + 6 : MIDDLE[0] + RADIUS + 16]
    assert rough[:, :10].mean() < near.mean()
