"""What is done to a whole mask after prompts and painting: fill holes, grow, smooth, feather ...

Amounts are in picture pixels. An `Adjuster` works at the scale of the screen, on the part that is
asked for and a margin around it, so that a canvas never waits for the whole picture; and tiles of
one mask fit together. Knows neither layers nor files nor Qt.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, cast, get_args

import cv2
import numpy as np

from sqsam_desktop.core.corrections import NO_CORRECTIONS, Corrections
from sqsam_desktop.core.edges import edge_band, guided_filter
from sqsam_desktop.core.mask import HALF, Bounds, Mask
from sqsam_desktop.core.matting import REACH, ColourModel, hair_model, matted, redrawn
from sqsam_desktop.core.shrinking import shrunk

if TYPE_CHECKING:
    from numpy.typing import NDArray

Kind: TypeAlias = Literal[
    "fill_holes", "remove_islands", "grow", "smooth", "refine", "hair", "feather", "clean_colour"
]
"""In the order in which they are applied. The last leaves the mask alone: it asks for cut-outs
whose edge is free of the background's colour."""
KINDS: tuple[Kind, ...] = get_args(Kind)

Pixels = TypeVar("Pixels", bound="NDArray[Any]")

Source: TypeAlias = Callable[[Bounds, float], Mask]
"""Draws a part of the mask to be adjusted, as `Renderable.render`."""

MOST = 500.0
"""Picture pixels that no amount exceeds."""
_GRID = 12
"""Tiles begin at multiples of so many of their pixels, whatever the guided filter subsamples by."""
_COARSE_PIXELS = 1_000_000
"""Size at which holes and islands of the whole picture are looked for."""
_ISLAND = 0.1
"""An island smaller than this share of the largest is removed."""
_SHORE = 12.0
"""Coarse pixels around an island that may hold haze of its edge."""
_RIM = 3
"""Coarse pixels by which a filled hole reaches into what surrounds it."""
_CRISP = 3.0
"""Picture pixels over which the edge of a smoothed mask fades."""
_STACKED = 8
"""Pixels of feathering from which on the faster filter is as good."""
_TILE = 1024
_HAIR_PIXELS = 250_000
"""Size at which it is found out what tells hair that was pointed at."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One of an ordered list, at most one of each kind.

    Attributes:
        kind: What is done.
        amount: How far, in picture pixels; `grow` shrinks by a negative one, and kinds that are
            either on or off have 1.
    """

    kind: Kind
    amount: float = 1.0

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "amount": self.amount}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Adjustment:
        """As it was stored.

        Raises:
            ValueError: It is unknown, or its amount is absurd.
        """
        kind, amount = stored["kind"], float(stored["amount"])
        if kind not in KINDS or not abs(amount) <= MOST:
            raise ValueError(stored)
        return cls(kind, amount)


def amount_of(adjustments: Sequence[Adjustment], kind: Kind) -> float:
    """How much of a kind there is; 0 for none."""
    return next((each.amount for each in adjustments if each.kind == kind), 0.0)


def with_amount(
    adjustments: Sequence[Adjustment], kind: Kind, amount: float
) -> tuple[Adjustment, ...]:
    """The adjustments with another amount of one kind, none of it for 0, in their order."""
    others = [each for each in adjustments if each.kind != kind]
    changed = [*others, Adjustment(kind, amount)] if amount else others
    return tuple(sorted(changed, key=lambda each: KINDS.index(each.kind)))


@dataclass(frozen=True, slots=True)
class _Place:
    """A rectangle of the picture and how many of its pixels lie along one that is worked on."""

    room: Bounds
    cell: int


