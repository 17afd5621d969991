"""Colours over colours: the arithmetic of layers in floating point. Knows no layers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

F32: TypeAlias = NDArray[np.float32]
U8: TypeAlias = NDArray[np.uint8]


@dataclass(frozen=True, eq=False, slots=True)
class Paint:
    """A picture in work.

    Attributes:
        colour: H x W x 3 float32, 0..1, multiplied by alpha.
        alpha: H x W x 1 float32, 0..1.
    """

    colour: F32
    alpha: F32

    @classmethod
    def clear(cls, height: int, width: int) -> Paint:
        """Nothing but transparency."""
        none = np.zeros((height, width, 4), np.float32)
        return cls(none[:, :, :3], none[:, :, 3:])

    @classmethod
    def of(cls, rgba: U8, coverage: U8 | None = None, opacity: float = 1.0) -> Paint:
        """RGB or straight RGBA pixels, H x W x 3 or x 4 uint8, seen through an H x W mask."""
        alpha = np.full((*rgba.shape[:2], 1), opacity, np.float32)
        if rgba.shape[2] == 4:
            alpha *= rgba[:, :, 3:] * np.float32(1 / 255)
        if coverage is not None:
            alpha *= coverage[:, :, None] * np.float32(1 / 255)
        colour = np.multiply(rgba[:, :, :3], alpha * np.float32(1 / 255), dtype=np.float32)
        return cls(colour, alpha)

    def over(self, below: Paint, blend: str) -> Paint:
        """This over another picture, its colours met by those below in the way of `blend`."""
        mine, theirs = self.alpha, below.alpha
        colour = self.colour + below.colour * (1 - mine)
        if blend != "normal":
            met = BLENDS[blend](below._straight(), self._straight())
            colour += mine * theirs * met - theirs * self.colour
        return Paint(colour, mine + theirs * (1 - mine))

    def mixed(self, other: Paint, part: float) -> Paint:
        """So much of the other, 0..1, in place of this."""
        part32 = np.float32(part)
        return Paint(
            self.colour + (other.colour - self.colour) * part32,
            self.alpha + (other.alpha - self.alpha) * part32,
        )

    def faded(self, opacity: float) -> Paint:
        """The same, shining through."""
        return Paint(self.colour * np.float32(opacity), self.alpha * np.float32(opacity))

    def rgba(self, hidden: U8 | None = None) -> U8:
        """H x W x 4 uint8, straight alpha.

        Args:
            hidden: H x W x 3 uint8, the colours kept where nothing can be seen.
        """
        alpha = np.rint(self.alpha * 255).astype(np.uint8)
        colour = np.rint(self._straight() * 255).astype(np.uint8)
        if hidden is not None:
            colour = np.where(alpha == 0, hidden, colour)
        return np.concatenate([colour, alpha], axis=2)

    def _straight(self) -> F32:
        safe = np.maximum(self.alpha, np.float32(1e-6))
        return np.asarray(np.clip(self.colour / safe, 0, 1), np.float32)


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
