"""Masks carried along with a layer's picture."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from sqsam_desktop.core.carried import Carried
from sqsam_desktop.core.compose import render, sheets
from sqsam_desktop.core.document import Document, Layer, State
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.files.layered import cutouts_of
from sqsam_desktop.core.history import History
from sqsam_desktop.core.layer_commands import SetMask, SetTransforms
from sqsam_desktop.core.merging import combined
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.core.raster import IDENTITY, Raster
from sqsam_desktop.core.stored_mask import StoredMask

WIDTH, HEIGHT = 120, 90
PICTURE = Picture(np.full((HEIGHT, WIDTH, 3), 60, np.uint8))
RED = Raster(np.full((40, 50, 4), (230, 20, 20, 255), np.uint8))


def disc(x: float, y: float, radius: float) -> np.ndarray:
    rows, columns = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    edge = radius - np.hypot(columns - x, rows - y)
    return np.rint(np.clip(edge + 0.5, 0, 1) * 255).astype(np.uint8)


def red(mask: np.ndarray) -> Layer:
    step = Step("new", Prompt(), StoredMask.of(mask).packed)
    return Layer("red", "Red", Outline((step,)), pixels=RED, transform=(1, 0, 20, 0, 1, 20))


def mask_of(outline: Outline) -> StoredMask:
    return StoredMask.unpack(outline.steps[0].packed, (WIDTH, HEIGHT))


def look(layer: Layer) -> np.ndarray:
    return render(PICTURE.pixels, sheets((layer,), mask_of), (0, 0, WIDTH, HEIGHT), 1.0)


@pytest.mark.parametrize("scale", [1.0, 0.5, 2.0])
def test_a_carried_mask_is_the_mask_of_the_carried_thing(scale: float) -> None:
    found = Carried(StoredMask.of(disc(40, 40, 15)), (0, -1.5, 130, 1.5, 0, -20))
    # (40, 40) is turned by a right angle, grows by a half, and lies at (70, 40) then.
    expected = StoredMask.of(disc(70, 40, 22.5))
    bounds = (30, 10, 110, 80)
    drawn = found.render(bounds, scale)
    assert drawn.shape == expected.render(bounds, scale).shape
    assert np.abs(drawn.astype(int) - expected.render(bounds, scale)).mean() < 4
    inside = StoredMask.of(disc(70, 40, 19)).render(bounds, scale) == 255
    outside = StoredMask.of(disc(70, 40, 26)).render(bounds, scale) == 0
    assert (drawn[inside] >= 250).all() and (drawn[outside] <= 5).all()


def test_by_whole_pixels_it_is_carried_exactly() -> None:
    mask = disc(40, 40, 15)
    found = Carried(StoredMask.of(mask), (1, 0, 7, 0, 1, -3)).mask
    np.testing.assert_array_equal(
        found, cv2.warpAffine(mask, np.float32([[1, 0, 7], [0, 1, -3]]), (WIDTH, HEIGHT))
    )


def test_tiles_of_it_fit_together() -> None:
    found = Carried(StoredMask.of(disc(40, 40, 15)), (0.8, -0.4, 30, 0.4, 0.8, 5))
    whole = found.render((0, 0, WIDTH, HEIGHT), 1.0)
    for x in range(0, WIDTH, 40):
        tile = found.render((x, 10, x + 40, 60), 1.0)
        assert np.abs(tile.astype(int) - whole[10:60, x : x + 40]).max() <= 1


def test_a_picture_takes_its_mask_along_and_undo_brings_both_back() -> None:
    layer = red(disc(45, 40, 12))
    document = Document(PICTURE, State(layers=(*State().layers, layer)))
    history = History(document)
    before = look(layer)
    for step in (4.0, 9.0):
        moved = (1.0, 0.0, 20.0 + step, 0.0, 1.0, 20.0)
        history.push(SetTransforms("Move", document.state, (("red", moved),), gesture=1))
    assert len(history) == 1
    after = look(document.state.layer("red"))
    np.testing.assert_array_equal(after[:, 9:, 3], before[:, :-9, 3])
    history.undo()
    np.testing.assert_array_equal(look(document.state.layer("red")), before)


def test_combined_with_others_the_mask_stays_where_it_lies() -> None:
    layer = replace(red(disc(45, 40, 12)), carried=(1.0, 0.0, 10.0, 0.0, 1.0, 0.0))
    document = Document(PICTURE, State(layers=(*State().layers, layer)))
    other = Layer(
        "b", "B", Outline((Step("new", Prompt(), StoredMask.of(disc(80, 60, 9)).packed),))
    )
    own, others = sheets((layer,), mask_of), sheets((other,), mask_of)
    outline = combined(layer, "add", own, others, (WIDTH, HEIGHT))
    SetMask("Mask", document.state, "red", outline).apply(document)
    after = document.state.layer("red")
    assert after.carried == IDENTITY
    full, rest = (StoredMask.unpack(s.packed, (WIDTH, HEIGHT)).mask for s in outline.steps[-2:])
    expected = np.maximum(disc(55, 40, 12), disc(80, 60, 9))
    np.testing.assert_array_equal(np.minimum(full, 255 - rest), expected)


def test_other_programs_see_it_carried_too() -> None:
    layer = replace(red(disc(45, 40, 12)), carried=(0.0, -1.0, 95.0, 1.0, 0.0, 5.0))
    (cutout,) = cutouts_of(PICTURE, (layer,), mask_of)
    np.testing.assert_array_equal(cutout.mask, Carried(mask_of(layer.outline), layer.carried).mask)
    seen = np.minimum(cutout.mask, cutout.spread[..., 3])
    np.testing.assert_array_equal(seen, look(layer)[..., 3])
    assert seen[50, 55] == 255 and seen[40, 35] == 0
