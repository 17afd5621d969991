"""Strokes of a soft brush: how much of each pixel they cover. Knows no masks, no Qt."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqsam_desktop.core.mask import Bounds, Mask

Dab: TypeAlias = tuple[float, float, float]
"""x, y and radius in picture pixels."""

_SPACING = 0.1
"""Distance between dabs, as a part of the radius: closer than the eye can tell."""
_PHASES = 4
"""Places within a pixel that a small dab's centre may have, along each axis."""
_LARGE = 24.0
"""Radius in pixels from which on nobody sees where within a pixel a dab lies."""


@dataclass(frozen=True)
class BrushStroke:
    """A drawn line of the brush.

    Attributes:
        dabs: Where the brush was and how large, in the order it was there; at least one. Between
            them it moves straight, so their number does not matter, nor does the hand's speed.
        hardness: 0..1, the part of the radius that is covered to full strength.
        strength: 0..1, coverage in the middle.
        adds: Whether it paints the mask, or erases it.
    """

    dabs: tuple[Dab, ...]
    hardness: float = 0.8
    strength: float = 1.0
    adds: bool = True

    @cached_property
    def bounds(self) -> Bounds:
        """Whole picture pixels that hold all it covers; may reach outside the picture."""
        return dabs_bounds(self.dabs)

    def cover(self, bounds: Bounds, scale: float) -> Mask:
        """How much it covers of a part of the picture, however often it passed a place.

        Args:
            bounds: A rectangle of the picture.
            scale: Output pixels a picture pixel.

        Returns:
            round(height * scale) x round(width * scale) uint8.
        """
        x0, y0, x1, y1 = bounds
        shape = (max(1, round((y1 - y0) * scale)), max(1, round((x1 - x0) * scale)))
        cover = np.zeros(shape, np.uint8)
        self.stamp(cover, self.dabs, (x0, y0), scale)
        return cover

    def stamp(
        self, cover: Mask, dabs: tuple[Dab, ...], origin: tuple[int, int], scale: float
    ) -> None:
        """Put the way along some dabs on a cover whose corner is `origin`; changes it."""
        for x, y, radius in spaced(dabs):
            place = (x - origin[0]) * scale, (y - origin[1]) * scale
            _stamp(cover, place, _tip(*_phase(place, radius * scale), self.hardness, self.strength))


def dabs_bounds(dabs: tuple[Dab, ...]) -> Bounds:
    """Whole picture pixels around the way along some dabs."""
    return (
        math.floor(min(x - radius for x, _, radius in dabs)) - 1,
        math.floor(min(y - radius for _, y, radius in dabs)) - 1,
        math.ceil(max(x + radius for x, _, radius in dabs)) + 1,
        math.ceil(max(y + radius for _, y, radius in dabs)) + 1,
    )


def spaced(dabs: tuple[Dab, ...]) -> Iterator[Dab]:
    """The first dab, and more at fixed distances on the way to each next one."""
    yield dabs[0]
    for (x0, y0, r0), (x1, y1, r1) in itertools.pairwise(dabs):
        step = max(0.5, _SPACING * min(r0, r1))
        count = max(1, math.ceil(math.hypot(x1 - x0, y1 - y0) / step))
        for index in range(1, count + 1):
            part = index / count
            yield x0 + (x1 - x0) * part, y0 + (y1 - y0) * part, r0 + (r1 - r0) * part


def _phase(place: tuple[float, float], radius: float) -> tuple[float, float, float]:
    """Radius and place within a pixel, rounded so that few different tips are needed."""
    radius = max(0.5, round(radius * 4) / 4 if radius < _LARGE else round(radius))
    phases = 1 if radius >= _LARGE else _PHASES
    x, y = ((math.floor((value % 1) * phases) + 0.5) / phases for value in place)
    return radius, x, y


@lru_cache(256)
def _tip(radius: float, x: float, y: float, hardness: float, strength: float) -> Mask:
    """One dab whose centre lies at (x, y) of its middle pixel."""
    reach = math.ceil(radius) + 1
    across = np.arange(-reach, reach + 1, dtype=np.float32) + 0.5
    distance = np.hypot(across - np.float32(x), (across - np.float32(y))[:, None])
    # Even the hardest edge is as wide as a pixel; a soft one falls like a cosine.
    start, fall = min(radius * hardness, radius - 0.5), max(radius * (1 - hardness), 1.0)
    outward = np.clip((distance - start) / fall, 0, 1)
    profile = (0.5 + 0.5 * np.cos(np.pi * outward)) * strength
    return np.asarray(np.rint(255 * profile), np.uint8)


def _stamp(cover: Mask, place: tuple[float, float], tip: Mask) -> None:
    reach = tip.shape[0] // 2
    left, top = math.floor(place[0]) - reach, math.floor(place[1]) - reach
    height, width = cover.shape
    rows = slice(max(0, top), min(height, top + len(tip)))
    columns = slice(max(0, left), min(width, left + len(tip)))
    if rows.start < rows.stop and columns.start < columns.stop:
        part = tip[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
        below = cover[rows, columns]
        np.maximum(below, part, out=below)
