"""What is written is what was meant, and never half of it."""

from __future__ import annotations

import struct
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sqsam_desktop import paths
from sqsam_desktop.core.files.exports import save_cutout, save_mask
from sqsam_desktop.core.files.images import Picture, open_mask, open_picture
from sqsam_desktop.errors import SqsamError
from tests.core import pictures
from tests.core.pictures import HEIGHT, WIDTH, photo


@pytest.fixture
def mask() -> pictures.U8:
    """A soft rectangle, x 10..30 and y 5..20, with invisible haze around it."""
    mask = np.full((HEIGHT, WIDTH), 2, np.uint8)
    mask[5:20, 10:30] = 90
    mask[6:19, 11:29] = 255
    return mask


def test_a_cutout_has_the_masks_alpha_and_all_colours(tmp_path: Path, mask: pictures.U8) -> None:
    save_cutout(tmp_path / "a.png", Picture(photo()), mask)
    with Image.open(tmp_path / "a.png") as image:
        assert image.mode == "RGBA"
        pixels = np.asarray(image)
    assert (pixels[:, :, :3] == photo()).all()
    assert (pixels[:, :, 3] == mask).all()


def test_trimmed_to_what_is_visible(tmp_path: Path, mask: pictures.U8) -> None:
    save_cutout(tmp_path / "a.png", Picture(photo()), mask, trim=True)
    with Image.open(tmp_path / "a.png") as image:
        assert image.size == (20, 15)
        assert (np.asarray(image)[:, :, :3] == photo()[5:20, 10:30]).all()
    content = (tmp_path / "a.png").read_bytes()
    at = content.index(b"oFFs") + 4
    assert struct.unpack(">iiB", content[at : at + 9]) == (10, 5, 0)


def test_the_photos_own_alpha_stays(tmp_path: Path, mask: pictures.U8) -> None:
    own = np.full((HEIGHT, WIDTH, 1), 128, np.uint8)
    save_cutout(tmp_path / "a.png", Picture(np.dstack([photo(), own])), mask)
    alpha = np.asarray(Image.open(tmp_path / "a.png"))[:, :, 3]
    assert alpha[10, 20] == 128
    assert alpha[5, 10] == round(90 * 128 / 255)


@pytest.mark.parametrize("trim", [False, True])
def test_profile_and_exif_travel_along(tmp_path: Path, mask: pictures.U8, trim: bool) -> None:
    profile = pictures.profile("swapped")
    Image.fromarray(photo()).save(
        tmp_path / "photo.jpg", exif=pictures.exif(3), icc_profile=profile
    )
    save_cutout(tmp_path / "a.png", open_picture(tmp_path / "photo.jpg"), mask, trim)
    with Image.open(tmp_path / "a.png") as image:
        image.load()
        assert image.info["icc_profile"] == profile
        tags = image.getexif()
    assert (tags[0x0112], tags[0x0110]) == (1, "Camera of the test")
    assert tags.get_ifd(0x8769)[0xA002] == (20 if trim else WIDTH)


def test_damaged_exif_is_left_out(tmp_path: Path, mask: pictures.U8) -> None:
    save_cutout(tmp_path / "a.png", Picture(photo(), exif=b"nonsense"), mask)
    assert open_picture(tmp_path / "a.png").exif is None


def test_a_cutout_opens_again_as_it_was(tmp_path: Path, mask: pictures.U8) -> None:
    picture = Picture(photo(), pictures.profile("swapped"))
    save_cutout(tmp_path / "a.png", picture, mask)
    again = open_picture(tmp_path / "a.png")
    assert (again.pixels[:, :, :3] == picture.pixels).all()
    assert again.profile == picture.profile
    assert (open_mask(tmp_path / "a.png", (WIDTH, HEIGHT)) == mask).all()


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**32 - 1), st.booleans())
def test_any_pixels_and_any_mask_come_back(
    width: int, height: int, seed: int, has_alpha: bool
) -> None:
    rng = np.random.default_rng(seed)
    pixels = rng.integers(0, 256, (height, width, 3), np.uint8)
    mask = rng.integers(0, 256, (height, width), np.uint8)
    mask[0, 0] = 255
    own = np.full((height, width, 1), 255, np.uint8)
    picture = Picture(np.dstack([pixels, own]) if has_alpha else pixels)
    with TemporaryDirectory() as folder:
        save_cutout(Path(folder) / "a.png", picture, mask)
        again = open_picture(Path(folder) / "a.png").pixels
    assert (again == np.dstack([pixels, mask])).all()


def test_a_mask_is_a_grey_png(tmp_path: Path, mask: pictures.U8) -> None:
    save_mask(tmp_path / "m.PNG", mask)
    with Image.open(tmp_path / "m.PNG") as image:
        assert (image.mode, image.format) == ("L", "PNG")
        assert (np.asarray(image) == mask).all()


def test_a_single_pixel(tmp_path: Path) -> None:
    picture = Picture(np.array([[[1, 2, 3]]], np.uint8))
    save_cutout(tmp_path / "a.png", picture, np.array([[200]], np.uint8), trim=True)
    assert np.asarray(Image.open(tmp_path / "a.png")).tolist() == [[[1, 2, 3, 200]]]


def test_nothing_inside_is_no_cutout(tmp_path: Path, mask: pictures.U8) -> None:
    with pytest.raises(SqsamError, match="nothing to cut out"):
        save_cutout(tmp_path / "a.png", Picture(photo()), np.zeros_like(mask))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.jpg", "a", "png", "a.png.bak"])
def test_only_png_is_written(tmp_path: Path, mask: pictures.U8, name: str) -> None:
    with pytest.raises(SqsamError, match="not the name of a PNG"):
        save_cutout(tmp_path / name, Picture(photo()), mask)
    with pytest.raises(SqsamError, match="not the name of a PNG"):
        save_mask(tmp_path / name, mask)


def test_a_failed_export_leaves_the_old_file_whole(
    tmp_path: Path, mask: pictures.U8, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"precious")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paths.os, "fsync", full)
    with pytest.raises(SqsamError, match="cannot be written"):
        save_cutout(path, Picture(photo()), mask)
    assert path.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [path]
