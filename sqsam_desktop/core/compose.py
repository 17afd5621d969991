"""What a document looks like: its visible layers over each other, on transparency.

All layers show the same photo, so that they differ in coverage only: where nothing covers a pixel
it is transparent, and its colour is the photo's everywhere. Pure; knows neither threads nor Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import cv2
import numpy as np

from sqsam_desktop.core.mask import Bounds, Mask, visible_bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqsam_desktop.core.document import Layer
    from sqsam_desktop.core.files.images import U8
    from sqsam_desktop.core.fold import Renderable
    from sqsam_desktop.core.outline import Outline

_LOOK = 256
"""Long side of the mask on which an object is looked for to crop its thumbnail."""
_MARGIN = 0.08
"""Room around the object in a thumbnail, as a part of its longer side."""


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """A visible layer, ready to be laid over others.

    Attributes:
        mask: What it covers; None: everything.
        opacity: 0..1, a factor to the mask.
    """

    mask: Renderable | None
    opacity: float = 1.0


def sheets(layers: Iterable[Layer], mask_of: Callable[[Outline], Renderable]) -> list[Sheet]:
    """The visible ones of a document's layers; those whose answer is still missing are left out."""
    return [
        Sheet(None if layer.is_photo else mask_of(layer.outline), layer.opacity)
        for layer in layers
        if layer.visible and layer.outline.answered
    ]


def coverage(sheets: Sequence[Sheet], bounds: Bounds, scale: float) -> Mask:
    """How much of each pixel the sheets cover together.

    Args:
        sheets: In any order, for it does not matter.
        bounds: A rectangle of the picture.
        scale: Output pixels a picture pixel.

    Returns:
        round(height * scale) x round(width * scale) uint8.
    """
    x0, y0, x1, y1 = bounds
    shape = (max(1, round((y1 - y0) * scale)), max(1, round((x1 - x0) * scale)))
    full, none = np.full(shape, 255, np.uint8), np.zeros(shape, np.uint8)
    masks = (full if s.mask is None else s.mask.render(bounds, scale) for s in sheets)
    shown = (faded(mask, sheet.opacity) for mask, sheet in zip(masks, sheets, strict=True))
    return together((none, *shown))


def render(rgb: U8, sheets: Sequence[Sheet], bounds: Bounds, scale: float) -> U8:
    """The sheets on transparency.

    Args:
        rgb: H x W x 3, all of the picture.
        sheets: As for `coverage`.
        bounds: A rectangle of the picture.
        scale: Output pixels a picture pixel.

    Returns:
        round(height * scale) x round(width * scale) x 4 uint8, straight alpha; transparent pixels
        keep the picture's colour.
    """
    alpha = coverage(sheets, bounds, scale)
    x0, y0, x1, y1 = bounds
    part = rgb[y0:y1, x0:x1]
    if part.shape[:2] != alpha.shape:
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        part = np.asarray(cv2.resize(part, alpha.shape[::-1], interpolation=how), np.uint8)
    return np.dstack([part, alpha])


def thumbnail(rgb: U8, mask: Renderable | None, side: int) -> U8:
    """One layer, cropped to its object, as RGBA of at most `side` x `side` pixels."""
    height, width = rgb.shape[:2]
    bounds = (0, 0, width, height)
    if mask is not None:
        bounds = _around(mask, (width, height))
    longest = max(bounds[2] - bounds[0], bounds[3] - bounds[1])
    return render(rgb, [Sheet(mask)], bounds, min(1.0, side / longest))


def together(masks: Iterable[Mask]) -> Mask:
    """What masks of one size cover as layers do: no seam shows where soft edges meet.

    Raises:
        TypeError: There is none.
    """
    return 255 - reduce(_times, (255 - mask for mask in masks))


def faded(mask: Mask, opacity: float) -> Mask:
    """A mask at an opacity of 0..1."""
    if opacity >= 1.0:
        return mask
    return np.asarray(cv2.multiply(mask, np.ones_like(mask), scale=opacity), np.uint8)


def _around(mask: Renderable, size: tuple[int, int]) -> Bounds:
    """The object with some room around it; everything if there is none."""
    width, height = size
    scale = min(1.0, _LOOK / max(size))
    found = visible_bounds(mask.render((0, 0, width, height), scale))
    if found is None:
        return 0, 0, width, height
    x0, y0, x1, y1 = (value / scale for value in found)
    room = _MARGIN * max(x1 - x0, y1 - y0)
    left, top = max(0, int(x0 - room)), max(0, int(y0 - room))
    right, bottom = min(width, int(x1 + room) + 1), min(height, int(y1 + room) + 1)
    return left, top, max(left + 1, right), max(top + 1, bottom)


def _times(first: Mask, second: Mask) -> Mask:
    return np.asarray(cv2.multiply(first, second, scale=1 / 255), np.uint8)
