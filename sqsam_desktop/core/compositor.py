"""The job of the layers' worker: what a document's layers look like, and what is made of them.

Layers are rebuilt from their stored answers; no model runs here. Knows no Qt.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sqsam_desktop.core.compose import Sheet, coverage, extent, halo_of, render, sheets, thumbnail
from sqsam_desktop.core.drawing import Tile, View
from sqsam_desktop.core.fold import Fold, Renderable, fold_of
from sqsam_desktop.core.frame import Frame, inverse
from sqsam_desktop.core.merging import Combination, as_picture, combined, merged
from sqsam_desktop.core.placing import raster_of
from sqsam_desktop.core.raster import IDENTITY, Raster
from sqsam_desktop.core.recent import Recent

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from pathlib import Path

    from sqsam_desktop.core.compose import Effects, RunEffect
    from sqsam_desktop.core.document import Layer
    from sqsam_desktop.core.files.images import U8, Picture
    from sqsam_desktop.core.mask import Bounds
    from sqsam_desktop.core.outline import Outline
    from sqsam_desktop.core.worker import Turn

Unpack: TypeAlias = "Callable[[bytes, U8], Renderable]"
"""Rebuilds a prediction from its packed bytes and the photo."""

_REMEMBERED = 24
"""Folds kept ready; each step of one costs about 2 MB."""
_COARSE_SIDE = 768
"""Long side of what stands in while a part of the picture is panned into view."""
_LEAST_SIDE = 256
_LIVE = 0.12
"""Seconds that a first look with effects may take: slower effects are first shown more coarsely."""
_MOST_PIXELS = 24_000_000
"""So many are made for the screen of an effect that needs all of a picture: memory is finite."""
_REST = 0.15
"""Seconds that it rests after that at most, before all details are made."""


@dataclass(frozen=True, eq=False, slots=True)
class Cover:
    """How much do the visible layers, all of them plain, cover of what is on the screen?"""

    picture: Picture
    layers: tuple[Layer, ...]
    view: View


@dataclass(frozen=True, eq=False, slots=True)
class Composite:
    """What do the visible layers look like together, where the screen shows them?

    With effects the whole picture is answered first, at a coarse scale, unless the layers are
    those of the request before; what is seen follows, unless a newer request comes.

    Attributes:
        only_seen: For a moment, while one is dragged, to spare all that is off the screen.
        round: Another number means that the same effects may look different.
    """

    picture: Picture
    layers: tuple[Layer, ...]
    view: View
    only_seen: bool = False
    round: int = 0


@dataclass(frozen=True, eq=False, slots=True)
class Sample:
    """What do the visible layers look like together, at most `side` pixels wide and high?"""

    picture: Picture
    layers: tuple[Layer, ...]
    side: int


@dataclass(frozen=True, eq=False, slots=True)
class Thumbnails:
    """What do the layers look like, at most `side` pixels wide and high? Groups have no look."""

    picture: Picture
    layers: tuple[Layer, ...]
    side: int


@dataclass(frozen=True, eq=False, slots=True)
class Combine:
    """Which outline has the mask of `layer` combined with what `others` cover together?"""

    picture: Picture
    layer: Layer
    how: Combination
    others: tuple[Layer, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Merge:
    """Which layer looks like these, in the order of a state, together?

    It has a picture of its own if it must, or if that is asked for; then their effects are in it.
    """

    picture: Picture
    layers: tuple[Layer, ...]
    as_picture: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Take:
    """Which raster is this picture, a file or straight RGBA in sRGB, for a layer?"""

    picture: Picture
    source: Path | U8


@dataclass(frozen=True, eq=False, slots=True)
class Extent:
    """Which rectangle holds all that can be seen of these layers together? None if nothing can."""

    picture: Picture
    layers: tuple[Layer, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Patch:
    """A part of the picture, as straight RGBA (H x W x 4 uint8) in sRGB."""

    bounds: Bounds
    pixels: U8


Request: TypeAlias = Cover | Composite | Sample | Thumbnails | Combine | Merge | Take | Extent
Covered: TypeAlias = tuple[Tile, ...]
"""Coverage 0..255, the finer tile over the coarser; together they are all of the picture."""
Composited: TypeAlias = tuple[Patch, ...]
"""Likewise, in colour."""
Portraits: TypeAlias = "dict[Hashable, U8]"
"""RGBA thumbnails, found by `look_of` a layer."""
Result: TypeAlias = (
    "Covered | Composited | Patch | Portraits | Outline | Layer | Raster | Bounds | None"
)

_Part: TypeAlias = "tuple[Bounds, float]"
"""A rectangle of the picture and a scale."""
_Key: TypeAlias = "tuple[tuple[Layer, ...], int]"
"""What a picture with effects depends on: layers and round."""


def look_of(layer: Layer) -> Hashable:
    """What a layer's thumbnail depends on."""
    a, b, _, d, e, _ = layer.transform
    return layer.outline, layer.pixels, layer.is_group, (a, b, d, e)


