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
from sqsam_desktop.core.compose import Place
from sqsam_desktop.core.document import EffectUse
from sqsam_desktop.core.files.artwork import Artwork
from sqsam_desktop.core.files.exports import (
    SUFFIXES,
    save_cutout,
    save_mask,
    save_with_effects,
)
from sqsam_desktop.core.files.images import Picture, open_mask, open_picture
from sqsam_desktop.core.files.interchange import CutOut, cut_out
from sqsam_desktop.core.files.recipe import Recipe
from sqsam_desktop.core.frame import Frame
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


@pytest.mark.parametrize("suffix", [".tif", ".TIFF"])
def test_a_tiff_is_exact(tmp_path: Path, mask: pictures.U8, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    save_cutout(path, Picture(photo()), mask)
    with Image.open(path) as image:
        assert image.format == "TIFF"
        assert (np.asarray(image) == np.dstack([photo(), mask])).all()


@pytest.mark.parametrize("suffix", [".webp", ".avif"])
def test_lossy_formats_keep_alpha_and_hidden_colours(tmp_path: Path, suffix: str) -> None:
    big, mask = photo(200, 150), np.zeros((150, 200), np.uint8)
    mask[40:110, 50:150] = np.arange(100)[None, :] + 100
    save_cutout(tmp_path / f"a{suffix}", Picture(big), mask)
    with Image.open(tmp_path / f"a{suffix}") as image:
        assert (image.mode, image.format) == ("RGBA", suffix[1:].upper())
        pixels = np.asarray(image).astype(int)
    assert np.abs(pixels[:, :, 3] - mask).max() <= (0 if suffix == ".webp" else 6)
    error = np.abs(pixels[:, :, :3] - big)
    assert error.mean() < 2
    assert error[mask == 0].mean() < 2


@pytest.mark.parametrize("suffix", [".jpg", ".JPEG"])
def test_a_jpeg_is_on_white(tmp_path: Path, suffix: str) -> None:
    big, mask = photo(200, 150), np.zeros((150, 200), np.uint8)
    mask[:, 100:] = 255
    mask[:, 80:100] = 102
    save_cutout(tmp_path / f"a{suffix}", Picture(big), mask)
    with Image.open(tmp_path / f"a{suffix}") as image:
        assert (image.mode, image.format) == ("RGB", "JPEG")
        pixels = np.asarray(image).astype(float)
    assert np.abs(pixels[:, :72] - 255).max() < 6
    assert np.abs(pixels[:, 108:] - big[:, 108:]).mean() < 2
    assert np.abs(pixels[:, 86:94] - (0.6 * 255 + 0.4 * big[:, 86:94])).mean() < 3


def test_several_things_cover_as_layers_do() -> None:
    left, right = np.zeros((2, HEIGHT, WIDTH), np.uint8)
    left[:, :20], left[:, 20] = 255, 128
    right[:, 21:], right[:, 20] = 255, 128
    alpha = cut_out(Picture(photo()), [CutOut("a", left), CutOut("b", right)]).pixels[:, :, 3]
    assert (np.delete(alpha, 20, axis=1) == 255).all()
    assert set(alpha[:, 20].tolist()) == {192}


def test_several_things_are_trimmed_together(mask: pictures.U8) -> None:
    other = np.zeros_like(mask)
    other[25:30, 40:44] = 255
    both = [CutOut("a", mask), CutOut("b", other)]
    art, recipe = Artwork(cut_out(Picture(photo()), both)), Recipe("cutout", "tiff", trim=True)
    trimmed = art.prepared(Frame.of(art.size), recipe).picture.pixels
    assert (trimmed[:, :, :3] == photo()[5:30, 10:44]).all()


@pytest.mark.parametrize("trim", [False, True])
@pytest.mark.parametrize("suffix", [".png", ".webp", ".tif", ".avif", ".jpg"])
def test_profile_and_exif_travel_along(
    tmp_path: Path, mask: pictures.U8, suffix: str, trim: bool
) -> None:
    profile, exif = pictures.profile("swapped"), pictures.exif(3)
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 12.0, 30.5)})
    Image.fromarray(photo()).save(tmp_path / "photo.jpg", exif=exif, icc_profile=profile)
    path = tmp_path / f"a{suffix}"
    save_cutout(path, open_picture(tmp_path / "photo.jpg"), mask, trim)
    with Image.open(path) as image:
        image.load()
        assert image.info["icc_profile"] == profile
        tags = image.getexif()
    assert tags[0x0110] == "Camera of the test"
    # Pillow tells AVIF itself which way is up, and upright needs no word there.
    assert tags.get(0x0112) == (None if suffix == ".avif" else 1)
    assert tags.get_ifd(0x8769)[0xA002] == (20 if trim else WIDTH)
    assert dict(tags.get_ifd(0x8825)) == {1: "N", 2: (48.0, 12.0, 30.5)}


def test_exif_of_a_tiff_does_not_describe_the_new_file(tmp_path: Path, mask: pictures.U8) -> None:
    tags = pictures.exif(1)
    tags.update({0x0100: 9, 0x0101: 9, 0x0103: 5, 0x0106: 1, 0x0111: 8, 0x0116: 3, 0x0117: 7})
    save_cutout(tmp_path / "a.tif", Picture(photo(), exif=tags.tobytes()), mask)
    with Image.open(tmp_path / "a.tif") as image:
        assert (np.asarray(image) == np.dstack([photo(), mask])).all()
        assert image.getexif()[0x0110] == "Camera of the test"


