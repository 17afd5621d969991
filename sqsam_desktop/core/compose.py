"""What a document looks like: its visible layers over each other, on transparency.

Where nothing covers a pixel it is transparent, and its colour is the photo's. As long as all layers
show the photo as it is they differ in coverage only. Pure; knows neither threads nor Qt.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Protocol

import cv2
import numpy as np

from sqsam_desktop.core.adjust import amount_of
from sqsam_desktop.core.blending import Paint
from sqsam_desktop.core.carried import Carried
from sqsam_desktop.core.mask import Bounds, Mask, visible_bounds
from sqsam_desktop.core.raster import IDENTITY, Raster, Transform
from sqsam_desktop.core.shrinking import sampled
from sqsam_desktop.plugin_api import CLEAN_REACH, clean_colours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqsam_desktop.core.document import Blend, EffectUse, Layer
    from sqsam_desktop.core.files.images import U8
    from sqsam_desktop.core.fold import Renderable
    from sqsam_desktop.core.outline import Outline

_LOOK = 256
"""Long side of the mask on which an object is looked for to crop its thumbnail."""
_MARGIN = 0.08
"""Room around the object in a thumbnail, as a part of its longer side."""
_TILE = 1024
"""Picture pixels a side that are composited at once."""


@dataclass(frozen=True, eq=False, slots=True)
class Place:
    """Which part of a picture pixels show.

    Attributes:
        bounds: In whole picture pixels.
        scale: Pixels shown a picture pixel.
        size: (width, height) of the whole picture, in picture pixels.
    """

    bounds: Bounds
    scale: float
    size: tuple[int, int]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of pixels."""
        x0, y0, x1, y1 = self.bounds
        return max(1, round((y1 - y0) * self.scale)), max(1, round((x1 - x0) * self.scale))


class RunEffect(Protocol):
    """Whoever can run effects."""

    def halo(self, use: EffectUse) -> int | None:
        """Picture pixels around a part that it needs; None: the whole picture."""
        ...

    def __call__(self, use: EffectUse, image: U8, mask: Mask, place: Place, /) -> U8:
        """Apply it to H x W x 4 straight RGBA, with the layer's H x W mask; the same shape."""
        ...


class Effects(RunEffect, Protocol):
    """Whoever can run effects, and stop them."""

    def bound(self, check: Callable[[], None], /) -> RunEffect:
        """The same, whose calls end early if `check`, called often, raises Cancelled."""
        ...


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """A visible layer, ready to be laid over others.

    Attributes:
        mask: What it covers; None: everything.
        opacity: 0..1, a factor to the mask.
        blend: How its colours meet those below.
        effects: Those that are enabled.
        pixels: Its own picture; None: the photo.
        transform: Of its own picture.
        children: Those it groups, from the bottom; None if it is no group.
        is_cleaned: Whether the photo's colours at its edge are freed from what is behind it.
    """

    mask: Renderable | None
    opacity: float = 1.0
    blend: Blend = "normal"
    effects: tuple[EffectUse, ...] = ()
    pixels: Raster | None = None
    transform: Transform = IDENTITY
    children: tuple[Sheet, ...] | None = None
    is_cleaned: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it covers, with the photo's own colours, and does nothing else."""
        changes = self.blend != "normal" or self.effects or self.pixels is not None
        changes = changes or self.is_cleaned
        return not changes and all(each.is_plain for each in self.children or ())


def sheets(
    layers: Sequence[Layer], mask_of: Callable[[Outline], Renderable], parent: str = ""
) -> list[Sheet]:
    """The visible ones of a document's layers; those whose answer is still missing are left out.

    Args:
        layers: In the order of `State.layers`.
        mask_of: The mask of an answered outline.
        parent: The group whose layers are wanted; empty for those in no group.
    """
    laid = []
    for layer in layers:
        is_empty = layer.is_cutout and not layer.outline
        if layer.parent != parent or not layer.visible or not layer.outline.answered or is_empty:
            continue
        mask = mask_of(layer.outline) if layer.outline else None
        if mask is not None and layer.carried != IDENTITY:
            mask = Carried(mask, layer.carried)
        children = tuple(sheets(layers, mask_of, layer.id)) if layer.is_group else None
        used = tuple(use for use in layer.effects if use.enabled)
        # Below the photo there is nothing that its colours could meet.
        blend: Blend = "normal" if layer.is_photo else layer.blend
        shown = Sheet(mask, layer.opacity, blend, used, layer.pixels, layer.transform, children)
        cleaned = bool(amount_of(layer.outline.adjustments, "clean_colour"))
        laid.append(replace(shown, is_cleaned=cleaned and mask is not None))
    return laid


def coverage(sheets: Sequence[Sheet], bounds: Bounds, scale: float) -> Mask:
    """How much of each pixel the sheets cover together.

    Args:
        sheets: In any order, for it does not matter.
        bounds: A rectangle of the picture.
        scale: Output pixels a picture pixel.

    Returns:
        round(height * scale) x round(width * scale) uint8.
    """
    none = np.zeros(Place(bounds, scale, (0, 0)).shape, np.uint8)
    return together((none, *(_covered(sheet, bounds, scale) for sheet in sheets)))


