"""Documents with groups, blends and pictures of their own as PSD and OpenRaster."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest
from psd_tools import PSDImage
from psd_tools.constants import BlendMode

from sqsam_desktop.core.adjust import Adjustment
from sqsam_desktop.core.compose import render, sheets
from sqsam_desktop.core.document import Layer
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.files.interchange import cut_out, ora, psd
from sqsam_desktop.core.files.layered import cutouts_of, merged_of
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.core.raster import Raster
from tests.fakes import FakePrediction

SIZE = (60, 40)
PICTURE = Picture(np.random.default_rng(4).integers(0, 256, (SIZE[1], SIZE[0], 3), np.uint8))
RED = Raster(np.full((10, 12, 4), (255, 0, 0, 200), np.uint8))


def drawn_by_another_program(content: bytes) -> np.ndarray:
    """Height x width x 4 uint8."""
    drawn = PSDImage.open(BytesIO(content)).composite(force=True, ignore_preview=True)
    return np.asarray(drawn.convert("RGBA"))


def cut(name: str, columns: slice, **attributes: object) -> Layer:
    mask = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    mask[8:30, columns] = 255
    step = Step("new", Prompt((Click(1, 1),)), FakePrediction(mask).packed)
    return Layer(name, name, Outline((step,)), **attributes)  # type: ignore[arg-type]


LAYERS = (
    cut("One", slice(4, 14), parent="g", opacity=0.5),
    cut("Two", slice(10, 24), parent="g", blend="screen"),
    Layer("g", "Both", is_group=True, blend="multiply", opacity=0.8),
    cut("Gone", slice(30, 40), visible=False),
    Layer("r", "Red", pixels=RED, transform=(1, 0, 40, 0, 1, 12), blend="lighten"),
    Layer("away", "Away", pixels=RED, transform=(1, 0, 400, 0, 1, 12)),
)


def mask_of(outline: Outline) -> FakePrediction:
    return FakePrediction.unpack(outline.steps[0].packed, PICTURE.pixels)


@pytest.fixture
def merged() -> Picture:
    merged = merged_of(PICTURE, LAYERS, mask_of)
    assert merged is not None
    return merged


def test_a_psd_has_the_groups_blends_and_pictures(merged: Picture) -> None:
    content = psd(PICTURE, cutouts_of(PICTURE, LAYERS, mask_of), merged)
    document = PSDImage.open(BytesIO(content))
    photo, group, red = document
    assert (photo.name, photo.visible) == ("Photo", False)
    assert (group.name, group.kind, group.blend_mode) == ("Both", "group", BlendMode.MULTIPLY)
    assert group.opacity == round(255 * 0.8)
    one, two = group
    assert (one.name, one.opacity, one.blend_mode) == ("One", 128, BlendMode.NORMAL)
    assert (two.name, two.opacity, two.blend_mode) == ("Two", 255, BlendMode.SCREEN)
    assert one.mask is not None
    assert (red.name, red.blend_mode, red.has_mask()) == ("Red", BlendMode.LIGHTEN, False)
    assert red.numpy().shape == (14, 16, 4)
    assert (np.asarray(red.topil())[6, 6] == (255, 0, 0, 200)).all()


def test_placed_pictures_take_no_more_memory_than_they_need(merged: Picture) -> None:
    *_, placed = cutouts_of(PICTURE, LAYERS, mask_of)
    assert placed.pixels is not None and placed.pixels.shape[:2] == (12, 14)
    turned = placed.mapped(lambda pixels: np.ascontiguousarray(np.rot90(pixels)))
    assert turned.pixels is not None and turned.pixels.shape[:2] == (12, 10)
    np.testing.assert_array_equal(turned.spread, np.rot90(placed.spread))


def test_another_program_makes_the_same_picture_of_a_psd(merged: Picture) -> None:
    content = psd(PICTURE, cutouts_of(PICTURE, LAYERS, mask_of), merged)
    drawn = drawn_by_another_program(content)
    assert np.abs(drawn[:, :, 3].astype(int) - merged.pixels[:, :, 3]).max() <= 1
    seen = merged.pixels[:, :, 3:] / 255
    colours = np.abs(drawn[:, :, :3].astype(int) - merged.pixels[:, :, :3]) * seen
    assert colours.max() <= 2


def test_the_merged_picture_is_what_they_look_like(merged: Picture) -> None:
    expected = render(PICTURE.pixels, sheets(LAYERS, mask_of), (0, 0, *SIZE), 1.0)
    np.testing.assert_array_equal(merged.pixels, expected)
    content = ora(PICTURE, cutouts_of(PICTURE, LAYERS, mask_of), merged)
    with zipfile.ZipFile(BytesIO(content)) as file:
        found = cv2.imdecode(np.frombuffer(file.read("mergedimage.png"), np.uint8), -1)
    np.testing.assert_array_equal(cv2.cvtColor(found, cv2.COLOR_BGRA2RGBA), expected)


def test_an_ora_has_stacks_and_operations(merged: Picture) -> None:
    content = ora(PICTURE, cutouts_of(PICTURE, LAYERS, mask_of), merged)
    with zipfile.ZipFile(BytesIO(content)) as file:
        stack = ElementTree.fromstring(file.read("stack.xml"))[0]
        names = file.namelist()
        sources = [each.get("src") for each in stack.iter("layer")]
        assert set(sources) <= set(names)
    red, group, photo = stack
    assert red.get("composite-op") == "svg:lighten"
    assert (group.tag, group.get("name"), group.get("isolation")) == ("stack", "Both", "isolate")
    assert group.get("opacity") == "0.8"
    assert [each.get("name") for each in group] == ["Two", "One"]
    assert group[1].get("opacity") == "0.5"
    assert (photo.get("name"), photo.get("visibility")) == ("Photo", "hidden")


def test_plain_layers_need_no_merged_picture() -> None:
    plain = (cut("One", slice(4, 14)), cut("Two", slice(10, 24), opacity=0.5))
    assert merged_of(PICTURE, plain, mask_of) is None
    first, second = cutouts_of(PICTURE, plain, mask_of)
    assert (first.opacity, second.opacity) == (1.0, 0.5)
    assert second.mask.max() == 255, "the opacity is kept beside the mask"


def test_a_group_covers_what_its_faded_layers_cover() -> None:
    plain = (
        cut("One", slice(4, 14), parent="g", opacity=0.5),
        cut("Two", slice(10, 24), parent="g", opacity=0.6),
        Layer("g", "Both", is_group=True, opacity=0.8),
    )
    assert merged_of(PICTURE, plain, mask_of) is None
    found = cut_out(PICTURE, cutouts_of(PICTURE, plain, mask_of)).pixels
    expected = render(PICTURE.pixels, sheets(plain, mask_of), (0, 0, *SIZE), 1.0)
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("channels", [3, 4])
def test_colours_are_cleaned_for_other_programs_too(channels: int) -> None:
    rgb = np.full((SIZE[1], SIZE[0], 3), (200, 30, 30), np.uint8)
    rgb[:, 20:] = 30, 30, 200
    rgb = cv2.blur(rgb, (9, 1))
    picture = Picture(rgb if channels == 3 else np.dstack([rgb, np.full_like(rgb[..., 0], 255)]))
    mask = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    mask[8:30, :20] = 255
    step = Step("new", Prompt(), FakePrediction(cv2.blur(mask, (9, 1))).packed)
    outline = Outline((step,), adjustments=(Adjustment("clean_colour"),))
    layers = (Layer("a", "A", outline),)
    merged = merged_of(picture, layers, mask_of)
    assert merged is not None
    edge = (merged.pixels[:, :, 3] > 30) & (merged.pixels[:, :, 3] < 225)
    assert np.abs(merged.pixels[edge][:, :3].astype(int) - rgb[edge]).max() > 20
    (cutout,) = cutouts_of(picture, layers, mask_of)
    drawn = drawn_by_another_program(psd(picture, (cutout,), merged))
    assert np.abs(drawn[edge].astype(int) - merged.pixels[edge]).max() <= 2
