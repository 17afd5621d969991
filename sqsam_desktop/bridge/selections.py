"""What a host's selection means as a prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from sqsam_desktop.core.mask import HALF
from sqsam_desktop.core.prompt import Lasso, Prompt, PromptItem, Stroke
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from sqsam_desktop.core.mask import Mask

_LOOK = 512
"""Long side of what a selection is looked at: a prompt is rough."""
_MOST_DOTS = 48
_ENOUGH = 0.92
"""Part of a painted selection that its dots have to cover."""


def prompt_from(selection: Mask, meant_as: str) -> Prompt:
    """The prompt that says what somebody selected roughly.

    Args:
        selection: H x W uint8 coverage.
        meant_as: "region": drawn around the thing, a lasso around its largest part; "stroke":
            painted over the thing, dots that cover it.

    Raises:
        SqsamError: Nothing is selected, or `meant_as` is neither.
    """
    if meant_as not in ("region", "stroke"):
        raise SqsamError("A selection is meant as a region or as a stroke.")
    height, width = selection.shape
    scale = min(1.0, _LOOK / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = np.asarray(cv2.resize(selection, size, interpolation=cv2.INTER_AREA), np.uint8)
    inside = (small >= HALF).astype(np.uint8)
    if not inside.any():
        raise SqsamError("Nothing is selected.", "Draw a rough selection around the thing first.")
    items = _dots(inside) if meant_as == "stroke" else _lasso(inside)
    return Prompt(items).scaled(1 / scale)


def _lasso(inside: Mask) -> list[PromptItem]:
    contours, _ = cv2.findContours(inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(contours, key=cv2.contourArea)
    points = cv2.approxPolyDP(largest, 1.0, closed=True)[:, 0].astype(float)
    x0, y0 = points.min(axis=0)
    x1, y1 = points.max(axis=0) + 1
    if len(points) < 3 or cv2.contourArea(largest) < 4:
        points = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
    return [Lasso(tuple((float(x) + 0.5, float(y) + 0.5) for x, y in points))]


def _dots(inside: Mask) -> list[PromptItem]:
    """Strokes of one point each, the widest first, that cover what was painted."""
    left = np.pad(inside, 1)
    wanted = (1 - _ENOUGH) * inside.sum()
    dots: list[PromptItem] = []
    while len(dots) < _MOST_DOTS and left.sum() > wanted:
        depth = cv2.distanceTransform(left, cv2.DIST_L2, 5)
        y, x = divmod(int(depth.argmax()), depth.shape[1])
        radius = float(depth[y, x])
        dots.append(Stroke(((x - 0.5, y - 0.5),), max(1.0, 2 * radius)))
        cv2.circle(left, (x, y), max(1, round(radius)), 0, -1)
    return dots
