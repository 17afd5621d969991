"""Pictures that layers hold of their own, and how they lie over the document's picture.

A transform is a `frame.Matrix` that takes a point of these pixels to one of the document's source.
Knows no layers, no files.
"""

from __future__ import annotations

import math
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.frame import Frame, Matrix, joined, mapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqsam_desktop.core.mask import Bounds

U8: TypeAlias = NDArray[np.uint8]
Transform: TypeAlias = Matrix

IDENTITY: Transform = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)

_STEPS = 32
"""Parts of a pixel in which OpenCV interpolates: on that grid every tile gets the same value."""
_SMALLEST = 64


class Raster:
    """A picture that never changes; equal to another one with the same pixels.

    What makes one pays for telling it from others, so that comparing them costs nothing later.

    Args:
        pixels: H x W x 4 uint8, RGB and straight alpha, in the colours of the document's picture;
            nobody may write to it any more.
    """

    def __init__(self, pixels: U8) -> None:
        assert pixels.ndim == 3 and pixels.shape[2] == 4
        self.pixels: U8 = np.ascontiguousarray(pixels)
        self.pixels.setflags(write=False)
        digest = blake2b(repr(pixels.shape).encode(), digest_size=16)
        digest.update(self.pixels.data)
        self._digest = digest.digest()

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]

    @property
    def nbytes(self) -> int:
        return self.pixels.nbytes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Raster) and self._digest == other._digest

    def __hash__(self) -> int:
        return hash(self._digest)

    def sampled(self, transform: Transform, bounds: Bounds, scale: float) -> U8:
        """What lies in a rectangle of the picture.

        Args:
            transform: From these pixels to the picture; it must have an inverse.
            bounds: The rectangle, in whole picture pixels.
            scale: Output pixels a picture pixel.

        Returns:
            round(height * scale) x round(width * scale) x 4 uint8, straight alpha; transparent
            where there are none of these pixels.
        """
        a, b, c, d, e, f = transform
        is_shift = (a, b, d, e) == (1, 0, 0, 1) and c % 1 == 0 and f % 1 == 0
        if is_shift and scale == 1.0:
            return self._cropped(bounds, int(c), int(f))
        return _straight(self._warped(transform, bounds, scale))

    def _cropped(self, bounds: Bounds, left: int, top: int) -> U8:
        x0, y0, x1, y1 = bounds
        width, height = self.size
        result = np.zeros((y1 - y0, x1 - x0, 4), np.uint8)
        here = (max(x0, left), max(y0, top), min(x1, left + width), min(y1, top + height))
        if here[0] < here[2] and here[1] < here[3]:
            part = self.pixels[here[1] - top : here[3] - top, here[0] - left : here[2] - left]
            result[here[1] - y0 : here[3] - y0, here[0] - x0 : here[2] - x0] = part
        return result

    def _warped(self, transform: Transform, bounds: Bounds, scale: float) -> U8:
        """As `sampled`, with colours multiplied by alpha."""
        x0, y0, x1, y1 = bounds
        width, height = max(1, round((x1 - x0) * scale)), max(1, round((y1 - y0) * scale))
        a, b, c, d, e, f = transform
        level = self._level(scale * abs(a * e - b * d) ** 0.5)
        rows, columns = level.shape[:2]
        across, down = columns / self.pixels.shape[1], rows / self.pixels.shape[0]
        result = np.zeros((height, width, 4), np.uint8)
        (left, right), (top, bottom) = self._window(transform, bounds, (width, height))
        inverse = np.linalg.inv(np.array([[a, b], [d, e]], np.float64))
        x = (np.arange(left, right) + 0.5) * ((x1 - x0) / width) + x0 - c
        y = (np.arange(top, bottom) + 0.5) * ((y1 - y0) / height) + y0 - f
        u = (inverse[0, 0] * x[None, :] + inverse[0, 1] * y[:, None]) * across - 0.5
        v = (inverse[1, 0] * x[None, :] + inverse[1, 1] * y[:, None]) * down - 0.5
        if u.size:
            grid = [(np.rint(each * _STEPS) / _STEPS).astype(np.float32) for each in (u, v)]
            part = cv2.remap(level, grid[0], grid[1], cv2.INTER_LINEAR, borderValue=(0, 0, 0, 0))
            result[top:bottom, left:right] = part
        return result

    def _window(
        self, transform: Transform, bounds: Bounds, shape: tuple[int, int]
    ) -> list[tuple[int, int]]:
        """The output columns and rows between which these pixels lie, and a little more."""
        ends = []
        points = corners(transform, self.size)
        for axis, count in enumerate(shape):
            start, stop = bounds[axis], bounds[axis + 2]
            places = [(point[axis] - start) * count / (stop - start) for point in points]
            low, high = math.floor(min(places)) - 2, math.ceil(max(places)) + 2
            ends.append((min(max(low, 0), count), min(max(high, 0), count)))
        return ends

    def _level(self, scale: float) -> U8:
        """The smallest copy that need not be enlarged to be shown at `scale`."""
        index = 0
        while index + 1 < len(self._levels) and scale <= 0.5 ** (index + 1):
            index += 1
        return self._levels[index]

    @cached_property
    def _levels(self) -> list[U8]:
        """Copies with colours multiplied by alpha, each half as large as the one before."""
        alpha = self.pixels[:, :, 3]
        levels = [self.pixels]
        if int(alpha.min()) < 255:
            factors = cv2.merge([alpha] * 3 + [np.full_like(alpha, 255)])
            levels = [np.asarray(cv2.multiply(self.pixels, factors, scale=1 / 255), np.uint8)]
        while min(levels[-1].shape[:2]) > _SMALLEST:
            height, width = levels[-1].shape[:2]
            size = ((width + 1) // 2, (height + 1) // 2)
            small = cv2.resize(levels[-1], size, interpolation=cv2.INTER_AREA)
            levels.append(np.asarray(small, np.uint8))
        return levels


def corners(transform: Transform, size: tuple[int, int]) -> list[tuple[float, float]]:
    """Where the corners of `size` (width, height) pixels lie, clockwise from the upper left."""
    width, height = size
    return [mapped(transform, *at) for at in ((0, 0), (width, 0), (width, height), (0, height))]


def fitted(size: tuple[int, int], frame: Frame) -> Transform:
    """Where (width, height) pixels lie in the middle of a frame, made smaller if they must be."""
    scale = min(1.0, *(room / side for room, side in zip(frame.size, size, strict=True)))
    left, top = ((room - side * scale) / 2 for room, side in zip(frame.size, size, strict=True))
    # On whole pixels nothing is resampled.
    inner = (scale, 0.0, float(round(left)), 0.0, scale, float(round(top)))
    return joined(frame.matrix, inner)


def is_usable(transform: Iterable[float]) -> bool:
    """Whether six numbers are a transform that has an inverse and no absurd scale."""
    numbers = np.array(list(transform), np.float64)
    if numbers.shape != (6,) or not np.isfinite(numbers).all():
        return False
    a, b, _, d, e, _ = numbers.tolist()
    return bool(1e-8 < abs(a * e - b * d) < 1e8 and np.abs(numbers).max() < 1e8)


def _straight(premultiplied: U8) -> U8:
    """Colours no longer multiplied by alpha."""
    alpha = premultiplied[:, :, 3]
    if int(alpha.min()) == 255:
        return premultiplied
    divisor = np.maximum(alpha, 1).astype(np.float32) / 255
    colours = np.minimum(np.rint(premultiplied[:, :, :3] / divisor[:, :, None]), 255)
    return np.dstack([colours.astype(np.uint8), alpha])
