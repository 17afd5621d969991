"""Every kind of picture file opens correctly or is refused with a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageOps

from sqsam_desktop.core.files import images
from sqsam_desktop.core.files.images import Picture, open_mask, open_picture, preview
from sqsam_desktop.errors import SqsamError
from tests.core import pictures
from tests.core.pictures import HEIGHT, WIDTH, photo

RGB = Image.fromarray(photo())
BEST: dict[str, dict[str, object]] = {
    ".jpg": {"quality": 100, "subsampling": 0},
    ".avif": {"quality": 100, "subsampling": "4:4:4"},
    ".webp": {"lossless": True},
}
ALPHA = np.dstack([photo(), np.linspace(0, 255, WIDTH).astype(np.uint8)[None].repeat(HEIGHT, 0)])


def difference(a: pictures.U8, b: pictures.U8) -> int:
    assert a.shape == b.shape
    return int(np.abs(a.astype(int) - b.astype(int)).max())


@pytest.mark.parametrize(
    ("name", "options", "tolerance"),
    [
        ("a.png", {}, 0),
        ("a.bmp", {}, 0),
        ("a.tif", {}, 0),
        ("a.tif", {"compression": "tiff_lzw"}, 0),
        ("a.tif", {"compression": "tiff_adobe_deflate"}, 0),
        ("a.webp", BEST[".webp"], 0),
        ("a.ppm", {}, 0),
        ("a.qoi", {}, 0),
        ("a.jp2", {}, 0),
        ("a.avif", BEST[".avif"], 3),
        ("a.jpg", BEST[".jpg"], 3),
        ("a.jpg", BEST[".jpg"] | {"progressive": True}, 3),
    ],
)
def test_formats(tmp_path: Path, name: str, options: dict[str, object], tolerance: int) -> None:
    RGB.save(tmp_path / name, **options)
    picture = open_picture(tmp_path / name)
    assert (picture.width, picture.height) == (WIDTH, HEIGHT)
    assert picture.pixels.dtype == np.uint8
    assert difference(picture.pixels, photo()) <= tolerance
    assert (picture.profile, picture.notice, picture.path) == (None, "", tmp_path / name)
    assert picture.srgb() is picture.srgb()


@pytest.mark.parametrize("name", ["a.png", "a.tif"])
def test_grey(tmp_path: Path, name: str) -> None:
    grey = photo()[:, :, 0]
    Image.fromarray(grey).save(tmp_path / name)
    assert difference(open_picture(tmp_path / name).pixels, np.dstack([grey] * 3)) == 0


def test_black_and_white(tmp_path: Path) -> None:
    bits = Image.fromarray(photo()[:, :, 0]).convert("1")
    bits.save(tmp_path / "a.png")
    expected = np.asarray(bits.convert("RGB"))
    assert difference(open_picture(tmp_path / "a.png").pixels, expected) == 0


@pytest.mark.parametrize("name", ["a.png", "a.gif"])
def test_palette(tmp_path: Path, name: str) -> None:
    palette = RGB.quantize(16)
    palette.save(tmp_path / name)
    expected = np.asarray(palette.convert("RGB"))
    assert difference(open_picture(tmp_path / name).pixels, expected) == 0


def test_palette_with_a_transparent_colour(tmp_path: Path) -> None:
    palette = RGB.quantize(16)
    palette.save(tmp_path / "a.png", transparency=3)
    pixels = open_picture(tmp_path / "a.png").pixels
    assert ((pixels[:, :, 3] == 0) == (np.asarray(palette) == 3)).all()


@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.webp"])
def test_alpha(tmp_path: Path, name: str) -> None:
    options = {"lossless": True, "exact": True} if name.endswith("webp") else {}
    Image.fromarray(ALPHA).save(tmp_path / name, **options)
    picture = open_picture(tmp_path / name)
    assert difference(picture.pixels, ALPHA) == 0
    assert (picture.srgb()[:, 0] == 255).all()  # nothing there: white
    assert difference(picture.srgb()[:, -1], photo()[:, -1]) == 0


@pytest.mark.parametrize(("name", "mode"), [("a.png", "RGBA"), ("a.tif", "RGBA"), ("a.png", "LA")])
def test_an_alpha_that_hides_nothing_is_left_out(tmp_path: Path, name: str, mode: str) -> None:
    image = Image.fromarray(photo()).convert(mode)
    image.save(tmp_path / name)
    picture = open_picture(tmp_path / name)
    assert picture.rgb is picture.pixels, "no second copy"
    assert difference(picture.pixels, np.asarray(image.convert("RGB"))) == 0


def test_grey_with_alpha(tmp_path: Path) -> None:
    Image.fromarray(ALPHA).convert("LA").save(tmp_path / "a.png")
    pixels = open_picture(tmp_path / "a.png").pixels
    assert (pixels[:, :, 0] == pixels[:, :, 2]).all()
    assert difference(pixels[:, :, 3], ALPHA[:, :, 3]) == 0


@pytest.mark.parametrize("name", ["a.png", "a.tif"])
@pytest.mark.parametrize("pixels", [photo(), ALPHA, photo()[:, :, 1]], ids=["rgb", "rgba", "grey"])
def test_16_bits_are_reduced_and_said(tmp_path: Path, name: str, pixels: pictures.U8) -> None:
    pictures.save_16_bit(tmp_path / name, pixels)
    picture = open_picture(tmp_path / name)
    expected = pixels if pixels.ndim == 3 else np.dstack([pixels] * 3)
    assert difference(picture.pixels, expected) == 0
    assert "16-bit" in picture.notice


def test_16_bits_are_rounded_not_cut(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.full((4, 4), 511, np.uint16))
    assert open_picture(tmp_path / "a.png").pixels[0, 0, 0] == 2


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_becomes_srgb(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind.lower()}"
    RGB.convert("CMYK").save(path, **({"quality": 100} if kind == "JPEG" else {}))
    picture = open_picture(path)
    assert difference(picture.pixels, photo()) <= 6
    assert picture.profile is None
    assert "CMYK" in picture.notice


def test_lab_becomes_srgb(tmp_path: Path) -> None:
    lab = Image.new("LAB", (4, 4), (138, 128, 128))  # L = 54, a = b = 0: mid grey
    lab.save(tmp_path / "a.tif")
    picture = open_picture(tmp_path / "a.tif")
    assert difference(picture.pixels, np.full((4, 4, 3), 129, np.uint8)) <= 2
    assert "Lab" in picture.notice


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(
    "name", ["a.jpg", "a.png", "a.tif", "a.webp", "a.avif", "deep.png", "deep.tif"]
)
def test_pictures_stand_upright(tmp_path: Path, name: str, orientation: int) -> None:
    path = tmp_path / name
    image = stored = RGB
    if name.startswith("deep"):
        stored = RGB.getchannel("R")
        image = Image.fromarray(np.asarray(stored).astype(np.uint16) * 257)
    if name == "deep.tif":
        image.save(path, tiffinfo={0x0112: orientation})
    else:
        image.save(path, exif=pictures.exif(orientation), **BEST.get(path.suffix, {}))
    turned = stored.copy()
    turned.getexif()[0x0112] = orientation
    expected = np.asarray(ImageOps.exif_transpose(turned).convert("RGB"))
    assert difference(open_picture(path).pixels, expected) <= 6
    assert difference(preview(path, 500), expected) <= 6


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.avif", "a.tif"])
def test_exif_is_kept(tmp_path: Path, name: str) -> None:
    RGB.save(tmp_path / name, exif=pictures.exif(1))
    picture = open_picture(tmp_path / name)
    assert picture.exif is not None
    tags = Image.Exif()
    tags.load(picture.exif)
    assert tags[0x0110] == "Camera of the test"


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif", "a.avif"])
def test_a_profile_is_kept_and_applied_for_viewing(tmp_path: Path, name: str) -> None:
    swapped = pictures.profile("swapped")
    RGB.save(tmp_path / name, icc_profile=swapped, quality=100)
    picture = open_picture(tmp_path / name)
    assert picture.profile == swapped
    assert difference(picture.pixels[:, :, :2], photo()[:, :, :2]) <= 12
    assert difference(picture.srgb()[:, :, :2], picture.pixels[:, :, 1::-1]) <= 2
    assert difference(preview(tmp_path / name, 500), picture.srgb()) <= 12


def test_an_srgb_profile_changes_nothing(tmp_path: Path) -> None:
    RGB.save(tmp_path / "a.png", icc_profile=pictures.srgb_profile())
    picture = open_picture(tmp_path / "a.png")
    assert picture.srgb() is picture.pixels


def test_a_grey_profile_is_applied_and_dropped(tmp_path: Path) -> None:
    Image.new("L", (4, 4), 128).save(tmp_path / "a.png", icc_profile=pictures.profile("grey"))
    picture = open_picture(tmp_path / "a.png")
    assert picture.profile is None
    assert difference(picture.pixels, np.full((4, 4, 3), 188, np.uint8)) <= 2


def test_a_damaged_profile_counts_as_srgb(tmp_path: Path) -> None:
    damaged = bytearray(pictures.srgb_profile())
    damaged[36:40] = b"????"
    RGB.save(tmp_path / "a.png", icc_profile=bytes(damaged))
    assert difference(open_picture(tmp_path / "a.png").srgb(), photo()) == 0


def test_damaged_exif_does_not_keep_a_photo_closed(tmp_path: Path) -> None:
    RGB.save(tmp_path / "a.jpg", exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\x01" * 30)
    assert open_picture(tmp_path / "a.jpg").width == WIDTH


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF", "AVIF"])
def test_of_several_pictures_the_first_is_used(tmp_path: Path, kind: str) -> None:
    frames = [Image.new("RGB", (WIDTH, HEIGHT), colour) for colour in ("red", "lime", "blue")]
    frames[0].save(tmp_path / "a", kind, save_all=True, append_images=frames[1:])
    picture = open_picture(tmp_path / "a")
    assert difference(picture.pixels[:, :, :3], np.asarray(frames[0])) <= 3
    assert picture.notice == "Only the first of its 3 pictures is used."


def test_a_single_pixel(tmp_path: Path) -> None:
    Image.new("RGB", (1, 1), "lime").save(tmp_path / "a.png")
    assert open_picture(tmp_path / "a.png").srgb().tolist() == [[[0, 255, 0]]]
    assert preview(tmp_path / "a.png", 64).shape == (1, 1, 3)


@pytest.mark.parametrize("name", ["Grüße aus 東京 🐈.jpg", "two  spaces.jpg", "no suffix", "a.txt"])
def test_any_name_does(tmp_path: Path, name: str) -> None:
    RGB.save(tmp_path / name, "JPEG")
    assert open_picture(tmp_path / name).width == WIDTH


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.jpg"))
    RGB.save(path, "JPEG")
    assert open_picture(path).width == WIDTH


def _truncated(kind: str) -> bytes:
    rng = np.random.default_rng(0)
    noise = Image.fromarray(rng.integers(0, 255, (64, 64, 3), np.uint8))
    content = pictures.encoded(noise, kind)
    return content[: len(content) * 6 // 10]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"hello, this is text", "is not a picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "is not a picture"),
        (b"\x89PNG\r\n\x1a\n", "damaged|not a picture"),
        (b"\xff\xd8\xff\xe0", "damaged|not a picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "damaged|not a picture"),
        (pictures.png_that_claims(60000, 60000), "more than 400 megapixels"),
        (pictures.png_that_claims(25000, 25000), "more than 400 megapixels"),
        (pictures.png_that_claims(1000, 1000), "damaged"),
        (pictures.png_that_claims(0, 5), "damaged|not a picture"),
        (_truncated("JPEG"), "damaged"),
        (_truncated("PNG"), "damaged"),
        (_truncated("TIFF"), "damaged|not a picture"),
        (_truncated("WEBP"), "damaged|not a picture"),
        (_truncated("AVIF"), "damaged|not a picture"),
        (_truncated("GIF"), "damaged"),
        (_truncated("BMP"), "damaged"),
        (_truncated("JPEG2000"), "damaged|not a picture"),
    ],
)
def test_what_is_no_whole_picture_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes, sentence: str
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    for read in (open_picture, lambda path: preview(path, 64)):
        with pytest.raises(SqsamError, match=sentence) as refusal:
            read(path)
        assert refusal.value.message.startswith("a.jpg ")
        assert refusal.value.message.count(".") == 2  # the name's and the sentence's
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", ["deep.png", "deep.tif"])
def test_a_truncated_16_bit_file_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    rng = np.random.default_rng(0)
    pictures.save_16_bit(tmp_path / name, rng.integers(0, 255, (64, 64, 3), np.uint8))
    content = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(SqsamError, match=r"damaged|not a picture"):
        open_picture(tmp_path / name)
    assert capfd.readouterr().err == ""


def test_32_bit_numbers_are_refused(tmp_path: Path) -> None:
    Image.fromarray(np.ones((4, 4), np.float32)).save(tmp_path / "a.tif")
    with pytest.raises(SqsamError, match="32 bits"):
        open_picture(tmp_path / "a.tif")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SqsamError, match="is a folder"):
        open_picture(tmp_path)
    with pytest.raises(SqsamError, match="There is no file"):
        open_picture(tmp_path / "none.jpg")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SqsamError, match="is not a file"):
        open_picture(tmp_path / "pipe")


def test_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    RGB.save(tmp_path / "a.png")

    def forbidden(*_: object, **__: object) -> None:  # root may read anything
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(images.Image, "open", forbidden)
    with pytest.raises(SqsamError, match="may not be read"):
        open_picture(tmp_path / "a.png")


def test_a_preview_is_small_and_faithful(tmp_path: Path) -> None:
    Image.fromarray(photo(900, 600)).save(tmp_path / "a.jpg", quality=95)
    small = preview(tmp_path / "a.jpg", 90)
    assert small.shape == (60, 90, 3)
    assert difference(small, photo(90, 60)) <= 8


def test_a_mask_comes_from_grey_or_from_alpha(tmp_path: Path) -> None:
    grey = ALPHA[:, :, 3]
    Image.fromarray(grey).save(tmp_path / "grey.png")
    Image.fromarray(ALPHA).save(tmp_path / "cut.png")
    Image.fromarray(np.dstack([grey] * 3 + [np.full_like(grey, 255)])).save(tmp_path / "both.png")
    for name in ("grey.png", "cut.png", "both.png"):
        assert difference(open_mask(tmp_path / name, (WIDTH, HEIGHT)), grey) == 0
    with pytest.raises(SqsamError, match="48 x 32 pixels, the photo 32 x 48"):
        open_mask(tmp_path / "grey.png", (HEIGHT, WIDTH))


def test_a_picture_need_not_be_a_file() -> None:
    picture = Picture(photo())
    assert (picture.path, picture.width, picture.height) == (None, WIDTH, HEIGHT)
    assert picture.srgb() is picture.pixels
