"""Masks made of other layers' masks, and layers made of several."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sqsam_desktop.core.adjust import Adjustment
from sqsam_desktop.core.compose import coverage, render, sheets
from sqsam_desktop.core.compositor import Combine, Compositor, Merge
from sqsam_desktop.core.document import PHOTO, Layer
from sqsam_desktop.core.drawing import View
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.merging import Combination
from sqsam_desktop.core.outline import Outline, Step, extended
from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.core.raster import Raster
from sqsam_desktop.core.solver import Question, Solver
from sqsam_desktop.core.stored_mask import StoredMask
from sqsam_desktop.errors import SqsamError
from tests.core.test_compositor import Turn
from tests.fakes import FakePrediction, FakePredictor

SIZE = (24, 18)
WHOLE = (0, 0, *SIZE)
PICTURE = Picture(np.random.default_rng(2).integers(0, 256, (SIZE[1], SIZE[0], 3), np.uint8))
SOLVER = Solver(FakePredictor, FakePrediction.unpack)

masks = arrays.arrays(np.uint8, (SIZE[1], SIZE[0]))


def thing(name: str, mask: np.ndarray, **attributes: object) -> Layer:
    # A click on the other side must not keep its spot when masks are combined.
    prompt = Prompt((Click(2, 2), Click(20, 15, positive=False)))
    step = Step("new", prompt, FakePrediction(mask).packed)
    return Layer(name, name, Outline((step,)), **attributes)  # type: ignore[arg-type]


def mask_of(layer: Layer) -> np.ndarray:
    laid = sheets([layer], lambda o: Compositor(SOLVER.unpack)._fold(PICTURE, o))
    return coverage(laid, WHOLE, 1.0)


def answer(request: object) -> object:
    return Compositor(SOLVER.unpack)(request, Turn())  # type: ignore[arg-type]


@given(masks)
def test_a_stored_mask_comes_back_as_it_was(mask: np.ndarray) -> None:
    again = StoredMask.unpack(StoredMask.of(mask).packed, SIZE)
    np.testing.assert_array_equal(again.mask, mask)
    np.testing.assert_array_equal(again.render((3, 4, 15, 10), 1.0), mask[4:10, 3:15])
    assert again.render((3, 4, 15, 10), 0.5).shape == (3, 6)


def test_a_stored_mask_is_drawn_at_any_scale_like_the_whole_one() -> None:
    mask = np.full((300, 400), 255, np.uint8)
    cv2.circle(mask, (150, 120), 60, 0, -1)
    stored = StoredMask.of(mask)
    for bounds in ((0, 0, 400, 300), (100, 50, 230, 260), (300, 200, 400, 300)):
        x0, y0, x1, y1 = bounds
        for scale in (0.13, 0.5, 0.77, 1.6):
            size = (round((x1 - x0) * scale), round((y1 - y0) * scale))
            how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
            whole = cv2.resize(mask[y0:y1, x0:x1], size, interpolation=how)
            drawn = stored.render(bounds, scale)
            assert drawn.shape == whole.shape
            assert np.abs(drawn.astype(int) - whole).mean() < 3


@pytest.mark.parametrize("value", [0, 255])
def test_a_mask_of_one_value_is_stored_in_a_few_bytes(value: int) -> None:
    mask = np.full((3000, 4000), value, np.uint8)
    packed = StoredMask.of(mask).packed
    assert len(packed) < 100
    np.testing.assert_array_equal(StoredMask.unpack(packed, (4000, 3000)).mask, mask)


@given(masks, st.integers(0, 60), st.binary(max_size=9))
def test_damaged_masks_are_refused(mask: np.ndarray, at: int, junk: bytes) -> None:
    packed = StoredMask.of(mask).packed
    try:
        StoredMask.unpack(packed[:at] + junk, SIZE)
    except SqsamError as error:
        assert "damaged" in str(error)
    with pytest.raises(SqsamError, match="damaged"):
        StoredMask.unpack(packed, (SIZE[0] + 1, SIZE[1]))


@given(masks, masks)
def test_masks_are_combined_exactly_and_prompts_stay(mine: np.ndarray, other: np.ndarray) -> None:
    layer, second = thing("a", mine), thing("b", other, opacity=1.0)
    expected = {
        "add": np.maximum(mine, other),
        "subtract": np.minimum(mine, 255 - other),
        "intersect": np.minimum(mine, other),
        "invert": 255 - mine,
    }
    for how, mask in expected.items():
        outline = answer(Combine(PICTURE, layer, how, (second,)))
        assert isinstance(outline, Outline)
        assert outline.steps[0] == layer.outline.steps[0]
        np.testing.assert_array_equal(mask_of(Layer("x", "x", outline)), mask, err_msg=how)


@pytest.mark.parametrize("how", ["add", "subtract", "intersect", "invert"])
def test_what_was_adjusted_is_not_adjusted_twice(how: Combination) -> None:
    mine, other = (np.zeros((SIZE[1], SIZE[0]), np.uint8) for _ in range(2))
    mine[4:12, 3:10], other[6:15, 8:20] = 255, 255
    adjustments = (Adjustment("grow", 2.0), Adjustment("clean_colour"))
    layer = thing("a", mine)
    layer = replace(layer, outline=replace(layer.outline, adjustments=adjustments))
    grown = mask_of(layer)
    assert grown.sum() > mine.sum()
    outline = answer(Combine(PICTURE, layer, how, (thing("b", other),)))
    assert isinstance(outline, Outline)
    expected = {
        "add": np.maximum(grown, other),
        "subtract": np.minimum(grown, 255 - other),
        "intersect": np.minimum(grown, other),
        "invert": 255 - grown,
    }
    np.testing.assert_array_equal(mask_of(Layer("x", "x", outline)), expected[how])
    assert outline.adjustments == (Adjustment("clean_colour"),), "this leaves the mask alone"
    plain = replace(layer, outline=replace(layer.outline, adjustments=adjustments[:1]))
    merged = answer(Merge(PICTURE, (plain, thing("b", other))))
    assert isinstance(merged, Layer)
    np.testing.assert_array_equal(mask_of(merged), np.maximum(grown, other))


def test_a_combined_mask_is_gone_on_with_by_clicks() -> None:
    mine, other = (np.zeros((SIZE[1], SIZE[0]), np.uint8) for _ in range(2))
    mine[:, :12], other[:, 6:12] = 255, 255
    outline = answer(Combine(PICTURE, thing("a", mine), "subtract", (thing("b", other),)))
    assert isinstance(outline, Outline)
    for mode, at in (("add", (20, 5)), ("take", (2, 2))):
        grown = extended(outline, Click(*at), mode)
        question = Question(PICTURE, grown, outline.steps[-1], View(WHOLE, 1.0))
        fold = Solver(FakePredictor, FakePrediction.unpack)(question, Turn()).fold
        assert fold.mask[5, 8] == 0
        assert fold.mask[at[1], at[0]] == (255 if mode == "add" else 0)


@given(masks, masks, st.sampled_from([0.3, 1.0]))
def test_merged_cut_outs_cover_what_they_covered(
    first: np.ndarray, second: np.ndarray, opacity: float
) -> None:
    layers = (thing("a", first, opacity=opacity), thing("b", second))
    together = coverage(
        sheets(layers, lambda o: FakePrediction.unpack(o.steps[0].packed, PICTURE.pixels)),
        WHOLE,
        1.0,
    )
    if together.max() < 5:
        with pytest.raises(SqsamError, match="Nothing can be seen"):
            answer(Merge(PICTURE, layers))
        return
    merged = answer(Merge(PICTURE, layers))
    assert isinstance(merged, Layer)
    assert (merged.name, merged.pixels) == ("a", None)
    assert bool(merged.outline.steps[0].prompt), "its prompts stay"
    np.testing.assert_array_equal(mask_of(merged), together)


def test_merged_pictures_look_the_same() -> None:
    red = Raster(np.full((6, 8, 4), (255, 0, 0, 200), np.uint8))
    mask = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    mask[4:12, 3:18] = 180
    group = Layer("g", "G", is_group=True, opacity=0.8, blend="multiply")
    placed = Layer(
        "r", "R", pixels=red, transform=(1.5, 0, 9, 0, 1.5, 2), blend="screen", parent="g"
    )
    layers = (thing("a", mask, parent="g"), placed, group)
    merged = answer(Merge(PICTURE, layers))
    assert isinstance(merged, Layer)
    assert merged.pixels is not None
    assert (merged.name, merged.blend) == ("G", "multiply")

    def look(shown: tuple[Layer, ...]) -> np.ndarray:
        laid = sheets((PHOTO, *shown), lambda o: FakePrediction(mask))
        return render(PICTURE.pixels, laid, WHOLE, 1.0)

    assert np.abs(look(layers).astype(int) - look((merged,))).max() <= 2
