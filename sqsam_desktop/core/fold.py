"""How the steps of an outline become the one mask that is shown.

Predictions are combined where they are needed, at any scale, so that a canvas never waits for the
whole picture. What one step does to the others' clicks and to other things is decided here, too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Protocol

import cv2
import numpy as np

from sqsam_desktop.core.adjust import Adjuster, Adjustment
from sqsam_desktop.core.corrections import NO_CORRECTIONS, Corrections
from sqsam_desktop.core.handles import distance_to_line
from sqsam_desktop.core.mask import HALF, Bounds, Mask, with_disc
from sqsam_desktop.core.outline import Op, Outline, Step, adds
from sqsam_desktop.core.prompt import Box, Click, Lasso, PromptItem, Region

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

_SAME_SPOT = 2.0
"""Picture pixels within which two clicks contradict each other instead of living side by side."""
_GUARD = 0.01
"""Radius of what a protected click keeps, as a part of the picture's long side."""
_COARSE_SIDE = 256
"""Long side of the masks on which the thing nearest to a spot is looked for."""
_SPOTS = 8
"""Points of a stroke that are looked at to tell what it points at."""


class Renderable(Protocol):
    """A mask of the picture that can be drawn at any scale; a Prediction is one."""

    @property
    def mask(self) -> Mask:
        """H x W uint8, the picture's size."""
        ...

    def render(self, bounds: Bounds, scale: float) -> Mask:
        """The part `bounds` of the mask, as uint8 of round(height * scale) rows and so on."""
        ...


