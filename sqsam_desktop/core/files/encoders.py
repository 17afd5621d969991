"""Pictures as the bytes of a file: PNG, WebP, TIFF, AVIF, JPEG, with profile and EXIF.

What is written is upright and says so. Knows neither masks nor where the bytes go.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import cv2
import numpy as np
from PIL import Image

from sqsam_desktop.core.files.images import ORIENTATION, U8, Picture
from sqsam_desktop.errors import SqsamError

_EXIF = 0x8769
_EXIF_WIDTH, _EXIF_HEIGHT = 0xA002, 0xA003

_LARGEST = {"JPEG": 65500, "WEBP": 16383, "AVIF": 65536, "PSD": 30000}
"""Pixels a side."""

_LONGEST_EXIF_IN_JPEG = 65533 - len(b"Exif\0\0")

# Tags by which EXIF taken from a TIFF file describes that file's strips and samples: of no meaning
# elsewhere, and a TIFF writer would believe them.
_ABOUT_STORAGE = {*range(254, 260), 262, 266, 273, 277, 278, 279, 284, 317, *range(320, 326)}
_ABOUT_STORAGE |= {330, 338, 339, 347, *range(512, 533), 34675}


def png(picture: Picture, offset: tuple[int, int] = (0, 0)) -> bytes:
    """Encode as PNG; colours under full transparency are kept.

    `offset` (x, y) tells readers like GIMP where in a larger picture this one lies.

    Raises:
        SqsamError: It cannot be encoded (as with all functions here).
    """
    chunks = b""
    if picture.profile is not None:
        chunks += _chunk(b"iCCP", b"ICC\0\0" + zlib.compress(picture.profile))
    exif = exif_of(picture)
    if exif is not None:
        chunks += _chunk(b"eXIf", exif)
    if offset != (0, 0):
        chunks += _chunk(b"oFFs", struct.pack(">iiB", *offset, 0))
    code = cv2.COLOR_RGBA2BGRA if picture.pixels.shape[2] == 4 else cv2.COLOR_RGB2BGR
    return _png(np.asarray(cv2.cvtColor(picture.pixels, code), np.uint8), chunks)


def grey_png(pixels: U8) -> bytes:
    """Encode H x W uint8 as a grey PNG."""
    return _png(pixels, b"")


def jpeg(picture: Picture, quality: int, paper: str) -> bytes:
    """Encode as JPEG of a quality of 1..100, transparency laid on paper of a colour #rrggbb."""
    pixels = picture.pixels
    if pixels.shape[2] == 4:
        pixels = on_paper(pixels, paper)[:, :, :3]
    # Edges against white are what a cut-out is about: no colour is averaged over 2 x 2 pixels.
    image = Image.fromarray(np.ascontiguousarray(pixels))
    return _by_pillow(image, "JPEG", picture, quality=quality, subsampling="4:4:4")


def on_paper(pixels: U8, paper: str) -> U8:
    """H x W x 4 uint8 (straight alpha) laid on paper of a colour #rrggbb: the same, opaque."""
    image = Image.fromarray(pixels)
    laid = Image.new("RGBA", image.size, paper)
    laid.paste(image.convert("RGB"), mask=image.getchannel("A"))
    return np.asarray(laid)


def webp(picture: Picture, quality: int) -> bytes:
    """Encode as WebP of a quality of 1..100, with lossless alpha and the colours under it."""
    image = Image.fromarray(picture.pixels)
    return _by_pillow(image, "WEBP", picture, quality=quality, alpha_quality=100, exact=True)


def tiff(picture: Picture) -> bytes:
    """Encode as TIFF with straight alpha."""
    # Not compressed: the library that compresses cannot write EXIF.
    return _by_pillow(Image.fromarray(picture.pixels), "TIFF", picture)


def avif(picture: Picture, quality: int) -> bytes:
    """Encode as AVIF of a quality of 1..100, with straight alpha."""
    image = Image.fromarray(picture.pixels)
    return _by_pillow(image, "AVIF", picture, quality=quality, subsampling="4:4:4")


def exif_of(picture: Picture) -> bytes | None:
    """The picture's EXIF, telling of upright pixels and of how many there are.

    Returns:
        Bytes that start with the TIFF header; None if there is no EXIF, or it is damaged. The
        preview that cameras put in is left out: it shows the whole photo.
    """
    if picture.exif is None:
        return None
    tags = Image.Exif()
    try:
        tags.load(picture.exif)
        for tag in _ABOUT_STORAGE.intersection(tags):
            del tags[tag]
        tags[ORIENTATION] = 1
        details = tags.get_ifd(_EXIF)
        for tag, length in ((_EXIF_WIDTH, picture.width), (_EXIF_HEIGHT, picture.height)):
            if tag in details:
                details[tag] = length
        return tags.tobytes().removeprefix(b"Exif\0\0")
    except Exception:  # Pillow raises whatever the bytes suggest
        return None


def check_size(picture: Picture, kind: str) -> None:
    """See that a picture fits into a file of that kind.

    Raises:
        SqsamError: It has too many pixels a side.
    """
    if max(picture.width, picture.height) > _LARGEST.get(kind, 1 << 31):
        raise SqsamError(
            f"A {kind} file has at most {_LARGEST[kind]} pixels a side, "
            f"and these are {picture.width} x {picture.height}.",
            "Choose PNG or TIFF.",
        )


def _by_pillow(image: Image.Image, kind: str, picture: Picture, **options: Any) -> bytes:
    check_size(picture, kind)
    exif = exif_of(picture)
    if exif is not None and (kind != "JPEG" or len(exif) <= _LONGEST_EXIF_IN_JPEG):
        options["exif"] = b"Exif\0\0" + exif
    if picture.profile is not None:
        options["icc_profile"] = picture.profile
    buffer = BytesIO()
    try:
        image.save(buffer, kind, **options)
    except (OSError, ValueError, RuntimeError, MemoryError) as error:
        raise SqsamError(f"The {kind} file could not be made.") from error
    return buffer.getvalue()


def _png(pixels: U8, chunks: bytes) -> bytes:
    """Encode H x W grey, BGR or BGRA; `chunks` go behind the header, where OpenCV puts none."""
    # Level 1: a 12-megapixel photo takes a second, at Pillow's usual level six.
    done, encoded = cv2.imencode(".png", pixels, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    if not done:
        raise SqsamError("The PNG file could not be made.")
    content = encoded.tobytes()
    header = 8 + 12 + 13  # signature; length, name and checksum; IHDR's thirteen bytes
    return content[:header] + chunks + content[header:]


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)
