"""What a canvas paints of a mask: tiles at screen resolution, and lines. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from sqsam_desktop.core.mask import HALF, Bounds, Line, Mask, contours

if TYPE_CHECKING:
    from sqsam_desktop.core.fold import Fold

_COARSE_SIDE = 768
"""Long side of the mask of the whole picture that stands in while a part is panned into view."""


@dataclass(frozen=True, slots=True)
class View:
    """The part of the picture on the screen, and device pixels a picture pixel."""

    bounds: Bounds
    scale: float


@dataclass(frozen=True, eq=False, slots=True)
class Tile:
    """The mask of a part of the picture at screen resolution."""

    bounds: Bounds
    mask: Mask


@dataclass(frozen=True, eq=False, slots=True)
class Drawing:
    """What a canvas paints of a mask.

    Attributes:
        tiles: One or more, the finer over the coarser; together they cover the picture.
        lines: The outline in picture pixels, within the last tile.
        is_empty: Nothing of the picture is inside the mask.
    """

    view: View
    tiles: tuple[Tile, ...]
    lines: tuple[Line, ...]
    is_empty: bool


def difference(fold: Fold, shown: Fold, view: View) -> Tile:
    """Where a gesture would change what is outlined: what it adds, or else what it takes."""
    after = fold.render(view.bounds, view.scale)
    if not shown.parts:
        return Tile(view.bounds, after)
    before = shown.render(view.bounds, view.scale)
    takes = fold.parts[-1].op in ("take", "subtract", "intersect")
    change = cv2.subtract(before, after) if takes else cv2.subtract(after, before)
    return Tile(view.bounds, np.asarray(change, np.uint8))


def lines_of(tile: Tile, size: tuple[int, int]) -> tuple[Line, ...]:
    """The outline within a tile of a picture of `size` (width, height), in picture pixels."""
    x0, y0, x1, y1 = tile.bounds
    cut = (x0 > 0, y0 > 0, x1 < size[0], y1 < size[1])
    rows, columns = tile.mask.shape
    to_picture = np.array([(x1 - x0) / columns, (y1 - y0) / rows], np.float32)
    corner = np.array([x0, y0], np.float32)
    return tuple(line * to_picture + corner for line in contours(tile.mask, cut))


def drawing_of(fold: Fold, view: View, size: tuple[int, int]) -> Drawing:
    """What a canvas of this view paints of a fold, on a picture of `size` (width, height)."""
    fine = Tile(view.bounds, fold.render(view.bounds, view.scale))
    lines = lines_of(fine, size)
    whole = (0, 0, *size)
    if view.bounds == whole:
        return Drawing(view, (fine,), lines, not lines)
    coarse = Tile(whole, fold.render(whole, min(1.0, _COARSE_SIDE / max(size))))
    is_empty = not lines and int(coarse.mask.max()) < HALF
    return Drawing(view, (coarse, fine), lines, is_empty)