def extent(sheets: Sequence[Sheet], size: tuple[int, int]) -> Bounds | None:
    """The smallest rectangle of a picture of (width, height) pixels with all that can be seen.

    Looked for piece by piece so that it takes little memory; None if nothing can be seen.
    """
    found = []
    for left, top, right, bottom in _tiles((0, 0, *size), _TILE):
        seen = visible_bounds(coverage(sheets, (left, top, right, bottom), 1.0))
        if seen is not None:
            found.append((left + seen[0], top + seen[1], left + seen[2], top + seen[3]))
    if not found:
        return None
    x0, y0, x1, y1 = zip(*found, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def render(
    rgb: U8,
    sheets: Sequence[Sheet],
    bounds: Bounds,
    scale: float,
    run_effect: RunEffect | None = None,
) -> U8:
    """The sheets on transparency.

    Args:
        rgb: H x W x 3, or x 4 with straight alpha: all of the picture.
        sheets: From the bottom.
        bounds: A rectangle of the picture.
        scale: Output pixels a picture pixel.
        run_effect: Runs the effects; None leaves them out.

    Returns:
        round(height * scale) x round(width * scale) x 4 uint8, straight alpha; transparent pixels
        keep the picture's colour.
    """
    if all(sheet.is_plain for sheet in sheets):
        part, seen = sampled(rgb, bounds, scale), coverage(sheets, bounds, scale)
        return np.dstack(
            [part[:, :, :3], seen if part.shape[2] == 3 else _times(part[:, :, 3], seen)]
        )
    size = (rgb.shape[1], rgb.shape[0])
    wider = _widened(bounds, halo_of(sheets, run_effect, size), size)
    place = Place(wider, scale, size)
    easel = _Easel(sampled(rgb, wider, scale), place, run_effect)
    painted = easel.laid(sheets, Paint.clear(*place.shape)).rgba(easel.photo[:, :, :3])
    top, left = round((bounds[1] - wider[1]) * scale), round((bounds[0] - wider[0]) * scale)
    rows, columns = Place(bounds, scale, size).shape
    return painted[top : top + rows, left : left + columns]


def render_large(
    rgb: U8, sheets: Sequence[Sheet], bounds: Bounds, run_effect: RunEffect | None = None
) -> U8:
    """A part of the picture in full size, made piece by piece so that it takes little memory.

    Arguments and result as for `render`.
    """
    left, top, right, bottom = bounds
    result = np.empty((bottom - top, right - left, 4), np.uint8)
    needs_all = halo_of(sheets, run_effect, (rgb.shape[1], rgb.shape[0])) is None
    step = max(result.shape) if needs_all else _TILE
    for x0, y0, x1, y1 in _tiles(bounds, step):
        piece = render(rgb, sheets, (x0, y0, x1, y1), 1.0, run_effect)
        result[y0 - top : y1 - top, x0 - left : x1 - left] = piece
    return result


@dataclass(frozen=True, eq=False, slots=True)
class _Easel:
    """One part of the picture that is being painted.

    Attributes:
        photo: That part of the document's picture, H x W x 3 or x 4 uint8.
    """

    photo: U8
    place: Place
    run_effect: RunEffect | None

    def laid(self, sheets: Iterable[Sheet], below: Paint) -> Paint:
        """Sheets, from the bottom, over what there is."""
        for sheet in sheets:
            below = self._lay(sheet, below)
        return below

    def _lay(self, sheet: Sheet, below: Paint) -> Paint:
        if sheet.children is None:
            result = self._lay_leaf(sheet, below)
        elif sheet.blend == "normal":
            # Its layers meet what is below as if they were in no group.
            result = below.mixed(self.laid(sheet.children, below), sheet.opacity)
        else:
            alone = self.laid(sheet.children, Paint.clear(*self.place.shape))
            result = alone.faded(sheet.opacity).over(below, sheet.blend)
        return self._with_effects(sheet, result)

    def _lay_leaf(self, sheet: Sheet, below: Paint) -> Paint:
        mask = self._mask(sheet)
        pixels = self._pixels(sheet, mask)
        seen = mask if mask is not None or sheet.pixels is None else pixels[:, :, 3]
        if seen is None:
            return Paint.of(pixels, mask, sheet.opacity).over(below, sheet.blend)
        # Where it shows nothing it changes nothing.
        left, top, width, height = cv2.boundingRect(seen)
        if not width:
            return below
        area = slice(top, top + height), slice(left, left + width)
        part = Paint.of(pixels[area], None if mask is None else mask[area], sheet.opacity)
        return below.with_part(*area, part.over(below.part(*area), sheet.blend))

    def _pixels(self, sheet: Sheet, mask: Mask | None) -> U8:
        if sheet.pixels is None:
            if not sheet.is_cleaned or mask is None:
                return self.photo
            radius = max(1, round(_edge(self.place.size) * self.place.scale))
            cleaned = clean_colours(self.photo[:, :, :3], mask, radius)
            return np.dstack([cleaned, self.photo[:, :, 3:]])
        return sheet.pixels.sampled(sheet.transform, self.place.bounds, self.place.scale)

    def _mask(self, sheet: Sheet) -> Mask | None:
        if sheet.mask is None:
            return None
        return sheet.mask.render(self.place.bounds, self.place.scale)

    def _with_effects(self, sheet: Sheet, painted: Paint) -> Paint:
        if self.run_effect is None or not sheet.effects:
            return painted
        mask = _covered(sheet, self.place.bounds, self.place.scale)
        for use in sheet.effects:
            changed = self.run_effect(use, painted.rgba(), mask, self.place)
            painted = painted.mixed(Paint.of(changed), use.strength)
        return painted


def thumbnail(rgb: U8, sheet: Sheet, side: int) -> U8:
    """One layer alone, cropped to its object, as RGBA of at most `side` x `side` pixels."""
    sheet = replace(sheet, opacity=1.0)
    size = (rgb.shape[1], rgb.shape[0])
    bounds = _around(sheet, size)
    longest = max(bounds[2] - bounds[0], bounds[3] - bounds[1])
    return render(rgb, [sheet], bounds, min(1.0, side / longest))


def together(masks: Iterable[Mask]) -> Mask:
    """What masks of one size cover as layers do: no seam shows where soft edges meet.

    Raises:
        TypeError: There is none.
    """
    return 255 - reduce(_times, (255 - mask for mask in masks))


def faded(mask: Mask, opacity: float) -> Mask:
    """A mask at an opacity of 0..1."""
    if opacity >= 1.0:
        return mask
    return np.asarray(cv2.multiply(mask, np.ones_like(mask), scale=opacity), np.uint8)


def _covered(sheet: Sheet, bounds: Bounds, scale: float) -> Mask:
    """How much of each pixel one sheet covers."""
    if sheet.children is not None:
        return faded(coverage(sheet.children, bounds, scale), sheet.opacity)
    shape = Place(bounds, scale, (0, 0)).shape
    mask = np.full(shape, 255, np.uint8)
    if sheet.pixels is not None:
        mask = sheet.pixels.sampled(sheet.transform, bounds, scale)[:, :, 3]
    if sheet.mask is not None:
        seen = sheet.mask.render(bounds, scale)
        mask = seen if sheet.pixels is None else _times(mask, seen)
    return faded(mask, sheet.opacity)


def _tiles(bounds: Bounds, side: int) -> Iterator[Bounds]:
    """The squares of a rectangle; at its right and lower border what is left of them."""
    left, top, right, bottom = bounds
    for y in range(top, bottom, side):
        for x in range(left, right, side):
            yield x, y, min(right, x + side), min(bottom, y + side)


def _edge(size: tuple[int, int]) -> float:
    """Picture pixels over which the edge of a thing usually fades."""
    return max(3.0, max(size) / 500)


def halo_of(
    sheets: Iterable[Sheet], run_effect: RunEffect | None, size: tuple[int, int]
) -> int | None:
    """Picture pixels around a part that all sheets together need; None: everything."""
    total = 0
    for sheet in sheets:
        needed = [run_effect.halo(use) for use in sheet.effects] if run_effect else []
        needed.append(halo_of(sheet.children or (), run_effect, size))
        needed.append(math.ceil(CLEAN_REACH * _edge(size)) if sheet.is_cleaned else 0)
        for each in needed:
            if each is None:
                return None
            total += each
    return total


def _widened(bounds: Bounds, halo: int | None, size: tuple[int, int]) -> Bounds:
    if halo is None:
        return 0, 0, *size
    x0, y0, x1, y1 = bounds
    return max(0, x0 - halo), max(0, y0 - halo), min(size[0], x1 + halo), min(size[1], y1 + halo)


def _around(sheet: Sheet, size: tuple[int, int]) -> Bounds:
    """The object with some room around it; everything if there is none."""
    width, height = size
    scale = min(1.0, _LOOK / max(size))
    found = visible_bounds(_covered(sheet, (0, 0, width, height), scale))
    if found is None:
        return 0, 0, width, height
    x0, y0, x1, y1 = (value / scale for value in found)
    room = _MARGIN * max(x1 - x0, y1 - y0)
    left, top = max(0, int(x0 - room)), max(0, int(y0 - room))
    right, bottom = min(width, int(x1 + room) + 1), min(height, int(y1 + room) + 1)
    return left, top, max(left + 1, right), max(top + 1, bottom)


def _times(first: Mask, second: Mask) -> Mask:
    return np.asarray(cv2.multiply(first, second, scale=1 / 255), np.uint8)
