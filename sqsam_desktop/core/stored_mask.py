"""Masks kept as they are, where no prediction stands behind them: made of those of other layers.

Such a step of an outline has no prompt; its packed answer begins with `MAGIC`.
"""

from __future__ import annotations

import math
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from sqsam_desktop.core.mask import Bounds, Mask

MAGIC = b"sqmask1\0"
_HEADER = struct.Struct("<6IB")


@dataclass(frozen=True, eq=False, slots=True)
class StoredMask:
    """A mask of a picture of `size` (width, height), the same as its border all around `part`.

    Attributes:
        size: Of the picture.
        bounds: Where `part` lies in it; it may be empty.
        part: uint8 coverage within the bounds.
        outside: Coverage of everything else, 0 or 255.
    """

    size: tuple[int, int]
    bounds: Bounds
    part: Mask
    outside: int

    @classmethod
    def of(cls, mask: Mask) -> StoredMask:
        """All of an H x W uint8 mask."""
        outside = 255 if int(mask[0, 0]) >= 128 else 0
        left, top, width, height = cv2.boundingRect((mask != outside).astype(np.uint8))
        part = mask[top : top + height, left : left + width].copy()
        size = (mask.shape[1], mask.shape[0])
        return cls(size, (left, top, left + width, top + height), part, outside)

    @property
    def packed(self) -> bytes:
        """Bytes from which `unpack` rebuilds it exactly."""
        header = _HEADER.pack(*self.size, *self.bounds, self.outside)
        return MAGIC + header + zlib.compress(self.part.tobytes(), 6)

    @classmethod
    def unpack(cls, packed: bytes, size: tuple[int, int]) -> StoredMask:
        """What `packed` gave, for a picture of `size`.

        Raises:
            SqsamError: The bytes are damaged, or of another picture.
        """
        start = len(MAGIC) + _HEADER.size
        try:
            *numbers, outside = _HEADER.unpack(packed[len(MAGIC) : start])
            x0, y0, x1, y1 = numbers[2:]
            inside = x0 <= x1 <= size[0] and y0 <= y1 <= size[1] and outside in (0, 255)
            if tuple(numbers[:2]) != size or not inside:
                raise ValueError(numbers)
            area = (y1 - y0) * (x1 - x0)
            # One byte more than there may be tells too many from enough.
            content = zlib.decompressobj().decompress(packed[start:], area + 1)
            part = np.frombuffer(content, np.uint8).reshape(y1 - y0, x1 - x0)
        except (struct.error, zlib.error, ValueError) as error:
            raise SqsamError("A stored mask is damaged.") from error
        return cls(size, (x0, y0, x1, y1), part, outside)

    @property
    def mask(self) -> Mask:
        """H x W uint8, the picture's size."""
        return self.render((0, 0, *self.size), 1.0)

    def render(self, bounds: Bounds, scale: float) -> Mask:
        """The part `bounds` of the picture, round(height * scale) rows and so on."""
        x0, y0, x1, y1 = bounds
        width, height = max(1, round((x1 - x0) * scale)), max(1, round((y1 - y0) * scale))
        if (width, height) == (x1 - x0, y1 - y0):
            return self._cropped(bounds)
        across, down = width / (x1 - x0), height / (y1 - y0)
        left, top, right, bottom = self.bounds
        # Only where there is anything: a large picture of a small thing takes no time.
        columns = _clipped((left - x0) * across - 1, (right - x0) * across + 1, width)
        rows = _clipped((top - y0) * down - 1, (bottom - y0) * down + 1, height)
        result = np.full((height, width), self.outside, np.uint8)
        size = columns.stop - columns.start, rows.stop - rows.start
        if min(size) > 0:
            x = x0 + round(columns.start / across), x0 + round(columns.stop / across)
            y = y0 + round(rows.start / down), y0 + round(rows.stop / down)
            part = self._cropped((x[0], y[0], max(x[0] + 1, x[1]), max(y[0] + 1, y[1])))
            how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
            result[rows, columns] = cv2.resize(part, size, interpolation=how)
        return result

    def _cropped(self, bounds: Bounds) -> Mask:
        x0, y0, x1, y1 = bounds
        result = np.full((y1 - y0, x1 - x0), self.outside, np.uint8)
        left, top, right, bottom = self.bounds
        here = (max(x0, left), max(y0, top), min(x1, right), min(y1, bottom))
        if here[0] < here[2] and here[1] < here[3]:
            part = self.part[here[1] - top : here[3] - top, here[0] - left : here[2] - left]
            result[here[1] - y0 : here[3] - y0, here[0] - x0 : here[2] - x0] = part
        return result


def _clipped(low: float, high: float, count: int) -> slice:
    """Whole pixels around a span, of so many."""
    start = min(max(math.floor(low), 0), count)
    return slice(start, min(max(math.ceil(high), start), count))
