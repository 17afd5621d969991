"""The photo in a frame out of which the subject leaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api import (
    Choice,
    Color,
    Label,
    Mask,
    Pixels,
    Run,
    Slider,
    cut_out,
    faded,
    laid_over,
    painted,
    softened,
)

F32 = NDArray[np.float32]


@dataclass(frozen=True)
class Params:
    """Where the frame is; lengths are parts of the picture's short side."""

    leap: Annotated[float, Slider(0, 90, unit="%"), Label("Subject above the frame")] = 30.0
    margin: Annotated[float, Slider(0, 40, unit="%"), Label("Room around the frame")] = 8.0
    tilt: Annotated[float, Slider(0, 100, unit="%"), Label("Perspective")] = 25.0
    border: Annotated[float, Slider(0, 10, unit="%", step=0.1)] = 2.0
    color: Annotated[Color, Label("Colour of the frame")] = Color("#ffffff")
    outside: Annotated[
        str, Choice(color="Colour", transparent="Transparent"), Label("Around it")
    ] = "color"
    background: Annotated[Color, Label("Colour around it")] = Color("#d9dde2")
    shadow: Annotated[float, Slider(0, 100, unit="%")] = 45.0


def pop(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Show the photo inside the frame only, and the subject around it as well."""
    frame = _frame(mask, params, run)
    outer = _filled(frame.corners(params.border / 100 * min(run.size)), mask.shape)
    inner = _filled(frame.corners(0.0), mask.shape)
    run.check()
    color = params.background if params.outside == "color" else Color("#00000000")
    canvas = painted(color, np.full(mask.shape, 255, np.uint8))
    run.check()
    canvas = laid_over(_shadow(outer, params.shadow / 100, run), canvas)
    run.check()
    canvas = laid_over(painted(params.color, outer), canvas)
    run.check()
    canvas = laid_over(faded(image, inner), canvas)
    run.check()
    subject = cut_out(image, mask, run)
    run.check()
    return laid_over(faded(subject, _filled(frame.way_out(mask), mask.shape)), canvas)


@dataclass(frozen=True)
class _Frame:
    """The inside of the frame, a trapezium.

    Attributes:
        left: Of its lower corner, as `right`.
        slope: By how much it gets narrower at each side, in pixels a pixel upwards.
    """

    left: float
    top: float
    right: float
    bottom: float
    slope: float

    def corners(self, beyond: float) -> F32:
        """Those of the frame `beyond` pixels larger, clockwise from the upper left."""
        wider = beyond * float(np.hypot(1, self.slope))
        top, bottom = self.top - beyond, self.bottom + beyond
        upper, lower = (self.slope * (self.bottom - y) - wider for y in (top, bottom))
        return np.array(
            [
                (self.left + upper, top),
                (self.right - upper, top),
                (self.right - lower, bottom),
                (self.left + lower, bottom),
            ],
            np.float32,
        )

    def way_out(self, mask: Mask) -> F32:
        """The corners of where the subject may be: not beyond where the photo's border cuts it."""
        rows, columns = mask.shape
        deep, wide = max(1, rows // 100), max(1, columns // 100)
        bottom = self.bottom if mask[-deep:].max() > 127 else rows + 1.0
        upper, lower = (self.slope * (self.bottom - y) for y in (-1.0, bottom))
        corners = [(-1.0, -1.0), (columns + 1.0, -1.0), (columns + 1.0, bottom), (-1.0, bottom)]
        if mask[:, :wide].max() > 127:
            corners[0], corners[3] = (self.left + upper, -1.0), (self.left + lower, bottom)
        if mask[:, -wide:].max() > 127:
            corners[1], corners[2] = (self.right - upper, -1.0), (self.right - lower, bottom)
        return np.array(corners, np.float32)


def _frame(mask: Mask, params: Params, run: Run) -> _Frame:
    width, height = run.size
    room = (params.margin + params.border) / 100 * min(run.size)
    rows = np.nonzero(mask.max(axis=1) > 127)[0]
    first, last = (rows[0], rows[-1] + 1) if len(rows) else (0, height)
    bottom = height - room
    top = min(max(first + params.leap / 100 * (last - first), room), bottom - 1)
    narrower = params.tilt / 100 * 0.15 * (width - 2 * room)
    return _Frame(room, top, width - room, bottom, narrower / (bottom - top))


def _filled(corners: F32, shape: tuple[int, ...]) -> Mask:
    """Coverage of a convex shape."""
    cover = np.zeros(shape, np.uint8)
    # The centre of the first pixel lies at .5, for OpenCV at 0.
    points = np.rint((corners - 0.5) * 256).astype(np.int32)
    return np.asarray(cv2.fillConvexPoly(cover, points, 255, cv2.LINE_AA, 8), np.uint8)


def _shadow(cover: Mask, opacity: float, run: Run) -> Pixels:
    """A soft shadow of the frame, a little below it."""
    sigma = 0.015 * min(run.size)
    size = (cover.shape[1], cover.shape[0])
    soft = cv2.warpAffine(cover, np.array([[1, 0, 0], [0, 1, sigma]]), size)
    run.check()
    soft = cv2.convertScaleAbs(softened(np.asarray(soft, np.uint8), sigma), alpha=opacity)
    run.check()
    return painted(Color("#000000"), np.asarray(soft, np.uint8))