def test_exif_too_long_for_a_jpeg_is_left_out(tmp_path: Path, mask: pictures.U8) -> None:
    tags = pictures.exif(1)
    tags.get_ifd(0x8769)[0x927C] = bytes(70_000)  # a maker note
    for suffix in (".jpg", ".webp"):
        save_cutout(tmp_path / f"a{suffix}", Picture(photo(), exif=tags.tobytes()), mask)
    assert open_picture(tmp_path / "a.jpg").exif is None
    assert len(open_picture(tmp_path / "a.webp").exif or b"") > 70_000


def test_the_cameras_preview_of_the_whole_photo_is_left_out(
    tmp_path: Path, mask: pictures.U8
) -> None:
    preview = pictures.encoded(Image.fromarray(photo()), "JPEG")
    save_cutout(tmp_path / "a.png", Picture(photo(), exif=pictures.exif_with(preview)), mask)
    content = (tmp_path / "a.png").read_bytes()
    assert b"Camera of the test" in content
    assert preview not in content


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
        with Image.open(Path(folder) / "a.png") as image:
            again = np.asarray(image)
    assert (again == np.dstack([pixels, mask])).all()


def test_a_mask_is_a_grey_png(tmp_path: Path, mask: pictures.U8) -> None:
    save_mask(tmp_path / "m.PNG", mask)
    with Image.open(tmp_path / "m.PNG") as image:
        assert (image.mode, image.format) == ("L", "PNG")
        assert (np.asarray(image) == mask).all()


def test_nothing_inside_is_no_cutout(tmp_path: Path, mask: pictures.U8) -> None:
    with pytest.raises(SqsamError, match="nothing to cut out"):
        save_cutout(tmp_path / "a.png", Picture(photo()), np.zeros_like(mask))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.gif", "a", "png", "a.png.bak"])
def test_an_unknown_ending_gets_a_sentence_with_the_known_ones(
    tmp_path: Path, mask: pictures.U8, name: str
) -> None:
    with pytest.raises(SqsamError) as caught:
        save_cutout(tmp_path / name, Picture(photo()), mask)
    assert str(caught.value) == (
        f"The name {name} should end in .png, .webp, .tif, .tiff, .avif, .jpg, .jpeg, .psd or .ora."
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.jpg", "a", "png", "a.png.bak"])
def test_masks_are_png_only(tmp_path: Path, mask: pictures.U8, name: str) -> None:
    with pytest.raises(SqsamError, match="not the name of a PNG"):
        save_mask(tmp_path / name, mask)


@pytest.mark.parametrize(
    ("suffix", "side"), [(".webp", 16384), (".jpg", 65501), (".avif", 65537), (".psd", 30001)]
)
def test_too_many_pixels_for_a_format(tmp_path: Path, suffix: str, side: int) -> None:
    picture = Picture(np.zeros((1, side, 3), np.uint8))
    with pytest.raises(SqsamError, match=f"has at most {side - 1} pixels a side"):
        save_cutout(tmp_path / f"a{suffix}", picture, np.full((1, side), 255, np.uint8))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_failed_export_leaves_the_old_file_whole(
    tmp_path: Path, mask: pictures.U8, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"precious")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paths.os, "fsync", full)
    with pytest.raises(SqsamError, match="cannot be written"):
        save_cutout(path, Picture(photo()), mask)
    assert path.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_single_pixel_of_every_kind(tmp_path: Path, suffix: str) -> None:
    picture = Picture(np.array([[[200, 200, 200]]], np.uint8))
    save_cutout(tmp_path / f"a{suffix}", picture, np.array([[255]], np.uint8), trim=True)
    assert (tmp_path / f"a{suffix}").stat().st_size > 0
    if suffix not in (".psd", ".ora"):
        colour = open_picture(tmp_path / f"a{suffix}").srgb()[0, 0].astype(int)
        assert np.abs(colour - 200).max() <= 3


class CuttingOut:
    """Makes transparent what lies outside the mask."""

    def halo(self, use: EffectUse) -> int:
        return 0

    def __call__(
        self, use: EffectUse, image: pictures.U8, mask: pictures.U8, place: Place, /
    ) -> pictures.U8:
        return np.dstack([image[:, :, :3], np.where(mask >= 5, mask, 0).astype(np.uint8)])


EFFECTS = (EffectUse("test/cut-out"),), CuttingOut()


def test_effects_see_the_whole_photo_and_may_make_it_transparent(
    tmp_path: Path, mask: pictures.U8
) -> None:
    save_with_effects(tmp_path / "a.png", Picture(photo()), mask, EFFECTS, trim=True)
    trimmed = open_picture(tmp_path / "a.png").pixels
    assert trimmed.shape == (15, 20, 4)
    assert (trimmed[:, :, 3] == mask[5:20, 10:30]).all()
    assert (trimmed[:, :, :3] == photo()[5:20, 10:30]).all()


def test_what_is_opaque_needs_no_alpha(tmp_path: Path, mask: pictures.U8) -> None:
    save_with_effects(tmp_path / "a.png", Picture(photo()), mask, ((), CuttingOut()))
    with Image.open(tmp_path / "a.png") as image:
        assert image.mode == "RGB"
        assert (np.asarray(image) == photo()).all()


@pytest.mark.parametrize("name", ["a.psd", "a.ora"])
def test_layered_files_hold_no_effects(tmp_path: Path, mask: pictures.U8, name: str) -> None:
    with pytest.raises(SqsamError, match=f"{name} cannot hold effects"):
        save_with_effects(tmp_path / name, Picture(photo()), mask, EFFECTS)
    assert list(tmp_path.iterdir()) == []
