"""Cut-outs and masks out, in the format that the name's ending tells: whole, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sqsam_desktop.core.files import encoders
from sqsam_desktop.core.files.interchange import CutOut, cut_out, ora, psd, visible
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqsam_desktop.core.files.images import U8, Picture

_FLAT: dict[str, Callable[[Picture], bytes]] = {
    ".webp": encoders.webp,
    ".tif": encoders.tiff,
    ".tiff": encoders.tiff,
    ".avif": encoders.avif,
    ".jpg": encoders.jpeg,
    ".jpeg": encoders.jpeg,
}
_LAYERED: dict[str, Callable[[Picture, Sequence[CutOut]], bytes]] = {".psd": psd, ".ora": ora}

SUFFIXES = (".png", *_FLAT, *_LAYERED)
"""What the name of a cut-out may end in."""


def save_cutout(path: Path, picture: Picture, mask: U8, trim: bool = False) -> None:
    """Write the photo with `mask` as its alpha; in PSD and ORA as a layer named like the file.

    Args:
        path: Its suffix, one of `SUFFIXES`, tells the format.
        picture: The photo; if it has alpha itself, both are multiplied.
        mask: H x W uint8, 255 inside.
        trim: Cut the picture down to what is visible.

    Raises:
        SqsamError: As `save_cutouts`.
    """
    save_cutouts(path, picture, [CutOut(path.stem, mask)], trim)


def save_cutouts(
    path: Path, picture: Picture, cutouts: Sequence[CutOut], trim: bool = False
) -> None:
    """Write several things of a photo: together, or in PSD and ORA a layer each, the last on top.

    All formats but JPEG (which is on white) have alpha, and keep the colours under transparency.
    Profile and EXIF are the photo's, the latter where the format has a place for it.

    Args:
        path: Its suffix, one of `SUFFIXES`, tells the format.
        picture: The photo; if it has alpha itself, it is multiplied with the masks.
        cutouts: At least one.
        trim: Cut the picture down to what is visible; in a PNG the offset goes into an oFFs chunk,
            which GIMP and others read.

    Raises:
        SqsamError: A mask has nothing inside, the suffix is none of `SUFFIXES`, the picture is
            too large for the format, or the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        *others, last = SUFFIXES
        raise SqsamError(f"The name {path.name} should end in {', '.join(others)} or {last}.")
    boxes = [visible(each.mask) for each in cutouts]
    if not all(right > left for left, _, right, _ in boxes):
        raise SqsamError("There is nothing to cut out.", "Outline something first.")
    left = top = 0
    if trim:
        left, top = (min(box[side] for box in boxes) for side in (0, 1))
        right, bottom = (max(box[side] for box in boxes) for side in (2, 3))
        area = np.s_[top:bottom, left:right]
        picture = replace(picture, pixels=np.ascontiguousarray(picture.pixels[area]))
        cutouts = [CutOut(each.name, each.mask[area]) for each in cutouts]
    if suffix in _LAYERED:
        content = _LAYERED[suffix](picture, cutouts)
    elif suffix == ".png":
        content = encoders.png(cut_out(picture, cutouts), (left, top))
    else:
        content = _FLAT[suffix](cut_out(picture, cutouts))
    write_whole(path, content)


def save_mask(path: Path, mask: U8) -> None:
    """Write a mask (H x W uint8) as a grey PNG.

    Raises:
        SqsamError: The name is no .png, or the file cannot be written.
    """
    if path.suffix.lower() != ".png":
        raise SqsamError(f"{path.name} is not the name of a PNG file.", "End it in .png.")
    write_whole(path, encoders.grey_png(mask))
