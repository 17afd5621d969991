"""A line around the subject, as around a sticker."""

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
    cut_out,
    laid_behind,
    laid_over,
    painted,
    resized,
    shrunk_size,
    softened,
)

F32 = NDArray[np.float32]

_PIXELS = 1_000_000
"""Of the picture in which distances are measured: they change evenly from pixel to pixel."""


@dataclass(frozen=True)
class Params:
    """Which lines are drawn; lengths are parts of the picture's long side."""

    width: Annotated[float, Slider(0, 5, unit="%", step=0.1)] = 1.2
    color: Annotated[Color, Label("Colour")] = Color("#ffffff")
    roundness: Annotated[float, Slider(0, 5, unit="%", step=0.1)] = 0.8
    width2: Annotated[float, Slider(0, 5, unit="%", step=0.1), Label("Second line")] = 0.0
    color2: Annotated[Color, Label("Its colour")] = Color("#e5383b")
    shadow: Annotated[float, Slider(0, 100, unit="%")] = 40.0


def outline(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Draw the lines right behind the subject, and the shadow of both behind them."""
    if not mask.any() or params.width + params.width2 <= 0:
        return image.copy()
    percent = max(run.size) / 100
    distance = _distance(mask, params.roundness * percent, run)
    run.check()
    outer = _inside(distance, (params.width + params.width2) * percent)
    result = image
    if params.shadow > 0:
        result = laid_behind(_shadow(outer, params.shadow / 100, percent, run), image, mask)
        run.check()
    if params.width2 > 0:
        result = laid_over(painted(params.color2, outer), result)
    run.check()
    if params.width > 0:
        inner = _inside(distance, params.width * percent)
        run.check()
        result = laid_over(painted(params.color, inner), result)
    run.check()
    subject = cut_out(image, mask, run)
    run.check()
    return laid_over(subject, result)


def _distance(mask: Mask, roundness: float, run: Run) -> F32:
    """How far every pixel is from the subject, whose notches are filled with a disc.

    Returns:
        H x W, in pixels; negative inside.
    """
    scale = min(1.0, (_PIXELS / mask.size) ** 0.5)
    shrunk = resized(mask, shrunk_size(mask.shape, scale))
    # Beyond the picture's border the subject goes on as it was there.
    room = int(np.ceil(roundness * scale)) + 1
    wider = cv2.copyMakeBorder(shrunk, room, room, room, room, cv2.BORDER_REPLICATE)
    distance = _signed(np.asarray(wider, np.uint8))
    run.check()
    if roundness > 0:
        grown = _inside(distance, roundness * scale)
        distance = np.minimum(_signed(grown) + np.float32(roundness * scale), distance)
        run.check()
    smooth = cv2.GaussianBlur(distance, (0, 0), 0.7 + 0.2 * roundness * scale)
    distance = np.asarray(smooth[room:-room, room:-room] / scale, np.float32)
    return resized(distance, mask.shape[::-1])


def _signed(mask: Mask) -> F32:
    """Distance from where a mask is half covered, negative inside."""
    inside = np.asarray(mask > 127, np.uint8)
    outer = cv2.distanceTransform(1 - inside, cv2.DIST_L2, cv2.DIST_MASK_5)
    inner = cv2.distanceTransform(inside, cv2.DIST_L2, cv2.DIST_MASK_5)
    if not inside.any():
        return np.full(mask.shape, 1e6, np.float32)
    # A pixel on the border lies as far from it as its coverage says.
    exact = np.float32(0.5) - mask * np.float32(1 / 255)
    far = np.where(inside, 0.5 - inner, outer - 0.5).astype(np.float32)
    return np.where((mask > 0) & (mask < 255) & (np.abs(far) < 1), exact, far)


def _inside(distance: F32, width: float) -> Mask:
    """Coverage of all that is nearer than `width`."""
    return np.asarray(np.rint((width + 0.5 - distance).clip(0, 1) * 255), np.uint8)


def _shadow(cover: Mask, opacity: float, percent: float, run: Run) -> Pixels:
    """A soft black shadow a little below."""
    shift = np.array([[1, 0, 0], [0, 1, 0.5 * percent]])
    size = (cover.shape[1], cover.shape[0])
    soft = cv2.warpAffine(cover, shift, size, borderMode=cv2.BORDER_REPLICATE)
    run.check()
    soft = cv2.convertScaleAbs(softened(np.asarray(soft, np.uint8), 0.6 * percent), alpha=opacity)
    run.check()
    return painted(Color("#000000"), np.asarray(soft, np.uint8))
