"""The arithmetic that nearly every effect needs."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.uint8]
"""H x W x 4, red, green, blue and straight alpha, 0..255."""
Mask: TypeAlias = NDArray[np.uint8]
"""H x W soft coverage, 0..255."""
F32: TypeAlias = NDArray[np.float32]

CLEAN_REACH = 12
"""Radii around a pixel on which its clean colour depends."""
_UNIT = np.float32(1 / 255)


def clean_colours(rgb: NDArray[np.uint8], alpha: Mask, radius: int) -> NDArray[np.uint8]:
    """The colours of a thing without those of what is behind it, where it is half transparent.

    Blurred fusion (Forte, ICIP 2021): first over wide surroundings, then over near ones.

    Args:
        rgb: H x W x 3 uint8.
        alpha: H x W uint8 coverage.
        radius: About as wide as the edge fades, in pixels.

    Returns:
        H x W x 3 uint8; where alpha is 255 or 0 the colours are those of `rgb`.
    """
    rows, columns = np.nonzero((alpha > 0) & (alpha < 255))
    if not len(rows):
        return rgb
    room = CLEAN_REACH * radius
    box = np.s_[
        max(0, rows.min() - room) : rows.max() + room + 1,
        max(0, columns.min() - room) : columns.max() + room + 1,
    ]
    picture, cover = rgb[box] * _UNIT, (alpha[box] * _UNIT)[..., None]
    front = back = picture
    for reach in (10 * radius, max(1, radius)):
        front, back = _fused(picture, cover, (front, back), reach)
    edge = (cover > 0) & (cover < 1)
    cleaned = rgb.copy()
    levels = np.rint(np.where(edge, front, picture) * 255)
    cleaned[box] = np.asarray(levels, np.uint8)
    return cleaned


def laid_over(top: Pixels, bottom: Pixels) -> Pixels:
    """One picture over another of the same size, both with straight alpha."""
    cover = (top[:, :, 3] * _UNIT)[..., None]
    below = (bottom[:, :, 3] * _UNIT)[..., None] * (1 - cover)
    alpha = cover + below
    colour = (top[:, :, :3] * cover + bottom[:, :, :3] * below) / np.maximum(alpha, 1e-6)
    # Where nothing is seen the colours underneath stay, for whoever makes it visible again.
    colour = np.where(alpha > 0, colour, bottom[:, :, :3])
    return np.asarray(np.rint(np.dstack([colour, alpha * 255])), np.uint8)


def faded(picture: Pixels, cover: Mask) -> Pixels:
    """A picture whose alpha is multiplied by a mask of the same size."""
    alpha = cv2.multiply(np.ascontiguousarray(picture[:, :, 3]), cover, scale=1 / 255)
    return np.dstack([picture[:, :, :3], np.asarray(alpha, np.uint8)])


def _fused(picture: F32, alpha: F32, colours: tuple[F32, F32], radius: int) -> tuple[F32, F32]:
    """Better colours of front and back, H x W x 3, from their surroundings."""
    side = 2 * radius + 1

    def mean(values: NDArray[np.floating]) -> F32:
        return np.asarray(cv2.blur(values, (side, side)), np.float32).reshape(values.shape)

    front = mean(colours[0] * alpha) / (mean(alpha) + 1e-5)
    back = mean(colours[1] * (1 - alpha)) / (mean(1 - alpha) + 1e-5)
    rest = picture - alpha * front - (1 - alpha) * back
    return (front + alpha * rest).clip(0, 1), back.clip(0, 1)
