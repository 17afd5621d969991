"""The photo as a guide for the mask's edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.edges import edge_band, guided_filter

if TYPE_CHECKING:
    from collections.abc import Iterator

U8 = NDArray[np.uint8]

_TILE = 1024


def refine_edge(rgb: U8, mask: U8) -> U8:
    """Redraw the mask's edge along the photo's, at full resolution, only where the edge is.

    Args:
        rgb: H x W x 3 uint8.
        mask: H x W uint8 coverage.

    Returns:
        H x W uint8 coverage; outside the edge band it equals `mask`.
    """
    radius = max(6, round(max(mask.shape) / 200))
    refined = mask.copy()
    for rows, columns, halo_rows, halo_columns in _tiles(mask.shape, 2 * radius):
        part = mask[halo_rows, halo_columns]
        if part.min() == part.max():
            continue
        luma = np.asarray(cv2.cvtColor(rgb[halo_rows, halo_columns], cv2.COLOR_RGB2GRAY), np.uint8)
        redrawn = guided_filter(luma, part, radius, edge_band(part, radius))
        top, left = rows.start - halo_rows.start, columns.start - halo_columns.start
        height, width = rows.stop - rows.start, columns.stop - columns.start
        refined[rows, columns] = redrawn[top : top + height, left : left + width]
    return refined


def _tiles(shape: tuple[int, ...], halo: int) -> Iterator[tuple[slice, slice, slice, slice]]:
    height, width = shape[:2]
    for y in range(0, height, _TILE):
        for x in range(0, width, _TILE):
            bottom, right = min(y + _TILE, height), min(x + _TILE, width)
            yield (
                slice(y, bottom),
                slice(x, right),
                slice(max(0, y - halo), min(height, bottom + halo)),
                slice(max(0, x - halo), min(width, right + halo)),
            )
