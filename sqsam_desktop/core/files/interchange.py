"""Cut-outs for other editors: PSD with layer masks, and OpenRaster.

Both look alike when opened: the cut-outs on transparency, and under them the whole photo, hidden.
Groups, blends, opacities and pictures of their own stay what they are.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import cv2
import numpy as np
from PIL import Image

from sqsam_desktop.core.compose import faded, together
from sqsam_desktop.core.files import encoders
from sqsam_desktop.core.files.images import U8, Picture
from sqsam_desktop.core.mask import visible_bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqsam_desktop.core.mask import Bounds

_MARGIN = 2
"""Pixels kept around a cut-out, so that its mask can be painted on and blurred."""
_THUMBNAIL = 256
"""OpenRaster's largest width and height of one."""


@dataclass(frozen=True, eq=False)
class CutOut:
    """One thing taken out of a photo, a picture laid over it, or a group of those.

    Attributes:
        name: What it is called: a layer's name, an annotation's label.
        mask: H x W uint8, 255 inside; the photo's size. Of a group: what it covers.
        pixels: Its own picture, h x w x 3 or x 4 uint8 (RGB, straight alpha); None: the photo.
        opacity: 0..1, a factor to the mask.
        blend: How its colours meet those below, one of `document.Blend`.
        children: What it groups, from the bottom; None if it is no group.
        corner: Where (x, y) in the photo its own picture begins; around that it has nothing.
    """

    name: str
    mask: U8
    pixels: U8 | None = None
    opacity: float = 1.0
    blend: str = "normal"
    children: tuple[CutOut, ...] | None = None
    corner: tuple[int, int] = (0, 0)

    @property
    def spread(self) -> U8 | None:
        """Its own picture on all of the photo, made when asked for; None: the photo."""
        if self.pixels is None or self.pixels.shape[:2] == self.mask.shape:
            return self.pixels
        left, top = self.corner
        height, width, channels = self.pixels.shape
        result = np.zeros((*self.mask.shape, channels), np.uint8)
        result[top : top + height, left : left + width] = self.pixels
        return result

    def mapped(self, function: Callable[[U8], U8]) -> CutOut:
        """The same done to each of its pictures."""
        pixels, corner, children = self.spread, (0, 0), self.children
        if pixels is not None:
            pixels = function(pixels)
            if pixels.shape[2] == 4:
                # Kept no larger than it is: there may be many of them.
                x0, y0, x1, y1 = visible(pixels[:, :, 3])
                pixels, corner = pixels[y0:y1, x0:x1].copy(), (x0, y0)
        if children is not None:
            children = tuple(each.mapped(function) for each in children)
        mask = function(self.mask)
        return replace(self, mask=mask, pixels=pixels, children=children, corner=corner)


@dataclass(frozen=True, eq=False)
class Layer:
    """A rectangle of a picture, as layered files hold it, or a group of layers.

    Attributes:
        name: Printable.
        left: Columns between the picture's left edge and the layer.
        top: Rows above the layer.
        pixels: H x W x 3 (RGB) or H x W x 4 (RGB and straight alpha) uint8; none for a group.
        mask: H x W uint8, 255 where the layer shows; None: everywhere.
        visible: Whether the layer shows at all.
        opacity: 0..1.
        blend: How its colours meet those below.
        children: From the bottom; None if it is no group.
    """

    name: str
    left: int
    top: int
    pixels: U8
    mask: U8 | None
    visible: bool = True
    opacity: float = 1.0
    blend: str = "normal"
    children: tuple[Layer, ...] | None = None


def visible(mask: U8) -> Bounds:
    """The bounds of what can be seen through an H x W mask; without area if that is nothing."""
    return visible_bounds(mask) or (0, 0, 0, 0)


def cut_out(picture: Picture, cutouts: Sequence[CutOut]) -> Picture:
    """The picture with nothing but the cut-outs: RGBA, colours under transparency kept.

    They cover as layers do, so that no seam shows where the soft edges of neighbours meet.
    """
    pixels = np.empty((picture.height, picture.width, 4), np.uint8)
    pixels[:, :, :3] = picture.pixels[:, :, :3]
    pixels[:, :, 3] = together(_shown(picture, each) for each in cutouts)
    return replace(picture, pixels=pixels)


