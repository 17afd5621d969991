"""What a brush stroke that still goes on makes of the mask on the screen. Knows no Qt.

Only what the newest dabs touch is worked out, at the screen's resolution: the picture's own follows
once the stroke is complete.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from sqsam_desktop.core.brush import BrushStroke, dabs_bounds
from sqsam_desktop.core.drawing import Tile

if TYPE_CHECKING:
    from sqsam_desktop.core.mask import Bounds


class LiveStroke:
    """Paints on a copy of a tile.

    Attributes:
        tile: The mask as it is by now.
        stroke: All that was painted.
    """

    def __init__(self, tile: Tile, stroke: BrushStroke) -> None:
        self.tile = Tile(tile.bounds, tile.mask.copy())
        self.stroke = stroke
        self._base = tile.mask
        self._cover = np.zeros_like(tile.mask)
        self._count = 0
        self.paint(stroke)

    def paint(self, stroke: BrushStroke) -> Bounds:
        """Take the stroke as it is by now; the pixels of the tile that changed."""
        new = stroke.dabs[max(0, self._count - 1) :]
        self.stroke, self._count = stroke, len(stroke.dabs)
        left, top, right, _ = self.tile.bounds
        height, width = self._cover.shape
        scale = width / (right - left)
        stroke.stamp(self._cover, new, (left, top), scale)
        x0, y0, x1, y1 = dabs_bounds(new)
        box = (
            max(0, int((x0 - left) * scale) - 2),
            max(0, int((y0 - top) * scale) - 2),
            min(width, int((x1 - left) * scale) + 3),
            min(height, int((y1 - top) * scale) + 3),
        )
        if box[0] >= box[2] or box[1] >= box[3]:
            return 0, 0, 0, 0
        area = np.s_[box[1] : box[3], box[0] : box[2]]
        cover = self._cover[area]
        kept = cv2.multiply(self._base[area], 255 - cover, scale=1 / 255)
        self.tile.mask[area] = cv2.add(kept, cover) if stroke.adds else kept
        return box
