"""A tone curve through five points, and one for each colour through its midtones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api import Mask, Pixels, Run, Slider, Where, recolour_reach, recoloured

F64 = NDArray[np.float64]
Shift = Annotated[float, Slider(-100, 100)]

_REACH = 0.25
"""How far a slider at its end moves a point of the curve, as a part of black to white."""


@dataclass(frozen=True)
class Params:
    """How far up or down the points of the curves are moved."""

    where: Where = "subject"
    blacks: Shift = 0.0
    shadows: Shift = 0.0
    midtones: Shift = 0.0
    highlights: Shift = 0.0
    whites: Shift = 0.0
    red: Shift = 0.0
    green: Shift = 0.0
    blue: Shift = 0.0


def halo(params: Params) -> float:
    """More than nothing only for an edge in the picture."""
    return recolour_reach(params.where)


def curves(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Send each level through the curve of its colour, and through that of all colours."""
    table = _table(params)
    return recoloured(
        lambda colours: np.asarray(cv2.LUT(colours, table), np.uint8),
        image,
        mask,
        params.where,
        run,
    )


def _table(params: Params) -> NDArray[np.uint8]:
    """256 x 1 x 3: what becomes of each level."""
    tones = (params.blacks, params.shadows, params.midtones, params.highlights, params.whites)
    level = _curve(tones, np.arange(256) / 255)
    columns = [_curve((0, shift, 0), level) for shift in (params.red, params.green, params.blue)]
    return np.rint(255 * np.stack(columns, axis=-1)).astype(np.uint8).reshape(256, 1, 3)


def _curve(shifts: tuple[float, ...], level: F64) -> F64:
    """Levels 0..1 along a curve whose points, as far apart from each other, are moved up."""
    xs = np.linspace(0, 1, len(shifts))
    ys = xs + _REACH * np.array(shifts) / 100
    return _monotone_cubic(xs, ys, level).clip(0, 1)


def _monotone_cubic(xs: F64, ys: F64, at: F64) -> F64:
    """A curve through points that never swings beyond them (Fritsch and Carlson, 1980)."""
    widths = np.diff(xs)
    secants = np.diff(ys) / widths
    inner = 2 * secants[:-1] * secants[1:]
    sums = secants[:-1] + secants[1:]
    # The harmonic mean of the slopes on both sides; level where the curve turns.
    slopes = np.divide(inner, sums, out=np.zeros_like(inner), where=inner > 0)
    slopes = np.concatenate([secants[:1], slopes, secants[-1:]])
    piece = np.clip(np.searchsorted(xs, at, side="right") - 1, 0, len(widths) - 1)
    width = widths[piece]
    t = (at - xs[piece]) / width
    start, end = ys[piece], ys[piece + 1]
    leaving, arriving = slopes[piece] * width, slopes[piece + 1] * width
    rise = t * t * (3 - 2 * t)
    return start + (end - start) * rise + t * (1 - t) * ((1 - t) * leaving - t * arriving)
