"""Crisper fine detail, and more or less contrast of coarse one. Colours keep their hue."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api import Label, Mask, Pixels, Run, Slider, Where, mixed

F32 = NDArray[np.float32]

_EDGE = 0.08**2
"""Variance, of brightness 0..1, from which something is an edge and no surface."""


@dataclass(frozen=True)
class Params:
    """How much, and how coarse the detail is that it concerns."""

    where: Where = "subject"
    amount: Annotated[float, Slider(0, 300, unit="%")] = 90.0
    radius: Annotated[float, Slider(0.3, 20, unit="px", step=0.1)] = 1.5
    threshold: Annotated[float, Slider(0, 30)] = 2.0
    clarity: Annotated[float, Slider(-100, 100)] = 25.0
    reach: Annotated[float, Slider(4, 200, unit="px"), Label("Clarity radius")] = 40.0


def halo(params: Params) -> float:
    """Two box means for the clarity, a Gauss for the sharpness."""
    return max(4 * params.radius + 1, 2 * params.reach + 2 if params.clarity else 0)


def sharpen(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Add to each pixel what sets it off from its surroundings."""
    luma = cv2.cvtColor(image, cv2.COLOR_RGBA2GRAY) * np.float32(1 / 255)
    gain = np.zeros_like(luma)
    if params.amount:
        gain += _fine_detail(luma, params)
    run.check()
    if params.clarity:
        gain += _coarse_detail(luma, params, run)
    run.check()
    added = cv2.merge([gain * 255] * 3)
    colours = cv2.cvtColor(image, cv2.COLOR_RGBA2RGB)
    run.check()
    sharp = np.asarray(cv2.add(colours, added, dtype=cv2.CV_8U), np.uint8)
    return mixed(sharp, image, mask, params.where)


def _fine_detail(luma: F32, params: Params) -> F32:
    """What a Gauss takes away, less what may be noise."""
    detail = luma - cv2.GaussianBlur(luma, (0, 0), max(0.1, params.radius))
    noise = params.threshold / 255
    if noise:
        detail = np.sign(detail) * np.maximum(np.abs(detail) - np.float32(noise), 0)
    return np.asarray(detail * np.float32(params.amount / 100), np.float32)


def _coarse_detail(luma: F32, params: Params, run: Run) -> F32:
    """What an edge-keeping filter takes away, so that no halo grows along edges."""
    base = _guided(luma, max(1, math.floor(params.reach)), run)
    # Black and white have no room for more contrast.
    room = np.float32(4) * luma * (1 - luma)
    return np.asarray((luma - base) * room * np.float32(1.5 * params.clarity / 100), np.float32)


def _guided(luma: F32, reach: int, run: Run) -> F32:
    """The guided filter of He, Sun and Tang (2010) with the picture as its own guide."""
    side = 2 * reach + 1

    def mean(values: NDArray[np.floating]) -> F32:
        run.check()
        return np.asarray(cv2.blur(values, (side, side)), np.float32)

    middle = mean(luma)
    variance = mean(luma * luma) - middle * middle
    slope = variance / (variance + np.float32(_EDGE))
    return mean(slope) * luma + mean(middle - slope * middle)
