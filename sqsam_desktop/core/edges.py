"""Edges of a mask drawn along those of a photo: one guided filter for everybody. Pure."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]

_EPSILON = 1e-4
"""Variance of luma (0..1) below which there is no edge to follow."""
_FIRMNESS = 1.8
"""Contrast given back to the alpha, which the window's mean makes timid."""


def unit(picture: NDArray[np.integer | np.floating]) -> F32:
    """0..255 -> float32 in 0..1."""
    return np.asarray(picture, np.float32) / np.float32(255)


def guided_filter(luma: U8, alpha: U8, radius: int, band: U8) -> U8:
    """Fast guided filter (He and Sun, arXiv 1505.00996): alpha follows the photo's edges.

    Args:
        luma: H x W uint8.
        alpha: H x W uint8 coverage.
        radius: Of the window, in pixels.
        band: H x W uint8, where to redraw: wholly at 255, at 0 it stays as it is.

    Returns:
        H x W uint8 coverage.
    """
    rows, columns = np.nonzero(band)
    if not len(rows):
        return alpha
    slope, offset = _linear_models(luma, alpha, radius)
    # Bilinear samples of the small pictures under every pixel of the band (remap wants 2-D maps).
    across = ((columns + 0.5) * (slope.shape[1] / alpha.shape[1]) - 0.5).astype(np.float32)
    down = ((rows + 0.5) * (slope.shape[0] / alpha.shape[0]) - 0.5).astype(np.float32)
    shape = (-(-len(rows) // 1024), 1024)
    x, y = np.resize(across, shape), np.resize(down, shape)

    def at_band(small: F32) -> F32:
        sampled = cv2.remap(small, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(sampled, np.float32).ravel()[: len(rows)]

    guided = at_band(slope) * unit(luma[rows, columns]) + at_band(offset)
    firm = ((guided - 0.5) * _FIRMNESS + 0.5).clip(0, 1) * 255
    redrawn, old = alpha.copy(), alpha[rows, columns].astype(np.float32)
    changed = old + (firm - old) * unit(band[rows, columns])
    redrawn[rows, columns] = np.rint(changed).astype(np.uint8)
    return redrawn


def _linear_models(luma: U8, alpha: U8, radius: int) -> tuple[F32, F32]:
    """Slope and offset of alpha over luma (both 0..1) around every pixel, fitted small."""
    height, width = alpha.shape
    subsample = max(1, min(4, radius // 2))
    small = (max(1, width // subsample), max(1, height // subsample))
    side = 2 * max(1, radius // subsample) + 1

    def mean(picture: NDArray[np.floating]) -> F32:
        return np.asarray(cv2.blur(picture, (side, side)), np.float32)

    guide = unit(np.asarray(cv2.resize(luma, small, interpolation=cv2.INTER_AREA)))
    target = unit(np.asarray(cv2.resize(alpha, small, interpolation=cv2.INTER_AREA)))
    mean_guide, mean_target = mean(guide), mean(target)
    covariance = mean(guide * target) - mean_guide * mean_target
    slope = covariance / (mean(guide * guide) - mean_guide * mean_guide + _EPSILON)
    return mean(slope), mean(mean_target - slope * mean_guide)


def edge_band(alpha: U8, radius: int) -> U8:
    """H x W uint8: 255 within `radius` pixels of the mask's edge, else 0."""
    _, inside = cv2.threshold(alpha, 127, 255, cv2.THRESH_BINARY)
    kernel = np.ones((2 * radius + 1, 2 * radius + 1), np.uint8)
    return np.asarray(cv2.morphologyEx(inside, cv2.MORPH_GRADIENT, kernel), np.uint8)
