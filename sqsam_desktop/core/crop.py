"""A crop while it is being made: a rectangle on the whole photo, turned as far as was asked for.

Pure geometry. The rectangle is in whole pixels of `ground`, the frame that shows all of the photo,
so that a crop that is not turned copies pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from sqsam_desktop.core.frame import Frame, Size
    from sqsam_desktop.core.mask import Bounds

Side: TypeAlias = Literal[-1, 0, 1]
Handle: TypeAlias = tuple[Side, Side]
"""Which edges it moves: (-1, 0) is the middle of the left one, (1, 1) the lower right corner."""

HANDLES: tuple[Handle, ...] = (
    (-1, -1),
    (0, -1),
    (1, -1),
    (1, 0),
    (1, 1),
    (0, 1),
    (-1, 1),
    (-1, 0),
)
STEEPEST = 45.0
"""Degrees that a photo can be straightened by."""
_LOST = 2
"""Pixels by which what is cut out may be shorter than the rectangle that is shown."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A rectangle that never holds anything but photo.

    Attributes:
        source: (width, height) of the photo.
        ground: All of the photo, turned and flipped like the crop.
        bounds: The crop, in pixels of `ground`.
        ratio: Width over height that is kept; None for any.
        base: The crop before it was turned: straightening begins from there, whatever the
            rectangle had to give way to meanwhile.
    """

    source: Size
    ground: Frame
    bounds: Bounds
    ratio: float | None = None
    base: Frame | None = None

    @classmethod
    def of(cls, frame: Frame, source: Size, ratio: float | None = None) -> Crop:
        """The crop that a frame is."""
        ground = frame.whole(source)
        corner = ground.to_picture(*frame.to_source(0, 0))
        x, y = round(corner[0]), round(corner[1])
        return cls(source, ground, (x, y, x + frame.size[0], y + frame.size[1]), ratio)

    @property
    def frame(self) -> Frame:
        """What the picture shows once it is cropped."""
        return self.ground.cropped(self.bounds).inside(self.source)

    @property
    def size(self) -> Size:
        """(width, height) in pixels."""
        x0, y0, x1, y1 = self.bounds
        return x1 - x0, y1 - y0

    @property
    def tilt(self) -> float:
        """Degrees clockwise, -45..45."""
        return self.ground.tilt

    def straightened(self, degrees: float) -> Crop:
        """Turned to this tilt, around its middle, and as large as fits then."""
        base = self.base or self.frame
        wanted = min(max(degrees, -STEEPEST), STEEPEST)
        turned = base.straightened(wanted - base.tilt, self.source)
        return replace(Crop.of(turned, self.source, self.ratio), base=base)

    def moved(self, dx: float, dy: float) -> Crop:
        """Shifted by pixels of the picture, as far as there is photo."""
        x0, y0, x1, y1 = self.bounds
        for part in (1.0, 0.75, 0.5, 0.25):
            for across, down in ((dx * part, dy * part), (dx * part, 0.0), (0.0, dy * part)):
                x, y = round(across), round(down)
                moved = self._with((x0 + x, y0 + y, x1 + x, y1 + y))
                if (x or y) and moved is not None:
                    return moved
        return self

    def dragged(self, handle: Handle, x: float, y: float) -> Crop:
        """With a handle at a point of `ground`, as far as there is photo and the ratio allows."""
        across, down = self.ground.size
        target = self._reaching(handle, min(max(x, 0.0), across), min(max(y, 0.0), down))
        whole = self._with(target)
        if whole is not None:
            return whole
        # From the present rectangle towards the wanted one, as far as it stays on the photo.
        best, least, most = self, 0.0, 1.0
        for _ in range(12):
            part = (least + most) / 2
            edges = (round(a + (b - a) * part) for a, b in zip(self.bounds, target, strict=True))
            x0, y0, x1, y1 = edges
            tried = self._with((x0, y0, x1, y1))
            if tried is None:
                most = part
            else:
                best, least = tried, part
        return best

    def with_ratio(self, ratio: float | None) -> Crop:
        """With other proportions, around the same middle and no larger."""
        if ratio is None:
            return replace(self, ratio=None)
        x0, y0, x1, y1 = self.bounds
        width, height = self.size
        if width > height * ratio:
            width = max(1, round(height * ratio))
        else:
            height = max(1, round(width / ratio))
        left, top = x0 + (x1 - x0 - width) // 2, y0 + (y1 - y0 - height) // 2
        bounds = left, top, left + width, top + height
        return replace(self, bounds=bounds, ratio=ratio, base=None)

    def _reaching(self, handle: Handle, x: float, y: float) -> Bounds:
        """The rectangle with that handle at a point, wherever that is."""
        x0, y0, x1, y1 = self.bounds
        across, down = handle
        width = max(1.0, {-1: x1 - x, 0: x1 - x0, 1: x - x0}[across])
        height = max(1.0, {-1: y1 - y, 0: y1 - y0, 1: y - y0}[down])
        if self.ratio is not None:
            if not across or (down and height * self.ratio > width):
                width = height * self.ratio
            else:
                height = width / self.ratio
        columns, rows = max(1, round(width)), max(1, round(height))
        left = {-1: x1 - columns, 0: math.floor((x0 + x1 - columns) / 2), 1: x0}[across]
        top = {-1: y1 - rows, 0: math.floor((y0 + y1 - rows) / 2), 1: y0}[down]
        return left, top, left + columns, top + rows

    def _with(self, bounds: Bounds) -> Crop | None:
        """With another rectangle; None if it does not lie on the photo."""
        x0, y0, x1, y1 = bounds
        corners = (self.ground.to_source(x, y) for x in (x0, x1) for y in (y0, y1))
        for x, y in corners:
            # Half a pixel more: turned edges do not fall on whole pixels of the ground.
            if not (-0.5 <= x <= self.source[0] + 0.5 and -0.5 <= y <= self.source[1] + 0.5):
                return None
        crop = replace(self, bounds=bounds, base=None)
        # Freed of that half pixel a narrow rectangle may lose much of its length.
        lost = (a - b for a, b in zip(crop.size, crop.frame.size, strict=True))
        return crop if max(lost) <= _LOST else None
