"""Our PSD and OpenRaster files in the programs they are for: real Krita, real GIMP."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from sqsam_desktop.core.document import Layer
from sqsam_desktop.core.files.artwork import Artwork
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.files.layered import cutouts_of, merged_of
from sqsam_desktop.core.files.recipe import Recipe
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.core.raster import Raster
from tests.core.pictures import photo
from tests.fakes import FakePrediction
from tests.hosts.conftest import U8, Look, Seen, SeenLayer

WIDTH, HEIGHT = 160, 120
PICTURE = Picture(photo(WIDTH, HEIGHT))
PROGRAMS = ("krita", "gimp")
TOLERANCE = 3
"""Levels by which two programs may differ that round in other places."""
IN_LINEAR_LIGHT = 8
"""Levels by which a product of linear values differs from one of sRGB's."""


def disc(x: int, y: int, softness: int) -> U8:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.circle(mask, (x, y), 24, 255, -1)
    return np.asarray(cv2.blur(mask, (softness, softness)), np.uint8)


HARD, SOFT = disc(50, 60, 1), disc(74, 52, 21)
STAMP = Raster(np.full((20, 30, 4), (230, 60, 40, 255), np.uint8))


def cut(name: str, mask: U8, **attributes: object) -> Layer:
    outline = Outline((Step("new", Prompt(), FakePrediction(mask).packed),))
    return Layer(name, name, outline, **attributes)  # type: ignore[arg-type]


LAYERS = (
    cut("Dog", HARD, parent="pair"),
    cut("Fur", SOFT, parent="pair", opacity=0.6),
    Layer("pair", "Pair", is_group=True),
    Layer("stamp", "Stämp", pixels=STAMP, transform=(1, 0, 60, 0, 1, 50), blend="multiply"),
)


def mask_of(outline: Outline) -> FakePrediction:
    return FakePrediction.unpack(outline.steps[0].packed, PICTURE.pixels)


@dataclass(frozen=True)
class Opened:
    """A file of LAYERS, opened elsewhere."""

    program: str
    kind: str
    seen: Seen
    expected: U8

    @property
    def is_blended_otherwise(self) -> bool:
        """Whether layers that are not blended normally look a little different there.

        Those of an OpenRaster file GIMP blends in linear light, and shows them only over what is
        opaque below, whatever the file says.
        """
        return (self.program, self.kind) == ("gimp", "ora")


@pytest.fixture(scope="module", params=[f"{p} {f}" for p in PROGRAMS for f in ("psd", "ora")])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    program, kind = request.param.split()
    merged = merged_of(PICTURE, LAYERS, mask_of)
    assert merged is not None
    art = Artwork(PICTURE, cutouts_of(PICTURE, LAYERS, mask_of), merged=merged)
    path: Path = tmp_path_factory.mktemp("files") / f"layers.{kind}"
    path.write_bytes(art.encoded(Recipe("layered", kind)))
    look: Look = request.getfixturevalue(program)
    return Opened(program, kind, look(path), merged.pixels)


def named(layers: tuple[SeenLayer, ...]) -> dict[str, SeenLayer]:
    return {layer.name: layer for layer in layers}


def test_the_layers_are_there_in_their_group_and_order(opened: Opened) -> None:
    photo, pair, stamp = opened.seen.layers
    assert (photo.name, pair.name, stamp.name) == ("Photo", "Pair", "Stämp")
    assert (photo.visible, pair.visible, stamp.visible) == (False, True, True)
    assert pair.children is not None
    assert [each.name for each in pair.children] == ["Dog", "Fur"]
    assert pair.children[1].opacity == pytest.approx(0.6, abs=0.004)
    assert "multiply" in stamp.blend


def test_they_lie_where_they_lay(opened: Opened) -> None:
    photo, pair, stamp = opened.seen.layers
    assert photo.place == (0, 0, WIDTH, HEIGHT)
    left, top, width, height = stamp.place
    assert left <= 60 and left + width >= 90 and top <= 50 and top + height >= 70
    assert pair.children is not None
    for layer, mask in zip(pair.children, (HARD, SOFT), strict=True):
        x, y, across, down = cv2.boundingRect(mask)
        left, top, width, height = layer.place
        assert left <= x <= left + 3 and top <= y <= top + 3
        assert width <= across + 5 and height <= down + 5


def test_the_picture_looks_as_it_did_here(opened: Opened) -> None:
    where, tolerance = np.ones_like(HARD, bool), TOLERANCE
    if opened.is_blended_otherwise:
        where, tolerance = HARD == 255, IN_LINEAR_LIGHT
    found, expected = (each[where].astype(int) for each in (opened.seen.merged, opened.expected))
    assert np.abs(found[..., 3] - expected[..., 3]).max() <= tolerance
    colours = np.abs(found[..., :3] - expected[..., :3]) * expected[..., 3:] / 255
    assert colours.max() <= tolerance


def test_a_psd_has_masks_that_can_be_painted_on_and_an_ora_has_baked_them(opened: Opened) -> None:
    pair = named(opened.seen.layers)["Pair"]
    assert pair.children is not None
    for layer, mask in zip(pair.children, (HARD, SOFT), strict=True):
        if opened.kind == "ora":
            assert layer.mask is None
            continue
        assert layer.mask is not None
        left, top, width, height = layer.place
        inside = np.s_[top : top + height, left : left + width]
        np.testing.assert_array_equal(layer.mask[inside], mask[inside])
