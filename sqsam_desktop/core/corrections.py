"""What was painted over a mask by hand, kept apart from it.

Corrections are a picture in two 8-bit planes, stored in tiles where something was painted: `keep`,
how much of the mask below shows through, and `paint`, how much was put there instead. The corrected
mask is `keep * mask + paint`. So any order of painting and erasing is kept exactly, what was
painted to full stays so whatever mask comes below it later, and the edge of a soft brush stays
soft. Knows neither layers nor files nor Qt.
"""

from __future__ import annotations

import hashlib
import math
import threading
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.brush import BrushStroke

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqsam_desktop.core.mask import Bounds, Mask

SIDE = 256
"""Pixels along a tile."""
_LEVELS = 8
"""A tile can be halved so often."""
_INFLATED = 256
"""Tiles kept inflated, 128 kB each."""

Place: TypeAlias = tuple[int, int]
"""Column and row of a tile."""
Planes: TypeAlias = NDArray[np.uint8]
"""H x W x 2: keep and paint; 255, 0 where nothing was painted."""

_DOT = 8.0
"""Radius in picture pixels of what a click paints where it contradicts what was painted."""
_EMPTY_KEY = ""


class Corrections:
    """Immutable. What is painted is worked out when somebody first looks at it, on their thread.

    Two are equal if they came about in the same way.
    """

    def __init__(self, key: str = _EMPTY_KEY, tiles: Mapping[Place, bytes] | None = None) -> None:
        self._key = key
        self._tiles: Mapping[Place, bytes] | None = tiles or {}
        self._origin: tuple[Corrections, BrushStroke] | None = None
        self._added = sum(map(len, self._tiles.values()))
        self._lock = threading.Lock()

    def __bool__(self) -> bool:
        return self._key != _EMPTY_KEY

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Corrections) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return f"Corrections({self._key!r})"

    @property
    def nbytes(self) -> int:
        """Memory that these need beside those they were made from, as far as it is known."""
        return self._added

    def painted(self, stroke: BrushStroke) -> Corrections:
        """These and one more stroke; returns at once."""
        key = hashlib.blake2b(f"{self._key}{stroke}".encode(), digest_size=12).hexdigest()
        result = Corrections(key)
        result._tiles, result._origin = None, (self, stroke)
        return result

    def holding(self, mask: Mask, where: NDArray[np.bool_]) -> Corrections:
        """These and, in some places, a mask that stays as it is whatever mask comes below.

        Args:
            mask: H x W uint8, the picture's size.
            where: H x W.
        """
        digest = hashlib.blake2b(self._key.encode(), digest_size=12)
        digest.update(np.packbits(where).tobytes() + mask[where].tobytes())
        tiles, added = dict(self._made()), 0
        for place in _places((0, 0, mask.shape[1], mask.shape[0])):
            area = tuple(slice(at * SIDE, (at + 1) * SIDE) for at in reversed(place))
            held, there = mask[area], where[area]
            if there.any():
                planes = _inflated(tiles[place]).copy() if place in tiles else _blank()
                part = planes[: held.shape[0], : held.shape[1]]
                part[there, 0], part[there, 1] = 0, held[there]
                tile = _deflated(planes)
                assert tile is not None
                tiles[place] = tile
                added += len(tile)
        result = Corrections(digest.hexdigest(), tiles)
        result._added = added
        return result

    def obeying(self, x: float, y: float, positive: bool) -> Corrections:
        """These, as far as a later click allows: where it contradicts them, a dot of its sign."""
        column, row = math.floor(x), math.floor(y)
        planes = self._rendered((column, row, column + 1, row + 1), 1.0, (1, 1))
        if planes is None:
            return self
        keep, paint = planes[0, 0] / 255
        # Below lies a mask that obeys the click, if only just.
        if (paint + keep / 2 >= 0.5) == positive:
            return self
        return self.painted(BrushStroke(((x, y, _DOT),), adds=positive))

    def applied(self, mask: Mask, bounds: Bounds, scale: float) -> Mask:
        """A mask with the corrections.

        Args:
            mask: h x w uint8, the part `bounds` of the picture at `scale`.
            bounds: x0, y0, x1, y1 in picture pixels.
            scale: Pixels of `mask` a picture pixel.

        Returns:
            h x w uint8; `mask` itself where nothing was painted.
        """
        if scale == 1.0:
            return self._applied_to_pixels(mask, bounds)
        planes = self._rendered(bounds, scale, mask.shape)
        return mask if planes is None else blended(mask, planes)

    def _applied_to_pixels(self, mask: Mask, bounds: Bounds) -> Mask:
        """As `applied` at full size, a tile at a time: beside the result it takes no memory."""
        tiles = self._made() if self else {}
        result = mask
        for column, row in _places(bounds):
            if (column, row) not in tiles:
                continue
            x0, y0 = max(bounds[0], column * SIDE), max(bounds[1], row * SIDE)
            x1, y1 = min(bounds[2], (column + 1) * SIDE), min(bounds[3], (row + 1) * SIDE)
            if result is mask:
                result = mask.copy()
            area = np.s_[y0 - bounds[1] : y1 - bounds[1], x0 - bounds[0] : x1 - bounds[0]]
            result[area] = blended(mask[area], self._level((x0, y0, x1, y1), 0))
        return result

    def to_json(self) -> dict[str, Any]:
        """What `from_json` needs beside the picture of `to_png`."""
        x0, y0, x1, y1 = self._bounds()
        return {"key": self._key, "bounds": [x0, y0, x1, y1]}

    def to_png(self) -> bytes:
        """Both planes of the painted part, `keep` above `paint`, as one grey 8-bit PNG.

        No bytes if no stroke touched the picture.
        """
        planes = self._level(self._bounds(), 0)
        stacked = np.concatenate([planes[..., 0], planes[..., 1]])
        if not stacked.size:
            return b""
        _, data = cv2.imencode(".png", stacked, [cv2.IMWRITE_PNG_COMPRESSION, 3])
        return data.tobytes()

    @classmethod
    def from_json(cls, stored: Mapping[str, Any], png: bytes) -> Corrections:
        """Corrections as they were stored.

        Raises:
            ValueError: The two do not belong together, or are damaged.
        """
        x0, y0, x1, y1 = (int(value) for value in stored["bounds"])
        if (x0, y0) == (x1, y1) and not png:
            return cls(str(stored["key"]))
        stacked = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)
        whole = not any(value % SIDE for value in (x0, y0, x1, y1)) and min(x0, y0) >= 0
        if stacked is None or not whole or stacked.shape != (2 * (y1 - y0), x1 - x0):
            raise ValueError(stored)
        planes = np.dstack(np.split(np.asarray(stacked, np.uint8), 2))
        tiles = {}
        for column, row in _places((x0, y0, x1, y1)):
            top, left = row * SIDE - y0, column * SIDE - x0
            if (tile := _deflated(planes[top : top + SIDE, left : left + SIDE])) is not None:
                tiles[column, row] = tile
        return cls(str(stored["key"]), tiles)

    # --- tiles ------------------------------------------------------------------------------------

    def _made(self) -> Mapping[Place, bytes]:
        """The tiles, painted now if nobody asked for them before."""
        with self._lock:
            if self._tiles is None:
                pending: list[tuple[Corrections, BrushStroke]] = []
                ancestor = self
                # Another thread may work an ancestor out meanwhile, tiles first.
                while (origin := ancestor._origin) is not None and ancestor._tiles is None:
                    pending.append(origin)
                    ancestor = origin[0]
                tiles = dict(ancestor._tiles or {})
                self._added = 0
                for _, stroke in reversed(pending):
                    self._added += _paint(tiles, stroke)
                # From now on the older ones need not live for this one.
                self._tiles, self._origin = tiles, None
            return self._tiles

    def _bounds(self) -> Bounds:
        """The tiles' common rectangle."""
        tiles = self._made()
        if not tiles:
            return 0, 0, 0, 0
        columns, rows = zip(*tiles, strict=True)
        return (
            min(columns) * SIDE,
            min(rows) * SIDE,
            (max(columns) + 1) * SIDE,
            (max(rows) + 1) * SIDE,
        )

    def _rendered(self, bounds: Bounds, scale: float, shape: tuple[int, ...]) -> Planes | None:
        """The planes as `applied` needs them; None if nothing is painted there."""
        if not self or not any(place in self._made() for place in _places(bounds)):
            return None
        if scale == 1.0:
            return self._level(bounds, 0)
        level = min(_LEVELS, max(0, math.floor(-math.log2(scale) + 1e-9)))
        cell = 2**level
        x0, y0, x1, y1 = bounds
        left, top = x0 // cell - 1, y0 // cell - 1
        right, bottom = -(-x1 // cell) + 1, -(-y1 // cell) + 1
        planes = self._level((left * cell, top * cell, right * cell, bottom * cell), level)
        ratio = scale * cell
        shift = [
            ratio * 0.5 - 0.5 + (at * cell - start) * scale for at, start in ((left, x0), (top, y0))
        ]
        matrix = np.array([[ratio, 0, shift[0]], [0, ratio, shift[1]]])
        warped = cv2.warpAffine(planes, matrix, shape[::-1], borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(warped, np.uint8)

    def _level(self, bounds: Bounds, level: int) -> Planes:
        """The planes of a rectangle that lies on cells of 2 ** level pixels, a pixel a cell."""
        cell = 2**level
        x0, y0, x1, y1 = (value // cell for value in bounds)
        planes = np.empty((y1 - y0, x1 - x0, 2), np.uint8)
        planes[:] = 255, 0
        tiles, side = self._made(), SIDE // cell
        for column, row in _places(bounds):
            tile = tiles.get((column, row))
            if tile is None:
                continue
            small = _halved(tile, level)
            left, top = column * side, row * side
            rows = slice(max(y0, top), min(y1, top + side))
            columns = slice(max(x0, left), min(x1, left + side))
            planes[rows.start - y0 : rows.stop - y0, columns.start - x0 : columns.stop - x0] = (
                small[
                    rows.start - top : rows.stop - top, columns.start - left : columns.stop - left
                ]
            )
        return planes


NO_CORRECTIONS = Corrections()


def blended(mask: Mask, planes: Planes) -> Mask:
    """`keep * mask + paint`, H x W uint8."""
    keep, paint = np.ascontiguousarray(planes[..., 0]), np.ascontiguousarray(planes[..., 1])
    kept = cv2.multiply(mask, keep, scale=1 / 255)
    return np.asarray(cv2.add(kept, paint), np.uint8)


def _places(bounds: Bounds) -> Iterator[Place]:
    """The tiles that a rectangle touches."""
    x0, y0, x1, y1 = bounds
    for row in range(y0 // SIDE, -(-y1 // SIDE)):
        for column in range(x0 // SIDE, -(-x1 // SIDE)):
            yield column, row


def _paint(tiles: dict[Place, bytes], stroke: BrushStroke) -> int:
    """Put a stroke into the tiles; how many bytes were added."""
    added = 0
    for place in _places(stroke.bounds):
        if min(place) < 0:
            continue
        left, top = place[0] * SIDE, place[1] * SIDE
        cover = stroke.cover((left, top, left + SIDE, top + SIDE), 1.0)
        if not cover.any():
            continue
        old = _inflated(tiles[place]) if place in tiles else _blank()
        keep = cv2.multiply(np.ascontiguousarray(old[..., 0]), 255 - cover, scale=1 / 255)
        paint = cv2.multiply(np.ascontiguousarray(old[..., 1]), 255 - cover, scale=1 / 255)
        if stroke.adds:
            # Never above what `keep` leaves room for, whatever was rounded.
            paint = cv2.min(cv2.add(paint, cover), cv2.bitwise_not(keep))
        tile = _deflated(np.dstack([keep, paint]))
        assert tile is not None
        tiles[place] = tile
        added += len(tile)
    return added


def _blank() -> Planes:
    planes = np.zeros((SIDE, SIDE, 2), np.uint8)
    planes[..., 0] = 255
    return planes


def _deflated(planes: NDArray[Any]) -> bytes | None:
    """A tile at rest; None if nothing is painted on it."""
    if planes[..., 0].min() == 255 and not planes[..., 1].any():
        return None
    return zlib.compress(np.ascontiguousarray(planes).tobytes(), 1)


@lru_cache(_INFLATED)
def _inflated(tile: bytes) -> Planes:
    return np.frombuffer(zlib.decompress(tile), np.uint8).reshape(SIDE, SIDE, 2)


@lru_cache(_INFLATED)
def _halved(tile: bytes, level: int) -> Planes:
    """A tile at 1 / 2 ** level of its size."""
    planes = _inflated(tile)
    if not level:
        return planes
    side = SIDE >> level
    small = cv2.resize(planes, (side, side), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8).reshape(side, side, 2)
