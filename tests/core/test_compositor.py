"""What the layers' worker answers, on fake predictions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sqsam_desktop.core import compose
from sqsam_desktop.core.compositor import (
    Composite,
    Compositor,
    Cover,
    Extent,
    Thumbnails,
    look_of,
)
from sqsam_desktop.core.document import PHOTO, Layer
from sqsam_desktop.core.drawing import View
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.core.raster import Raster
from tests.fakes import FakePrediction

SIZE = (120, 90)


class Turn:
    def emit(self, answer: object) -> None:
        pass

    def check(self) -> None:
        pass

    def check_newest(self) -> None:
        pass

    def check_stopped(self) -> None:
        pass


class Unpacking:
    """Unpacks and counts."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, packed: bytes, rgb: np.ndarray) -> FakePrediction:
        self.count += 1
        return FakePrediction.unpack(packed, rgb)


@pytest.fixture
def unpack() -> Unpacking:
    return Unpacking()


@pytest.fixture
def picture() -> Picture:
    return Picture(np.full((SIZE[1], SIZE[0], 3), 90, np.uint8))


def thing(name: str, columns: slice) -> Layer:
    mask = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    mask[30:60, columns] = 255
    step = Step("new", Prompt((Click(1, 1),)), FakePrediction(mask).packed)
    return Layer(name, name, Outline((step,)))


A, B = thing("a", slice(10, 40)), thing("b", slice(60, 100))


def test_a_part_is_covered_at_its_scale_with_the_whole_behind_it(
    picture: Picture, unpack: Unpacking
) -> None:
    compositor = Compositor(unpack)
    coarse, fine = compositor(Cover(picture, (A, B), View((0, 20, 80, 70), 2.0)), Turn())
    assert coarse.bounds == (0, 0, *SIZE)
    assert coarse.mask.shape == (SIZE[1], SIZE[0])
    assert fine.mask.shape == (100, 160)
    assert (fine.mask[40, 40], fine.mask[40, 100], fine.mask[40, 130]) == (255, 0, 255)


@pytest.mark.parametrize("side", [7, 50, 1024])
def test_the_extent_of_layers_is_found_across_tiles(
    picture: Picture, unpack: Unpacking, side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compose, "_TILE", side)
    compositor = Compositor(unpack)
    assert compositor(Extent(picture, (A, B)), Turn()) == (10, 30, 100, 60)
    assert compositor(Extent(picture, (replace(A, visible=False),)), Turn()) is None


def test_what_is_unpacked_once_is_remembered_until_the_picture_changes(
    picture: Picture, unpack: Unpacking
) -> None:
    compositor = Compositor(unpack)
    whole = View((0, 0, *SIZE), 1.0)
    for _ in range(3):
        compositor(Cover(picture, (A, B), whole), Turn())
    assert unpack.count == 2
    other = Picture(picture.pixels.copy())
    compositor(Cover(other, (A,), whole), Turn())
    assert unpack.count == 3


def test_thumbnails_are_made_for_all_layers_and_only_once(
    picture: Picture, unpack: Unpacking
) -> None:
    compositor = Compositor(unpack)
    asked = Layer("c", "c", Outline((Step("new", Prompt((Click(5, 5),))),)))
    first = compositor(Thumbnails(picture, (PHOTO, A, asked), 32), Turn())
    assert set(first) == {look_of(PHOTO), look_of(A)}
    assert max(first[look_of(A)].shape[:2]) <= 33
    second = compositor(Thumbnails(picture, (PHOTO, A, B), 32), Turn())
    assert second[look_of(A)] is first[look_of(A)]


def test_layers_that_change_colours_are_painted(picture: Picture, unpack: Unpacking) -> None:
    red = Raster(np.full((20, 30, 4), (255, 0, 0, 255), np.uint8))
    placed = Layer("c", "c", pixels=red, transform=(1, 0, 40, 0, 1, 30), blend="multiply")
    compositor = Compositor(unpack)
    request = Composite(picture, (PHOTO, A, placed), View((20, 10, 80, 70), 2.0))
    coarse, fine = compositor(request, Turn())
    assert (coarse.bounds, fine.bounds) == ((0, 0, *SIZE), (20, 10, 80, 70))
    assert fine.pixels.shape == (60, 60, 4), "it is not enlarged"
    assert fine.pixels[5, 5].tolist() == [90, 90, 90, 255]
    assert fine.pixels[30, 30].tolist() == [90, 0, 0, 255]


def test_a_picture_of_its_own_is_its_thumbnail(picture: Picture, unpack: Unpacking) -> None:
    red = Raster(np.full((200, 100, 4), (255, 0, 0, 255), np.uint8))
    placed, group = Layer("c", "c", pixels=red), Layer("g", "g", is_group=True)
    portraits = Compositor(unpack)(Thumbnails(picture, (placed, group), 32), Turn())
    assert portraits.keys() == {look_of(placed)}
    assert portraits[look_of(placed)].shape == (32, 16, 4)
    turned = replace(placed, transform=(0.0, -2.0, 9.0, 2.0, 0.0, 9.0))
    portraits = Compositor(unpack)(Thumbnails(picture, (turned,), 32), Turn())
    assert portraits[look_of(turned)].shape == (16, 32, 4), "it lies as the picture has it"