class Adjuster:
    """Adjusts one mask.

    Args:
        source: The mask.
        adjustments: What to do, as `with_amount` orders it.
        photo: H x W x 3 uint8, which the edge may follow.
        hair: Where hair is looked for, beside the band that the adjustment of that kind is for.
    """

    def __init__(
        self,
        source: Source,
        adjustments: Sequence[Adjustment],
        photo: NDArray[np.uint8],
        hair: Corrections = NO_CORRECTIONS,
    ) -> None:
        self._source = source
        self._photo = photo
        self._size = photo.shape[1], photo.shape[0]
        self._hair = hair
        self._adjustments = tuple(adjustments)

    def render(self, bounds: Bounds, scale: float) -> Mask:
        """A part of the adjusted mask.

        Args:
            bounds: A rectangle of the picture.
            scale: Output pixels a picture pixel.

        Returns:
            round(height * scale) x round(width * scale) uint8.
        """
        # Worked on in cells of whole picture pixels: all tiles of a picture share one grid.
        cell = max(1, math.floor(1 / scale + 1e-9))
        x0, y0, x1, y1 = bounds
        shape = max(1, round((y1 - y0) * scale)), max(1, round((x1 - x0) * scale))
        region = _around(bounds, cell, 0, self._size)
        if cell * scale == 1.0 and region == bounds:
            return self._region(bounds, cell)[: shape[0], : shape[1]]
        region = _around(bounds, cell, 1, self._size)
        adjusted = self._region(region, cell)
        to_output = np.array([[cell * scale, 0, 0], [0, cell * scale, 0]])
        for axis, start in enumerate((x0, y0)):
            to_output[axis, 2] = cell * scale / 2 - 0.5 + (region[axis] - start) * scale
        return _warped(adjusted, to_output, shape)

    @property
    def mask(self) -> Mask:
        """H x W uint8, the picture's size."""
        width, height = self._size
        mask = np.empty((height, width), np.uint8)
        for y in range(0, height, _TILE):
            for x in range(0, width, _TILE):
                tile = x, y, min(x + _TILE, width), min(y + _TILE, height)
                mask[y : tile[3], x : tile[2]] = self._region(tile, 1)
        return mask

    def _region(self, region: Bounds, cell: int) -> Mask:
        """A rectangle whose corner lies on a cell, a pixel a cell."""
        step = cell * _GRID
        margin = _GRID * math.ceil(sum(_reach(each, cell) for each in self._adjustments) / _GRID)
        room = x0, y0, x1, y1 = _around(region, step, margin // _GRID, self._size)
        size = -(-(x1 - x0) // step) * _GRID, -(-(y1 - y0) // step) * _GRID
        mask = self._padded(self._source(room, 1 / cell), size)
        place = _Place(room, cell)
        mask = self._tidied(mask, place)
        # What is all inside or all outside stays so, whatever is done to edges.
        if self._hair or mask.min() < mask.max():
            for kind in KINDS:
                mask = self._edged(mask, kind, place)
        left, top = (region[0] - x0) // cell, (region[1] - y0) // cell
        columns, rows = -(-(region[2] - region[0]) // cell), -(-(region[3] - region[1]) // cell)
        return mask[top : top + rows, left : left + columns]

    def _edged(self, mask: Mask, kind: Kind, place: _Place) -> Mask:
        """One adjustment of those that only look at a pixel's surroundings."""
        amount = amount_of(self._adjustments, kind) / place.cell
        if kind == "hair" and self._hair:
            mask = self._haired(mask, place)
        if not amount:
            return mask
        if kind == "grow":
            return grown(mask, amount)
        if kind == "smooth":
            return smoothed(mask, amount, _CRISP / place.cell)
        if kind == "refine":
            return refined(mask, self._seen(place, mask.shape), amount)
        if kind == "hair":
            return matted(mask, self._seen(place, mask.shape), amount)
        return feathered(mask, amount) if kind == "feather" else mask

    def _haired(self, mask: Mask, place: _Place) -> Mask:
        """The mask with hair where it was pointed at."""
        model = self._hair_model
        trust = self._laid_over(model.trust, place, mask.shape)
        if not trust.any():
            return mask
        weights = self._laid_over(model.weights, place, mask.shape)
        return redrawn(mask, self._seen(place, mask.shape), ColourModel(weights, trust))

    def _tidied(self, mask: Mask, place: _Place) -> Mask:
        """The mask without the holes and islands of the whole picture."""
        if amount_of(self._adjustments, "fill_holes"):
            mask = np.maximum(mask, self._laid_over(self._holes, place, mask.shape))
        if amount_of(self._adjustments, "remove_islands"):
            mask = np.minimum(mask, 255 - self._laid_over(self._islands, place, mask.shape))
        return mask

    def _laid_over(self, whole: Pixels, place: _Place, shape: tuple[int, ...]) -> Pixels:
        """A part of a small picture of the whole, in cells."""
        side = round(max(self._size) / max(whole.shape[:2]))
        ratio = side / place.cell
        shift = [ratio / 2 - 0.5 - start / place.cell for start in place.room[:2]]
        return _warped(whole, np.array([[ratio, 0, shift[0]], [0, ratio, shift[1]]]), shape)

    def _whole(self, pixels: int) -> tuple[Mask, int]:
        """All of the mask before it is adjusted, made small, and picture pixels along one of it."""
        width, height = self._size
        cell = max(1, math.ceil(math.sqrt(width * height / pixels)))
        return self._source((0, 0, width, height), 1 / cell), cell

    @cached_property
    def _hair_model(self) -> ColourModel:
        """What tells hair where it was pointed at, for the whole picture."""
        mask, cell = self._whole(_HAIR_PIXELS)
        where = self._hair.applied(np.zeros_like(mask), (0, 0, *self._size), 1 / cell)
        small = cv2.resize(self._photo, mask.shape[::-1], interpolation=cv2.INTER_AREA)
        return hair_model(mask, np.asarray(small, np.uint8), where)

    @cached_property
    def _holes(self) -> Mask:
        return holes(self._whole(_COARSE_PIXELS)[0])

    @cached_property
    def _islands(self) -> Mask:
        return islands(self._whole(_COARSE_PIXELS)[0])

    def _seen(self, place: _Place, shape: tuple[int, ...]) -> NDArray[np.uint8]:
        """The photo in cells, h x w x 3 uint8."""
        return self._padded(shrunk(self._photo, place.room, place.cell), (shape[1], shape[0]))

    def _padded(self, part: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
        """A part at the picture's right or lower border, continued up to `size`."""
        right, below = max(0, size[0] - part.shape[1]), max(0, size[1] - part.shape[0])
        if right or below:
            padded = cv2.copyMakeBorder(part, 0, below, 0, right, cv2.BORDER_REPLICATE)
            part = np.asarray(padded, np.uint8)
        return part[: size[1], : size[0]]


# --- what is done to pixels: amounts in pixels of the mask ----------------------------------------


def grown(mask: Mask, radius: float) -> Mask:
    """The mask's edge moved outward, inward for a negative radius, as soft as it was."""
    move = cv2.dilate if radius > 0 else cv2.erode
    whole, part = divmod(abs(radius), 1.0)
    for disc in _discs(int(whole)):
        mask = np.asarray(move(mask, disc, borderType=cv2.BORDER_REPLICATE), np.uint8)
    if part > 0.01:
        further = move(mask, _disc(1), borderType=cv2.BORDER_REPLICATE)
        mask = np.asarray(cv2.addWeighted(mask, 1 - part, further, part, 0), np.uint8)
    return mask


def smoothed(mask: Mask, radius: float, crisp: float) -> Mask:
    """The mask without corners and bays smaller than the radius; its edge fades over `crisp`."""
    if radius < 0.3:
        return mask
    blurred = _blurred(mask, radius)
    # A step blurred by sigma rises by 1 / (2.5 sigma) a pixel.
    steep = max(1.0, 2.5 * _SIGMA * radius / max(crisp, 2.0))
    return np.asarray(cv2.addWeighted(blurred, steep, blurred, 0, 127.5 * (1 - steep)), np.uint8)


def feathered(mask: Mask, radius: float) -> Mask:
    """The mask with an edge that fades over the radius to either side."""
    return _blurred(mask, radius) if radius >= 0.3 else mask


def refined(mask: Mask, rgb: NDArray[np.uint8], radius: float) -> Mask:
    """The mask with its edge drawn along the photo's, wherever that lies within the radius."""
    window = round(radius)
    if window < 1:
        return mask
    luma = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.uint8)
    return guided_filter(luma, mask, window, edge_band(mask, window))


def holes(mask: Mask) -> Mask:
    """255 where a mask is to be filled: gaps that do not reach its border."""
    outside = (mask < HALF).astype(np.uint8)
    _, labels = cv2.connectedComponents(outside, connectivity=4)
    border = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    enclosed = (outside > 0) & ~np.isin(labels, np.unique(border))
    return np.asarray(cv2.dilate(enclosed.astype(np.uint8) * 255, _disc(_RIM)), np.uint8)


def islands(mask: Mask) -> Mask:
    """255 where a mask is to be emptied: parts much smaller than the largest, and their haze."""
    inside = (mask >= HALF).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inside)
    if count <= 2:
        return np.zeros_like(mask)
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    kept = areas >= _ISLAND * areas.max()
    to_kept = cv2.distanceTransform((~kept[labels]).astype(np.uint8), cv2.DIST_L2, 5)
    dropped = ~kept[labels] & (inside > 0)
    to_dropped = cv2.distanceTransform((~dropped).astype(np.uint8), cv2.DIST_L2, 5)
    emptied = (to_dropped <= _SHORE) & (to_dropped < to_kept)
    return np.asarray(np.where(emptied, 255, 0), np.uint8)


_SIGMA = 0.41
"""Standard deviation of a fade over the radius to either side, as a part of it."""


def _blurred(mask: Mask, radius: float) -> Mask:
    if radius >= _STACKED:
        side = 2 * round(radius) + 1
        return np.asarray(cv2.stackBlur(mask, (side, side)), np.uint8)
    side = 2 * math.ceil(3 * _SIGMA * radius) + 1
    blurred = cv2.GaussianBlur(mask, (side, side), _SIGMA * radius, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(blurred, np.uint8)


def _reach(adjustment: Adjustment, cell: int) -> int:
    """Pixels around a place on which what is done there depends."""
    amount = abs(adjustment.amount) / cell
    if adjustment.kind in ("grow", "smooth", "feather"):
        return math.ceil(1.3 * amount) + 2
    if adjustment.kind == "refine":
        return 4 * math.ceil(amount) + _GRID
    if adjustment.kind == "hair":
        return REACH * math.ceil(amount) + _GRID
    return 0


def _around(bounds: Bounds, step: int, more: int, size: tuple[int, int]) -> Bounds:
    """A rectangle widened to multiples of `step` and `more` steps beyond, within the picture."""
    x0, y0, x1, y1 = bounds
    return (
        max(0, (x0 // step - more) * step),
        max(0, (y0 // step - more) * step),
        min(size[0], (-(-x1 // step) + more) * step),
        min(size[1], (-(-y1 // step) + more) * step),
    )


def _warped(picture: Pixels, matrix: NDArray[np.float64], shape: tuple[int, ...]) -> Pixels:
    warped = cv2.warpAffine(
        picture, matrix, shape[1::-1], flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return cast("Pixels", np.asarray(warped, picture.dtype))


def _discs(radius: int) -> list[NDArray[np.uint8]]:
    """Small discs that one after the other move an edge as one of that radius would."""
    full, rest = divmod(radius, 5)
    return [_disc(5)] * full + ([_disc(rest)] if rest else [])


def _disc(radius: int) -> NDArray[np.uint8]:
    side = 2 * radius + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)
