"""Layered Photoshop files come in as the layers they are, or as one picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from psd_tools import PSDImage
from psd_tools.constants import BlendMode

from sqsam_desktop.core.compose import render, sheets
from sqsam_desktop.core.document import PHOTO, State
from sqsam_desktop.core.files.images import Picture, open_picture
from sqsam_desktop.core.files.interchange import CutOut
from sqsam_desktop.core.files.psd_layers import psd_layers
from sqsam_desktop.core.fold import Fold, fold_of
from sqsam_desktop.core.outline import Outline
from sqsam_desktop.core.stored_mask import StoredMask
from tests.core.pictures import photo, save_layers

SIZE = (60, 40)


def flat(color: tuple[int, int, int], size: tuple[int, int] = SIZE) -> Image.Image:
    return Image.new("RGB", size, color)


def rendered(path: Path) -> np.ndarray:
    """What the layers of a file look like over each other, H x W x 4."""
    picture = open_picture(path)
    state = State((replace(PHOTO, visible=False), *psd_layers(path)))

    def mask_of(outline: Outline) -> Fold:
        return fold_of(outline, picture.rgb, lambda packed: StoredMask.unpack(packed, size))

    size = picture.width, picture.height
    laid = sheets(state.layers, mask_of)
    return render(picture.pixels, laid, (0, 0, picture.width, picture.height), 1.0)


@pytest.fixture
def layered(tmp_path: Path) -> Path:
    """A red ground, a green patch at (10, 5) in a group, and a half-open blue layer on top."""
    psd = PSDImage.new("RGB", SIZE)
    psd.create_pixel_layer(flat((200, 0, 0)), name="ground")
    patch = psd.create_pixel_layer(flat((0, 180, 0), (20, 10)), name="patch", top=5, left=10)
    psd.create_group([patch], name="things")
    top = psd.create_pixel_layer(flat((0, 0, 255)), name="top")
    top.opacity = 128
    top.blend_mode = BlendMode.SCREEN
    top.visible = False
    path = tmp_path / "layered.psd"
    psd.save(path)
    return path


def test_layers_keep_names_places_groups_and_looks(layered: Path) -> None:
    layers = psd_layers(layered)
    assert [layer.name for layer in layers] == ["ground", "patch", "things", "top"]
    _, patch, group, top = layers
    assert patch.parent == group.id
    assert group.is_group
    assert patch.transform[2] == 10
    assert patch.transform[5] == 5
    assert patch.pixels is not None
    assert patch.pixels.size == (20, 10)
    assert (top.blend, top.visible) == ("screen", False)
    assert top.opacity == pytest.approx(0.5, abs=0.01)


def test_together_they_look_like_the_merged_picture(layered: Path) -> None:
    seen = rendered(layered)
    assert (seen[:, :, 3] == 255).all()
    difference = np.abs(seen[:, :, :3].astype(int) - open_picture(layered).rgb)
    assert difference.max() <= 1


def test_our_own_cut_outs_come_back_with_their_masks(tmp_path: Path) -> None:
    pixels = photo()
    mask = np.zeros(pixels.shape[:2], np.uint8)
    mask[20:60, 30:90] = 255
    mask[40:45, 50:70] = 77
    path = tmp_path / "cut.psd"
    save_layers(path, Picture(pixels), [CutOut("Thing", mask)])
    ground, thing = psd_layers(path)
    assert (ground.visible, thing.visible, thing.name) == (False, True, "Thing")
    seen = rendered(path)
    assert (seen[:, :, 3] == mask).all()
    assert (seen[mask > 0, :3] == pixels[mask > 0]).all()


def test_a_single_plain_layer_is_just_the_picture(tmp_path: Path) -> None:
    psd = PSDImage.new("RGB", SIZE)
    psd.create_pixel_layer(flat((1, 2, 3)))
    psd.save(tmp_path / "a.psd")
    assert psd_layers(tmp_path / "a.psd") == ()


@pytest.mark.parametrize("what", ["clipping", "blend", "colours"])
def test_what_cannot_be_shown_alike_comes_in_as_one_picture(tmp_path: Path, what: str) -> None:
    psd = PSDImage.new("L" if what == "colours" else "RGB", SIZE)
    for _ in range(2):
        layer = psd.create_pixel_layer(flat((9, 99, 199)).convert(psd.pil_mode))
    if what == "clipping":
        layer.clipping = True
    elif what == "blend":
        layer.blend_mode = BlendMode.DIFFERENCE
    psd.save(tmp_path / "a.psd")
    assert psd_layers(tmp_path / "a.psd") == ()
