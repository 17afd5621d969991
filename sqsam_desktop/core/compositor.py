"""The job of the layers' worker: what a window shows of a document's layers.

Layers are rebuilt from their stored answers; no model runs here. Knows no Qt.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sqsam_desktop.core.compose import coverage, sheets, thumbnail
from sqsam_desktop.core.fold import Fold, Renderable, fold_of
from sqsam_desktop.core.solver import Tile, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.core.document import Layer
    from sqsam_desktop.core.files.images import U8, Picture
    from sqsam_desktop.core.outline import Outline
    from sqsam_desktop.core.worker import Turn

Unpack: TypeAlias = "Callable[[bytes, U8], Renderable]"
"""Rebuilds a prediction from its packed bytes and the photo."""

_REMEMBERED = 24
"""Folds kept ready; each step of one costs about 2 MB."""
_COARSE_SIDE = 768
"""Long side of what stands in while a part of the picture is panned into view."""


@dataclass(frozen=True, eq=False, slots=True)
class Cover:
    """How much do the visible layers cover of what is on the screen?"""

    picture: Picture
    layers: tuple[Layer, ...]
    view: View


@dataclass(frozen=True, eq=False, slots=True)
class Thumbnails:
    """What do the layers look like, at most `side` pixels wide and high?"""

    picture: Picture
    layers: tuple[Layer, ...]
    side: int


Covered: TypeAlias = tuple[Tile, ...]
"""Coverage 0..255, the finer tile over the coarser; together they are all of the picture."""
Portraits: TypeAlias = "dict[Outline, U8]"
"""RGBA thumbnails, found by what the layers outline."""


class Compositor:
    """Call it with a request; see `LatestWorker` for who does."""

    def __init__(self, unpack: Unpack) -> None:
        self._unpack = unpack
        self._picture: Picture | None = None
        self._folds: OrderedDict[Outline, Fold] = OrderedDict()
        self._portraits: Portraits = {}
        self._side = 0

    def __call__(
        self, request: Cover | Thumbnails, turn: Turn[Covered | Portraits]
    ) -> Covered | Portraits:
        """Answer a request.

        Raises:
            SqsamError: A stored answer is damaged.
        """
        if request.picture is not self._picture:
            self._picture = request.picture
            self._folds.clear()
            self._portraits = {}
        if isinstance(request, Cover):
            return self._covered(request)
        return self._thumbnails(request)

    def _covered(self, request: Cover) -> Covered:
        size = request.picture.width, request.picture.height
        laid = sheets(request.layers, lambda outline: self._fold(request.picture, outline))
        view, whole = request.view, (0, 0, *size)
        fine = Tile(view.bounds, coverage(laid, view.bounds, view.scale))
        if view.bounds == whole:
            return (fine,)
        return Tile(whole, coverage(laid, whole, min(1.0, _COARSE_SIDE / max(size)))), fine

    def _thumbnails(self, request: Thumbnails) -> Portraits:
        known = self._portraits if request.side == self._side else {}
        portraits: Portraits = {}
        rgb = request.picture.srgb()
        for layer in request.layers:
            outline = layer.outline
            if outline in known:
                portraits[outline] = known[outline]
            elif outline.answered:
                mask = None if layer.is_photo else self._fold(request.picture, outline)
                portraits[outline] = thumbnail(rgb, mask, request.side)
        self._portraits, self._side = portraits, request.side
        return portraits

    def _fold(self, picture: Picture, outline: Outline) -> Fold:
        fold = self._folds.pop(outline, None)
        if fold is None:
            rgb = picture.srgb()
            size = picture.width, picture.height
            fold = fold_of(outline, size, lambda packed: self._unpack(packed, rgb))
        self._folds[outline] = fold
        while len(self._folds) > _REMEMBERED:
            self._folds.popitem(last=False)
        return fold
