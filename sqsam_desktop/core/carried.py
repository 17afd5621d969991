"""The mask of a layer whose picture was moved, scaled or turned since it was outlined."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from sqsam_desktop.core.frame import inverse, mapped

if TYPE_CHECKING:
    from sqsam_desktop.core.fold import Renderable
    from sqsam_desktop.core.mask import Bounds, Mask
    from sqsam_desktop.core.raster import Transform

_MARGIN = 2
"""Cells around what is looked at, for what lies between two of them."""


@dataclass(frozen=True, eq=False, slots=True)
class Carried:
    """A mask as it lies after a transform.

    Attributes:
        source: As it was outlined; it is looked at beyond the picture, too.
        transform: From there to where it lies; it must have an inverse.
    """

    source: Renderable
    transform: Transform

    @property
    def mask(self) -> Mask:
        """H x W uint8, the picture's size."""
        height, width = self.source.mask.shape
        return self.render((0, 0, width, height), 1.0)

    def render(self, bounds: Bounds, scale: float) -> Mask:
        """The part `bounds` of the picture at `scale`, as a Prediction renders its own."""
        a, b, c, d, e, f = self.transform
        x0, y0, x1, y1 = bounds
        if (a, b, d, e) == (1, 0, 0, 1) and (c, f) == (round(c), round(f)):
            left, top = int(c), int(f)
            return self.source.render((x0 - left, y0 - top, x1 - left, y1 - top), scale)
        back = inverse(self.transform)
        ends = [mapped(back, x, y) for x in (x0, x1) for y in (y0, y1)]
        # In cells of whole pixels, on one grid: every tile of a picture sees the same.
        cell = max(1, math.floor(1 / (scale * abs(a * e - b * d) ** 0.5)))
        low = [(math.floor(min(each)) // cell - _MARGIN) * cell for each in zip(*ends, strict=True)]
        high = [(math.ceil(max(each)) // cell + _MARGIN) * cell for each in zip(*ends, strict=True)]
        part = self.source.render((low[0], low[1], high[0], high[1]), 1 / cell)
        rows, columns = max(1, round((y1 - y0) * scale)), max(1, round((x1 - x0) * scale))
        # From the middle of an output pixel to the picture, back, and to the middle of a part's.
        out = _affine((x1 - x0) / columns, (y1 - y0) / rows, x0, y0) @ _affine(1, 1, 0.5, 0.5)
        into = _affine(1 / cell, 1 / cell, -low[0] / cell - 0.5, -low[1] / cell - 0.5)
        way = into @ np.array([back[:3], back[3:], (0, 0, 1)]) @ out
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        warped = cv2.warpAffine(
            part, way[:2], (columns, rows), flags=flags, borderMode=cv2.BORDER_REPLICATE
        )
        return np.asarray(warped, np.uint8)


def _affine(across: float, down: float, x: float, y: float) -> np.ndarray:
    """Scale, and then shift."""
    return np.array([[across, 0, x], [0, down, y], [0, 0, 1]], np.float64)
