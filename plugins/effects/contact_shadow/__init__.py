"""The shadow with which a thing stands on the ground.

The lower contour of the subject says where the ground is: a line through its lowest points. Where
the contour is near that line the subject touches the ground and the shadow is dark and narrow;
below all of it the shadow is wide and soft.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api import (
    Color,
    Label,
    Mask,
    Pixels,
    Run,
    Slider,
    laid_behind,
    painted,
    resized,
    shrunk_size,
)

F32 = NDArray[np.float32]

_SIDE = 512
"""Long side of the small picture in which the shadow, soft as it is, is drawn."""
_TOUCHING, _NEAR = 0.025, 0.3
"""Heights above the ground, in heights of the subject, that darken it sharply, and softly."""
_SLOPE = np.float32(0.12)
"""Of the ground, at most, away from the subject's lowest points."""


@dataclass(frozen=True)
class Params:
    """How much light the subject takes from the ground."""

    size: Annotated[float, Slider(0, 100, unit="%")] = 40.0
    softness: Annotated[float, Slider(0, 100, unit="%")] = 40.0
    contact: Annotated[float, Slider(0, 100, unit="%"), Label("Darkness at the contact")] = 70.0
    opacity: Annotated[float, Slider(0, 100, unit="%")] = 60.0
    color: Annotated[Color, Label("Colour")] = Color("#0a0a10")


def ground(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Darken the ground under the subject; the subject stays on top."""
    scale = min(1.0, _SIDE / max(run.size))
    shrunk = resized(mask, shrunk_size(mask.shape, scale))
    if shrunk.max() < 128:
        return image.copy()
    run.check()
    shadow = np.rint(_shadow(shrunk, params) * (2.55 * params.opacity)).astype(np.uint8)
    run.check()
    sheet = painted(params.color, resized(shadow, mask.shape[::-1]))
    run.check()
    return laid_behind(sheet, image, mask)


def _shadow(mask: Mask, params: Params) -> F32:
    """How dark each pixel is, H x W, 0..1."""
    _, _, width, height = cv2.boundingRect(np.asarray(mask > 127, np.uint8))
    lowest, touched = _lower_contour(mask)
    line = _ground(lowest, touched)
    above = np.where(touched, line - lowest, np.inf)
    reach = params.size / 100 * 0.12 * min(height, 1.5 * width)
    soft = params.softness / 100 * 0.08 * max(width, height / 2)
    below = np.arange(mask.shape[0], dtype=np.float32)[:, None] + 0.5 - line
    wide = np.exp(-above / (_NEAR * height)) * _bell(below, 0.5 + reach)
    wide = _flatly_soft(wide, soft, soft / 3)
    narrow = np.exp(-above / (_TOUCHING * height)) * _bell(below, 0.6 + reach / 5)
    narrow = _flatly_soft(narrow, soft / 8, soft / 16)
    dark = 1 - (1 - 0.75 * wide) * (1 - params.contact / 100 * narrow)
    return np.asarray(dark, np.float32).clip(0, 1)


def _flatly_soft(dark: NDArray[np.floating], across: float, down: float) -> F32:
    levels = np.asarray(dark, np.float32)
    return np.asarray(cv2.GaussianBlur(levels, (0, 0), 0.5 + across, sigmaY=0.5 + down))


def _bell(distance: F32, reach: float) -> F32:
    """1 at no distance, and nearly 0 at twice the reach."""
    return np.asarray(np.exp(-((distance / reach) ** 2) / 2), np.float32)


def _lower_contour(mask: Mask) -> tuple[F32, NDArray[np.bool_]]:
    """The y of the subject's lower border in each column, and whether it is in that column."""
    inside = mask > 127
    rows = mask.shape[0]
    last = rows - 1 - inside[::-1].argmax(axis=0)
    # Between two rows the coverage of the next one says where the border lies.
    beyond = mask[np.minimum(last + 1, rows - 1), np.arange(mask.shape[1])] / 255
    lowest = last + 1 + np.where(last + 1 < rows, beyond, 0)
    return lowest.astype(np.float32), np.asarray(inside.any(axis=0))


def _ground(lowest: F32, touched: NDArray[np.bool_]) -> F32:
    """The y of the ground in each column: the flattest line below all of the contour."""
    columns = np.arange(len(lowest), dtype=np.float32)
    known = np.nonzero(touched)[0]
    rise = _SLOPE * np.abs(columns[:, None] - columns[known])
    return np.asarray((lowest[known] - rise).max(axis=1), np.float32)
