"""A mask as a picture: what lies over the photo in each view, and the colours of a hover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

if TYPE_CHECKING:
    from sqsam_desktop.core.mask import Mask

Levels: TypeAlias = NDArray[np.floating[Any]]

Table: TypeAlias = NDArray[np.uint32]
"""256 colours, ARGB with multiplied alpha: what coverage 0..255 looks like."""

_DIMMED = 0.45
"""Brightness left of what is not outlined."""
_FILM = 0.28

VIEWS = ("dim", "black", "white", "matte")
"""Overlay (outside dimmed), on black, on white, and the mask itself."""


def view_table(view: str) -> Table:
    """The colours of one of `VIEWS`; an unknown name gives the first."""
    inside = np.arange(256, dtype=np.float64)
    outside = 255 - inside
    if view == "black":
        return _table(np.zeros(256), outside)
    if view == "white":
        return _table(outside, outside)
    if view == "matte":
        return _table(inside, np.full(256, 255.0))
    return _table(np.zeros(256), outside * (1 - _DIMMED))


def clear_table() -> Table:
    """Opaque where the mask is not."""
    return _table(np.zeros(256), 255 - np.arange(256, dtype=np.float64))


def film_table(color: QColor) -> Table:
    """A thin film of one colour where the mask is; haze that is hardly inside stays clear."""
    alpha = np.clip((np.arange(256) - 64) / 128, 0, 1) * 255 * _FILM
    channels = [alpha * part for part in (color.redF(), color.greenF(), color.blueF())]
    return _packed(alpha, *channels)


def image(mask: Mask, table: Table) -> QImage:
    """H x W coverage as an image to be painted over the photo."""
    return wrapped(table[mask], QImage.Format.Format_ARGB32_Premultiplied)


def wrapped(pixels: NDArray[Any], kind: QImage.Format) -> QImage:
    """An array, H x W or H x W x channels, as an image that shares its memory."""
    height, width = pixels.shape[:2]
    result = QImage(pixels.data, width, height, pixels.strides[0], kind)
    # QImage does not own foreign memory: the array must live as long as the image.
    result.pixels = pixels  # type: ignore[attr-defined]
    return result


def _table(grey: Levels, alpha: Levels) -> Table:
    return _packed(alpha, grey, grey, grey)


def _packed(alpha: Levels, *colour: Levels) -> Table:
    table = np.zeros(256, np.uint32)
    for shift, channel in zip((24, 16, 8, 0), (alpha, *colour), strict=True):
        table |= np.rint(channel).astype(np.uint32) << np.uint32(shift)
    return table
