"""A document's layers as layered formats hold them: see `interchange`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sqsam_desktop.core.adjust import amount_of
from sqsam_desktop.core.compose import Sheet, faded, render_large, sheets, together
from sqsam_desktop.core.files.interchange import CutOut

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqsam_desktop.core.document import Layer
    from sqsam_desktop.core.files.images import U8, Picture
    from sqsam_desktop.core.fold import Renderable
    from sqsam_desktop.core.outline import Outline


def cutouts_of(
    picture: Picture, layers: Sequence[Layer], mask_of: Callable[[Outline], Renderable]
) -> tuple[CutOut, ...]:
    """The visible layers with their groups, from the bottom; those that show nothing are left out.

    Args:
        picture: The photo.
        layers: In the order of a state, without the photo.
        mask_of: The mask of an answered outline.
    """
    whole = (0, 0, picture.width, picture.height)

    def within(parent: str) -> tuple[CutOut, ...]:
        found = []
        for layer in layers:
            if layer.parent != parent or not layer.visible or not layer.outline.answered:
                continue
            children = within(layer.id) if layer.is_group else None
            pixels, outlined = None, mask_of(layer.outline) if layer.outline else None
            if layer.pixels is not None:
                pixels = layer.pixels.sampled(layer.transform, whole, 1.0)
            elif outlined and amount_of(layer.outline.adjustments, "clean_colour"):
                pixels = _cleaned(picture, outlined)
            mask = outlined.mask if outlined else _mask(picture, children, pixels)
            cutout = CutOut(layer.name, mask, pixels, layer.opacity, layer.blend, children)
            if _seen(cutout).any():
                found.append(cutout)
        return tuple(found)

    return within("")


def merged_of(
    picture: Picture, layers: Sequence[Layer], mask_of: Callable[[Outline], Renderable]
) -> Picture | None:
    """What the same layers look like together, RGBA; None if they only cover the photo."""
    laid = sheets(layers, mask_of)
    if all(sheet.is_plain for sheet in laid):
        return None
    whole = (0, 0, picture.width, picture.height)
    return replace(picture, pixels=render_large(picture.pixels, laid, whole))


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
    if cutout.pixels is None or cutout.pixels.shape[2] == 3:
        return cutout.mask
    return np.minimum(cutout.mask, cutout.pixels[:, :, 3])


def _cleaned(picture: Picture, mask: Renderable) -> U8:
    """The photo's pixels with colours freed from what is behind the edge of a mask."""
    whole = (0, 0, picture.width, picture.height)
    colours = render_large(picture.pixels[:, :, :3], [Sheet(mask, is_cleaned=True)], whole)
    return np.dstack([colours[:, :, :3], picture.pixels[:, :, 3:]])
