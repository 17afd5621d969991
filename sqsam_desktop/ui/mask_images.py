"""A mask as a picture: what lies over the photo in each view, and the colours of a hover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from sqsam_desktop.settings import Film

if TYPE_CHECKING:
    from sqsam_desktop.core.mask import Mask

Levels: TypeAlias = NDArray[np.floating[Any]]

Table: TypeAlias = NDArray[np.uint32]
"""256 colours, ARGB with multiplied alpha: what coverage 0..255 looks like."""

_DIMMED = 0.45
"""Brightness left of what is not outlined."""
_HOVER = 0.28
_FILM = 0.5

VIEWS = ("dim", "film", "outline", "checker", "black", "white", "matte")
"""Outside dimmed, a film of colour inside, the outline only, outside cut away to a checkerboard,
on black, on white, and the mask itself."""

FILMS: tuple[Film, ...] = get_args(Film)
"""Colours of the film, of which few photos are full."""


def next_film(film: Film) -> Film:
    """The one of `FILMS` after this, and after the last the first."""
    return FILMS[(FILMS.index(film) + 1) % len(FILMS)]


def view_table(view: str, film: str = FILMS[0]) -> Table:
    """What lies over the photo in one of `VIEWS`; an unknown name gives the first.

    The checkerboard's is opaque where the mask is not: it is to be filled with the squares.
    """
    inside = np.arange(256, dtype=np.float64)
    outside = 255 - inside
    if view == "black":
        return _table(np.zeros(256), outside)
    if view == "white":
        return _table(outside, outside)
    if view == "matte":
        return _table(inside, np.full(256, 255.0))
    if view == "film":
        return _tinted(QColor(film), inside * _FILM)
    if view == "outline":
        return _table(np.zeros(256), np.zeros(256))
    if view == "checker":
        return CLEAR
    return _table(np.zeros(256), outside * (1 - _DIMMED))


def hover_table(color: QColor) -> Table:
    """A thin film of one colour where the mask is; haze that is hardly inside stays clear."""
    return _tinted(color, np.clip((np.arange(256) - 64) / 128, 0, 1) * 255 * _HOVER)


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


def pixels_of(image: QImage, channels: int) -> NDArray[np.uint8]:
    """A copy of an image's pixels, H x W x channels, without what fills its rows up."""
    rows = np.array(image.constBits()).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * channels].reshape(image.height(), image.width(), channels)


def _tinted(color: QColor, alpha: Levels) -> Table:
    channels = [alpha * part for part in (color.redF(), color.greenF(), color.blueF())]
    return _packed(alpha, *channels)


def _table(grey: Levels, alpha: Levels) -> Table:
    return _packed(alpha, grey, grey, grey)


def _packed(alpha: Levels, *colour: Levels) -> Table:
    table = np.zeros(256, np.uint32)
    for shift, channel in zip((24, 16, 8, 0), (alpha, *colour), strict=True):
        table |= np.rint(channel).astype(np.uint32) << np.uint32(shift)
    return table


CLEAR = _table(np.zeros(256), 255 - np.arange(256, dtype=np.float64))
"""Opaque where the mask is not."""
