"""A background that rushes by while the subject is sharp.

The background is averaged along its way in linear light, from background pixels only (normalised
convolution), so that the subject leaves no trail. A way of 2^n steps takes n averages of two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api import (
    Angle,
    Choice,
    Label,
    Mask,
    Pixels,
    Run,
    Slider,
    cut_out,
    edge_width,
    filled,
    laid_over,
    resized,
    shrunk_size,
)

F32 = NDArray[np.float32]

_PIXELS = 1_000_000
"""Of the picture in which the background is averaged; streaks are soft anyway."""
_LONGEST = 0.25
"""Of the way at full strength, as a part of the picture's long side; a zoom's at its border."""
_GAMMA = 2.2
_HIDDEN = 0.01
"""What a pixel that is made up counts: it matters only where no background is near."""

_TRACE = 5
"""Background with a fifth of the subject in it is none."""


@dataclass(frozen=True)
class Params:
    """How the camera moved."""

    kind: Annotated[str, Choice(pan="Pan", zoom="Zoom"), Label("Movement")] = "pan"
    angle: Annotated[float, Angle(), Label("Direction")] = 0.0
    length: Annotated[float, Slider(0, 100, unit="%")] = 35.0


def move(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Smear what the mask does not cover, along a line or away from the subject."""
    scale = min(1.0, (_PIXELS / mask.size) ** 0.5)
    size = shrunk_size(mask.shape, scale)
    way = params.length / 100 * _LONGEST * max(size)
    if way < 0.5:
        return image.copy()
    side = 2 * edge_width(run) + 1
    near = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    near = cv2.convertScaleAbs(near, alpha=_TRACE)
    near = resized(np.asarray(near, np.uint8), size)
    shrunk = resized(image, size)
    shrunk = filled(shrunk, near)
    run.check()
    path = _Pan(way, params.angle) if params.kind == "pan" else _Zoom(way, _middle(near))
    background = _smeared(shrunk, near, path, run)
    background = resized(background, mask.shape[::-1])
    run.check()
    subject = cut_out(image, mask, run)
    run.check()
    return laid_over(subject, background)


@dataclass(frozen=True)
class _Pan:
    """A straight way of some pixels."""

    way: float
    angle: float

    def moved(self, values: F32, share: float) -> F32:
        """What is seen after a part of the way."""
        turn = np.deg2rad(self.angle)
        step = self.way * share
        shift = np.array([[1, 0, step * np.cos(turn)], [0, 1, -step * np.sin(turn)]])
        return _warped(values, shift)


@dataclass(frozen=True)
class _Zoom:
    """A way towards a place, so many pixels long at the border of the picture."""

    way: float
    middle: tuple[float, float]

    def moved(self, values: F32, share: float) -> F32:
        """What is seen after a part of the way."""
        size = (1 + 2 * self.way / max(values.shape[:2])) ** share
        x, y = self.middle
        return _warped(values, np.array([[size, 0, x * (1 - size)], [0, size, y * (1 - size)]]))


def _warped(values: F32, transform: NDArray[np.float64]) -> F32:
    size = (values.shape[1], values.shape[0])
    return np.asarray(cv2.warpAffine(values, transform, size, borderMode=cv2.BORDER_REPLICATE))


def _middle(mask: Mask) -> tuple[float, float]:
    """The centre of what a mask covers, else of the picture."""
    found = cv2.moments(mask)
    if not found["m00"]:
        return mask.shape[1] / 2 - 0.5, mask.shape[0] / 2 - 0.5
    return found["m10"] / found["m00"], found["m01"] / found["m00"]


def _smeared(image: Pixels, near: Mask, path: _Pan | _Zoom, run: Run) -> Pixels:
    """Averages of the background along the path, around each pixel."""
    levels = (np.arange(256, dtype=np.float32) / 255) ** _GAMMA
    behind = 1 - near * np.float32((1 - _HIDDEN) / 255)
    opaque = image[:, :, 3] * np.float32(1 / 255)
    is_opaque = image[:, :, 3].min() == 255
    weight = behind * (opaque + np.float32(1e-4))
    light = cv2.LUT(np.ascontiguousarray(image[:, :, :3]), levels) * weight[..., None]
    sums = _averaged(np.dstack([light, weight]), path, run)
    light = sums[:, :, :3] / np.maximum(sums[:, :, 3:], 1e-9)
    result = np.empty_like(image)
    result[:, :, :3] = np.rint(cv2.pow(light.clip(0, 1), 1 / _GAMMA) * 255)
    result[:, :, 3] = 255
    if not is_opaque:
        sums = _averaged(np.dstack([opaque * behind, behind]), path, run)
        cover = sums[:, :, 0] / np.maximum(sums[:, :, 1], 1e-9)
        result[:, :, 3] = np.rint(cover.clip(0, 1) * 255)
    return result


def _averaged(values: F32, path: _Pan | _Zoom, run: Run) -> F32:
    """The mean of what is seen on the whole path, with its middle at each pixel."""
    doublings = max(1, int(np.ceil(np.log2(path.way + 1))))
    steps = 2**doublings
    values = path.moved(values, -(steps - 1) / (2 * steps))
    for doubling in range(doublings):
        run.check()
        further = path.moved(values, 2**doubling / steps)
        values = np.asarray(cv2.addWeighted(values, 0.5, further, 0.5, 0), np.float32)
    return values
