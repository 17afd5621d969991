"""Hair solved: what of each pixel near an edge belongs to the thing, by closed-form matting.

It takes half a second for a tile of 512 x 512 pixels, and finds what the quick models of `matting`
miss. From A. Levin, D. Lischinski, Y. Weiss: "A Closed-Form Solution to Natural Image Matting",
IEEE PAMI 30 (2008), as the package PyMatting has it, which is the extra `matting`. Knows no Qt.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from sqsam_desktop.core.adjust import amount_of
from sqsam_desktop.core.corrections import NO_CORRECTIONS
from sqsam_desktop.core.edges import unit
from sqsam_desktop.core.fold import fold_of
from sqsam_desktop.core.mask import HALF
from sqsam_desktop.core.matting import known
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from sqsam_desktop.core.adjust import Kind
    from sqsam_desktop.core.compositor import Unpack
    from sqsam_desktop.core.files.images import Picture
    from sqsam_desktop.core.fold import Fold
    from sqsam_desktop.core.mask import Bounds, Mask
    from sqsam_desktop.core.outline import Outline
    from sqsam_desktop.core.worker import Turn

    F64: TypeAlias = NDArray[np.float64]

_Estimate: TypeAlias = "Callable[[F64, F64], F64]"
"""From h x w x 3 colours and h x w of 1 inside, 0 outside and .5 unsure, all in 0..1, to h x w."""

_MODULE = "pymatting.alpha.estimate_alpha_cf"
_PAUSE = 0.05
"""Seconds between two looks whether it is compiled."""
_STEP = 384
"""Distance of the tiles' corners."""
_MARGIN = 64
"""Pixels by which a tile reaches beyond, so that it fits its neighbours."""
_REPLACED: tuple[Kind, ...] = ("refine", "hair")
"""Adjustments that would draw the same edge once more."""
_BAND = 0.025
"""Distance from the edge within which little is sure, as a part of the long side, unless the
sliders tell it."""
_PRECISE = 1e-4
"""Remainder at which the equations count as solved: half a level of 255."""


@dataclass(frozen=True, eq=False, slots=True)
class SolveHair:
    """Which outline is this, answered one, with its hair solved?"""

    picture: Picture
    outline: Outline


class HairSolver:
    """Call it with a request; see `LatestWorker` for who does.

    Args:
        unpack: Rebuilds a prediction from its packed bytes and the photo.
    """

    def __init__(self, unpack: Unpack) -> None:
        self._unpack = unpack
        self._estimate: _Estimate | None = None

    def __call__(self, request: SolveHair, turn: Turn[Outline | float]) -> Outline | float:
        """Answer a request; before that, what part of the work is done, 0..1.

        What is solved becomes a correction, so that a later click keeps it. What the brush and the
        sliders said about hair and edge is used up by that.

        Raises:
            SqsamError: The package is missing, or there is no edge with something to either side.
            Cancelled: Nobody wants it any more.
        """
        if self._estimate is None:
            self._estimate = _closed_form(turn.check_newest)
        outline, rgb = request.outline, request.picture.rgb
        plain = replace(outline, adjustments=(), hair=NO_CORRECTIONS)
        fold = fold_of(plain, rgb, lambda packed: self._unpack(packed, rgb))
        guess = _Guess(fold, outline, (rgb.shape[1], rgb.shape[0]))
        alpha, solved = np.zeros(rgb.shape[:2], np.uint8), np.zeros(rgb.shape[:2], bool)
        tiles = []
        for tile in guess.tiles():
            turn.check_newest()
            if guess.is_unsure(tile):
                tiles.append(tile)
        for number, tile in enumerate(tiles):
            turn.check_newest()
            turn.emit(number / len(tiles))
            self._solve(tile, guess.trimap(tile), rgb, (alpha, solved))
        if not solved.any():
            raise SqsamError("There is no edge to solve.", "Outline something first.")
        kept = tuple(each for each in outline.adjustments if each.kind not in _REPLACED)
        corrections = outline.corrections.holding(alpha, solved)
        return replace(plain, suggested=False, corrections=corrections, adjustments=kept)

    def _solve(
        self, tile: Bounds, trimap: F64, rgb: NDArray[np.uint8], result: tuple[Mask, NDArray[Any]]
    ) -> None:
        """Put a tile into the result: the coverage, and where it is one."""
        assert self._estimate is not None
        x0, y0, x1, y1 = tile
        area = np.s_[y0:y1, x0:x1]
        colours = unit(rgb[area]).astype(np.float64)
        try:
            estimated = self._estimate(colours, trimap) * 255
        except ValueError:  # it found no end; then the edge stays as it is here
            return
        alpha, solved = (each[area] for each in result)
        old = np.where(solved, alpha, estimated)
        mixed = old + (estimated - old) * _ramp(tile)
        unsure = trimap == 0.5
        alpha[unsure] = np.rint(mixed[unsure]).astype(np.uint8)
        solved |= unsure