@dataclass(frozen=True, slots=True)
class Guard:
    """A spot (picture pixels) at which a step must leave an earlier click alone."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """One step's prediction, ready to be folded.

    Attributes:
        op: How it is combined with the parts before it.
        mask: Its own mask.
        guards: Clicks it must leave alone.
        spares: Indices of earlier parts with things that a take-away does not point at.
    """

    op: Op
    mask: Renderable
    guards: tuple[Guard, ...] = ()
    spares: tuple[int, ...] = ()

    @property
    def is_thing(self) -> bool:
        """Whether it puts something in, rather than taking away."""
        return self.op in ("new", "add")


@dataclass(frozen=True, eq=False)
class Fold:
    """The mask that is shown: adjust(correct(all parts combined)).

    Immutable, so that threads may share it.

    Attributes:
        parts: From the first step to the last.
        corrections: What was painted over them.
        adjustments: What is done to the whole.
        hair: Where hair is looked for, beside what the adjustments say.
        photo: H x W x 3 uint8; there is one if anything was painted or adjusted.
    """

    parts: tuple[Part, ...]
    corrections: Corrections = NO_CORRECTIONS
    adjustments: tuple[Adjustment, ...] = ()
    hair: Corrections = NO_CORRECTIONS
    photo: NDArray[np.uint8] | None = None

    def render(self, bounds: Bounds, scale: float) -> Mask:
        """The part `bounds` of the picture at `scale`, as a Prediction renders its own.

        Raises:
            ValueError: There is neither a part nor a correction.
        """
        if self._adjuster is None:
            return self._corrected(bounds, scale)
        return self._adjuster.render(bounds, scale)

    @property
    def mask(self) -> Mask:
        """H x W uint8, the picture's size.

        Raises:
            ValueError: There is neither a part nor a correction.
        """
        if self._adjuster is not None:
            return self._adjuster.mask
        if self.photo is not None:
            return self._corrected((0, 0, self.photo.shape[1], self.photo.shape[0]), 1.0)
        return _folded(self.parts, [part.mask.mask for part in self.parts], (0, 0), 1.0)

    def finished(self, outline: Outline, photo: NDArray[np.uint8]) -> Fold:
        """This fold of an outline's steps with what was painted and adjusted on it."""
        if not (outline.corrections or outline.adjustments or outline.hair):
            return self
        return replace(
            self,
            corrections=outline.corrections,
            adjustments=outline.adjustments,
            hair=outline.hair,
            photo=photo,
        )

    @cached_property
    def _adjuster(self) -> Adjuster | None:
        if not (self.adjustments or self.hair):
            return None
        assert self.photo is not None
        return Adjuster(self._corrected, self.adjustments, self.photo, self.hair)

    def _corrected(self, bounds: Bounds, scale: float) -> Mask:
        masks = [part.mask.render(bounds, scale) for part in self.parts]
        if self.parts or not self.corrections:
            mask = _folded(self.parts, masks, bounds[:2], scale)
        else:
            x0, y0, x1, y1 = bounds
            shape = max(1, round((y1 - y0) * scale)), max(1, round((x1 - x0) * scale))
            mask = np.zeros(shape, np.uint8)
        return self.corrections.applied(mask, bounds, scale)

    def with_step(
        self, before: Sequence[Step], step: Step, mask: Renderable, size: tuple[int, int]
    ) -> Fold:
        """This fold and one more step.

        A prediction keeps the clicks of its own prompt. Of earlier ones, those it contradicts by
        accident are guarded; those that its own, newer items lie on are overruled. What was added
        as a thing of its own is spared by a take-away that points at another thing.

        Args:
            before: The steps this fold was made of.
            step: The next one.
            mask: Its prediction.
            size: (width, height) of the picture.
        """
        spares: tuple[int, ...] = ()
        if step.op == "take":
            pointed = self.pointed(before, step, size)
            spares = tuple(index for index in self._things if index not in pointed)
        unguarded = Fold((*self.parts, Part(step.op, mask, (), spares)))
        # Who intersects means to lose whatever lies outside, clicks included.
        # A mask made of others has no prompt: it is meant just as it is.
        if step.op in ("new", "intersect") or not step.prompt:
            return unguarded
        guards = _guards(before, step, unguarded, max(size))
        return Fold((*self.parts, Part(step.op, mask, guards, spares)))

    def pointed(self, before: Sequence[Step], step: Step, size: tuple[int, int]) -> tuple[int, ...]:
        """The parts with the things a take-away points at: those under it, else the nearest.

        Arguments as in `with_step`.
        """
        things = self._things
        if len(things) == 1:
            return things
        known = {item for earlier in before for item in earlier.prompt.items}
        new = (item for item in _against(step, True) if item not in known)
        found: set[int] = set()
        for spot in (spot for item in new for spot in _spots(item, size)):
            covering = {index for index in things if _covers(self.parts[index].mask, spot)}
            found |= covering or self._nearest(spot, size)
        return tuple(sorted(found))

    @property
    def _things(self) -> tuple[int, ...]:
        return tuple(index for index, part in enumerate(self.parts) if part.is_thing)

    def _nearest(self, spot: tuple[float, float], size: tuple[int, int]) -> set[int]:
        """The thing with the pixel closest to a spot; empty if all are."""
        scale = min(1.0, _COARSE_SIDE / max(size))
        distances = {}
        for index in self._things:
            rows, columns = np.nonzero(self.parts[index].mask.render((0, 0, *size), scale) >= HALF)
            if len(rows):
                across, down = columns + 0.5 - spot[0] * scale, rows + 0.5 - spot[1] * scale
                distances[index] = float(np.hypot(across, down).min())
        return {min(distances, key=distances.__getitem__)} if distances else set()


