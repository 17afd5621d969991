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

import cv2
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
    from sqsam_desktop.core.mask import Bounds
    from sqsam_desktop.core.outline import Outline
    from sqsam_desktop.core.worker import Turn

    F64: TypeAlias = NDArray[np.float64]

_Estimate: TypeAlias = "Callable[[F64, F64], F64]"
"""From h x w x 3 colours and h x w of 1 inside, 0 outside and .5 unsure, all in 0..1, to h x w."""

_MODULE = "pymatting.alpha.estimate_alpha_cf"
_PAUSE = 0.05
"""Seconds between two looks whether it is compiled."""
_STEP = 320
"""Distance of the tiles' corners."""
_MARGIN = 96
"""Pixels by which a tile reaches beyond: so it fits its neighbours and sees both sides."""
_REPLACED: tuple[Kind, ...] = ("refine", "hair")
"""Adjustments that would draw the same edge once more."""
_BAND, _WIDEST = 0.025, 80.0
"""Distance from the edge within which little is sure, unless the sliders tell it: a part of the
long side, and pixels at most."""
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
            trimap, hazy = guess.look(tile)
            x0, y0, x1, y1 = tile
            estimated = self._estimated(rgb[y0:y1, x0:x1], trimap)
            if estimated is None:  # then the edge stays as it is here
                continue
            now, done = alpha[y0:y1, x0:x1], solved[y0:y1, x0:x1]
            old = np.where(done, now, estimated)
            mixed = old + (estimated - old) * _ramp(tile)
            found = (trimap == 0.5) | hazy
            now[found] = np.rint(mixed[found]).astype(np.uint8)
            done |= found
        if not solved.any():
            raise SqsamError("There is no edge to solve.", "Outline something first.")
        kept = tuple(each for each in outline.adjustments if each.kind not in _REPLACED)
        corrections = outline.corrections.holding(alpha, solved)
        return replace(plain, suggested=False, corrections=corrections, adjustments=kept)

    def _estimated(self, rgb: NDArray[np.uint8], trimap: F64) -> F64 | None:
        """The coverage of a tile, 0..255; None if the equations come to no end."""
        assert self._estimate is not None
        try:
            estimated = self._estimate(unit(rgb).astype(np.float64), trimap)
        except ValueError:
            return None
        return np.where(trimap == 0.5, estimated, trimap) * 255


class _Guess:
    """What is known before anything is solved."""

    def __init__(self, fold: Fold, outline: Outline, size: tuple[int, int]) -> None:
        self._fold = fold
        self._hair = outline.hair
        self._size = size
        told = max(amount_of(outline.adjustments, kind) for kind in _REPLACED)
        self._radius = max(2, round(told or min(_BAND * max(size), _WIDEST)))

    def tiles(self) -> Iterator[Bounds]:
        """All of the picture, in overlapping tiles."""
        width, height = self._size
        for y in range(0, height, _STEP):
            for x in range(0, width, _STEP):
                yield self._around((x, y, x + _STEP, y + _STEP), _MARGIN)

    def is_unsure(self, tile: Bounds) -> bool:
        """Whether there is something to be found out in a tile, and something to tell it by."""
        trimap, _ = self.look(tile)
        return all((trimap == value).any() for value in (0.0, 0.5, 1.0))

    def look(self, tile: Bounds) -> tuple[F64, NDArray[np.bool_]]:
        """1 inside, 0 outside, .5 where that is not sure; and where what is sure is hazy.

        That is only of concern near what is not sure: there haze would show as a rim.
        """
        room = self._around(tile, self._radius)
        mask = self._fold.render(room, 1.0)
        inside, outside = known(mask, float(self._radius))
        trimap = np.where(inside > 0, 1.0, np.where(outside > 0, 0.0, 0.5))
        if self._hair:
            pointed = self._hair.applied(np.zeros_like(mask), room, 1.0) >= HALF
            trimap[pointed] = 0.5
        side = 2 * self._radius + 1
        near = cv2.dilate((trimap == 0.5).astype(np.uint8), np.ones((side, side), np.uint8)) > 0
        hazy = near & (trimap != 0.5) & (trimap * 255 != mask)
        left, top = tile[0] - room[0], tile[1] - room[1]
        area = np.s_[top : top + tile[3] - tile[1], left : left + tile[2] - tile[0]]
        return trimap[area], hazy[area]

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
