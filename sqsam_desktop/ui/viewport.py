"""Where the picture lies in the window: zoom, place, and coordinates there and back. No Qt.

Source coordinates are float pixels of the photo, which prompts and masks are in; the frame takes
them to picture coordinates. Window coordinates are Qt's: logical pixels, of which each holds
`ratio` x `ratio` device pixels. The picture's corner always lies on a whole device pixel, so that
it is sharp at 100 %.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sqsam_desktop.core.frame import Frame, Matrix, joined, mapped

if TYPE_CHECKING:
    from sqsam_desktop.core.mask import Bounds, Line

ZOOM_STEP = 1.25
MOST = 64.0
SMOOTH_TO = 2.0
"""Logical pixels a source pixel up to which a picture is smoothed; beyond, pixels are seen."""
_MARGIN = 24
"""Logical pixels left free around a picture that is fitted into the window."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """A window of `width` x `height` logical pixels onto a picture.

    Attributes:
        source: (width, height) of the photo.
        frame: What the picture shows of it.
        zoom: Device pixels a picture pixel; 1.0 is 100 %.
        center: The picture point in the middle of the window.
    """

    source: tuple[int, int]
    frame: Frame
    width: int
    height: int
    ratio: float = 1.0
    zoom: float = 1.0
    center: tuple[float, float] = (0.0, 0.0)

    @property
    def picture(self) -> tuple[int, int]:
        """(width, height) of the picture."""
        return self.frame.size

    @property
    def scale(self) -> float:
        """Logical pixels a source pixel."""
        return self.source_zoom / self.ratio

    @property
    def source_zoom(self) -> float:
        """Device pixels a source pixel."""
        return self.zoom * self.frame.scale

    @property
    def origin(self) -> tuple[int, int]:
        """The picture's corner in device pixels of the window."""
        return (
            round(self.width * self.ratio / 2 - self.center[0] * self.zoom),
            round(self.height * self.ratio / 2 - self.center[1] * self.zoom),
        )

    @property
    def matrix(self) -> Matrix:
        """From source to logical window coordinates."""
        factor = self.zoom / self.ratio
        left, top = self.origin
        inner = (factor, 0.0, left / self.ratio, 0.0, factor, top / self.ratio)
        return joined(inner, self.frame.to_picture_matrix)

    @property
    def place(self) -> tuple[float, float, float, float]:
        """The edges x0, y0, x1, y1 of the picture in the window."""
        left, top = self.origin
        right, bottom = (
            start + size * self.zoom for start, size in zip((left, top), self.picture, strict=True)
        )
        return left / self.ratio, top / self.ratio, right / self.ratio, bottom / self.ratio

    @property
    def fit_zoom(self) -> float:
        """The zoom at which the whole picture is seen; a small one is enlarged while smooth."""
        across = (self.width - 2 * _MARGIN) * self.ratio / self.picture[0]
        down = (self.height - 2 * _MARGIN) * self.ratio / self.picture[1]
        return max(min(across, down, SMOOTH_TO * self.ratio), 1e-3)

    @property
    def visible(self) -> Bounds:
        """The whole picture pixels that are seen at least in part; never empty."""
        x0, y0 = self._corner(0, 0)
        x1, y1 = self._corner(self.width * self.ratio, self.height * self.ratio)
        left = min(max(0, math.floor(x0)), self.picture[0] - 1)
        top = min(max(0, math.floor(y0)), self.picture[1] - 1)
        right = max(left + 1, min(self.picture[0], math.ceil(x1)))
        bottom = max(top + 1, min(self.picture[1], math.ceil(y1)))
        return left, top, right, bottom

    @property
    def visible_source(self) -> Bounds:
        """The whole source pixels that are seen at least in part; never empty."""
        return self.frame.bounds_in_source(self.visible, self.source)

    def to_picture(self, x: float, y: float) -> tuple[float, float]:
        """The picture point under the device pixel whose corner is the window point (x, y)."""
        return self._corner(x * self.ratio + 0.5, y * self.ratio + 0.5)

    def to_source(self, x: float, y: float) -> tuple[float, float]:
        """The source point under the same."""
        return self.frame.to_source(*self.to_picture(x, y))

    def to_window(self, x: float, y: float) -> tuple[float, float]:
        """The logical window point over a source point."""
        return mapped(self.matrix, x, y)

    def line_in_window(self, line: Line) -> Line:
        """N x 2 source points as logical window points."""
        a, b, c, d, e, f = self.matrix
        turned = line @ np.array([[a, d], [b, e]]) + (c, f)
        return np.asarray(turned, np.float32)

    def fitted(self) -> Viewport:
        """The whole picture, centred."""
        middle = (self.picture[0] / 2, self.picture[1] / 2)
        return replace(self, zoom=self.fit_zoom, center=middle)

    def resized(self, width: int, height: int, ratio: float) -> Viewport:
        """In a window of another size, around the same point; fitted stays fitted."""
        resized = replace(self, width=max(1, width), height=max(1, height), ratio=ratio)
        return resized.fitted() if self.zoom == self.fit_zoom else resized._held()

    def reframed(self, frame: Frame) -> Viewport:
        """Of another frame, around the same source point; fitted stays fitted."""
        center = frame.to_picture(*self.frame.to_source(*self.center))
        reframed = replace(self, frame=frame, center=center)
        return reframed.fitted() if self.zoom == self.fit_zoom else reframed._held()

    def zoomed(self, zoom: float, x: float, y: float) -> Viewport:
        """At another zoom, with the same picture point under the window point (x, y)."""
        zoom = min(max(zoom, min(self.fit_zoom, 1.0) / 2, 1e-3), MOST)
        px, py = self._corner(x * self.ratio, y * self.ratio)
        center = (
            px + (self.width / 2 - x) * self.ratio / zoom,
            py + (self.height / 2 - y) * self.ratio / zoom,
        )
        return replace(self, zoom=zoom, center=center)._held()

    def moved(self, dx: float, dy: float) -> Viewport:
        """The picture shifted by (dx, dy) logical pixels."""
        scale = self.zoom / self.ratio
        center = (self.center[0] - dx / scale, self.center[1] - dy / scale)
        return replace(self, center=center)._held()

    def shift_from(self, other: Viewport) -> tuple[int, int] | None:
        """Logical pixels by which the picture moved; None if something else is different, too.

        None as well if these are not whole, which a screen of 1.5 device pixels a pixel can do.
        """
        if replace(self, center=other.center) != other:
            return None
        (left, top), (old_left, old_top) = self.origin, other.origin
        across, down = (left - old_left) / self.ratio, (top - old_top) / self.ratio
        return (int(across), int(down)) if across.is_integer() and down.is_integer() else None

    def _corner(self, x: float, y: float) -> tuple[float, float]:
        left, top = self.origin
        return (x - left) / self.zoom, (y - top) / self.zoom

    def _held(self) -> Viewport:
        """The picture centred along an axis it does not fill, and never out of sight."""
        center = []
        windows = (self.width * self.ratio, self.height * self.ratio)
        for size, window, at in zip(self.picture, windows, self.center, strict=True):
            fills = size * self.zoom > window
            center.append(min(max(at, 0.0), float(size)) if fills else size / 2)
        return replace(self, center=(center[0], center[1]))


NOWHERE = Viewport((1, 1), Frame.of((1, 1)), 1, 1)
"""Where a picture lies while there is none."""