def _folded(
    parts: Sequence[Part], masks: Sequence[Mask], origin: tuple[int, int], scale: float
) -> Mask:
    """Parts and their masks combined; `origin` and `scale` tell which part of the picture."""
    if not parts:
        raise ValueError("nothing is outlined")
    shown = masks[0]
    for index, part in enumerate(parts[1:], 1):
        mask = masks[index]
        if part.op == "subtract":
            mask = 255 - mask
        if part.spares:
            pointed = [i for i in range(index) if parts[i].is_thing and i not in part.spares]
            others = _union(masks, part.spares)
            if pointed:
                others = np.minimum(others, 255 - _union(masks, pointed))
            mask = np.maximum(mask, others)
        for guard in part.guards:
            center = ((guard.x - origin[0]) * scale, (guard.y - origin[1]) * scale)
            mask = with_disc(mask, center, guard.radius * scale, 0 if part.is_thing else 255)
        shown = np.maximum(shown, mask) if part.is_thing else np.minimum(shown, mask)
    return shown


def _union(masks: Sequence[Mask], indices: Iterable[int]) -> Mask:
    return np.asarray(np.maximum.reduce([masks[index] for index in indices]), np.uint8)


def _guards(before: Sequence[Step], step: Step, fold: Fold, long_side: int) -> tuple[Guard, ...]:
    """The earlier clicks that `step`, folded without guards, would overrule without meaning to."""
    positive = step.op != "add"
    guards = []
    for click in _clicks(before, positive):
        if click in step.prompt.items or _covers(fold, (click.x, click.y)) == positive:
            continue
        gap = min((_gap(item, click) for item in _against(step, positive)), default=math.inf)
        if gap > _SAME_SPOT:
            guards.append(Guard(click.x, click.y, min(_GUARD * long_side, gap / 2)))
    return tuple(guards)


def _covers(mask: Renderable, spot: tuple[float, float]) -> bool:
    """Whether the full-size pixel under a point of the picture is inside."""
    column, row = math.floor(spot[0]), math.floor(spot[1])
    return int(mask.render((column, row, column + 1, row + 1), 1.0)[0, 0]) >= HALF


def _spots(item: PromptItem, size: tuple[int, int]) -> list[tuple[float, float]]:
    """Some points of a click or stroke, all on the picture."""
    if isinstance(item, Click):
        return [(item.x, item.y)]
    if isinstance(item, Region):
        return []
    points = item.points[:: max(1, len(item.points) // _SPOTS)]
    inside = (0 <= x < size[0] and 0 <= y < size[1] for x, y in points)
    return list(compress(points, inside))


def _clicks(steps: Iterable[Step], positive: bool) -> list[Click]:
    """Every click of one sign, once."""
    clicks = (c for step in steps for c in step.prompt.clicks if c.positive == positive)
    return list(dict.fromkeys(clicks))


def _against(step: Step, positive: bool) -> list[PromptItem]:
    """The items of a step that speak against clicks of the sign `positive`."""
    return [item for item in step.prompt.items if adds(item, step.op) != positive]


def _gap(item: PromptItem, click: Click) -> float:
    """Distance in picture pixels between a click and the area an item covers; 0 inside."""
    if isinstance(item, Click):
        return math.hypot(item.x - click.x, item.y - click.y)
    if isinstance(item, Box):
        across = max(item.x0 - click.x, 0.0, click.x - item.x1)
        return math.hypot(across, max(item.y0 - click.y, 0.0, click.y - item.y1))
    if isinstance(item, Lasso):
        curve = np.array(item.points, np.float32)
        return max(0.0, -float(cv2.pointPolygonTest(curve, (click.x, click.y), True)))
    return max(0.0, distance_to_line(item.points, click.x, click.y) - item.width / 2)


def fold_of(
    outline: Outline, photo: NDArray[np.uint8], unpack: Callable[[bytes], Renderable]
) -> Fold:
    """The mask of an outline whose every step has its answer.

    Args:
        outline: See `Outline.answered`.
        photo: H x W x 3 uint8, sRGB.
        unpack: Rebuilds a prediction from a packed answer.
    """
    fold, size = Fold(()), (photo.shape[1], photo.shape[0])
    for index, step in enumerate(outline.steps):
        assert step.packed is not None
        fold = fold.with_step(outline.steps[:index], step, unpack(step.packed), size)
    return fold.finished(outline, photo)
