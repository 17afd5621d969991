"""What the user asks for: clicks, boxes, lassos and strokes in picture pixels.

All classes are frozen and hashable, so that a prompt can key a cache and travel between threads.
This module knows neither pixels nor models.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Click:
    """A point in float picture pixels; the centre of the first pixel is (0.5, 0.5)."""

    x: float
    y: float
    positive: bool = True


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle around the object, in float picture pixels; corners may come in any order."""

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        x0, x1 = sorted((self.x0, self.x1))
        y0, y1 = sorted((self.y0, self.y1))
        for name, value in zip(("x0", "y0", "x1", "y1"), (x0, y0, x1, y1), strict=True):
            object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True)
class Lasso:
    """A freehand curve around the object, in float picture pixels; its end meets its start."""

    points: tuple[tuple[float, float], ...]

    def fits(self, width: int, height: int) -> bool:
        """Whether it encloses something of a photo of this size."""
        return _area(self.points) >= 1 and _overlaps(self.points, width, height)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A polyline of the given width, in float picture pixels."""

    points: tuple[tuple[float, float], ...]
    width: float
    positive: bool = True


Region: TypeAlias = Box | Lasso
"""What goes around the object; it has no sign, and of several only the newest counts."""
PromptItem: TypeAlias = Click | Region | Stroke


@dataclass(frozen=True, slots=True, init=False)
class Prompt:
    """An ordered tuple of clicks, regions and strokes; of contradicting items the newest wins.

    `Prompt(items)` keeps the order in which the user gave them. The keywords build the tuple
    when the order does not matter: the box first, then strokes, then clicks.
    """

    items: tuple[PromptItem, ...]

    def __init__(
        self,
        items: Iterable[PromptItem] = (),
        *,
        clicks: Iterable[Click] = (),
        box: Box | None = None,
        strokes: Iterable[Stroke] = (),
    ) -> None:
        boxes = () if box is None else (box,)
        object.__setattr__(self, "items", (*items, *boxes, *strokes, *clicks))

    def __bool__(self) -> bool:
        return bool(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def clicks(self) -> tuple[Click, ...]:
        return tuple(item for item in self.items if isinstance(item, Click))

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        return tuple(item for item in self.items if isinstance(item, Stroke))

    @property
    def box(self) -> Box | None:
        """The newest box: a second box replaces the first."""
        return next((item for item in reversed(self.items) if isinstance(item, Box)), None)

    def adding(self, item: PromptItem) -> Prompt:
        """This prompt followed by one more item."""
        return Prompt((*self.items, item))

    def extends_by_one(self, older: Prompt) -> bool:
        """Whether this prompt is `older` and exactly one more item."""
        return len(self) == len(older) + 1 and self.items[:-1] == older.items

    def scaled(self, factor: float) -> Prompt:
        """The same prompt on a picture enlarged by `factor`."""
        return Prompt(_scaled(item, factor) for item in self.items)

    def moved(self, dx: float, dy: float) -> Prompt:
        """The same prompt so many pixels further to the right and down."""
        return Prompt(_moved(item, dx, dy) for item in self.items)

    def check(self, width: int, height: int) -> None:
        """Refuse what does not lie on a picture of this size.

        Raises:
            SqsamError: A click or a whole stroke lies outside, or a region is degenerate.
        """
        for item in self.items:
            _check(item, width, height)

    def to_json(self) -> list[dict[str, Any]]:
        """A list of plain objects, as stored in `document.json` and in sidecar files."""
        return [_item_to_json(item) for item in self.items]

    @classmethod
    def from_json(cls, items: list[dict[str, Any]]) -> Prompt:
        """The inverse of `to_json`.

        Raises:
            SqsamError: An item is not a click, box, lasso or stroke.
        """
        try:
            return cls(_item_from_json(item) for item in items)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise SqsamError("The stored prompt cannot be read.", "Draw it again.") from error


def _scaled(item: PromptItem, factor: float) -> PromptItem:
    if isinstance(item, Click):
        return replace(item, x=item.x * factor, y=item.y * factor)
    if isinstance(item, Box):
        return Box(item.x0 * factor, item.y0 * factor, item.x1 * factor, item.y1 * factor)
    points = tuple((x * factor, y * factor) for x, y in item.points)
    if isinstance(item, Lasso):
        return Lasso(points)
    return replace(item, points=points, width=item.width * factor)


def _moved(item: PromptItem, dx: float, dy: float) -> PromptItem:
    if isinstance(item, Click):
        return replace(item, x=item.x + dx, y=item.y + dy)
    if isinstance(item, Box):
        return Box(item.x0 + dx, item.y0 + dy, item.x1 + dx, item.y1 + dy)
    return replace(item, points=tuple((x + dx, y + dy) for x, y in item.points))


def _check(item: PromptItem, width: int, height: int) -> None:
    numbers = _numbers(item)
    if not all(math.isfinite(number) for number in numbers):
        raise SqsamError("A prompt holds a number that is not finite.")
    if isinstance(item, Click):
        if not _inside(item.x, item.y, width, height):
            where = f"({item.x:g}, {item.y:g})"
            raise SqsamError(
                f"The click {where} lies outside the photo ({width} x {height} pixels).",
                "Click on the photo.",
            )
    elif isinstance(item, Box):
        x0, x1 = max(item.x0, 0.0), min(item.x1, float(width))
        y0, y1 = max(item.y0, 0.0), min(item.y1, float(height))
        if x1 - x0 < 1 or y1 - y0 < 1:
            raise SqsamError("The box has no area on the photo.", "Draw it around the object.")
    elif isinstance(item, Lasso):
        if not item.fits(width, height):
            raise SqsamError("The lasso has no area on the photo.", "Draw it around the object.")
    elif not item.points or item.width <= 0:
        raise SqsamError("The stroke is empty.", "Draw over the object.")
    elif not any(_inside(x, y, width, height) for x, y in item.points):
        raise SqsamError(
            f"The stroke lies outside the photo ({width} x {height} pixels).",
            "Draw on the photo.",
        )


def _numbers(item: PromptItem) -> tuple[float, ...]:
    if isinstance(item, Click):
        return (item.x, item.y)
    if isinstance(item, Box):
        return (item.x0, item.y0, item.x1, item.y1)
    if isinstance(item, Lasso):
        return tuple(number for point in item.points for number in point)
    return (item.width, *(number for point in item.points for number in point))


def _area(points: tuple[tuple[float, float], ...]) -> float:
    """What a closed curve encloses; a curve that crosses itself may enclose more."""
    around = zip(points, (*points[1:], *points[:1]), strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in around)) / 2


def _overlaps(points: tuple[tuple[float, float], ...], width: int, height: int) -> bool:
    """Whether the rectangle around some points has a pixel on the photo."""
    xs, ys = zip(*points, strict=True)
    across = min(max(xs), float(width)) - max(min(xs), 0.0)
    down = min(max(ys), float(height)) - max(min(ys), 0.0)
    return bool(across >= 1 and down >= 1)


def _inside(x: float, y: float, width: int, height: int) -> bool:
    return 0 <= x < width and 0 <= y < height


def _item_to_json(item: PromptItem) -> dict[str, Any]:
    if isinstance(item, Click):
        return {"type": "click", "x": float(item.x), "y": float(item.y), "positive": item.positive}
    if isinstance(item, Box):
        return {"type": "box", "corners": [float(each) for each in _numbers(item)]}
    points = [[float(x), float(y)] for x, y in item.points]
    if isinstance(item, Lasso):
        return {"type": "lasso", "points": points}
    width = float(item.width)
    return {"type": "stroke", "points": points, "width": width, "positive": item.positive}


def _item_from_json(item: dict[str, Any]) -> PromptItem:
    kind = item["type"]
    if kind == "click":
        return Click(float(item["x"]), float(item["y"]), bool(item["positive"]))
    if kind == "box":
        x0, y0, x1, y1 = map(float, item["corners"])
        return Box(x0, y0, x1, y1)
    if kind in ("lasso", "stroke"):
        points = tuple((float(x), float(y)) for x, y in item["points"])
        if kind == "lasso":
            return Lasso(points)
        return Stroke(points, float(item["width"]), bool(item["positive"]))
    raise ValueError(kind)
