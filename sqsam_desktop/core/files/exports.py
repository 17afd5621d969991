"""Cut-outs and masks out, in the format that the name's ending tells: whole, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sqsam_desktop.core.compose import Sheet, render_large
from sqsam_desktop.core.files import encoders
from sqsam_desktop.core.files.artwork import Artwork
from sqsam_desktop.core.files.interchange import CutOut, cut_out
from sqsam_desktop.core.files.recipe import Recipe, formats_of
from sqsam_desktop.core.frame import Frame
from sqsam_desktop.core.mask import visible_bounds
from sqsam_desktop.core.stored_mask import StoredMask
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqsam_desktop.core.compose import RunEffect
    from sqsam_desktop.core.document import EffectUse
    from sqsam_desktop.core.files.images import U8, Picture

_FORMATS = {
    ".png": "png",
    ".webp": "webp",
    ".tif": "tiff",
    ".tiff": "tiff",
    ".avif": "avif",
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".psd": "psd",
    ".ora": "ora",
}

SUFFIXES = tuple(_FORMATS)
"""What the name of a cut-out may end in."""

_QUALITY = 95


def save_cutout(path: Path, picture: Picture, mask: U8, trim: bool = False) -> None:
    """Write the photo with `mask` as its alpha; in PSD and ORA as a layer named like the file.

    All formats but JPEG (which is on white) have alpha, and keep the colours under transparency.
    Profile and EXIF are the photo's, the latter where the format has a place for it.

    Args:
        path: Its suffix, one of `SUFFIXES`, tells the format.
        picture: The photo; if it has alpha itself, both are multiplied.
        mask: H x W uint8, 255 inside.
        trim: Cut the picture down to what is visible; in a PNG the offset goes into an oFFs chunk,
            which GIMP and others read.

    Raises:
        SqsamError: The mask has nothing inside, the suffix is none of `SUFFIXES`, the picture is
            too large for the format, or the file cannot be written.
    """
    key, cutouts = format_of(path), (CutOut(path.stem, mask),)
    if visible_bounds(mask) is None:
        raise SqsamError("There is nothing to cut out.", "Outline something first.")
    if key in formats_of("layered"):
        recipe, art = Recipe("layered", key, trim=trim), Artwork(picture, cutouts)
    else:
        recipe = Recipe("cutout", key, _QUALITY, trim=trim)
        art = Artwork(cut_out(picture, cutouts))
    write_whole(path, art.prepared(Frame.of(art.size), recipe).encoded(recipe))


def save_with_effects(
    path: Path,
    picture: Picture,
    mask: U8,
    effects: tuple[Sequence[EffectUse], RunEffect],
    trim: bool = False,
) -> None:
    """Write all of the photo, under what is outlined as a layer with effects.

    Args:
        path: Its suffix tells the format, one without layers.
        picture: The photo.
        mask: H x W uint8, 255 inside.
        effects: Those of the layer, and who runs them.
        trim: Cut the picture down to what is visible.

    Raises:
        SqsamError: The format has layers, which no effect can be kept in; nothing is visible; or
            as `save_cutout`. Also what the effects raise.
    """
    key = format_of(path)
    if key in formats_of("layered"):
        raise SqsamError(f"{path.name} cannot hold effects.", "Choose a format without layers.")
    uses, run_effect = effects
    sheets = [Sheet(None), Sheet(StoredMask.of(mask), effects=tuple(uses))]
    pixels = render_large(picture.pixels, sheets, (0, 0, picture.width, picture.height), run_effect)
    if pixels[:, :, 3].min() == 255:
        pixels = np.ascontiguousarray(pixels[:, :, :3])
    art = Artwork(replace(picture, pixels=pixels))
    recipe = Recipe("picture", key, _QUALITY, trim=trim)
    write_whole(path, art.prepared(Frame.of(art.size), recipe).encoded(recipe))


def format_of(path: Path) -> str:
    """The key in `recipe.FORMATS` of what a name's ending tells.

    Raises:
        SqsamError: It is none of `SUFFIXES`.
    """
    if path.suffix.lower() not in SUFFIXES:
        *others, last = SUFFIXES
        raise SqsamError(f"The name {path.name} should end in {', '.join(others)} or {last}.")
    return _FORMATS[path.suffix.lower()]


def save_mask(path: Path, mask: U8) -> None:
    """Write a mask (H x W uint8) as a grey PNG.

    Raises:
        SqsamError: The name is no .png, or the file cannot be written.
    """
    if path.suffix.lower() != ".png":
        raise SqsamError(f"{path.name} is not the name of a PNG file.", "End it in .png.")
    write_whole(path, encoders.grey_png(mask))
