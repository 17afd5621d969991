"""Moving and scaling a layer's picture by its frame of handles. Pure geometry."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sqsam_desktop.core.frame import Point, Size, inverse, joined, mapped

if TYPE_CHECKING:
    from sqsam_desktop.core.raster import Transform

Handle: TypeAlias = tuple[int, int]
"""Which side of the picture: -1 left or upper, 1 right or lower, 0 neither; (0, 0) is inside."""
INSIDE: Handle = (0, 0)
HANDLES: tuple[Handle, ...] = tuple(
    (across, down) for down in (-1, 0, 1) for across in (-1, 0, 1) if across or down
)


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
        Never turned over, nor less than a pixel of the picture wide or high.
    """
    held = np.array(_own_point(size, handle))
    anchor = np.array(_own_point(size, (-handle[0], -handle[1])))
    reach, wish = held - anchor, np.array(mapped(inverse(transform), *to)) - anchor
    if free:
        factors = [w / r if r else 1.0 for w, r in zip(wish, reach, strict=True)]
    else:
        factors = [float(wish @ reach / (reach @ reach))] * 2
    fx, fy = (max(float(each), 1 / side) for each, side in zip(factors, size, strict=True))
    if not free:
        fx = fy = max(fx, fy)
    x, y = anchor.tolist()
    return joined(transform, (fx, 0.0, x - fx * x, 0.0, fy, y - fy * y))


def _own_point(size: Size, handle: Handle) -> Point:
    return (handle[0] + 1) / 2 * size[0], (handle[1] + 1) / 2 * size[1]
