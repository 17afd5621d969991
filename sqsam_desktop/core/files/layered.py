"""A document's layers as layered formats hold them: see `interchange`."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sqsam_desktop.core.adjust import amount_of
from sqsam_desktop.core.carried import Carried
from sqsam_desktop.core.compose import Sheet, faded, render_large, sheets, together
from sqsam_desktop.core.files.interchange import CutOut
from sqsam_desktop.core.raster import IDENTITY, corners

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqsam_desktop.core.compose import RunEffect
    from sqsam_desktop.core.document import Layer
    from sqsam_desktop.core.files.images import U8, Picture
    from sqsam_desktop.core.fold import Renderable
    from sqsam_desktop.core.mask import Bounds
    from sqsam_desktop.core.outline import Outline
    from sqsam_desktop.core.raster import Raster, Transform


def cutouts_of(
    picture: Picture, layers: Sequence[Layer], mask_of: Callable[[Outline], Renderable]
) -> tuple[CutOut, ...]:
    """The visible layers with their groups, from the bottom; those that show nothing are left out.

    Args:
        picture: The photo.
        layers: In the order of a state, without the photo.
        mask_of: The mask of an answered outline.
    """

    def within(parent: str) -> tuple[CutOut, ...]:
        found = []
        for layer in layers:
            if layer.parent != parent or not layer.visible or not layer.outline.answered:
                continue
            children = within(layer.id) if layer.is_group else None
            pixels, outlined = None, mask_of(layer.outline) if layer.outline else None
            if outlined is not None and layer.carried != IDENTITY:
                outlined = Carried(outlined, layer.carried)
            corner = 0, 0
            if layer.pixels is not None:
                bounds = _around(layer.pixels, layer.transform, picture)
                pixels, corner = layer.pixels.sampled(layer.transform, bounds, 1.0), bounds[:2]
            elif outlined and amount_of(layer.outline.adjustments, "clean_colour"):
                pixels = _cleaned(picture, outlined)
            mask = outlined.mask if outlined else _mask(picture, children, pixels)
            how = layer.opacity, layer.blend
            cutout = CutOut(layer.name, mask, pixels, *how, children, corner)
            if _seen(cutout).any():
                found.append(cutout)
        return tuple(found)

    return within("")


def merged_of(
    picture: Picture,
    layers: Sequence[Layer],
    mask_of: Callable[[Outline], Renderable],
    run_effect: RunEffect | None = None,
) -> Picture | None:
    """What the same layers look like together, RGBA; None if they only cover the photo.

    Effects, which no other program knows, are to be seen here alone.
    """
    laid = sheets(layers, mask_of)
    if all(sheet.is_plain for sheet in laid):
        return None
    whole = (0, 0, picture.width, picture.height)
    return replace(picture, pixels=render_large(picture.pixels, laid, whole, run_effect))


def _around(pixels: Raster, transform: Transform, picture: Picture) -> Bounds:
    """The rectangle of the photo in which all of a layer's picture lies; at least a pixel."""
    x, y = zip(*corners(transform, pixels.size), strict=True)
    left, top = math.floor(min(x)) - 1, math.floor(min(y)) - 1
    left, top = min(max(0, left), picture.width - 1), min(max(0, top), picture.height - 1)
    right, bottom = math.ceil(max(x)) + 1, math.ceil(max(y)) + 1
    right = min(max(left + 1, right), picture.width)
    return left, top, right, min(max(top + 1, bottom), picture.height)


def _mask(picture: Picture, children: tuple[CutOut, ...] | None, pixels: U8 | None) -> U8:
    """What a layer without a mask of its own covers."""
    shape = picture.height, picture.width
    if children is None:
        # A cut-out with nothing outlined shows nothing, a picture of its own all it has.
        return np.full(shape, 0 if pixels is None else 255, np.uint8)
    none = np.zeros(shape, np.uint8)
    return together((none, *(faded(_seen(child), child.opacity) for child in children)))


def _seen(cutout: CutOut) -> U8:
    """How much of each pixel it covers, H x W, its opacity left aside."""
    pixels = cutout.spread
    if pixels is None or pixels.shape[2] == 3:
        return cutout.mask
    return np.minimum(cutout.mask, pixels[:, :, 3])


def _cleaned(picture: Picture, mask: Renderable) -> U8:
    """The photo's pixels with colours freed from what is behind the edge of a mask."""
    whole = (0, 0, picture.width, picture.height)
    colours = render_large(picture.pixels[:, :, :3], [Sheet(mask, is_cleaned=True)], whole)
    return np.dstack([colours[:, :, :3], picture.pixels[:, :, 3:]])
