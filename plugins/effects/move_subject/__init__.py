"""The subject a second time, or instead of the first; what was behind it is guessed simply.

The guess is good where the background is even or grainy; for others there is "Remove object".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api import (
    Choice,
    Label,
    Mask,
    Pixels,
    Point,
    Run,
    Slider,
    cut_out,
    filled,
    laid_over,
    softened,
    strips,
)

F32 = NDArray[np.float32]
Box = tuple[int, int, int, int]

_UNIT = np.float32(1 / 255)
_FINE = 0.004
"""How coarse the fine detail of a background may be, as a part of the long side."""
_BEYOND = 0.007
"""How far around the mask there are traces of the subject, as a part of the long side."""
_GRAIN = 24
"""Levels by which detail may differ from its surroundings; more would be a thing of its own."""


@dataclass(frozen=True)
class Params:
    """Where the middle of the subject goes, and how it is changed on the way."""

    mode: Annotated[str, Choice(copy="Duplicate", move="Move")] = "copy"
    place: Point = Point(0.75, 0.5)
    size: Annotated[float, Slider(10, 300, unit="%")] = 100.0
    turn: Annotated[float, Slider(-180, 180, unit="°"), Label("Rotation")] = 0.0
    mirror: bool = False


def move(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Cut the subject out and put it down elsewhere."""
    if not mask.any():
        return image.copy()
    box = _box_around(mask, 1)
    subject = _dimmed(cut_out(image, mask, run)[box[1] : box[3], box[0] : box[2]])
    run.check()
    result = _without(image, mask, run) if params.mode == "move" else image.copy()
    run.check()
    subject, turn = _placed(subject, box, params, run)
    left, top, right, bottom = _reached(subject, turn, run)
    target = result[top:bottom, left:right]
    if not target.size:
        return result
    for rows in strips(target, run):
        # Only a few rows of the result at a time: the way of the subject into them.
        shifted = turn - [[0, 0, left], [0, 0, top + rows.start]]
        size = (right - left, rows.stop - rows.start)
        warped = cv2.warpAffine(subject, shifted, size, flags=cv2.INTER_LANCZOS4)
        target[rows] = laid_over(_undimmed(np.asarray(warped, np.uint8)), target[rows])
    return result


def _box_around(mask: Mask, room: int) -> Box:
    """Left, top, right and bottom of what is not 0, and `room` pixels more."""
    left, top, width, height = cv2.boundingRect(mask)
    rows, columns = mask.shape
    return (
        max(0, left - room),
        max(0, top - room),
        min(columns, left + width + room),
        min(rows, top + height + room),
    )


def _placed(
    subject: Pixels, box: Box, params: Params, run: Run
) -> tuple[Pixels, NDArray[np.float64]]:
    """The subject, shrunk if need be, and the affine map from it to the picture."""
    factor = params.size / 100
    rows, columns = subject.shape[:2]
    if factor < 1:  # Lanczos alone would leave out pixels
        small = max(1, round(columns * factor)), max(1, round(rows * factor))
        subject = np.asarray(cv2.resize(subject, small, interpolation=cv2.INTER_AREA), np.uint8)
    across, down = columns * factor / subject.shape[1], rows * factor / subject.shape[0]
    angle = np.deg2rad(params.turn)
    flip = -1 if params.mirror else 1
    linear = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    linear = linear @ np.diag([flip * across, down])
    middle = np.array(subject.shape[1::-1]) / 2 - 0.5
    target = np.array([params.place.x * run.size[0], params.place.y * run.size[1]]) - 0.5
    return subject, np.column_stack([linear, target - linear @ middle])


def _reached(subject: Pixels, turn: NDArray[np.float64], run: Run) -> Box:
    """The part of the picture that the subject gets to; it may be empty."""
    rows, columns = subject.shape[:2]
    corners = np.array([[-2, -2, columns + 1, columns + 1], [-2, rows + 1, -2, rows + 1], [1] * 4])
    there = turn @ corners
    low = np.clip(np.floor(there.min(1)), 0, run.size).astype(int)
    high = np.clip(np.ceil(there.max(1)) + 1, 0, run.size).astype(int)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])


def _dimmed(image: Pixels) -> Pixels:
    """Colours times alpha, and alpha: so they can be resampled."""
    alpha = cv2.merge([image[:, :, 3]] * 3)
    colours = cv2.multiply(cv2.cvtColor(image, cv2.COLOR_RGBA2RGB), alpha, scale=1 / 255)
    return np.dstack([colours, image[:, :, 3]])


def _undimmed(image: Pixels) -> Pixels:
    """Colours as they were before `_dimmed`."""
    alpha = cv2.merge([image[:, :, 3]] * 3)
    colours = cv2.divide(cv2.cvtColor(image, cv2.COLOR_RGBA2RGB), alpha, scale=255)
    return np.dstack([colours, image[:, :, 3]])


def _without(image: Pixels, mask: Mask, run: Run) -> Pixels:
    """The picture with a guess of what was behind the subject."""
    side = 2 * max(1, round(_BEYOND * max(run.size))) + 1
    gone = np.asarray(cv2.dilate(mask, np.ones((side, side), np.uint8)), np.uint8)
    run.check()
    result = filled(image, gone)
    run.check()
    smooth = softened(result, _FINE * max(run.size))
    left, top, right, bottom = _box_around(gone, 0)
    step = _step(right - left, run), _step(bottom - top, run)
    for rows in strips(image[top:bottom, left:right], run):
        box = left, top + rows.start, right, top + rows.stop
        part = np.s_[box[1] : box[3], box[0] : box[2]]
        grain = _grain(image, smooth, box, step) * (gone[part] * _UNIT)[:, :, None]
        result[part][:, :, :3] = np.rint((result[part][:, :, :3] + grain).clip(0, 255))
    return result


def _step(length: int, run: Run) -> int:
    """At least so many pixels; a round part of the picture, so that previews take the same."""
    grid = max(run.size) / 64
    return round(math.ceil(length / grid) * grid)


def _grain(image: Pixels, smooth: Pixels, box: Box, step: tuple[int, int]) -> F32:
    """Fine detail of the colours for a box, from so far to the right, to the left, or below.

    What is above would do least: a background gets smaller and calmer with the distance.
    """
    grain = np.zeros((box[3] - box[1], box[2] - box[0], 3), np.float32)
    missing = np.ones(grain.shape[:2], np.bool_)
    for across, down in ((step[0], 0), (-step[0], 0), (0, step[1])):
        left, right = (min(max(x + across, 0), image.shape[1]) for x in (box[0], box[2]))
        top, bottom = (min(max(y + down, 0), image.shape[0]) for y in (box[1], box[3]))
        if left < right and top < bottom:
            there = np.s_[top:bottom, left:right, :3]
            here = np.s_[
                top - down - box[1] : bottom - down - box[1],
                left - across - box[0] : right - across - box[0],
            ]
            detail = cv2.subtract(image[there], smooth[there], dtype=cv2.CV_32F)
            grain[here][missing[here]] = detail[missing[here]]
            missing[here] = False
    return grain.clip(-_GRAIN, _GRAIN)
