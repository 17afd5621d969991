"""Borders that fade into a colour, around the middle of the picture or of the subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api import Choice, Color, Label, Mask, Pixels, Run, Slider, strips

F32 = NDArray[np.float32]


@dataclass(frozen=True)
class Params:
    """How strong it is and where it begins; roundness goes from the frame's shape to a circle."""

    amount: Annotated[float, Slider(0, 100, unit="%")] = 65.0
    midpoint: Annotated[float, Slider(0, 100)] = 50.0
    roundness: Annotated[float, Slider(-100, 100)] = 0.0
    feather: Annotated[float, Slider(0, 100)] = 70.0
    color: Annotated[Color, Label("Colour")] = Color("#000000")
    center: Annotated[str, Choice(picture="Picture", subject="Subject"), Label("Centre")] = (
        "picture"
    )


def vignette(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Mix a colour into what is far from the centre."""
    result = image.copy()
    x, y = _from_centre(mask, params)
    for rows in strips(image, run):
        weight = _fade(_distance(x, y[rows], params.roundness), params, run)
        weight *= np.float32(params.amount / 100 * params.color.rgba[3] / 255)
        colour = np.full_like(image[rows], params.color.rgba)
        mixed = cv2.blendLinear(colour, image[rows], weight, 1 - weight)
        result[rows, :, :3] = mixed[:, :, :3]
    return result


def _from_centre(mask: Mask, params: Params) -> tuple[F32, F32]:
    """Each column's and row's distance from the centre; 1 is the way to the frame, or longer.

    Round ones have both halves of the picture's diagonal in common, others each its own.
    """
    rows, columns = mask.shape
    x, y = columns / 2, rows / 2
    if params.center == "subject" and mask.any():
        moments = cv2.moments(mask)
        x, y = (moments[each] / moments["m00"] + 0.5 for each in ("m10", "m01"))
    circle = max(0.0, params.roundness / 100)
    mean = np.hypot(columns, rows) / np.sqrt(8)
    across, down = (half + circle * (mean - half) for half in (columns / 2, rows / 2))
    xs, ys = np.arange(columns) + 0.5, np.arange(rows) + 0.5
    return (
        np.asarray(np.abs(xs - x) / across, np.float32),
        np.asarray(np.abs(ys - y) / down, np.float32),
    )


def _distance(x: F32, y: F32, roundness: float) -> F32:
    """Distances from the centre, len(y) x len(x), along ellipses or rounded rectangles."""
    if roundness >= 0:
        return np.asarray(np.sqrt(np.add.outer(y * y, x * x)), np.float32)
    power = 2 + 6 * (roundness / -100) ** 2
    total = np.add.outer(y**power, x**power).astype(np.float32)
    return np.asarray(cv2.pow(total, 1 / power), np.float32)


def _fade(distance: F32, params: Params, run: Run) -> F32:
    """0 near the centre, 1 far from it, with a smooth step between."""
    middle = 0.3 + 1.2 * params.midpoint / 100
    half = max(params.feather / 100 * 0.8, 1 / max(run.size))
    t = ((distance - np.float32(middle - half)) / np.float32(2 * half)).clip(0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)
