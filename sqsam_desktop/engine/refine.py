"""The photo as a guide for the mask's edge."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]

_EPSILON = 1e-4
"""Variance of luma (0..1) below which there is no edge to follow."""
_TILE = 1024


def guided_filter(luma: F32, alpha: F32, radius: int, subsample: int = 4) -> F32:
    """Fast guided filter (He and Sun, arXiv 1505.00996): alpha follows the photo's edges.

    Args:
        luma: H x W float32 in 0..1.
        alpha: H x W float32 in 0..1.
        radius: Of the window, in pixels.
        subsample: The linear models are fitted on pictures so many times smaller.

    Returns:
        H x W float32 in 0..1.
    """
    height, width = alpha.shape
    small = (max(1, width // subsample), max(1, height // subsample))
    side = 2 * max(1, radius // subsample) + 1

    def mean(picture: F32) -> F32:
        return np.asarray(cv2.blur(picture, (side, side)), np.float32)

    guide = np.asarray(cv2.resize(luma, small, interpolation=cv2.INTER_AREA), np.float32)
    target = np.asarray(cv2.resize(alpha, small, interpolation=cv2.INTER_AREA), np.float32)
    mean_guide, mean_target = mean(guide), mean(target)
    covariance = mean(guide * target) - mean_guide * mean_target
    slope = covariance / (mean(guide * guide) - mean_guide * mean_guide + _EPSILON)
    offset = mean_target - slope * mean_guide
    slope, offset = (cv2.resize(mean(each), (width, height)) for each in (slope, offset))
    return np.clip(slope * luma + offset, 0, 1).astype(np.float32)


def edge_band(alpha: U8, radius: int) -> NDArray[np.bool_]:
    """H x W bool: within `radius` pixels of the mask's edge."""
    inside = (alpha >= 128).astype(np.uint8)
    kernel = np.ones((2 * radius + 1, 2 * radius + 1), np.uint8)
    return np.asarray(cv2.morphologyEx(inside, cv2.MORPH_GRADIENT, kernel), bool)


def refine_edge(rgb: U8, mask: U8) -> U8:
    """Redraw the mask's edge along the photo's, at full resolution, only where the edge is.

    Args:
        rgb: H x W x 3 uint8.
        mask: H x W uint8 coverage.

    Returns:
        H x W uint8 coverage; outside the edge band it equals `mask`.
    """
    radius = max(3, round(max(mask.shape) / 400))
    refined = mask.copy()
    for rows, columns, halo_rows, halo_columns in _tiles(mask.shape, 2 * radius):
        part = mask[halo_rows, halo_columns]
        if part.min() == part.max():
            continue
        luma = cv2.cvtColor(rgb[halo_rows, halo_columns], cv2.COLOR_RGB2GRAY)
        alpha = guided_filter(luma / np.float32(255), part / np.float32(255), radius, 2)
        redrawn = np.where(edge_band(part, radius), np.rint(alpha * 255).astype(np.uint8), part)
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
