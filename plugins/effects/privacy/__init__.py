"""What must not be recognised, in coarse cells, blurred, or covered.

Cells and blur keep one mean colour a cell and nothing else: what they hid cannot be computed back.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api import Choice, Color, Label, Mask, Pixels, Run, Slider, strips

F32 = NDArray[np.float32]

_UNIT = np.float32(1 / 255)
_TRACE = 4
"""Coverage from which a pixel counts as part of what is hidden."""
_PURE = 250
"""Coverage from which nothing else shines through."""


@dataclass(frozen=True)
class Params:
    """How it is hidden. Sizes are parts of the picture's long side."""

    style: Annotated[str, Choice(cells="Cells", blur="Blur", cover="Cover")] = "cells"
    where: Annotated[str, Choice(subject="Subject", rest="Everything else")] = "subject"
    size: Annotated[float, Slider(0.5, 10, unit="%", step=0.1), Label("Cell size")] = 5.0
    margin: Annotated[float, Slider(0, 5, unit="%", step=0.1)] = 0.6
    color: Annotated[Color, Label("Cover colour")] = Color("#000000")


def hide(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Hide what the mask covers, or all the rest, and a margin around it."""
    hidden = mask if params.where == "subject" else 255 - mask
    if not hidden.any():
        return image.copy()
    side = max(1.0, params.size / 100 * max(run.size))
    fade = side / 2 if params.style == "blur" else 1.0
    cover = _grown(hidden, params.margin / 100 * max(run.size), fade)
    run.check()
    if params.style == "cover":
        opaque = Color(params.color[:7])
        return _mixed(np.full_like(image, opaque.rgba), image, cover, run)
    # The subject's colours must not run into a background that is hidden around it.
    weight = np.where((hidden > _PURE) | (params.where == "subject"), 255, 0).astype(np.uint8)
    cells = _cells(image, weight, side, run)
    if params.style == "blur":
        return _mixed(_smooth(cells, image, side, run), image, cover, run)
    if params.where == "subject":
        cover = _whole_cells(cover, side)
    return _mixed(_blocks(cells, cover, side, run), image, cover, run)


def _grown(hidden: Mask, reach: float, fade: float) -> Mask:
    """Covers all of which there is a trace, and `reach` pixels around, and fades from there."""
    outside = np.asarray(hidden <= _TRACE, np.uint8)
    distance = cv2.distanceTransform(outside, cv2.DIST_L2, 5)
    levels = 255 * ((reach - distance) / fade + 1).clip(0, 1)
    return np.asarray(np.rint(levels), np.uint8)


def _borders(length: int, side: float) -> NDArray[np.int64]:
    """Where the cells begin along an axis, and where the last one ends."""
    starts = np.rint(np.arange(0, length, side)).astype(np.int64)
    return np.append(np.unique(starts[starts < length]), length)


def _cells(image: Pixels, weight: Mask, side: float, run: Run) -> Pixels:
    """The mean colour of each cell, where `weight` is; a pixel a cell."""
    rows, columns = (_borders(length, side) for length in weight.shape)
    total = np.zeros((len(rows) - 1, len(columns) - 1, 5), np.float32)
    for index, (top, bottom) in enumerate(pairwise(rows)):
        run.check()
        row = cv2.reduce(_weighted(image[top:bottom], weight[top:bottom]), 0, cv2.REDUCE_SUM)
        total[index] = np.add.reduceat(row[0], columns[:-1], axis=0)
    total = _filled(total)
    colour = total[:, :, :3] / np.maximum(total[:, :, 3:4], 1e-6)
    alpha = 255 * total[:, :, 3:4] / np.maximum(total[:, :, 4:], 1e-6)
    return np.rint(np.dstack([colour, alpha])).clip(0, 255).astype(np.uint8)


def _weighted(image: Pixels, weight: Mask) -> F32:
    """Colours times alpha times weight, alpha times weight, weight: H x W x 5."""
    share = weight * _UNIT
    seen = image[:, :, 3] * _UNIT * share
    return np.dstack([image[:, :, :3] * seen[:, :, None], seen, share])


def _filled(total: F32) -> F32:
    """Sums for cells that have none, from those around them."""
    known = total[:, :, 4] > 1e-3 * total[:, :, 4].max()
    while not known.all():
        near = cv2.boxFilter(np.where(known[:, :, None], total, 0), -1, (3, 3), normalize=False)
        reached = (near[:, :, 4] > 0) & ~known
        total = np.where(reached[:, :, None], near, total)
        known |= reached
    return total


def _whole_cells(cover: Mask, side: float) -> Mask:
    """Covers every cell of which anything is covered."""
    rows, columns = (_borders(length, side) for length in cover.shape)
    most = np.maximum.reduceat(np.maximum.reduceat(cover, rows[:-1], 0), columns[:-1], 1)
    touched = np.where(most > 0, 255, 0).astype(np.uint8)
    return touched.repeat(np.diff(rows), 0).repeat(np.diff(columns), 1)


def _blocks(cells: Pixels, cover: Mask, side: float, run: Run) -> Pixels:
    """Each cell as large as it is."""
    rows, columns = (_borders(length, side) for length in cover.shape)
    run.check()
    return cells.repeat(np.diff(columns), 1).repeat(np.diff(rows), 0)


def _smooth(cells: Pixels, image: Pixels, side: float, run: Run) -> Pixels:
    """The cells run into each other."""
    rows, columns = image.shape[:2]
    soft = cv2.GaussianBlur(cells, (0, 0), 0.7)
    turn = np.array([[1 / side, 0, 0.5 / side - 0.5], [0, 1 / side, 0.5 / side - 0.5]])
    run.check()
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    size = (columns, rows)
    return np.asarray(
        cv2.warpAffine(soft, turn, size, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def _mixed(hiding: Pixels, image: Pixels, cover: Mask, run: Run) -> Pixels:
    """One picture instead of the other, alpha as well, where the mask covers it."""
    result = image.copy()
    for rows in strips(image, run):
        weight = cover[rows] * _UNIT
        result[rows] = cv2.blendLinear(hiding[rows], image[rows], weight, 1 - weight)
    return result
