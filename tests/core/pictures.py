"""Picture files of every kind, made on the spot."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from sqsam_desktop.core.files.artwork import Artwork
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.files.interchange import CutOut
from sqsam_desktop.core.files.recipe import Recipe
from sqsam_desktop.core.frame import Frame

U8 = NDArray[np.uint8]

WIDTH, HEIGHT = 48, 32


def photo(width: int = WIDTH, height: int = HEIGHT) -> U8:
    """A smooth H x W x 3 picture without any symmetry."""
    y, x = np.mgrid[0:height, 0:width]
    channels = (x / width, y / height, (x + 2 * y) / (width + 2 * height))
    return np.rint(np.stack(channels, 2) * 220 + 15).astype(np.uint8)


def profile(name: str) -> bytes:
    """An ICC profile of another colour space than sRGB: "swapped" or "grey"."""
    return {"swapped": _swapped_rgb, "grey": _grey}[name]()


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif(orientation: int) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x0110] = "Camera of the test"
    tags.get_ifd(0x8769)[0xA002] = WIDTH
    return tags


def exif_with(preview: bytes) -> bytes:
    """EXIF as cameras write it, with a second directory that holds a JPEG file."""
    name = b"Camera of the test\0"
    second = 8 + 2 + 12 + 4
    at_name = second + 2 + 2 * 12 + 4
    directories = struct.pack("<HHHIII", 1, 0x0110, 2, len(name), at_name, second)
    directories += struct.pack("<HHHII", 2, 0x0201, 4, 1, at_name + len(name))
    directories += struct.pack("<HHIII", 0x0202, 4, 1, len(preview), 0)
    return b"II*\0" + struct.pack("<I", 8) + directories + name + preview


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG file with a header and next to no pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )


def save_16_bit(path: Path, pixels: U8) -> None:
    """H x W, H x W x 3 or H x W x 4 (RGB(A)) as a file of 16 bits a channel."""
    deep = pixels.astype(np.uint16) * 257
    if pixels.ndim == 3:
        code = cv2.COLOR_RGBA2BGRA if pixels.shape[2] == 4 else cv2.COLOR_RGB2BGR
        deep = np.asarray(cv2.cvtColor(deep, code), np.uint16)
    assert cv2.imwrite(str(path), deep)


def save_layers(path: Path, picture: Picture, cutouts: list[CutOut], trim: bool = False) -> None:
    """Several cut-outs as a PSD or OpenRaster file, as the suffix says."""
    recipe, art = Recipe("layered", path.suffix[1:], trim=trim), Artwork(picture, tuple(cutouts))
    path.write_bytes(art.prepared(Frame.of(art.size), recipe).encoded(recipe))


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _swapped_rgb() -> bytes:
    """Like sRGB with red and green exchanged: nobody overlooks a missed conversion."""
    content = bytearray(srgb_profile())
    red, green = (_tag(content, name) for name in (b"rXYZ", b"gXYZ"))
    a, b = (bytes(content[at : at + 20]) for at in (red, green))
    content[red : red + 20], content[green : green + 20] = b, a
    return bytes(content).replace("sRGB".encode("utf-16-be"), "odd!".encode("utf-16-be"))


def _tag(content: bytes | bytearray, name: bytes) -> int:
    count = struct.unpack_from(">I", content, 128)[0]
    for index in range(count):
        found, offset, _ = struct.unpack_from(">4sII", content, 132 + 12 * index)
        if found == name:
            return int(offset)
    raise KeyError(name)


def _grey() -> bytes:
    """A grey profile with gamma 1.0: mid grey of the file is much lighter in sRGB."""
    white = b"XYZ \0\0\0\0" + struct.pack(">iii", 63190, 65536, 54061)
    curve = b"curv\0\0\0\0" + struct.pack(">I", 0)
    text = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"grey\0" + b"\0" * 79
    offset, table, body = 132 + 3 * 12, b"", b""
    for name, content in ((b"desc", text), (b"wtpt", white), (b"kTRC", curve)):
        padded = content + b"\0" * (-len(content) % 4)
        table += struct.pack(">4sII", name, offset + len(body), len(content))
        body += padded
    header = struct.pack(">I4sI4s4s4s", 0, b"lcms", 0x02400000, b"mntr", b"GRAY", b"XYZ ")
    header += b"\0" * 12 + b"acsp" + b"\0" * 28 + struct.pack(">iii", 63190, 65536, 54061)
    header = header.ljust(128, b"\0") + struct.pack(">I", 3)
    whole = header + table + body
    return struct.pack(">I", len(whole)) + whole[4:]