def psd(picture: Picture, cutouts: Sequence[CutOut], merged: Picture | None = None) -> bytes:
    """Encode as PSD: every cut-out is a layer with the photo's pixels and a mask, last on top.

    Args:
        picture: The photo.
        cutouts: At least one.
        merged: What they look like together, RGBA; None: as `cut_out` has it.

    Raises:
        SqsamError: The picture is too large for the format.
    """
    from sqsam_desktop.core.files.psd import encoded  # psd-tools takes a third of a second to load

    encoders.check_size(picture, "PSD")
    merged = merged or cut_out(picture, cutouts)
    exif = encoders.exif_of(picture)
    return encoded(_layers(picture, cutouts), merged.pixels, picture.profile, exif)


def ora(picture: Picture, cutouts: Sequence[CutOut], merged: Picture | None = None) -> bytes:
    """Encode as OpenRaster: every cut-out is a layer with its mask baked into alpha, last on top.

    The format has no masks; ours lie beside the layers as `sqsam/mask0.png` and so on, in the
    picture's size, where other programs do not look. Arguments as for `psd`.

    Raises:
        SqsamError: It cannot be encoded.
    """
    merged = merged or cut_out(picture, cutouts)
    members: dict[str, bytes] = {}
    members["stack.xml"] = _stack(picture, _layers(picture, cutouts), members)
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
    name, how = _printable(cutout.name), (True, cutout.opacity, cutout.blend)
    if cutout.children is not None:
        children = tuple(_layer(picture, each) for each in cutout.children)
        return Layer(name, 0, 0, np.zeros((0, 0, 4), np.uint8), None, *how, children)
    own = cutout.spread
    pixels = picture.pixels if own is None else own
    # All of a picture of its own stays, so that its mask can be painted on.
    keeps_all = own is not None and pixels.shape[2] == 4
    x0, y0, x1, y1 = visible(pixels[:, :, 3] if keeps_all else cutout.mask)
    left, top = max(0, x0 - _MARGIN), max(0, y0 - _MARGIN)
    area = np.s_[top : y1 + _MARGIN, left : x1 + _MARGIN]
    mask = None if keeps_all and cutout.mask[area].min() == 255 else cutout.mask[area]
    part = pixels[area] if own is None else pixels[area].copy()
    return Layer(name, left, top, part, mask, *how)


def _shown(picture: Picture, cutout: CutOut) -> U8:
    """The alpha, H x W uint8, of a cut-out alone."""
    own = cutout.spread
    pixels = picture.pixels if own is None else own
    return faded(_masked(pixels, cutout.mask), cutout.opacity)


def _printable(name: str) -> str:
    """A name that both formats can hold."""
    return "".join(each for each in name if each.isprintable())[:255] or "Object"


def _stack(picture: Picture, layers: Sequence[Layer], members: dict[str, bytes]) -> bytes:
    """The file that tells the order of the layers; `members` gets their pixels."""
    size = {"w": str(picture.width), "h": str(picture.height)}
    image = ElementTree.Element("image", {"version": "0.0.5", **size})

    def add(within: ElementTree.Element, layers: Sequence[Layer]) -> None:
        for layer in reversed(layers):  # the first one is on top
            visibility = "visible" if layer.visible else "hidden"
            attributes = {"name": layer.name, "visibility": visibility}
            attributes |= {"opacity": f"{layer.opacity:.4g}"} if layer.opacity < 1 else {}
            operation = "src-over" if layer.blend == "normal" else layer.blend
            attributes |= {"composite-op": f"svg:{operation}"}
            if layer.children is not None:
                isolation = "auto" if layer.blend == "normal" else "isolate"
                attributes |= {"isolation": isolation}
                add(ElementTree.SubElement(within, "stack", attributes), layer.children)
                continue
            member = f"data/layer{len(members)}.png"
            members[member] = encoders.png(_baked(layer, picture.profile))
            attributes |= {"src": member, "x": str(layer.left), "y": str(layer.top)}
            ElementTree.SubElement(within, "layer", attributes)

    add(ElementTree.SubElement(image, "stack"), layers)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(image)


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
