"""Cut-outs and masks out, in the format that the name's ending tells: whole, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqsam_desktop.core.files import encoders
from sqsam_desktop.core.files.artwork import Artwork
from sqsam_desktop.core.files.interchange import CutOut, cut_out, visible
from sqsam_desktop.core.files.recipe import Recipe, formats_of
from sqsam_desktop.core.frame import Frame
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

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
    if path.suffix.lower() not in SUFFIXES:
        *others, last = SUFFIXES
        raise SqsamError(f"The name {path.name} should end in {', '.join(others)} or {last}.")
    boxes = [visible(each.mask) for each in cutouts]
    if not all(right > left for left, _, right, _ in boxes):
        raise SqsamError("There is nothing to cut out.", "Outline something first.")
    key = _FORMATS[path.suffix.lower()]
    if key in formats_of("layered"):
        recipe, art = Recipe("layered", key, trim=trim), Artwork(picture, tuple(cutouts))
    else:
        recipe = Recipe("cutout", key, _QUALITY, trim=trim)
        art = Artwork(cut_out(picture, cutouts))
    write_whole(path, art.prepared(Frame.of(art.size), recipe).encoded(recipe))


def save_mask(path: Path, mask: U8) -> None:
    """Write a mask (H x W uint8) as a grey PNG.

    Raises:
        SqsamError: The name is no .png, or the file cannot be written.
    """
    if path.suffix.lower() != ".png":
        raise SqsamError(f"{path.name} is not the name of a PNG file.", "End it in .png.")
    write_whole(path, encoders.grey_png(mask))
