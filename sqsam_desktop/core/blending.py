"""Colours over colours: the arithmetic of layers in floating point. Knows no layers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

F32: TypeAlias = NDArray[np.float32]
U8: TypeAlias = NDArray[np.uint8]

_UNIT = np.float32(1 / 255)


@dataclass(frozen=True, eq=False, slots=True)
class Paint:
    """A picture in work; in planes, for arithmetic on those is several times faster.

    Attributes:
        colour: 3 x H x W float32, 0..1, multiplied by alpha.
        alpha: H x W float32, 0..1.
    """

    colour: F32
    alpha: F32

    @classmethod
    def clear(cls, height: int, width: int) -> Paint:
        """Nothing but transparency."""
        return cls(np.zeros((3, height, width), np.float32), np.zeros((height, width), np.float32))

    @classmethod
    def of(cls, rgba: U8, coverage: U8 | None = None, opacity: float = 1.0) -> Paint:
        """RGB or straight RGBA pixels, H x W x 3 or x 4 uint8, seen through an H x W mask."""
        red, green, blue, *alphas = cv2.split(rgba)
        alpha = np.full(rgba.shape[:2], opacity, np.float32)
        for each in (*alphas, *(() if coverage is None else (coverage,))):
            alpha *= each * _UNIT
        colour = np.empty((3, *rgba.shape[:2]), np.float32)
        factor = alpha * _UNIT
        for plane, result in zip((red, green, blue), colour, strict=True):
            np.multiply(plane, factor, out=result)
        return cls(colour, alpha)

    def over(self, below: Paint, blend: str) -> Paint:
        """This over another picture, its colours met by those below in the way of `blend`."""
        mine, theirs = self.alpha, below.alpha
        colour = below.colour * (1 - mine)
        colour += self.colour
        if blend != "normal":
            met = BLENDS[blend](below._straight(), self._straight())
            met *= mine * theirs
            met -= theirs * self.colour
            colour += met
        return Paint(colour, mine + theirs * (1 - mine))

    def mixed(self, other: Paint, part: float) -> Paint:
        """So much of the other, 0..1, in place of this."""
        if part == 1.0:
            return other
        part32 = np.float32(part)
        return Paint(
            self.colour + (other.colour - self.colour) * part32,
            self.alpha + (other.alpha - self.alpha) * part32,
        )

    def faded(self, opacity: float) -> Paint:
        """The same, shining through."""
        if opacity == 1.0:
            return self
        return Paint(self.colour * np.float32(opacity), self.alpha * np.float32(opacity))

    def part(self, rows: slice, columns: slice) -> Paint:
        """Some rows and columns of it."""
        return Paint(self.colour[:, rows, columns], self.alpha[rows, columns])

    def with_part(self, rows: slice, columns: slice, part: Paint) -> Paint:
        """The same with some rows and columns of another."""
        colour, alpha = self.colour.copy(), self.alpha.copy()
        colour[:, rows, columns], alpha[rows, columns] = part.colour, part.alpha
        return Paint(colour, alpha)

    def rgba(self, hidden: U8 | None = None) -> U8:
        """H x W x 4 uint8, straight alpha.

        Args:
            hidden: H x W x 3 uint8, the colours kept where nothing can be seen.
        """
        alpha = np.rint(self.alpha * 255).astype(np.uint8)
        planes = np.rint(self._straight() * 255).astype(np.uint8)
        result = np.asarray(cv2.merge([*planes, alpha]), np.uint8)
        if hidden is not None:
            clear = alpha == 0
            result[clear, :3] = hidden[clear]
        return result

    def _straight(self) -> F32:
        colour = self.colour / np.maximum(self.alpha, np.float32(1e-6))
        return np.asarray(np.clip(colour, 0, 1, out=colour), np.float32)


def _overlay(below: F32, above: F32) -> F32:
    dark, light = 2 * below * above, 1 - 2 * (1 - below) * (1 - above)
    return np.where(below <= 0.5, dark, light)


BLENDS: Mapping[str, Callable[[F32, F32], F32]] = {
    "multiply": lambda below, above: below * above,
    "screen": lambda below, above: below + above - below * above,
    "overlay": _overlay,
    "darken": np.minimum,
    "lighten": np.maximum,
}
"""What two opaque colours, 0..1, make together: B(below, above) of the W3C's compositing."""
