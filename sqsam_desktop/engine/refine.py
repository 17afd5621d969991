"""The photo as a guide for the mask's edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]

_EPSILON = 1e-4
"""Variance of luma (0..1) below which there is no edge to follow."""
_FIRMNESS = 1.8
_TILE = 1024


def unit(picture: NDArray[np.integer | np.floating]) -> F32:
    """0..255 -> float32 in 0..1."""
    return np.asarray(picture, np.float32) / np.float32(255)


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

    def mean(picture: NDArray[np.floating]) -> F32:
        return np.asarray(cv2.blur(picture, (side, side)), np.float32)

    guide = np.asarray(cv2.resize(luma, small, interpolation=cv2.INTER_AREA), np.float32)
    target = np.asarray(cv2.resize(alpha, small, interpolation=cv2.INTER_AREA), np.float32)
    mean_guide, mean_target = mean(guide), mean(target)
    covariance = mean(guide * target) - mean_guide * mean_target
    slope = covariance / (mean(guide * guide) - mean_guide * mean_guide + _EPSILON)
    offset = mean_target - slope * mean_guide
    full = (width, height)
    guided = cv2.resize(mean(slope), full) * luma + cv2.resize(mean(offset), full)
    return np.asarray(guided.clip(0, 1), np.float32)


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
    radius = max(6, round(max(mask.shape) / 200))
    refined = mask.copy()
    for rows, columns, halo_rows, halo_columns in _tiles(mask.shape, 2 * radius):
        part = mask[halo_rows, halo_columns]
        if part.min() == part.max():
            continue
        luma = cv2.cvtColor(rgb[halo_rows, halo_columns], cv2.COLOR_RGB2GRAY)
        alpha = guided_filter(unit(luma), unit(part), radius, 2)
        # The window's mean makes the alpha timid: what is rather inside is inside.
        firm = ((alpha - 0.5) * _FIRMNESS + 0.5).clip(0, 1) * 255
        redrawn = np.where(edge_band(part, radius), np.rint(firm).astype(np.uint8), part)
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
