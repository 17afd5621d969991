"""A photo made small, kept for whoever asks again: sliders ask at every move. Pure but for that."""

from __future__ import annotations

import math
import threading
import weakref
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.recent import Recent

if TYPE_CHECKING:
    from sqsam_desktop.core.mask import Bounds

U8 = NDArray[np.uint8]

_MOST_PIXELS = 8_000_000
"""Size up to which a whole small photo is kept: more than the canvas of any usual screen."""
_SIZES = 3
"""That are kept: of the screen, of what stands in beyond it, and of thumbnails."""


_BAND = 1024
"""Rows of a photo that are made small at once."""


class _Kept:
    """What was asked for of the photo that was asked for last. Threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._photo: weakref.ref[U8] | None = None
        self._sizes: Recent[int, U8] = Recent(_SIZES)

    def whole(self, photo: U8, cell: int) -> U8:
        """All of a photo, a pixel for every `cell` x `cell` of its own."""
        with self._lock:
            if self._photo is None or self._photo() is not photo:
                # They go with their photo: nobody has to remember to drop them.
                sizes = self._sizes = Recent[int, U8](_SIZES)
                self._photo = weakref.ref(photo, lambda _: sizes.clear())
            small = self._sizes.get(cell)
            if small is None:
                small = _shrunk(photo, cell)
                self._sizes.put(cell, small)
            return small


_kept = _Kept()


def shrunk(photo: U8, room: Bounds, cell: int) -> U8:
    """A part of a photo, a pixel for every `cell` x `cell` of its own.

    Args:
        photo: H x W x 3 or x 4 uint8; never changed from now on.
        room: x0, y0, x1, y1 in its pixels; the corner lies on a cell.
        cell: Pixels of the photo along one of the result.

    Returns:
        h x w uint8 likewise, cells that are cut by the photo's border included.
    """
    x0, y0, x1, y1 = room
    if cell == 1:
        return photo[y0:y1, x0:x1]
    if photo.shape[0] * photo.shape[1] > _MOST_PIXELS * cell * cell:
        return _shrunk(photo[y0:y1, x0:x1], cell)
    small = _kept.whole(photo, cell)
    return small[y0 // cell : -(-y1 // cell), x0 // cell : -(-x1 // cell)]


def sampled(photo: U8, bounds: Bounds, scale: float) -> U8:
    """A part of a photo at any scale; small ones come from a copy that is kept.

    Args:
        photo: H x W x 3 or x 4 uint8; never changed from now on.
        bounds: x0, y0, x1, y1 in its pixels.
        scale: Output pixels a pixel of the photo.

    Returns:
        round(height * scale) x round(width * scale) uint8, at least 1 x 1.
    """
    x0, y0, x1, y1 = bounds
    rows, columns = max(1, round((y1 - y0) * scale)), max(1, round((x1 - x0) * scale))
    cell = max(1, math.floor(1 / scale + 1e-9))
    left, top = x0 // cell * cell, y0 // cell * cell
    part = shrunk(photo, (left, top, x1, y1), cell)
    if part.shape[:2] == (rows, columns) and (left, top) == (x0, y0):
        return part
    if cell == 1:
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        return np.asarray(cv2.resize(part, (columns, rows), interpolation=how), np.uint8)
    matrix = []
    for count, start, end, first in ((columns, x0, x1, left), (rows, y0, y1, top)):
        ratio = count / (end - start) * cell
        matrix.append((ratio, ratio * (0.5 - (start - first) / cell) - 0.5))
    (across, x), (down, y) = matrix
    way = np.array([[across, 0, x], [0, down, y]])
    warped = cv2.warpAffine(part, way, (columns, rows), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(warped, np.uint8)


def _shrunk(part: U8, cell: int) -> U8:
    height, width = part.shape[:2]
    small = np.empty((-(-height // cell), -(-width // cell), *part.shape[2:]), np.uint8)
    band = max(1, _BAND // cell)
    # Piece by piece: padded to whole cells, a large photo would be there twice.
    for top in range(0, len(small), band):
        rows = part[top * cell : (top + band) * cell]
        below, right = -len(rows) % cell, -width % cell
        if below or right:
            padded = cv2.copyMakeBorder(rows, 0, below, 0, right, cv2.BORDER_REPLICATE)
            rows = np.asarray(padded, np.uint8)
        size = small.shape[1], len(rows) // cell
        small[top : top + band] = cv2.resize(rows, size, interpolation=cv2.INTER_AREA)
    return small
