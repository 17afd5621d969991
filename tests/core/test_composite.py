"""Layers with blends, opacity, groups, own pictures and effects, laid over each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sqsam_desktop.core.blending import BLENDS, Paint
from sqsam_desktop.core.compose import Place, Sheet, render, render_large, sheets
from sqsam_desktop.core.document import PHOTO, EffectUse, Layer
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.core.raster import Raster
from tests.fakes import FakePrediction

SIZE = (24, 18)
WHOLE = (0, 0, *SIZE)
RGB = np.random.default_rng(5).integers(0, 256, (SIZE[1], SIZE[0], 3), np.uint8)
KNOWN = Outline((Step("new", Prompt((Click(1, 1),)), b"known"),))
KINDS = st.sampled_from(["normal", *BLENDS])

masks = arrays.arrays(np.uint8, (SIZE[1], SIZE[0]), elements=st.sampled_from([0, 90, 200, 255]))
colours = st.tuples(*[st.integers(0, 255)] * 4)


def raster(colour: tuple[int, ...]) -> Raster:
    noise = np.random.default_rng(sum(colour)).integers(0, 256, (9, 7, 4))
    return Raster(((noise + np.array(colour)) // 2).astype(np.uint8))


rasters = colours.map(raster)
transforms = st.tuples(
    st.floats(0.5, 2), st.floats(-0.3, 0.3), st.floats(-5, 20),
    st.floats(-0.3, 0.3), st.floats(0.5, 2), st.floats(-5, 15),
)  # fmt: skip
_pictures = st.builds(
    lambda pixels, transform, opacity, blend: Sheet(
        None, opacity, blend, pixels=pixels, transform=transform
    ),
    rasters, transforms, st.floats(0, 1), KINDS,
)  # fmt: skip
_cutouts = st.builds(Sheet, masks.map(FakePrediction), st.floats(0, 1), KINDS)
leaves = st.one_of(_pictures, _cutouts)
_groups = st.builds(
    lambda children, opacity, blend: Sheet(None, opacity, blend, children=tuple(children)),
    st.lists(leaves, max_size=2), st.floats(0, 1), KINDS,
)  # fmt: skip
stacks = st.lists(st.one_of(leaves, _groups), max_size=4).map(lambda laid: [Sheet(None), *laid])


def close(first: np.ndarray, second: np.ndarray, gap: int = 1) -> bool:
    """Whether two pictures look the same; colours count as far as they are seen."""
    seen = first[:, :, 3:].astype(int) / 255
    colours = np.abs(first[:, :, :3].astype(int) - second[:, :, :3]) * seen
    return bool(colours.max() <= gap) and bool(
        np.abs(first[:, :, 3].astype(int) - second[:, :, 3]).max() <= gap
    )


def shown(laid: list[Sheet]) -> np.ndarray:
    return render(RGB, laid, WHOLE, 1.0)


@given(stacks, leaves)
def test_what_is_fully_faded_is_not_there(laid: list[Sheet], sheet: Sheet) -> None:
    assert close(shown([*laid, replace(sheet, opacity=0.0)]), shown(laid))


@given(stacks, leaves)
def test_a_group_of_one_looks_like_the_layer(laid: list[Sheet], sheet: Sheet) -> None:
    group = Sheet(None, children=(sheet,))
    assert close(shown([*laid, group, *laid[1:]]), shown([*laid, sheet, *laid[1:]]))
    outer = Sheet(None, sheet.opacity, children=(replace(sheet, opacity=1.0),))
    assert close(shown([*laid, outer]), shown([*laid, sheet]))


@given(stacks, st.integers(0, 20), st.integers(0, 14))
@settings(max_examples=60)
def test_a_part_is_cut_out_of_the_whole(laid: list[Sheet], left: int, top: int) -> None:
    part = (left, top, left + 4, top + 4)
    expected = shown(laid)[top : top + 4, left : left + 4]
    np.testing.assert_array_equal(render(RGB, laid, part, 1.0), expected)


@given(stacks)
@settings(max_examples=20)
def test_large_pictures_are_made_of_parts_that_fit(laid: list[Sheet]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sqsam_desktop.core.compose._TILE", 7)
        pieces = render_large(RGB, laid, WHOLE)
    np.testing.assert_array_equal(pieces, shown(laid))


@pytest.mark.parametrize(
    ("blend", "expected"),
    [("multiply", 40), ("screen", 160), ("overlay", 80), ("darken", 100), ("lighten", 100)],
)
def test_blends_of_two_greys(blend: str, expected: int) -> None:
    below = np.full((2, 2, 4), (100, 100, 100, 255), np.uint8)
    above = below if expected == 100 else np.full((2, 2, 4), (102, 102, 102, 255), np.uint8)
    mixed = Paint.of(above).over(Paint.of(below), blend).rgba()
    assert abs(int(mixed[0, 0, 0]) - expected) <= 2
    assert mixed[0, 0, 3] == 255


@given(colours, colours, KINDS)
def test_blending_is_that_of_the_w3c(below: tuple, above: tuple, blend: str) -> None:
    under, over = (np.array([[each]], np.uint8) for each in (below, above))
    mixed = Paint.of(over).over(Paint.of(under), blend).rgba()[0, 0] / 255
    (cb, ab), (cs, a_s) = ((np.array(c[:3]) / 255, c[3] / 255) for c in (below, above))
    met = BLENDS[blend](cb, cs) if blend != "normal" else cs
    colour = a_s * (1 - ab) * cs + a_s * ab * met + (1 - a_s) * ab * cb
    alpha = a_s + ab * (1 - a_s)
    assert abs(mixed[3] - alpha) <= 1 / 255
    assert np.abs(mixed[:3] * alpha - colour).max() <= 1 / 255


def test_order_tells_which_is_seen() -> None:
    red, blue = (
        Raster(np.full((30, 30, 4), c, np.uint8)) for c in ((255, 0, 0, 255), (0, 0, 255, 255))
    )
    over = shown([Sheet(None), Sheet(None, pixels=red), Sheet(None, pixels=blue)])
    under = shown([Sheet(None), Sheet(None, pixels=blue), Sheet(None, pixels=red)])
    assert over[3, 3].tolist() == [0, 0, 255, 255]
    assert under[3, 3].tolist() == [255, 0, 0, 255]


def test_hidden_groups_hide_what_is_in_them() -> None:
    mask = FakePrediction(np.full((SIZE[1], SIZE[0]), 255, np.uint8))
    layers = [
        PHOTO,
        Layer("a", "A", KNOWN, parent="g", opacity=0.5, blend="screen"),
        Layer("b", "B", KNOWN, parent="g", visible=False),
        Layer("g", "G", is_group=True, opacity=0.9),
    ]
    photo, group = sheets(layers, lambda outline: mask)
    assert (photo.mask, photo.children) == (None, None)
    assert group.opacity == 0.9
    assert [(each.opacity, each.blend) for each in group.children or ()] == [(0.5, "screen")]
    layers[3] = replace(layers[3], visible=False)
    assert len(sheets(layers, lambda outline: mask)) == 1


def test_a_layer_without_a_mask_shows_nothing_unless_it_has_a_picture() -> None:
    pixels = raster((9, 9, 9, 9))
    layers = [Layer("a", "A"), Layer("b", "B", pixels=pixels)]
    assert [each.pixels for each in sheets(layers, lambda outline: None)] == [pixels]


class Shifting:
    """Effects: "all/invert" and, with a halo, "all/shift"; the places they were run at."""

    def __init__(self) -> None:
        self.places: list[Place] = []

    def halo(self, use: EffectUse) -> int | None:
        return None if use.effect == "all/invert" else 3

    def __call__(
        self, use: EffectUse, image: np.ndarray, mask: np.ndarray, place: Place
    ) -> np.ndarray:
        assert image.shape[:2] == mask.shape == place.shape
        self.places.append(place)
        result = image.copy()
        if use.effect == "all/invert":
            result[:, :, :3] = 255 - result[:, :, :3]
        else:
            result[:, 3:] = image[:, :-3]
        return result


def test_an_effect_sees_all_that_is_below_and_its_strength_mixes() -> None:
    use = EffectUse("all/invert", strength=0.5)
    mask = FakePrediction(np.zeros((SIZE[1], SIZE[0]), np.uint8))
    laid = [Sheet(None), Sheet(mask, effects=(use,))]
    half = render(RGB, laid, WHOLE, 1.0, Shifting())
    assert np.abs(half[:, :, :3].astype(int) - 127.5).max() <= 1
    np.testing.assert_array_equal(shown(laid)[:, :, :3], RGB)


def test_an_effect_gets_as_much_around_a_part_as_it_needs() -> None:
    run = Shifting()
    laid = [Sheet(None, effects=(EffectUse("all/shift"), EffectUse("all/shift")))]
    whole = render(RGB, laid, WHOLE, 1.0, run)
    part = render(RGB, laid, (10, 5, 14, 9), 1.0, run)
    np.testing.assert_array_equal(part, whole[5:9, 10:14])
    assert run.places[-1].bounds == (4, 0, 20, 15)
    render(RGB, [Sheet(None, effects=(EffectUse("all/invert"),))], (10, 5, 14, 9), 1.0, run)
    assert run.places[-1].bounds == WHOLE
