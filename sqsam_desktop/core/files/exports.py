"""Cut-outs and masks out, as PNG: whole or not at all, with the photo's profile and EXIF."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from sqsam_desktop.core.files.images import ORIENTATION, U8, Picture
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from pathlib import Path

# Haze below 2 % coverage is invisible, and must not make "trimmed" mean the whole photo.
_VISIBLE = 5


def save_cutout(path: Path, picture: Picture, mask: U8, trim: bool = False) -> None:
    """Write the photo with `mask` as its alpha; colours under transparency are kept.

    Args:
        path: A name that ends in .png.
        picture: The photo; if it has alpha itself, both are multiplied.
        mask: H x W uint8, 255 inside.
        trim: Cut the picture down to what is visible; the offset goes into an oFFs chunk, which
            GIMP and others read.

    Raises:
        SqsamError: Nothing is inside the mask, the name is no .png, or the file cannot be written.
    """
    _check_suffix(path)
    if not (mask >= _VISIBLE).any():
        raise SqsamError("There is nothing to cut out.", "Outline something first.")
    left, top, right, bottom = _visible(mask) if trim else (0, 0, picture.width, picture.height)
    area = np.s_[top:bottom, left:right]
    pixels = np.empty((bottom - top, right - left, 4), np.uint8)
    pixels[:, :, :3] = picture.pixels[:, :, 2::-1][area]  # OpenCV writes BGRA
    pixels[:, :, 3] = _alpha(picture, mask)[area]
    chunks = _profile_chunk(picture.profile) + _exif_chunk(picture.exif, pixels)
    if trim:
        chunks += _chunk(b"oFFs", struct.pack(">iiB", left, top, 0))
    write_whole(path, _png(pixels, chunks))


def save_mask(path: Path, mask: U8) -> None:
    """Write a mask (H x W uint8) as a grey PNG.

    Raises:
        SqsamError: The name is no .png, or the file cannot be written.
    """
    _check_suffix(path)
    write_whole(path, _png(mask, b""))


def _check_suffix(path: Path) -> None:
    if path.suffix.lower() != ".png":
        raise SqsamError(f"{path.name} is not the name of a PNG file.", "End it in .png.")


def _visible(mask: U8) -> tuple[int, int, int, int]:
    x, y, width, height = cv2.boundingRect((mask >= _VISIBLE).astype(np.uint8))
    return x, y, x + width, y + height


def _alpha(picture: Picture, mask: U8) -> U8:
    if picture.pixels.shape[2] == 3:
        return mask
    product = cv2.multiply(picture.pixels[:, :, 3], mask, scale=1 / 255)
    return np.asarray(product, np.uint8)


def _png(pixels: U8, chunks: bytes) -> bytes:
    """Encode H x W, or H x W x 4 BGRA; `chunks` go behind the header, where OpenCV puts none."""
    # Level 1: a 12-megapixel photo takes a second, at Pillow's usual level six.
    done, encoded = cv2.imencode(".png", pixels, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    if not done:
        raise SqsamError("The PNG file could not be made.")
    content = encoded.tobytes()
    header = 8 + 12 + 13  # signature; length, name and checksum; IHDR's thirteen bytes
    return content[:header] + chunks + content[header:]


def _profile_chunk(profile: bytes | None) -> bytes:
    return b"" if profile is None else _chunk(b"iCCP", b"ICC\0\0" + zlib.compress(profile))


def _exif_chunk(exif: bytes | None, pixels: U8) -> bytes:
    """The photo's EXIF, telling of upright pixels and their new number; damaged EXIF is dropped."""
    if exif is None:
        return b""
    tags = Image.Exif()
    try:
        tags.load(exif)
        tags[ORIENTATION] = 1
        details = tags.get_ifd(0x8769)
        for tag, length in ((0xA002, pixels.shape[1]), (0xA003, pixels.shape[0])):
            if tag in details:
                details[tag] = length
        return _chunk(b"eXIf", tags.tobytes().removeprefix(b"Exif\0\0"))
    except Exception:  # Pillow raises whatever the bytes suggest
        return b""


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)
