"""Layered files as other programs read them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from psd_tools import PSDImage
from psd_tools.api.layers import Layer
from psd_tools.constants import Resource

from sqsam_desktop.core.files.exports import save_cutout
from sqsam_desktop.core.files.images import Picture, open_picture
from sqsam_desktop.core.files.interchange import CutOut
from tests.core import pictures
from tests.core.pictures import HEIGHT, WIDTH, photo, save_layers


@pytest.fixture
def cutouts() -> list[CutOut]:
    """Two soft, overlapping things; the second one touches the lower right corner."""
    masks = np.zeros((2, HEIGHT, WIDTH), np.uint8)
    masks[0, 5:20, 10:30] = 90
    masks[0, 6:19, 11:29] = 255
    masks[1, 15:, 25:] = 200
    return [CutOut("Köter & <Ball>", masks[0]), CutOut("犬 2", masks[1])]


@pytest.fixture
def picture() -> Picture:
    """With transparency of its own, a profile and EXIF."""
    alpha = np.full((HEIGHT, WIDTH, 1), 255, np.uint8)
    alpha[10:25, 20:40] = 100
    exif = pictures.exif(3).tobytes().removeprefix(b"Exif\0\0")
    return Picture(np.dstack([photo(), alpha]), pictures.profile("swapped"), exif)


def over(layers: list[np.ndarray]) -> np.ndarray:
    """Alpha of RGBA layers on one another, H x W float, 0..1."""
    see_through = [1 - layer[:, :, 3] / 255 for layer in layers]
    return 1 - np.prod(see_through, axis=0)


def on_canvas(pixels: np.ndarray, left: int, top: int) -> np.ndarray:
    canvas = np.zeros((HEIGHT, WIDTH, *pixels.shape[2:]), np.uint8)
    canvas[top : top + pixels.shape[0], left : left + pixels.shape[1]] = pixels
    return canvas


def mask_of(layer: Layer) -> np.ndarray:
    assert layer.mask is not None
    content = layer.mask.topil()
    assert content is not None
    return on_canvas(np.asarray(content), layer.mask.left, layer.mask.top)


def test_a_psd_has_a_layer_with_a_mask_for_each(
    tmp_path: Path, picture: Picture, cutouts: list[CutOut]
) -> None:
    save_layers(tmp_path / "a.psd", picture, cutouts)
    file = PSDImage.open(tmp_path / "a.psd")
    assert (file.width, file.height, file.color_mode.name) == (WIDTH, HEIGHT, "RGB")
    bottom, *above = file
    assert [each.name for each in above] == [each.name for each in cutouts]
    assert (bottom.bbox, bottom.has_mask()) == ((0, 0, WIDTH, HEIGHT), False)
    assert [each.visible for each in file] == [False, True, True]
    assert (np.asarray(bottom.topil(apply_icc=False)) == picture.pixels).all()
    for layer, cutout in zip(above, cutouts, strict=True):
        assert (mask_of(layer) == cutout.mask).all()
        left, top, right, bottom_edge = layer.bbox
        assert (
            np.asarray(layer.topil(apply_icc=False)) == picture.pixels[top:bottom_edge, left:right]
        ).all()


def test_layers_are_no_larger_than_need_be(
    tmp_path: Path, picture: Picture, cutouts: list[CutOut]
) -> None:
    cutouts[0].mask[cutouts[0].mask == 0] = 4  # haze that nobody sees
    save_layers(tmp_path / "a.psd", picture, cutouts)
    _, first, second = PSDImage.open(tmp_path / "a.psd")
    assert first.bbox == (8, 3, 32, 22)
    assert second.bbox == (23, 13, WIDTH, HEIGHT)


def test_the_merged_picture_of_a_psd_is_what_its_layers_give(
    tmp_path: Path, picture: Picture, cutouts: list[CutOut]
) -> None:
    save_layers(tmp_path / "a.psd", picture, cutouts)
    file = PSDImage.open(tmp_path / "a.psd")
    stored = np.asarray(file.topil(apply_icc=False)).astype(int)
    rendered = np.asarray(file.composite(force=True, ignore_preview=True, apply_icc=False))
    assert np.abs(stored[:, :, 3] - rendered[:, :, 3]).max() <= 1
    opaque = stored[:, :, 3] > 60
    assert opaque.any()
    assert np.abs(stored - rendered)[opaque].max() <= 3  # white is taken out again in 8 bits
    assert stored[0, 0].tolist() == [255, 255, 255, 0]


def test_the_merged_picture_of_a_psd_lies_on_white(tmp_path: Path, cutouts: list[CutOut]) -> None:
    save_cutout(tmp_path / "a.psd", Picture(photo()), cutouts[1].mask)
    data = PSDImage.open(tmp_path / "a.psd")._record
    planes = data.image_data.get_data(data.header)
    stored = np.stack([np.frombuffer(each, np.uint8) for each in planes], axis=1)
    alpha = cutouts[1].mask.reshape(-1, 1)
    expected = photo().reshape(-1, 3) * (alpha / 255) + 255 - alpha
    assert (stored[:, 3:] == alpha).all()
    assert np.abs(stored[:, :3] - expected).max() <= 1


def test_a_psd_carries_profile_and_exif(
    tmp_path: Path, picture: Picture, cutouts: list[CutOut]
) -> None:
    save_cutout(tmp_path / "a.psd", picture, cutouts[0].mask, trim=True)
    file = PSDImage.open(tmp_path / "a.psd")
    assert (file.width, file.height) == (20, 15)
    assert file.image_resources.get_data(Resource.ICC_PROFILE) == picture.profile
    tags = Image.Exif()
    tags.load(file.image_resources.get_data(Resource.EXIF_DATA_1))
    assert (tags[0x0112], tags[0x0110]) == (1, "Camera of the test")
    assert tags.get_ifd(0x8769)[0xA002] == 20


def test_a_single_cutout_is_named_like_its_file(tmp_path: Path, cutouts: list[CutOut]) -> None:
    save_cutout(tmp_path / "dog.psd", Picture(photo()), cutouts[0].mask)
    assert [layer.name for layer in PSDImage.open(tmp_path / "dog.psd")] == ["Photo", "dog"]


@pytest.mark.parametrize("name", ["\x01\x1f", "", "a\nb", "caf\udce9", "x" * 300])
def test_odd_names(tmp_path: Path, cutouts: list[CutOut], name: str) -> None:
    for suffix in (".psd", ".ora"):
        cutout = CutOut(name, cutouts[0].mask)
        save_layers(tmp_path / f"a{suffix}", Picture(photo()), [cutout])
    expected = {"a\nb": "ab", "caf\udce9": "caf", "x" * 300: "x" * 255}.get(name, "Object")
    assert PSDImage.open(tmp_path / "a.psd")[1].name == expected
    assert stack(tmp_path / "a.ora")[0]["name"] == expected


def test_a_psd_opens_elsewhere(tmp_path: Path, cutouts: list[CutOut]) -> None:
    save_cutout(tmp_path / "a.psd", Picture(photo()), cutouts[0].mask)
    with Image.open(tmp_path / "a.psd") as image:
        assert (image.format, image.size) == ("PSD", (WIDTH, HEIGHT))


def test_psd_tools_is_loaded_for_psd_files_only() -> None:
    program = "import sys, sqsam_desktop.core.files.exports; sys.exit('psd_tools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def stack(path: Path) -> list[dict[str, str]]:
    """The layers of an OpenRaster file, from the top."""
    with zipfile.ZipFile(path) as file:
        image = ElementTree.fromstring(file.read("stack.xml"))
    assert {"w": str(WIDTH), "h": str(HEIGHT)}.items() <= image.attrib.items()
    (root,) = image
    assert (image.tag, root.tag, {each.tag for each in root}) == ("image", "stack", {"layer"})
    return [each.attrib for each in root]


def member(path: Path, name: str) -> np.ndarray:
    with zipfile.ZipFile(path) as file, file.open(name) as content, Image.open(content) as image:
        assert (image.format, image.info.get("interlace")) == ("PNG", None)
        return np.asarray(image)


def test_an_ora_is_laid_out_as_its_readers_expect(
    tmp_path: Path, picture: Picture, cutouts: list[CutOut]
) -> None:
    path = tmp_path / "a.ora"
    save_layers(path, picture, cutouts)
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        first = file.infolist()[0]
        assert (first.filename, first.compress_type, file.read(first)) == (
            "mimetype",
            zipfile.ZIP_STORED,
            b"image/openraster",
        )
        assert path.read_bytes()[30:54] == b"mimetypeimage/openraster"  # no extra field between
        names = set(file.namelist())
    layers = stack(path)
    assert [each["name"] for each in layers] == ["犬 2", "Köter & <Ball>", "Photo"]
    assert [each["visibility"] for each in layers] == ["visible", "visible", "hidden"]
    assert {each["src"] for each in layers} <= names
    assert {"mergedimage.png", "Thumbnails/thumbnail.png"} <= names


def test_layers_of_an_ora_have_their_mask_in_alpha_and_all_colours(
    tmp_path: Path, picture: Picture, cutouts: list[CutOut]
) -> None:
    path = tmp_path / "a.ora"
    save_layers(path, picture, cutouts)
    *above, photo_layer = stack(path)
    assert (member(path, photo_layer["src"]) == picture.pixels).all()
    for layer, cutout in zip(reversed(above), cutouts, strict=True):
        left, top = int(layer["x"]), int(layer["y"])
        pixels = member(path, layer["src"])
        height, width = pixels.shape[:2]
        assert (
            pixels[:, :, :3] == picture.pixels[top : top + height, left : left + width, :3]
        ).all()
        expected = picture.pixels[:, :, 3] * (cutout.mask / 255)
        assert np.abs(on_canvas(pixels, left, top)[:, :, 3] - expected).max() <= 0.5


@pytest.mark.parametrize("trim", [False, True])
def test_an_ora_keeps_the_true_masks(
    tmp_path: Path, picture: Picture, cutouts: list[CutOut], trim: bool
) -> None:
    save_layers(tmp_path / "a.ora", picture, cutouts, trim)
    area = np.s_[5:, 10:] if trim else np.s_[:]
    for number, cutout in enumerate(cutouts):
        found = member(tmp_path / "a.ora", f"sqsam/mask{number}.png")
        assert (found == cutout.mask[area]).all()


def test_the_merged_picture_of_an_ora_is_what_its_layers_give(
    tmp_path: Path, cutouts: list[CutOut]
) -> None:
    path = tmp_path / "a.ora"
    save_layers(path, Picture(photo()), cutouts)
    merged = member(path, "mergedimage.png")
    layers = [
        on_canvas(member(path, each["src"]), int(each["x"]), int(each["y"]))
        for each in stack(path)
        if each["visibility"] == "visible"
    ]
    assert np.abs(merged[:, :, 3] / 255 - over(layers)).max() <= 1 / 255
    assert (merged[:, :, :3] == photo()).all()


def test_an_ora_carries_the_profile_and_a_small_srgb_thumbnail(
    tmp_path: Path, cutouts: list[CutOut]
) -> None:
    big = Picture(photo(600, 300), pictures.profile("swapped"))
    mask = np.zeros((300, 600), np.uint8)
    mask[50:250, 100:400] = 255
    path = tmp_path / "a.ora"
    save_cutout(path, big, mask)
    with zipfile.ZipFile(path) as file:
        for name in ("mergedimage.png", "data/layer0.png", "data/layer1.png"):
            with file.open(name) as content, Image.open(content) as image:
                assert image.info["icc_profile"] == big.profile
        with file.open("Thumbnails/thumbnail.png") as content, Image.open(content) as image:
            assert (image.size, image.mode) == ((256, 128), "RGBA")
            assert "icc_profile" not in image.info
            thumbnail = np.asarray(image).astype(int)
    x, y = 250, 150
    shown = thumbnail[y * 128 // 300, x * 256 // 600]
    assert np.abs(shown[:3] - big.srgb()[y, x]).max() <= 6
    assert (shown[3], thumbnail[0, 0, 3]) == (255, 0)


def test_an_ora_says_in_its_exif_which_way_is_up(
    tmp_path: Path, picture: Picture, cutouts: list[CutOut]
) -> None:
    save_layers(tmp_path / "a.ora", picture, cutouts)
    with zipfile.ZipFile(tmp_path / "a.ora") as file:
        (tmp_path / "merged.png").write_bytes(file.read("mergedimage.png"))
    tags = Image.Exif()
    tags.load(open_picture(tmp_path / "merged.png").exif or b"")
    assert (tags[0x0112], tags[0x0110]) == (1, "Camera of the test")
