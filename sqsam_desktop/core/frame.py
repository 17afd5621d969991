"""The frame: which part of the source the picture shows, turned and sized how.

Crop, straighten, rotate, flip and resize make another frame and touch no pixel, so that nothing is
resampled twice and going back is exact. Prompts, masks and layers stay in source coordinates; what
is seen and written goes through the frame.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqsam_desktop.core.mask import Bounds

U8: TypeAlias = NDArray[np.uint8]
Point: TypeAlias = tuple[float, float]
Size: TypeAlias = tuple[int, int]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x, y become a x + b y + c, d x + e y + f."""

LARGEST = 400_000_000
"""Pixels a picture may have."""

_TILE = 4096
"""Output pixels resampled at once: OpenCV cannot address more than 32767 in a row."""
_NEAR = 1e-9
_SLACK = 1e-3
"""Source pixels that rounding may move a corner."""


@dataclass(frozen=True, slots=True)
class Frame:
    """An affine map from the picture to its source, and the picture's size.

    Attributes:
        matrix: Picture point to source point; both have pixel centres at .5.
        size: (width, height) of the picture in pixels.

    Raises:
        ValueError: It is no map, or the picture is empty or too large.
    """

    matrix: Matrix
    size: Size

    def __post_init__(self) -> None:
        width, height = self.size
        if not all(math.isfinite(value) for value in self.matrix) or abs(self._area) < _NEAR:
            raise ValueError(f"no frame has the matrix {self.matrix}")
        if width < 1 or height < 1 or width * height > LARGEST:
            raise ValueError(f"no frame has the size {self.size}")

    @classmethod
    def of(cls, source: Size) -> Frame:
        """All of a source as it is."""
        return cls((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), source)

    @property
    def scale(self) -> float:
        """Picture pixels a source pixel."""
        return 1 / math.sqrt(abs(self._area))

    @property
    def to_picture_matrix(self) -> Matrix:
        """From source to picture."""
        return inverse(self.matrix)

    @property
    def is_exact(self) -> bool:
        """Whether a picture pixel is as large and as upright as one of the source."""
        a, b, _, d, e, _ = self.matrix
        return {abs(a), abs(b)} == {0.0, 1.0} and (abs(e), abs(d)) == (abs(a), abs(b))

    @property
    def lies_on_side(self) -> bool:
        """Whether the source's rows run rather down than across."""
        a, b, _, d, e, _ = self.matrix
        return abs(b) + abs(d) > abs(a) + abs(e)

    @property
    def tilt(self) -> float:
        """Degrees clockwise from the nearest right angle, -45..45."""
        a, _, _, d, _, _ = self.matrix
        turn = math.degrees(math.atan2(d, a))
        return ((-turn if self._area > 0 else turn) + 45) % 90 - 45

    def to_source(self, x: float, y: float) -> Point:
        """The source point that a picture point shows."""
        return mapped(self.matrix, x, y)

    def to_picture(self, x: float, y: float) -> Point:
        """The picture point that shows a source point; it may lie outside the picture."""
        return mapped(self.to_picture_matrix, x, y)

    def bounds_in_source(self, bounds: Bounds, source: Size) -> Bounds:
        """The whole source pixels that a rectangle of the picture shows; never empty."""
        return _clipped(_around([self.to_source(*corner) for corner in _corners(bounds)]), source)

    def bounds_in_picture(self, bounds: Bounds) -> Bounds:
        """The whole picture pixels that show a rectangle of the source; never empty."""
        return _clipped(
            _around([self.to_picture(*corner) for corner in _corners(bounds)]), self.size
        )

    # --- other frames -------------------------------------------------------------------------

    def cropped(self, bounds: Bounds) -> Frame:
        """Only a rectangle of this picture."""
        x0, y0, x1, y1 = bounds
        return self._seen((1.0, 0.0, float(x0), 0.0, 1.0, float(y0)), (x1 - x0, y1 - y0))

    def turned(self, quarters: int) -> Frame:
        """Rotated clockwise by so many right angles."""
        turned = self
        for _ in range(quarters % 4):
            width, height = turned.size
            turned = turned._seen((0.0, 1.0, 0.0, -1.0, 0.0, float(height)), (height, width))
        return turned

    def flipped(self, across: bool) -> Frame:
        """Mirrored left to right (`across`), or else upside down."""
        width, height = self.size
        if across:
            return self._seen((-1.0, 0.0, float(width), 0.0, 1.0, 0.0), self.size)
        return self._seen((1.0, 0.0, 0.0, 0.0, -1.0, float(height)), self.size)

    def resized(self, size: Size) -> Frame:
        """All of this picture at another size."""
        across, down = self.size[0] / size[0], self.size[1] / size[1]
        return self._seen((across, 0.0, 0.0, 0.0, down, 0.0), size)

    def rotated(self, degrees: float) -> Frame:
        """Rotated clockwise around its middle, of the same size; corners may lie outside."""
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        x, y = self.size[0] / 2, self.size[1] / 2
        inner = (cos, sin, x - cos * x - sin * y, -sin, cos, y + sin * x - cos * y)
        return self._seen(inner, self.size)._snapped()

    def straightened(self, degrees: float, source: Size) -> Frame:
        """Rotated clockwise, and cut down to what lies inside the source."""
        return self.rotated(degrees).inside(source)

    def inside(self, source: Size) -> Frame:
        """The largest frame of the same middle and proportions that shows nothing but source.

        The middle must lie in the source.
        """
        width, height = self.size
        middle = self.to_source(width / 2, height / 2)
        corners = [self.to_source(*corner) for corner in _corners((0, 0, width, height))]
        part = 1.0
        for corner in corners:
            for at, center, end in zip(corner, middle, source, strict=True):
                away = at - center
                room = (end - center) if away > 0 else center
                if abs(away) > room + 1e-6:
                    part = min(part, max(room, 0.0) / abs(away))
        if part == 1.0:
            return self
        small = max(1, math.floor(width * part)), max(1, math.floor(height * part))
        left, top = (width - small[0]) / 2, (height - small[1]) / 2
        return self._seen((1.0, 0.0, left, 0.0, 1.0, top), small)

    def lies_in(self, source: Size) -> bool:
        """Whether it shows nothing but source."""
        corners = (self.to_source(*corner) for corner in _corners((0, 0, *self.size)))
        return all(
            -_SLACK <= x <= source[0] + _SLACK and -_SLACK <= y <= source[1] + _SLACK
            for x, y in corners
        )

    def whole(self, source: Size) -> Frame:
        """All of the source, turned, flipped and sized as here; corners show nothing."""
        corners = [self.to_picture(*corner) for corner in _corners((0, 0, *source))]
        x0, y0 = (min(corner[axis] for corner in corners) for axis in (0, 1))
        x1, y1 = (max(corner[axis] for corner in corners) for axis in (0, 1))
        size = max(1, round(x1 - x0)), max(1, round(y1 - y0))
        return self._seen((1.0, 0.0, x0, 0.0, 1.0, y0), size)._snapped()

    # --- pixels -------------------------------------------------------------------------------

    def render(self, source: U8) -> U8:
        """What the frame shows of the source's pixels, or of a mask of its size.

        Crops, right angles and flips are copied, not resampled; a frame that shows all of the
        source as it is gives the very same array.

        Args:
            source: H x W or H x W x channels.

        Returns:
            Height x width (x channels) of the picture; beyond the source its border goes on.
        """
        if self == Frame.of((source.shape[1], source.shape[0])):
            return source
        exact = self._copied(source)
        if exact is not None:
            return exact
        return self._resized(source) if self._is_upright else self._warped(source)

    def facing(self, part: U8) -> U8:
        """A part of the source's pixels, turned and flipped like the picture to a right angle."""
        a, b, _, d, e, _ = self.matrix
        along, across = e, a
        if self.lies_on_side:
            part = part.swapaxes(0, 1)
            along, across = b, d
        return np.ascontiguousarray(part[:: 1 if along > 0 else -1, :: 1 if across > 0 else -1])

    def _copied(self, source: U8) -> U8 | None:
        """The picture if every pixel of it is one of the source, or else None."""
        if not self.is_exact:
            return None
        _, _, c, _, _, f = self.matrix
        width, height = self.size
        corners = (c, f), mapped(self.matrix, width, height)
        (x0, x1), (y0, y1) = (sorted(values) for values in zip(*corners, strict=True))
        if not (x0.is_integer() and y0.is_integer()) or x0 < 0 or y0 < 0:
            return None
        if x1 > source.shape[1] or y1 > source.shape[0]:
            return None
        return self.facing(source[int(y0) : int(y1), int(x0) : int(x1)])

    @property
    def _is_upright(self) -> bool:
        a, b, _, d, e, _ = self.matrix
        return b == d == 0 and a > 0 and e > 0

    def _resized(self, source: U8) -> U8:
        """A rectangle of the source at another size."""
        a, _, c, _, e, f = self.matrix
        width, height = self.size
        edges = (c, f, c + a * width, f + e * height)
        whole = tuple(round(edge) for edge in edges)
        if max(abs(edge - near) for edge, near in zip(edges, whole, strict=True)) > 1e-6:
            return self._warped(source)
        x0, y0, x1, y1 = _clipped(edges, (source.shape[1], source.shape[0]))
        how = cv2.INTER_AREA if a >= 1 and e >= 1 else cv2.INTER_CUBIC
        part = source[y0:y1, x0:x1]
        return np.asarray(cv2.resize(part, self.size, interpolation=how), np.uint8)

    def _warped(self, source: U8) -> U8:
        shrink = max(1, math.floor(1 / self.scale + _NEAR))
        if shrink > 1:
            # Averaged first: sampled points would leave pixels out.
            rows, columns = source.shape[:2]
            size = -(-columns // shrink), -(-rows // shrink)
            source = np.asarray(cv2.resize(source, size, interpolation=cv2.INTER_AREA), np.uint8)
            across, down = size[0] / columns, size[1] / rows
            a, b, c, d, e, f = self.matrix
            small = (a * across, b * across, c * across, d * down, e * down, f * down)
            return replace(self, matrix=small)._sampled(source)
        return self._sampled(source)

    def _sampled(self, source: U8) -> U8:
        width, height = self.size
        result = np.empty((height, width, *source.shape[2:]), np.uint8)
        how = cv2.INTER_CUBIC if source.ndim == 3 else cv2.INTER_LINEAR
        for x0, y0, x1, y1 in _tiles(self.size):
            seen = self._seen((1.0, 0.0, x0, 0.0, 1.0, y0), (x1 - x0, y1 - y0))
            result[y0:y1, x0:x1] = seen._sampled_tile(source, how)
        return result

    def _sampled_tile(self, source: U8, how: int) -> U8:
        columns, rows = source.shape[1], source.shape[0]
        x0, y0, x1, y1 = self.bounds_in_source((0, 0, *self.size), (columns, rows))
        # Neighbours that a cubic looks at.
        x0, y0, x1, y1 = max(0, x0 - 3), max(0, y0 - 3), min(columns, x1 + 3), min(rows, y1 + 3)
        a, b, c, d, e, f = self.matrix
        # OpenCV's integer grid has its pixel centres at 0; ours are at .5.
        grid = np.array(
            [
                [a, b, c - x0 + (a + b) / 2 - 0.5],
                [d, e, f - y0 + (d + e) / 2 - 0.5],
            ]
        )
        sampled = cv2.warpAffine(
            np.ascontiguousarray(source[y0:y1, x0:x1]),
            grid,
            self.size,
            flags=how | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return np.asarray(sampled, np.uint8)

    @property
    def _area(self) -> float:
        """Source pixels a picture pixel; negative if it is mirrored."""
        a, b, _, d, e, _ = self.matrix
        return a * e - b * d

    def _snapped(self) -> Frame:
        """Freed of what rounding added: a photo turned there and back is to be copied again."""
        a, b, c, d, e, f = (
            float(round(value)) if abs(value - round(value)) < _NEAR else value
            for value in self.matrix
        )
        return replace(self, matrix=(a, b, c, d, e, f))

    def _seen(self, inner: Matrix, size: Size) -> Frame:
        """What a frame onto this picture makes a frame onto the source."""
        return Frame(joined(self.matrix, inner), size)


def mapped(matrix: Matrix, x: float, y: float) -> Point:
    """Where a map takes a point."""
    a, b, c, d, e, f = matrix
    return a * x + b * y + c, d * x + e * y + f


def inverse(matrix: Matrix) -> Matrix:
    """The way back.

    Raises:
        ZeroDivisionError: There is none.
    """
    a, b, c, d, e, f = matrix
    area = a * e - b * d
    return (
        e / area,
        -b / area,
        (b * f - c * e) / area,
        -d / area,
        a / area,
        (c * d - a * f) / area,
    )


def joined(outer: Matrix, inner: Matrix) -> Matrix:
    """The map that does `inner` and then `outer`."""
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (
        a * p + b * s,
        a * q + b * t,
        a * r + b * u + c,
        d * p + e * s,
        d * q + e * t,
        d * r + e * u + f,
    )


def _corners(bounds: tuple[float, float, float, float]) -> tuple[Point, Point, Point, Point]:
    x0, y0, x1, y1 = bounds
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def _around(points: list[Point]) -> tuple[float, float, float, float]:
    columns, rows = zip(*points, strict=True)
    return min(columns), min(rows), max(columns), max(rows)


def _clipped(edges: tuple[float, float, float, float], size: Size) -> Bounds:
    """The whole pixels of a picture that a rectangle touches; at least one."""
    x0 = min(max(0, math.floor(edges[0] + 1e-6)), size[0] - 1)
    y0 = min(max(0, math.floor(edges[1] + 1e-6)), size[1] - 1)
    x1 = max(x0 + 1, min(size[0], math.ceil(edges[2] - 1e-6)))
    y1 = max(y0 + 1, min(size[1], math.ceil(edges[3] - 1e-6)))
    return x0, y0, x1, y1


def _tiles(size: Size) -> Iterator[Bounds]:
    width, height = size
    for y in range(0, height, _TILE):
        for x in range(0, width, _TILE):
            yield x, y, min(x + _TILE, width), min(y + _TILE, height)
