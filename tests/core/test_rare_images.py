"""Photoshop's pictures and HEIC: read by packages of their own, or refused with a sentence."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageFile
from psd_tools import PSDImage
from psd_tools.constants import Resource
from psd_tools.psd.image_resources import ImageResource

from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.files.rare import is_heic
from sqsam_desktop.errors import SqsamError

WIDTH, HEIGHT = 40, 30


def photoshop_file(path: Path, layers: int, profile: bytes | None = None) -> np.ndarray:
    """Write a PSD of some layers, each covering the ones below; the pixels that are seen."""
    pixels = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    file = PSDImage.new("RGB", (WIDTH, HEIGHT))
    for number in range(layers):
        pixels[:] = (40 * number + 20, 90, 200)
        file.create_pixel_layer(Image.fromarray(pixels), name=f"layer {number}")
    if profile is not None:
        resource = ImageResource(key=1039, data=profile)
        file.image_resources[Resource.ICC_PROFILE] = resource
    file.save(path)
    return pixels


def test_a_photoshop_file_shows_its_layers_together(tmp_path: Path) -> None:
    expected = photoshop_file(tmp_path / "a.psd", 2)
    picture = open_picture(tmp_path / "a.psd")
    assert (picture.pixels[:, :, :3] == expected).all()
    assert picture.notice == "Its 2 layers became one picture."


def test_a_photoshop_file_keeps_its_profile(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    photoshop_file(tmp_path / "a.psd", 1, profile)
    picture = open_picture(tmp_path / "a.psd")
    assert picture.profile == profile
    assert picture.notice == ""


def test_a_truncated_photoshop_file_is_damaged(tmp_path: Path) -> None:
    photoshop_file(tmp_path / "a.psd", 1)
    whole = (tmp_path / "a.psd").read_bytes()
    (tmp_path / "a.psd").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SqsamError, match="damaged"):
        open_picture(tmp_path / "a.psd")


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


def test_heic_without_its_package_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    (tmp_path / "a.jpg").write_bytes(HEIC)
    with pytest.raises(SqsamError, match="HEIC picture, which needs one more package") as refusal:
        open_picture(tmp_path / "a.jpg")
    assert 'pip install "sqsam-desktop[heif]"' in refusal.value.hint


def test_heic_is_read_by_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stand(ImageFile.ImageFile):
        """Reads any HEIC as a red picture."""

        format = "HEIF"

        def _open(self) -> None:
            self._size, self._mode = (WIDTH, HEIGHT), "RGB"
            self.info["icc_profile"] = b"\0" * 16 + b"RGB " + b"\0" * 200

        def load(self) -> object:
            self.im = Image.new("RGB", self.size, "red").im
            return super().load()

    def register() -> None:
        Image.register_open("HEIF", Stand, is_heic)

    monkeypatch.setattr(Image, "ID", [*Image.ID])
    monkeypatch.setitem(Image.OPEN, "HEIF", (Stand, is_heic))
    stand_in = SimpleNamespace(register_heif_opener=register)
    monkeypatch.setitem(sys.modules, "pillow_heif", stand_in)
    (tmp_path / "a.heic").write_bytes(HEIC)
    picture = open_picture(tmp_path / "a.heic")
    assert picture.pixels[5, 5].tolist() == [255, 0, 0]
    assert picture.profile is not None
