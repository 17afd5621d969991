"""Where the items of a prompt can be taken hold of, and what dragging makes of them.

Pure geometry in float picture pixels. This module knows neither windows nor outlines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sqsam_desktop.core.prompt import Box, Click, Lasso, PromptItem, Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Part: TypeAlias = tuple[int, int]
"""What of an item is held: -1 its left or top side, 1 its right or bottom side, 0 neither, across
and down; (0, 0) is all of it."""
WHOLE: Part = (0, 0)
SIDES: tuple[Part, ...] = ((-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0))
"""The parts of a box that resize it, clockwise from its upper left corner."""

_LEAST_SIDE = 1.0
_HALF_PIXEL = 0.5


@dataclass(frozen=True, slots=True)
class Handle:
    """An item, held somewhere."""

    item: PromptItem
    part: Part = WHOLE


def handle_at(items: Iterable[PromptItem], x: float, y: float, reach: float) -> Handle | None:
    """What lies at a point, or None; clicks before what is larger, the newer before the older.

    Args:
        items: Oldest first.
        x: Of the point.
        y: Of the point.
        reach: How far off still counts, in picture pixels.
    """
    newest_first = list(items)[::-1]
    for item in sorted(newest_first, key=lambda item: not isinstance(item, Click)):
        part = _part_at(item, x, y, reach)
        if part is not None:
            return Handle(item, part)
    return None


def badge(box: Box, reach: float) -> tuple[float, float]:
    """Where a box is taken hold of as a whole: beyond its upper left corner."""
    return box.x0 - 1.5 * reach, box.y0 - 1.5 * reach


def corners(box: Box) -> tuple[tuple[float, float], ...]:
    """The four corners, clockwise from the upper left one."""
    return (box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)


def side_at(box: Box, part: Part) -> tuple[float, float]:
    """The middle of a side, or the corner, of a box."""
    across = (box.x0, (box.x0 + box.x1) / 2, box.x1)
    down = (box.y0, (box.y0 + box.y1) / 2, box.y1)
    return across[part[0] + 1], down[part[1] + 1]


def dragged(handle: Handle, dx: float, dy: float, size: tuple[int, int]) -> PromptItem:
    """The item after its handle was dragged by (dx, dy) on a picture of `size` (width, height).

    It stays on the picture as far as it was on it, and a box keeps a pixel of area.
    """
    item, (across, down) = handle.item, handle.part
    if handle.part == WHOLE or not isinstance(item, Box):
        return moved(item, dx, dy, size)
    x0, x1 = _resized((item.x0, item.x1), across, dx, size[0])
    y0, y1 = _resized((item.y0, item.y1), down, dy, size[1])
    return Box(x0, y0, x1, y1)


def moved(item: PromptItem, dx: float, dy: float, size: tuple[int, int]) -> PromptItem:
    """The item elsewhere, on the picture as far as it was on it."""
    x0, y0, x1, y1 = bounds(item)
    # What lies on pixels ends at their centres; a region goes around them.
    rim = 0.0 if isinstance(item, Region) else _HALF_PIXEL
    dx, dy = _held(dx, x0, x1, size[0] - rim), _held(dy, y0, y1, size[1] - rim)
    if isinstance(item, Click):
        return replace(item, x=item.x + dx, y=item.y + dy)
    if isinstance(item, Box):
        return Box(x0 + dx, y0 + dy, x1 + dx, y1 + dy)
    return replace(item, points=tuple((x + dx, y + dy) for x, y in item.points))


def bounds(item: PromptItem) -> tuple[float, float, float, float]:
    """The rectangle x0, y0, x1, y1 around the centre line of an item."""
    if isinstance(item, Click):
        return item.x, item.y, item.x, item.y
    if isinstance(item, Box):
        return item.x0, item.y0, item.x1, item.y1
    xs, ys = zip(*item.points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def distance_to_line(points: Sequence[tuple[float, float]], x: float, y: float) -> float:
    """How far a point is from the lines between `points`."""
    line = np.array(points, np.float64)
    starts, ends = line, np.vstack([line[1:], line[-1:]])
    along = ends - starts
    here = np.array((x, y)) - starts
    lengths = np.maximum((along**2).sum(axis=1), 1e-12)
    part = np.clip((here * along).sum(axis=1) / lengths, 0, 1)[:, None]
    return float(np.sqrt(((here - part * along) ** 2).sum(axis=1)).min())


def _part_at(item: PromptItem, x: float, y: float, reach: float) -> Part | None:
    if isinstance(item, Click):
        return WHOLE if math.hypot(item.x - x, item.y - y) <= reach else None
    if isinstance(item, Box):
        return _box_part_at(item, x, y, reach)
    points = (*item.points, item.points[0]) if isinstance(item, Lasso) else item.points
    return WHOLE if distance_to_line(points, x, y) <= reach else None


def _box_part_at(box: Box, x: float, y: float, reach: float) -> Part | None:
    across, down = badge(box, reach)
    if math.hypot(across - x, down - y) <= reach:
        return WHOLE
    inside = box.x0 - reach <= x <= box.x1 + reach and box.y0 - reach <= y <= box.y1 + reach
    part = _side_at(x, box.x0, box.x1, reach), _side_at(y, box.y0, box.y1, reach)
    return part if inside and part != WHOLE else None


def _side_at(at: float, low: float, high: float, reach: float) -> int:
    if min(abs(at - low), abs(at - high)) > reach:
        return 0
    return -1 if abs(at - low) < abs(at - high) else 1


def _resized(
    side: tuple[float, float], held: int, change: float, length: int
) -> tuple[float, float]:
    """A box's extent along one axis after one of its ends (-1 or 1; 0: none) was dragged."""
    low, high = side
    if held < 0:
        low = min(max(low + change, min(low, 0.0)), high - _LEAST_SIDE)
    elif held > 0:
        high = max(min(high + change, max(high, float(length))), low + _LEAST_SIDE)
    return low, high


def _held(change: float, low: float, high: float, length: float) -> float:
    return min(max(change, min(-low, 0.0)), max(length - high, 0.0))