class Compositor:
    """Call it with a request; see `LatestWorker` for who does.

    Args:
        unpack: Rebuilds predictions.
        effects: Runs effects; None leaves them out.
    """

    def __init__(self, unpack: Unpack, effects: Effects | None = None) -> None:
        self._unpack = unpack
        self._effects = effects
        self._coarse: tuple[_Key, float, Patch] | None = None
        self._live_side = _COARSE_SIDE
        self._fine: tuple[tuple[_Key, _Part], Patch] | None = None
        self._picture: Picture | None = None
        self._folds: Recent[Outline, Fold] = Recent(_REMEMBERED)
        self._portraits: Portraits = {}
        self._side = 0

    def __call__(self, request: Request, turn: Turn[Result]) -> Result:
        """Answer a request.

        Raises:
            SqsamError: A stored answer is damaged, a file cannot be read, or nothing can be merged.
            Cancelled: There is a newer request of the kind.
        """
        if request.picture is not self._picture:
            self._picture = request.picture
            self._folds.clear()
            self._portraits = {}
            self._coarse = self._fine = None
        match request:
            case Cover():
                return self._covered(request)
            case Composite():
                return self._composited(request, turn)
            case Sample():
                size = request.picture.width, request.picture.height
                part = (0, 0, *size), request.side / max(size)
                laid = self._sheets(request.layers)
                effects = self._effects and self._effects.bound(turn.check_newest)
                return _patch(request.picture, laid, part, effects)
            case Thumbnails():
                return self._thumbnails(request)
            case Combine():
                mine = self._sheets((replace(request.layer, parent="", visible=True),))
                others = self._sheets(request.others)
                size = request.picture.width, request.picture.height
                return combined(request.layer, request.how, mine, others, size)
            case Merge():
                laid = self._sheets(request.layers)
                if request.as_picture:
                    bound = self._bound(turn)
                    return as_picture(request.picture, request.layers, laid, bound)
                return merged(request.picture, request.layers, laid)
            case Take():
                return raster_of(request.source, request.picture)
            case Extent():
                size = request.picture.width, request.picture.height
                return extent(self._sheets(request.layers), size)

    def _covered(self, request: Cover) -> Covered:
        laid = self._sheets(request.layers)
        return tuple(
            Tile(bounds, coverage(laid, bounds, scale)) for bounds, scale in _parts(request)
        )

    def _composited(self, request: Composite, turn: Turn[Result]) -> Composited:
        laid = self._sheets(request.layers)
        if self._effects is not None and any(
            use.enabled for layer in request.layers for use in layer.effects
        ):
            return self._with_effects(request, laid, turn)
        self._coarse = self._fine = None
        *coarse, fine = _parts(request)
        seen = _patch(request.picture, laid, fine)
        if coarse:
            turn.emit((seen,))
        return (*(_patch(request.picture, laid, part) for part in coarse), seen)

    def _with_effects(
        self, request: Composite, laid: Sequence[Sheet], turn: Turn[Result]
    ) -> Composited:
        assert self._effects is not None
        whole, fine = _coarse(request.picture), (request.view.bounds, min(1.0, request.view.scale))
        key = request.layers, request.round
        if self._coarse is None or self._coarse[0] != key:
            self._look_first(request, laid, turn)
        assert self._coarse is not None
        scale, first = self._coarse[1:]
        if fine[0] == whole[0] and fine[1] <= scale:
            return (first,)
        size = request.picture.width, request.picture.height
        if halo_of(laid, self._effects, size) is None:
            # All of it has to be made anyway: then all of it is there for the next part, too.
            fine = whole[0], min(fine[1], math.sqrt(_MOST_PIXELS / (size[0] * size[1])))
        if self._fine is None or self._fine[0] != (key, fine):
            self._fine, run_effect = None, self._effects.bound(turn.check_newest)
            self._fine = (key, fine), _patch(request.picture, laid, fine, run_effect)
        return first, self._fine[1]

    def _look_first(self, request: Composite, laid: Sequence[Sheet], turn: Turn[Result]) -> None:
        """Make all of it at a coarse scale, and tell it at once.

        It is finished whatever comes, so there are pictures during a drag. Then it waits a moment
        for the next one, for an effect that has begun may stop late only.
        """
        assert self._effects is not None
        start, part = time.perf_counter(), _coarse(request.picture, self._live_side)
        patch = _patch(request.picture, laid, part, self._effects.bound(turn.check_stopped))
        self._coarse = (request.layers, request.round), part[1], patch
        turn.emit((patch,))
        taken = time.perf_counter() - start
        side = self._live_side * math.sqrt(_LIVE / taken)
        self._live_side = round(min(max(side, _LEAST_SIDE), _COARSE_SIDE))
        while time.perf_counter() - start < min(2 * taken, taken + _REST):
            turn.check_newest()
            time.sleep(0.01)

    def _bound(self, turn: Turn[Result]) -> RunEffect | None:
        """Effects for what is wanted until the worker stops."""
        return None if self._effects is None else self._effects.bound(turn.check_stopped)

    def _thumbnails(self, request: Thumbnails) -> Portraits:
        known = self._portraits if request.side == self._side else {}
        portraits: Portraits = {}
        for layer in request.layers:
            look = look_of(layer)
            if look in known:
                portraits[look] = known[look]
            elif layer.outline.answered and not layer.is_group and not _is_empty(layer):
                portraits[look] = self._portrait(request, layer)
        self._portraits, self._side = portraits, request.side
        return portraits

    def _portrait(self, request: Thumbnails, layer: Layer) -> U8:
        picture = request.picture
        if layer.pixels is not None:
            size = layer.pixels.size
            scale = min(1.0, request.side / max(size))
            small = layer.pixels.sampled(IDENTITY, (0, 0, *size), scale)
            # As it lies in the source; how that is turned is another's matter.
            small = Frame(inverse(layer.transform), size).facing(small)
        else:
            mask = None if layer.is_photo else self._fold(picture, layer.outline)
            small = thumbnail(picture.rgb, Sheet(mask), request.side)
        colours = picture.to_srgb(np.ascontiguousarray(small[:, :, :3]))
        return np.dstack([colours, small[:, :, 3]])

    def _sheets(self, layers: Sequence[Layer]) -> list[Sheet]:
        picture = self._picture
        assert picture is not None
        return sheets(layers, lambda outline: self._fold(picture, outline))

    def _fold(self, picture: Picture, outline: Outline) -> Fold:
        fold = self._folds.get(outline)
        if fold is None:
            rgb = picture.rgb
            fold = fold_of(outline, rgb, lambda packed: self._unpack(packed, rgb))
            self._folds.put(outline, fold)
        return fold


def _is_empty(layer: Layer) -> bool:
    return layer.is_cutout and not layer.outline


def _patch(
    picture: Picture,
    laid: Sequence[Sheet],
    part: _Part,
    run_effect: RunEffect | None = None,
) -> Patch:
    bounds, scale = part
    # Enlarged, the screen shows its pixels anyway.
    pixels = render(picture.pixels, laid, bounds, min(1.0, scale), run_effect)
    colours = picture.to_srgb(np.ascontiguousarray(pixels[:, :, :3]))
    return Patch(bounds, np.dstack([colours, pixels[:, :, 3]]))


def _coarse(picture: Picture, side: int = _COARSE_SIDE) -> _Part:
    """All of it, at a scale at which it is quickly done."""
    size = picture.width, picture.height
    return (0, 0, *size), min(1.0, side / max(size))


def _parts(request: Cover | Composite) -> list[_Part]:
    """What is painted, and at which scale: what is seen, before it perhaps a coarse whole."""
    whole, fine = _coarse(request.picture), (request.view.bounds, request.view.scale)
    if fine[0] == whole[0] or (isinstance(request, Composite) and request.only_seen):
        return [fine]
    return [whole, fine]
