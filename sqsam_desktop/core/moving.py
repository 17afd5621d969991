"""Moving, scaling and turning layers' pictures by a frame with handles. Pure geometry."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sqsam_desktop.core.frame import Point, Size, inverse, joined, mapped
from sqsam_desktop.core.raster import corners

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqsam_desktop.core.document import Layer
    from sqsam_desktop.core.raster import Transform

Handle: TypeAlias = tuple[int, int]
"""Which side of the picture: -1 left or upper, 1 right or lower, 0 neither; (0, 0) is inside."""
INSIDE: Handle = (0, 0)
HANDLES: tuple[Handle, ...] = tuple(
    (across, down) for down in (-1, 0, 1) for across in (-1, 0, 1) if across or down
)


@dataclass(frozen=True, eq=False, slots=True)
class Held:
    """Layers with pixels that are moved together, and the frame around them.

    Attributes:
        layers: As they were when the gesture began.
        size: (width, height) of the frame, in pixels of its own.
        transform: From there to the document's source.
    """

    layers: tuple[Layer, ...]
    size: Size
    transform: Transform

    @classmethod
    def of(cls, layers: Sequence[Layer]) -> Held:
        """One layer in the frame of its picture, several in an upright one around them all."""
        if len(layers) == 1 and layers[0].pixels is not None:
            return cls((layers[0],), layers[0].pixels.size, layers[0].transform)
        found = [
            corner
            for layer in layers
            if layer.pixels is not None
            for corner in corners(layer.transform, layer.pixels.size)
        ]
        x, y = zip(*found, strict=True)
        left, top = math.floor(min(x)), math.floor(min(y))
        size = math.ceil(max(x)) - left, math.ceil(max(y)) - top
        return cls(tuple(layers), size, (1.0, 0.0, float(left), 0.0, 1.0, float(top)))

    def places(self, transform: Transform) -> tuple[tuple[str, Transform], ...]:
        """The layers' ids and transforms when the frame has another one."""
        if len(self.layers) == 1:
            return ((self.layers[0].id, transform),)
        way = joined(transform, inverse(self.transform))
        return tuple((layer.id, joined(way, layer.transform)) for layer in self.layers)


def handle_point(transform: Transform, size: Size, handle: Handle) -> Point:
    """Where a handle of (width, height) pixels lies in the document's source."""
    return mapped(transform, *_own_point(size, handle))


def covers(transform: Transform, size: Size, x: float, y: float) -> bool:
    """Whether a point of the source lies on the picture."""
    u, v = mapped(inverse(transform), x, y)
    return 0 <= u < size[0] and 0 <= v < size[1]


def moved(transform: Transform, dx: float, dy: float) -> Transform:
    """Moved by whole pixels of the source, so that nothing is resampled that need not be."""
    a, b, c, d, e, f = transform
    return a, b, c + round(dx), d, e, f + round(dy)


def scaled(
    transform: Transform,
    size: Size,
    handle: Handle,
    to: Point,
    free: bool = False,
) -> Transform:
    """With a handle dragged to a point, while what lies opposite stays where it is.

    Args:
        transform: As it was when the drag began.
        size: (width, height) of the picture.
        handle: Any but `INSIDE`.
        to: In pixels of the source.
        free: Let the proportions change.

    Returns:
        Never turned over, nor less than a pixel of the source wide or high.
    """
    held = np.array(_own_point(size, handle))
    anchor = np.array(_own_point(size, (-handle[0], -handle[1])))
    reach, wish = held - anchor, np.array(mapped(inverse(transform), *to)) - anchor
    if free:
        factors = [w / r if r else 1.0 for w, r in zip(wish, reach, strict=True)]
    else:
        factors = [float(wish @ reach / (reach @ reach))] * 2
    a, b, _, d, e, _ = transform
    sides = size[0] * math.hypot(a, d), size[1] * math.hypot(b, e)
    fx, fy = (max(float(each), 1 / side) for each, side in zip(factors, sides, strict=True))
    if not free:
        fx = fy = max(fx, fy)
    x, y = anchor.tolist()
    return joined(transform, (fx, 0.0, x - fx * x, 0.0, fy, y - fy * y))


def turned(transform: Transform, size: Size, degrees: float) -> Transform:
    """Turned around the middle of (width, height) pixels, clockwise where y points down."""
    x, y = handle_point(transform, size, INSIDE)
    across, down = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    way = (
        *(across, -down, x - across * x + down * y),
        *(down, across, y - down * x - across * y),
    )
    return joined(way, transform)


def angle_around(middle: Point, start: Point, end: Point) -> float:
    """Degrees, -180..180, that a point went around another one, clockwise where y points down."""
    angles = [math.atan2(at[1] - middle[1], at[0] - middle[0]) for at in (start, end)]
    return (math.degrees(angles[1] - angles[0]) + 180) % 360 - 180


def _own_point(size: Size, handle: Handle) -> Point:
    return (handle[0] + 1) / 2 * size[0], (handle[1] + 1) / 2 * size[1]
