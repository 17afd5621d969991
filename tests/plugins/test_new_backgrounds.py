"""Cut out and Replace background: what is left of the old background."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from plugins.effects.cut_out import Params as Cut
from plugins.effects.cut_out import cut
from plugins.effects.replace_background import Params as Replace
from plugins.effects.replace_background import replace
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.plugin_api import Color, Pixels
from tests.plugins.discs import MIDDLE, RADIUS, difference, disc, noise, photo
from tests.plugins.running import whole

WHITE, DARK = (250, 250, 250), (10, 20, 30)


def stored(picture: Pixels, path: Path) -> str:
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGBA2BGRA))
    return str(path)


def test_cutting_out_takes_the_mask_for_alpha() -> None:
    mask = disc()
    image = noise(mask)
    result = cut(image, mask, Cut(), whole(image))
    assert (result[:, :, 3] == mask).all()
    assert (result[mask == 255] == image[mask == 255]).all()
    assert (result[:, :, :3][mask == 0] == image[:, :, :3][mask == 0]).all()


def test_a_dark_thing_leaves_its_bright_background_without_a_fringe() -> None:
    mask = disc()
    image = photo(mask, DARK, WHITE)
    result = cut(image, mask, Cut(), whole(image))
    edge = result[:, :, :3][(mask > 30) & (mask < 255)].astype(int)
    assert np.abs(edge - DARK).max() < 25


def test_cutting_out_twice_makes_it_no_thinner() -> None:
    mask = disc()
    image = noise(mask)
    once = cut(image, mask, Cut(), whole(image))
    assert (cut(once, mask, Cut(), whole(image))[:, :, 3] == mask).all()


def test_the_edge_moves_by_parts_of_a_pixel() -> None:
    mask = disc()
    image = noise(mask)
    areas = [
        cut(image, mask, Cut(choke=choke), whole(image))[:, :, 3].sum(dtype=int) / 255
        for choke in (0.0, 0.5, 1.0, 3.0)
    ]
    assert areas == sorted(areas, reverse=True)
    lost = np.sqrt(areas[0] / np.pi) - np.sqrt(areas[3] / np.pi)
    assert lost == pytest.approx(3, abs=0.7)


def test_a_softer_edge_keeps_the_area() -> None:
    mask = disc()
    image = noise(mask)
    soft = cut(image, mask, Cut(soften=8), whole(image))[:, :, 3]
    assert soft.sum(dtype=int) == pytest.approx(mask.sum(dtype=int), rel=0.02)
    assert ((soft > 20) & (soft < 235)).sum() > 1.5 * ((mask > 20) & (mask < 235)).sum()


def test_a_plain_background_has_its_color() -> None:
    mask = disc()
    image = photo(mask, DARK, WHITE)
    params = Replace(kind="color", color=Color("#20a040"))
    result = replace(image, mask, params, whole(image))
    assert (result[mask == 0] == (0x20, 0xA0, 0x40, 255)).all()
    assert (result[mask == 255] == image[mask == 255]).all()


def test_a_gradient_runs_in_its_direction() -> None:
    mask = disc() * 0
    image = noise(mask)
    params = Replace(kind="gradient", color=Color("#000000"), color2=Color("#ffffff"), angle=90.0)
    result = replace(image, mask, params, whole(image))[:, :, 0].astype(int)
    assert result[-1].mean() < 3
    assert result[0].mean() > 252
    assert np.ptp(result, axis=1).max() <= 1


def test_a_picture_fills_the_background(tmp_path: Path) -> None:
    mask = disc()
    image = photo(mask, DARK, WHITE)
    other = np.full((30, 90, 4), (200, 30, 60, 255), np.uint8)
    path = stored(other, tmp_path / "other.png")
    params = Replace(kind="picture", picture=path, fit="cover", match=0)
    result = replace(image, mask, params, whole(image))
    assert (result[mask == 0] == other[0, 0]).all()


def test_a_picture_that_is_shown_whole_leaves_bars(tmp_path: Path) -> None:
    mask = disc() * 0
    image = noise(mask)
    other = np.full((30, 90, 4), (200, 30, 60, 255), np.uint8)
    params = Replace(
        kind="picture",
        picture=stored(other, tmp_path / "other.png"),
        fit="contain",
        color=Color("#101010"),
    )
    result = replace(image, mask, params, whole(image))
    assert (result[0] == (16, 16, 16, 255)).all()
    assert (result[MIDDLE[1]] == other[0, 0]).all()


def test_tiles_repeat(tmp_path: Path) -> None:
    mask = disc() * 0
    image = noise(mask)
    tile = noise(np.zeros((40, 50), np.uint8), seed=4)
    params = Replace(kind="picture", picture=stored(tile, tmp_path / "tile.png"), fit="tile")
    result = replace(image, mask, params, whole(image))
    assert difference(result[40:80, 50:100], tile) == 0


def test_the_subject_takes_on_the_light_of_the_picture(tmp_path: Path) -> None:
    mask = disc()
    image = photo(mask, (128, 128, 128), WHITE)
    other = np.full((30, 30, 4), (200, 60, 30, 255), np.uint8)
    path = stored(other, tmp_path / "other.png")

    def middle(match: float) -> Pixels:
        params = Replace(kind="picture", picture=path, match=match)
        return replace(image, mask, params, whole(image))[MIDDLE[1], MIDDLE[0]].astype(int)

    assert (middle(0)[:3] == 128).all()
    assert middle(100)[0] - middle(100)[2] > middle(50)[0] - middle(50)[2] > 10


def test_a_file_that_is_no_picture_is_named(tmp_path: Path) -> None:
    mask = disc()
    image = noise(mask)
    broken = tmp_path / "notes.png"
    broken.write_text("no picture")
    for path in (broken, tmp_path / "missing.png"):
        params = Replace(kind="picture", picture=str(path))
        with pytest.raises(SqsamError, match=path.name):
            replace(image, mask, params, whole(image))


def test_the_disc_of_these_tests_is_where_they_think() -> None:
    mask = disc()
    assert mask[MIDDLE[1], MIDDLE[0]] == 255
    assert mask[MIDDLE[1], MIDDLE[0] + RADIUS + 8] == 0
