"""Arithmetic on masks (uint8 H x W, 0..255 soft coverage) that knows neither layers nor files."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Mask: TypeAlias = NDArray[np.uint8]
Bounds: TypeAlias = tuple[int, int, int, int]
"""x0, y0, x1, y1 in whole picture pixels; x1 and y1 are outside."""
Line: TypeAlias = NDArray[np.float32]
"""N x 2 float32: x, y with pixel centres at .5; a closed line repeats its first point."""

HALF = 128
"""A pixel at or above this value counts as inside."""
VISIBLE = 5
"""Haze below this value, 2 % of coverage, is not seen."""

_SMOOTHING = 5
"""Contour points averaged: rounds the stairs of the pixel grid, moves the line < 1 pixel."""
_TOLERANCE = 0.3
"""Pixels by which a simplified contour may deviate: invisible, and five times fewer points."""


def with_disc(mask: Mask, center: tuple[float, float], radius: float, value: int) -> Mask:
    """A copy of `mask` with a soft disc of `value` stamped on it.

    The disc fades out from half its radius on; the pixel under `center` always takes `value`.
    `center` (x, y) and `radius` are in mask pixels and may lie outside the mask.
    """
    x, y = center
    height, width = mask.shape
    result = mask.copy()
    columns = slice(max(0, int(x - radius)), min(width, int(x + radius) + 2))
    rows = slice(max(0, int(y - radius)), min(height, int(y + radius) + 2))
    if columns.start >= columns.stop or rows.start >= rows.stop:
        return result
    across = np.arange(columns.start, columns.stop, dtype=np.float32) + 0.5 - x
    down = np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5 - y
    distance = np.hypot(across[None, :], down[:, None]) / max(radius, 1e-6)
    weight = np.clip(2 - 2 * distance, 0, 1)
    if 0 <= x < width and 0 <= y < height:
        weight[int(y) - rows.start, int(x) - columns.start] = 1
    old = mask[rows, columns].astype(np.float32)
    result[rows, columns] = np.rint(old + (value - old) * weight).astype(np.uint8)
    return result


def contours(mask: Mask, cut: tuple[bool, bool, bool, bool] = (False,) * 4) -> list[Line]:
    """The lines along which `mask` passes half coverage, smoothed, in mask pixels.

    `cut` tells which borders of the mask (left, top, right, bottom) merely cut through a larger
    one: no line is drawn along those.
    """
    _, inside = cv2.threshold(mask, HALF - 1, 255, cv2.THRESH_BINARY)
    found, _ = cv2.findContours(inside, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    lines: list[Line] = []
    for contour in found:
        lines.extend(_opened(contour.reshape(-1, 2).astype(np.int32), mask.shape, cut))
    return lines


def visible_bounds(mask: Mask) -> Bounds | None:
    """The smallest rectangle that holds all of a mask that can be seen; None if nothing can."""
    left, top, width, height = cv2.boundingRect((mask >= VISIBLE).astype(np.uint8))
    return (left, top, left + width, top + height) if width else None


def _opened(
    points: NDArray[np.int32], shape: tuple[int, ...], cut: tuple[bool, bool, bool, bool]
) -> list[Line]:
    """One closed contour as lines, without its parts along cut borders."""
    height, width = shape[:2]
    x, y = points[:, 0], points[:, 1]
    left, top, right, bottom = cut
    along = (left & (x == 0)) | (right & (x == width - 1))
    along |= (top & (y == 0)) | (bottom & (y == height - 1))
    if not along.any():
        return [_smooth(points, closed=True)]
    start = int(np.argmax(along))
    points, along = np.roll(points, -start, axis=0), np.roll(along, -start)
    borders = np.flatnonzero(along)
    pieces = np.split(points, borders)[1:]
    return [_smooth(piece[1:], closed=False) for piece in pieces if len(piece) > 2]


def _smooth(points: NDArray[np.int32], closed: bool) -> Line:
    line = points.astype(np.float32) + np.float32(0.5)
    if closed and len(line) > 2 * _SMOOTHING:
        ahead = _SMOOTHING // 2
        around = np.concatenate([line[-ahead:], line, line[:ahead]])
        sums = np.cumsum(np.vstack([np.zeros((1, 2)), around]), axis=0)
        line = ((sums[_SMOOTHING:] - sums[:-_SMOOTHING]) / _SMOOTHING).astype(np.float32)
    approximated = cv2.approxPolyDP(line.reshape(-1, 1, 2), _TOLERANCE, closed)
    simple = np.asarray(approximated, np.float32).reshape(-1, 2)
    return np.concatenate([simple, simple[:1]]) if closed else simple
