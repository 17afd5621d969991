"""A shadow of the subject on what is right behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np

from sqsam_desktop.plugin_api import (
    Angle,
    Color,
    Label,
    Mask,
    Pixels,
    Run,
    Slider,
    laid_behind,
    painted,
    softened,
)


@dataclass(frozen=True)
class Params:
    """Where the shadow falls; lengths are parts of the picture's long side."""

    angle: Annotated[float, Angle(), Label("Direction")] = 315.0
    distance: Annotated[float, Slider(0, 20, unit="%", step=0.1)] = 2.0
    blur: Annotated[float, Slider(0, 10, unit="%", step=0.1)] = 1.5
    spread: Annotated[float, Slider(0, 5, unit="%", step=0.1), Label("Grow")] = 0.0
    opacity: Annotated[float, Slider(0, 100, unit="%")] = 55.0
    color: Annotated[Color, Label("Colour")] = Color("#000000")


def cast(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Darken what lies under the shadow; the subject stays on top."""
    percent = max(run.size) / 100
    shadow = _grown(mask, params.spread * percent)
    run.check()
    turn, away = np.deg2rad(params.angle), params.distance * percent
    shift = np.array([[1, 0, away * np.cos(turn)], [0, 1, -away * np.sin(turn)]])
    size = (mask.shape[1], mask.shape[0])
    moved = cv2.warpAffine(shadow, shift, size, borderMode=cv2.BORDER_REPLICATE)
    run.check()
    shadow = softened(np.asarray(moved, np.uint8), params.blur * percent / 2)
    run.check()
    shadow = np.asarray(cv2.convertScaleAbs(shadow, alpha=params.opacity / 100), np.uint8)
    sheet = painted(params.color, shadow)
    run.check()
    return laid_behind(sheet, image, mask)


def _grown(mask: Mask, distance: float) -> Mask:
    """A mask that reaches `distance` pixels further."""
    if distance <= 0:
        return mask
    away = cv2.distanceTransform(np.asarray(mask < 128, np.uint8), cv2.DIST_L2, 5)
    far = np.float32(distance + 1) - away
    return np.maximum(mask, np.asarray(np.rint(far.clip(0, 1) * 255), np.uint8))