class _Guess:
    """What is known before anything is solved."""

    def __init__(self, fold: Fold, outline: Outline, size: tuple[int, int]) -> None:
        self._fold = fold
        self._hair = outline.hair
        self._size = size
        told = max(amount_of(outline.adjustments, kind) for kind in _REPLACED)
        self._radius = max(2, round(told or _BAND * max(size)))

    def tiles(self) -> Iterator[Bounds]:
        """All of the picture, in overlapping tiles."""
        width, height = self._size
        for y in range(0, height, _STEP):
            for x in range(0, width, _STEP):
                yield self._around((x, y, x + _STEP, y + _STEP), _MARGIN)

    def is_unsure(self, tile: Bounds) -> bool:
        """Whether there is something to be found out in a tile, and something to tell it by."""
        trimap = self.trimap(tile)
        return all((trimap == value).any() for value in (0.0, 0.5, 1.0))

    def trimap(self, tile: Bounds) -> F64:
        """1 inside, 0 outside, .5 where that is not sure."""
        room = self._around(tile, self._radius)
        mask = self._fold.render(room, 1.0)
        inside, outside = known(mask, float(self._radius))
        trimap = np.where(inside > 0, 1.0, np.where(outside > 0, 0.0, 0.5))
        if self._hair:
            pointed = self._hair.applied(np.zeros_like(mask), room, 1.0) >= HALF
            trimap[pointed] = 0.5
        left, top = tile[0] - room[0], tile[1] - room[1]
        return trimap[top : top + tile[3] - tile[1], left : left + tile[2] - tile[0]]

    def _around(self, bounds: Bounds, more: int) -> Bounds:
        x0, y0, x1, y1 = bounds
        width, height = self._size
        return max(0, x0 - more), max(0, y0 - more), min(width, x1 + more), min(height, y1 + more)


def _closed_form(check: Callable[[], None]) -> _Estimate:
    """PyMatting's estimate.

    Args:
        check: Called often; what it raises ends the wait.

    Raises:
        SqsamError: The package is missing.
    """
    if _MODULE not in sys.modules:
        _compile(check)
    try:
        module: Any = importlib.import_module(_MODULE)
    except ImportError as error:
        raise SqsamError(
            "Solving hair needs one more package.",
            'Install it with: pip install "sqsam-desktop[matting]"',
        ) from error

    def estimate(rgb: F64, trimap: F64) -> F64:
        precision = {"rtol": _PRECISE}
        return np.asarray(module.estimate_alpha_cf(rgb, trimap, cg_kwargs=precision), np.float64)

    return estimate


def _compile(check: Callable[[], None]) -> None:
    """Have the package compiled, which takes a minute the first time and is kept then.

    By another process, which does not hold up this one and can be ended at any time.
    """
    command, nowhere = [sys.executable, "-c", f"import {_MODULE}"], subprocess.DEVNULL
    with subprocess.Popen(command, stdout=nowhere, stderr=nowhere) as process:
        try:
            while process.poll() is None:
                check()
                time.sleep(_PAUSE)
        finally:
            process.kill()


def _ramp(tile: Bounds) -> F64:
    """How much a tile counts where an earlier one lies, to the left or above."""
    x0, y0, x1, y1 = tile
    fades = []
    for start, length in ((x0, x1 - x0), (y0, y1 - y0)):
        along = (np.arange(length) + 0.5) / (2 * _MARGIN)
        fades.append(np.minimum(along, 1.0) if start > 0 else np.ones(length))
    return np.minimum(fades[0], fades[1][:, None])
