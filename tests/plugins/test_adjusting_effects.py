"""Light, curves, looks, duotone, sharpness, vignette, grain: what they change and what stays."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.effects import curves, duotone, grain, light, look, sharpen, vignette
from sqsam_desktop.plugin_api import Color, Mask, Pixels
from tests.plugins.running import whole

SHIFT = st.integers(-100, 100).map(float)


def ramp() -> Pixels:
    """All greys, 4 x 256."""
    grey = np.tile(np.arange(256, dtype=np.uint8), (4, 1))
    return np.dstack([grey, grey, grey, np.full_like(grey, 255)])


def plain(color: str, size: tuple[int, int] = (40, 60)) -> Pixels:
    return np.full((*size, 4), Color(color).rgba, np.uint8)


def full(image: Pixels) -> Mask:
    return np.full(image.shape[:2], 255, np.uint8)


def left_half(image: Pixels) -> Mask:
    mask = np.zeros(image.shape[:2], np.uint8)
    mask[:, : image.shape[1] // 2] = 255
    return mask


def lit(image: Pixels, mask: Mask | None = None, **values: Any) -> Pixels:
    mask = full(image) if mask is None else mask
    return light.light(image, mask, light.Params(**values), whole(image))


def curved(image: Pixels, **values: Any) -> Pixels:
    return curves.curves(image, full(image), curves.Params(**values), whole(image))


@pytest.mark.parametrize(
    ("effect", "params"),
    [(light.light, light.Params()), (curves.curves, curves.Params())],
    ids=["light", "curves"],
)
def test_neutral_sliders_change_nothing(effect: Any, params: Any) -> None:
    image = np.random.default_rng(1).integers(0, 256, (30, 40, 4), np.uint8)
    assert np.array_equal(effect(image, full(image), params, whole(image)), image)


@pytest.mark.parametrize(("where", "changed"), [("subject", 0), ("rest", 1), ("everything", 2)])
def test_a_part_is_changed(where: str, changed: int) -> None:
    image = plain("#404040")
    result = lit(image, left_half(image), where=where, exposure=1.0)
    brighter = result[:, :, 0] > image[:, :, 0]
    assert (bool(brighter[:, :30].all()), bool(brighter[:, 30:].all())) == (
        changed != 1,
        changed != 0,
    )
    assert (bool(brighter[:, :30].any()), bool(brighter[:, 30:].any())) == (
        changed != 1,
        changed != 0,
    )


def soft_scene() -> tuple[Pixels, Mask]:
    """A dark disk with a soft edge on white, mixed as a camera would."""
    mask = np.zeros((120, 160), np.uint8)
    cv2.circle(mask, (80, 60), 35, 255, -1)
    mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), 2), np.uint8)
    grey = np.rint(250 - 210 * (mask / 255)).astype(np.uint8)
    return np.dstack([grey, grey, grey, np.full_like(mask, 255)]), mask


@pytest.mark.parametrize("where", ["subject", "rest"])
def test_neutral_sliders_change_nothing_at_a_soft_edge(where: str) -> None:
    image, mask = soft_scene()
    image[:, :, :3] ^= np.random.default_rng(2).integers(0, 64, (*mask.shape, 1), np.uint8)
    assert np.array_equal(lit(image, mask, where=where), image)


def test_a_darkened_background_leaves_no_bright_seam() -> None:
    image, mask = soft_scene()
    result = lit(image, mask, where="rest", exposure=-4.0)
    inside, outside = (int(result[mask == each][0, 0]) for each in (255, 0))
    edge = result[(mask > 0) & (mask < 255)][:, 0]
    assert edge.max() <= max(inside, outside) + 12


def test_a_stop_doubles_the_light_of_dark_tones_and_white_stays() -> None:
    result = lit(ramp(), exposure=1.0)[0, :, 0]
    # Half as much light as mid-grey, 188, is 137.
    assert result[137] == 188
    assert result[255] == 255
    assert (np.diff(result.astype(int)) >= 0).all()
    assert len(np.unique(result[200:])) >= 15


def test_warm_light_is_redder_and_as_bright() -> None:
    red, green, blue, _ = lit(plain("#808080"), temperature=60.0)[0, 0].tolist()
    assert red > green > blue
    assert abs(0.2126 * red + 0.7152 * green + 0.0722 * blue - 128) < 6


def test_shadows_are_lifted_and_keep_their_hue() -> None:
    dark, bright = plain("#402010"), plain("#f0e0d0")
    lifted = lit(dark, shadows=100.0)[0, 0].astype(float)
    assert lifted[0] > 1.3 * 0x40
    assert lifted[0] / lifted[1] == pytest.approx(2, abs=0.05)
    assert np.abs(lit(bright, shadows=100.0)[0, 0].astype(int) - bright[0, 0]).max() <= 4


def test_saturation_minus_100_is_grey_and_vibrance_spares_what_is_colourful() -> None:
    grey = lit(plain("#c04020"), saturation=-100.0)[0, 0, :3].astype(int)
    assert np.ptp(grey) <= 1

    def spread(color: str, **values: Any) -> float:
        before, after = (
            np.ptp(each[0, 0, :3].astype(float))
            for each in (plain(color), lit(plain(color), **values))
        )
        return float(after / before)

    assert spread("#908078", vibrance=100.0) > 1.5 > 1.2 > spread("#ff2010", vibrance=100.0)


@given(shifts=st.lists(SHIFT, min_size=5, max_size=5))
def test_curves_through_rising_points_rise(shifts: list[float]) -> None:
    names = ("blacks", "shadows", "midtones", "highlights", "whites")
    result = curved(ramp(), **dict(zip(names, shifts, strict=True)))[0, :, 0].astype(int)
    points = [64 * index + 0.6375 * shift for index, shift in enumerate(shifts)]
    if points == sorted(points):
        assert (np.diff(result) >= 0).all()
    for index, shift in enumerate(shifts):
        level = round(255 * index / 4)
        wanted = 255 * (index / 4 + shift / 400)
        assert abs(result[level] - min(max(wanted, 0), 255)) <= 2


def test_a_colour_curve_moves_the_midtones_of_one_channel() -> None:
    result = curved(ramp(), blue=50.0)[0]
    assert np.array_equal(result[:, :2], ramp()[0, :, :2])
    assert result[128, 2] > 150
    assert (result[0, 2], result[255, 2]) == (0, 255)


def test_duotone_maps_black_and_white_to_its_colours() -> None:
    params = duotone.Params(dark=Color("#102030"), bright=Color("#f0e0d0"))
    result = duotone.duotone(ramp(), full(ramp()), params, whole(ramp()))[0]
    assert result[0].tolist() == [0x10, 0x20, 0x30, 255]
    assert result[255].tolist() == [0xF0, 0xE0, 0xD0, 255]


def edge() -> Pixels:
    """Dark left, bright right."""
    image = plain("#505050", (60, 120))
    image[:, 60:, :3] = 0xB0
    return image


def sharpened(image: Pixels, **values: Any) -> Pixels:
    return sharpen.sharpen(image, full(image), sharpen.Params(**values), whole(image))


def test_sharpening_steepens_edges_and_keeps_plain_areas() -> None:
    result = sharpened(edge(), amount=200.0, clarity=0.0)
    assert result[30, 59, 0] < 0x50 < 0xB0 < result[30, 60, 0]
    assert np.array_equal(result[:, :50], edge()[:, :50])


def test_noise_below_the_threshold_stays() -> None:
    image = plain("#808080")
    image[:, :, :3] += np.random.default_rng(0).integers(0, 3, (40, 60, 1), np.uint8)
    assert np.array_equal(sharpened(image, amount=300.0, threshold=4.0, clarity=0.0), image)


def test_clarity_brings_out_texture_without_a_halo_along_edges() -> None:
    texture = edge()
    texture[::2, ::2, :3] += 12
    result = sharpened(texture, amount=0.0, clarity=100.0, reach=15.0)
    inside = np.s_[20:40, 25:35, 0]
    assert result[inside].std() > 1.4 * texture[inside].std()
    # The mean brightness beside the edge and far from it: a halo would set them apart.
    rows = result[10:50, :, 0].astype(float)
    assert abs(rows[:, 50:58].mean() - rows[:, 4:12].mean()) < 8


def test_a_vignette_darkens_the_corners_only() -> None:
    image = plain("#c0c0c0", (120, 160))
    result = vignette.vignette(image, full(image), vignette.Params(), whole(image))
    assert np.array_equal(result[50:70, 70:90], image[50:70, 70:90])
    assert result[0, 0, 0] < 120
    assert np.array_equal(result, result[::-1, ::-1])


def test_a_vignette_can_lie_around_the_subject() -> None:
    image = plain("#c0c0c0", (120, 160))
    mask = np.zeros((120, 160), np.uint8)
    mask[10:40, 10:40] = 255
    params = vignette.Params(center="subject")
    result = vignette.vignette(image, mask, params, whole(image))
    assert np.array_equal(result[10:40, 10:40], image[10:40, 10:40])
    assert result[119, 159, 0] < result[0, 0, 0]


def grained(image: Pixels, **values: Any) -> Pixels:
    return grain.grain(image, full(image), grain.Params(**values), whole(image))


def test_grain_is_grey_of_mean_zero_and_strongest_in_the_midtones() -> None:
    dark, middle = (
        grained(plain(color, (200, 300))).astype(int) for color in ("#000000", "#808080")
    )
    assert np.ptp(middle[:, :, :3], axis=2).max() == 0
    assert abs(middle[:, :, 0].mean() - 128) < 2
    assert middle[:, :, 0].std() > 5 * dark[:, :, 0].std()
    assert np.ptp(grained(plain("#808080"), in_color=True)[:, :, :3].astype(int), axis=2).max() > 5


def test_coarse_grain_is_wider() -> None:
    def wavering(size: float) -> float:
        levels = grained(plain("#808080", (200, 300)), size=size)[:, :, 0].astype(float)
        return float(np.abs(np.diff(levels, axis=1)).mean() / levels.std())

    assert wavering(2.0) > 2 * wavering(8.0)


def test_no_pattern_of_the_grain_repeats() -> None:
    levels = grained(plain("#808080", (400, 400)), size=1.0)[:, :, 0].astype(float) - 128
    spectrum = np.abs(np.fft.fft2(levels)) ** 2
    assert spectrum.max() < 40 * spectrum.mean()


def looked(image: Pixels, name: str, strength: float = 100.0) -> Pixels:
    params = look.Params(look=name, strength=strength)
    return look.look(image, full(image), params, whole(image))


def test_looks_have_their_colours() -> None:
    assert np.ptp(looked(plain("#c04020"), "mono")[0, 0, :3].astype(int)) == 0
    red, green, blue, _ = looked(plain("#808080"), "sepia")[0, 0].tolist()
    assert red > green > blue
    red, green, blue, _ = looked(plain("#303030"), "teal")[0, 0].tolist()
    assert red < green < blue
    for name in ("warm", "cool", "teal", "faded", "bleached", "mono", "sepia"):
        assert (np.diff(looked(ramp(), name)[0, :, :3].astype(int), axis=0) >= 0).all()
        assert np.array_equal(looked(ramp(), name, 0.0), ramp())
