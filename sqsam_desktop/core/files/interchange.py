"""Cut-outs for other editors: PSD with layer masks, and OpenRaster.

Both look alike when opened: the cut-outs on transparency, and under them the whole photo, hidden.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, replace
from functools import reduce
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import cv2
import numpy as np
from PIL import Image

from sqsam_desktop.core.files import encoders
from sqsam_desktop.core.files.images import U8, Picture
from sqsam_desktop.core.mask import visible_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqsam_desktop.core.mask import Bounds

_MARGIN = 2
"""Pixels kept around a cut-out, so that its mask can be painted on and blurred."""
_THUMBNAIL = 256
"""OpenRaster's largest width and height of one."""


@dataclass(frozen=True, eq=False)
class CutOut:
    """One thing taken out of a photo.

    Attributes:
        name: What it is called: a layer's name, an annotation's label.
        mask: H x W uint8, 255 inside; the photo's size.
    """

    name: str
    mask: U8


@dataclass(frozen=True, eq=False)
class Layer:
    """A rectangle of a picture, as layered files hold it.

    Attributes:
        name: Printable.
        left: Columns between the picture's left edge and the layer.
        top: Rows above the layer.
        pixels: H x W x 3 (RGB) or H x W x 4 (RGB and straight alpha) uint8.
        mask: H x W uint8, 255 where the layer shows; None: everywhere.
        visible: Whether the layer shows at all.
    """

    name: str
    left: int
    top: int
    pixels: U8
    mask: U8 | None
    visible: bool = True


def visible(mask: U8) -> Bounds:
    """The bounds of what can be seen through an H x W mask; without area if that is nothing."""
    return visible_bounds(mask) or (0, 0, 0, 0)


def cut_out(picture: Picture, cutouts: Sequence[CutOut]) -> Picture:
    """The picture with nothing but the cut-outs: RGBA, colours under transparency kept.

    They cover as layers do, so that no seam shows where the soft edges of neighbours meet.
    """
    first, *others = (_masked(picture.pixels, each.mask) for each in cutouts)
    pixels = np.empty((picture.height, picture.width, 4), np.uint8)
    pixels[:, :, :3] = picture.pixels[:, :, :3]
    pixels[:, :, 3] = reduce(lambda a, b: 255 - _product(255 - a, 255 - b), others, first)
    return replace(picture, pixels=pixels)


def psd(picture: Picture, cutouts: Sequence[CutOut]) -> bytes:
    """Encode as PSD: every cut-out is a layer with the photo's pixels and a mask, last on top.

    Raises:
        SqsamError: The picture is too large for the format.
    """
    from sqsam_desktop.core.files.psd import encoded  # psd-tools takes a third of a second to load

    encoders.check_size(picture, "PSD")
    merged = cut_out(picture, cutouts)
    exif = encoders.exif_of(picture)
    return encoded(_layers(picture, cutouts), merged.pixels, picture.profile, exif)


def ora(picture: Picture, cutouts: Sequence[CutOut]) -> bytes:
    """Encode as OpenRaster: every cut-out is a layer with its mask baked into alpha, last on top.

    The format has no masks; ours lie beside the layers as `sqsam/mask0.png` and so on, in the
    picture's size, where other programs do not look.

    Raises:
        SqsamError: It cannot be encoded.
    """
    merged = cut_out(picture, cutouts)
    layers = _layers(picture, cutouts)
    members = {"stack.xml": _stack(picture, layers)}
    for number, layer in enumerate(layers):
        members[_member(number)] = encoders.png(_baked(layer, picture.profile))
    for number, cutout in enumerate(cutouts):
        members[f"sqsam/mask{number}.png"] = encoders.grey_png(cutout.mask)
    members["mergedimage.png"] = encoders.png(merged)
    members["Thumbnails/thumbnail.png"] = _thumbnail(merged)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:  # stored: PNG is packed already
        file.writestr("mimetype", "image/openraster")  # first, says the format
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def _layers(picture: Picture, cutouts: Sequence[CutOut]) -> list[Layer]:
    """From the bottom: the hidden photo, then the cut-outs, each no larger than need be."""
    photo = Layer("Photo", 0, 0, picture.pixels, None, visible=False)
    return [photo, *(_layer(picture, each) for each in cutouts)]


def _layer(picture: Picture, cutout: CutOut) -> Layer:
    x0, y0, x1, y1 = visible(cutout.mask)
    left, top = max(0, x0 - _MARGIN), max(0, y0 - _MARGIN)
    area = np.s_[top : y1 + _MARGIN, left : x1 + _MARGIN]
    return Layer(_printable(cutout.name), left, top, picture.pixels[area], cutout.mask[area])


def _printable(name: str) -> str:
    """A name that both formats can hold."""
    return "".join(each for each in name if each.isprintable())[:255] or "Object"


def _stack(picture: Picture, layers: list[Layer]) -> bytes:
    size = {"w": str(picture.width), "h": str(picture.height)}
    image = ElementTree.Element("image", {"version": "0.0.5", **size})
    stack = ElementTree.SubElement(image, "stack")
    for number, layer in reversed(list(enumerate(layers))):  # the first one is on top
        attributes = {"name": layer.name, "src": _member(number)}
        attributes |= {"x": str(layer.left), "y": str(layer.top)}
        attributes |= {"visibility": "visible" if layer.visible else "hidden"}
        ElementTree.SubElement(stack, "layer", attributes)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(image)


def _member(number: int) -> str:
    return f"data/layer{number}.png"


def _baked(layer: Layer, profile: bytes | None) -> Picture:
    if layer.mask is None:
        return Picture(layer.pixels, profile)
    pixels = np.dstack([layer.pixels[:, :, :3], _masked(layer.pixels, layer.mask)])
    return Picture(pixels, profile)


def _thumbnail(merged: Picture) -> bytes:
    """A PNG in sRGB, as the format wants it."""
    image = Image.fromarray(merged.pixels)
    image.thumbnail((_THUMBNAIL, _THUMBNAIL))  # weighs colours by alpha
    small = np.asarray(image)
    colours = Picture(np.ascontiguousarray(small[:, :, :3]), merged.profile).srgb()
    return encoders.png(Picture(np.dstack([colours, small[:, :, 3]])))


def _masked(pixels: U8, mask: U8) -> U8:
    """The alpha (H x W uint8) of pixels that have perhaps some of their own, seen by a mask."""
    return mask if pixels.shape[2] == 3 else _product(pixels[:, :, 3], mask)


def _product(a: U8, b: U8) -> U8:
    return np.asarray(cv2.multiply(a, b, scale=1 / 255), np.uint8)
