"""The subject a second time, or instead of the first; what was behind it is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Annotated

import cv2
import numpy as np

from sqsam_desktop.plugin_api import (
    Choice,
    Label,
    Mask,
    Pixels,
    Point,
    Run,
    Slider,
    cut_out,
    laid_over,
    patched,
    strips,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

Box = tuple[int, int, int, int]

_BEYOND = 0.01
"""How far around the mask there are traces of the subject, as a part of the long side."""
_KEPT, _LARGEST_KEPT = 2, 6_000_000
"""How many guesses are kept, and how many pixels they have at most."""
_guesses: dict[tuple[bytes, tuple[int, ...]], Pixels] = {}


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


def _without(image: Pixels, mask: Mask, run: Run) -> Pixels:
    """The picture with a guess of what is behind the subject.

    That takes a moment, and is the same wherever the subject goes: so it is kept while someone
    drags it about, for the coarse preview and for what follows it.
    """
    digest = blake2b(np.ascontiguousarray(image))
    digest.update(np.ascontiguousarray(mask))
    key = (digest.digest(), mask.shape)
    if key not in _guesses:
        guess = patched(image, mask, _BEYOND * max(run.size), run)
        if mask.size > _LARGEST_KEPT:
            return guess
        while len(_guesses) >= _KEPT:
            del _guesses[next(iter(_guesses))]
        _guesses[key] = guess
    return _guesses[key].copy()


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
