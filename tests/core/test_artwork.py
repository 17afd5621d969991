"""Pictures on their way into a file: framed, trimmed, sized, converted, and rightly weighed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sqsam_desktop.core.files import artwork, encoders
from sqsam_desktop.core.files.artwork import Artwork
from sqsam_desktop.core.files.images import ORIENTATION, Picture
from sqsam_desktop.core.files.interchange import CutOut
from sqsam_desktop.core.files.recipe import Recipe
from sqsam_desktop.core.frame import Frame
from sqsam_desktop.errors import SqsamError
from tests.core.pictures import exif, photo, profile

WIDTH, HEIGHT = 120, 80


def cut(x0: int = 20, y0: int = 10, x1: int = 60, y1: int = 40) -> Artwork:
    """A photo of which only a rectangle is opaque."""
    pixels = np.dstack([photo(WIDTH, HEIGHT), np.zeros((HEIGHT, WIDTH), np.uint8)])
    pixels[y0:y1, x0:x1, 3] = 255
    return Artwork(Picture(pixels))


def framed(art: Artwork) -> Frame:
    return Frame.of(art.size)


def decoded(content: bytes) -> np.ndarray:
    with Image.open(BytesIO(content)) as image:
        return np.asarray(image)


@given(
    x=st.integers(0, WIDTH - 2),
    y=st.integers(0, HEIGHT - 2),
    w=st.integers(1, 40),
    h=st.integers(1, 40),
)
def test_trimming_keeps_all_that_is_visible_and_nothing_else(
    x: int, y: int, w: int, h: int
) -> None:
    art = cut(x, y, min(WIDTH, x + w), min(HEIGHT, y + h))
    trimmed = art.prepared(framed(art), Recipe(trim=True))
    assert (trimmed.picture.pixels[:, :, 3] == 255).all()
    assert trimmed.offset == (x, y)
    assert trimmed.picture.pixels[:, :, 3].sum() == art.picture.pixels[:, :, 3].sum()


def test_more_pixels_than_a_picture_may_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    art, recipe = cut(), Recipe(amount=400)
    assert art.prepared(framed(art), recipe).size == (4 * WIDTH, 4 * HEIGHT)
    monkeypatch.setattr(artwork, "LARGEST", 15 * WIDTH * HEIGHT)
    with pytest.raises(SqsamError, match="480 x 320 pixels"):
        art.prepared(framed(art), recipe)


def test_trimming_nothing_is_an_error() -> None:
    art = cut(0, 0, 0, 0)
    with pytest.raises(SqsamError, match="nothing to be seen"):
        art.prepared(framed(art), Recipe(trim=True))


def test_frame_trim_and_size_come_in_this_order() -> None:
    art = cut()
    turned = framed(art).turned(1)
    made = art.prepared(turned, Recipe(trim=True, amount=15, unit="pixels"))
    assert made.size == (11, 15)
    assert made.offset is None
    assert (made.picture.pixels[:, :, 3] == 255).all()


def test_masks_of_layered_files_go_where_the_picture_goes() -> None:
    art = cut()
    mask = np.ascontiguousarray(art.picture.pixels[:, :, 3])
    plain = replace(art.picture, pixels=np.ascontiguousarray(art.picture.pixels[:, :, :3]))
    layered = Artwork(plain, (CutOut("Dog", mask), CutOut("Cat", mask)))
    recipe = Recipe(trim=True, amount=50).with_(what="layered")
    made = layered.prepared(framed(art), recipe)
    assert made.size == (20, 15)
    assert [(each.name, each.mask.shape) for each in made.cutouts] == [
        ("Dog", (15, 20)),
        ("Cat", (15, 20)),
    ]
    assert made.encoded(recipe).startswith(b"8BPS")
    assert made.small(10, recipe).shape == (8, 10, 4)


def test_masks_are_trimmed_by_what_is_inside() -> None:
    alpha = cut().picture.pixels[:, :, 3]
    art = Artwork(Picture(np.dstack([alpha] * 3)))
    recipe = Recipe(what="mask", trim=True)
    made = art.prepared(framed(art), recipe)
    content = decoded(made.encoded(recipe))
    assert content.shape == (30, 40)
    assert (content == 255).all()


@pytest.mark.parametrize("name", ["png", "webp", "avif", "tiff", "jpeg"])
def test_profile_and_exif_are_kept(name: str) -> None:
    tags = exif(6).tobytes().removeprefix(b"Exif\0\0")
    art = Artwork(replace(cut().picture, profile=profile("swapped"), exif=tags))
    recipe = Recipe(format=name, amount=50)
    with Image.open(BytesIO(art.prepared(framed(art), recipe).encoded(recipe))) as image:
        image.load()
        assert image.size == (60, 40)
        assert image.info["icc_profile"] == profile("swapped")
        assert image.getexif().get(0x0110) == "Camera of the test"
        assert image.getexif().get(ORIENTATION, 1) == 1


def test_colours_converted_to_srgb_lose_their_profile() -> None:
    art = Artwork(replace(cut().picture, profile=profile("swapped")))
    recipe = Recipe(srgb=True)
    made = art.prepared(framed(art), recipe)
    assert made.picture.profile is None
    before, after = art.picture.pixels[20, 30].tolist(), made.picture.pixels[20, 30].tolist()
    assert np.abs(np.subtract(after[:2], before[1::-1])).max() <= 3, "red and green change places"
    assert after[3] == before[3]
    with Image.open(BytesIO(made.encoded(recipe))) as image:
        assert "icc_profile" not in image.info


def test_quality_makes_files_smaller() -> None:
    noisy = np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)
    art = Artwork(Picture(noisy))
    for name in ("webp", "avif", "jpeg"):
        sizes = [len(art.encoded(Recipe(format=name, quality=each))) for each in (20, 60, 95)]
        assert sizes == sorted(set(sizes))


def test_what_knows_no_transparency_lies_on_paper() -> None:
    recipe = Recipe(format="jpeg", quality=100, paper="#204060")
    assert np.abs(decoded(cut().encoded(recipe))[70, 100].astype(int) - (32, 64, 96)).max() <= 2
    assert cut().small(60, recipe)[35, 50].tolist() == [32, 64, 96, 255]


@pytest.mark.parametrize("name", ["png", "webp", "jpeg", "tiff"])
def test_the_weight_of_a_large_picture_is_about_right(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(3)
    coarse = rng.integers(0, 256, (40, 60, 3), np.uint8)
    pixels = np.asarray(cv2.resize(coarse, (1200, 800), interpolation=cv2.INTER_CUBIC), np.uint8)
    art, recipe = Artwork(Picture(pixels)), Recipe(format=name)
    monkeypatch.setattr(artwork, "_WEIGHED", 200_000)
    asked: list[int] = []
    encoded = encoders.png

    def watched(picture: Picture, offset: tuple[int, int] = (0, 0)) -> bytes:
        asked.append(picture.height)
        return encoded(picture, offset)

    monkeypatch.setattr(encoders, "png", watched)
    weight = art.weight(recipe)
    assert all(height < 400 for height in asked)
    assert weight == pytest.approx(len(art.encoded(recipe)), rel=0.25)


def test_the_weight_of_a_small_picture_is_exact() -> None:
    assert cut().weight(Recipe()) == len(cut().encoded(Recipe()))
