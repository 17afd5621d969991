"""A mip pyramid: smaller and smaller copies of a large picture, to paint it quickly at any zoom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SMALLEST = 1024


@dataclass(frozen=True, eq=False, slots=True)
class Pyramid:
    """Copies of a picture, each half as large as the one before.

    Attributes:
        levels: The picture itself (H x W x 3 uint8 RGB, not copied), then reduced copies as
            H/2 x W/2 x 4 BGRA with alpha 255 and so on: the order in which screens store pixels.
        profile: ICC profile of the colours; None: sRGB. What is painted is converted then.
    """

    levels: tuple[NDArray[np.uint8], ...]
    profile: bytes | None = None

    @classmethod
    def of(cls, rgb: NDArray[np.uint8], profile: bytes | None = None) -> Pyramid:
        """The pyramid of an H x W x 3 picture, down to about 1000 pixels."""
        levels = [np.ascontiguousarray(rgb)]
        small = rgb
        while max(small.shape[:2]) > _SMALLEST:
            size = ((small.shape[1] + 1) // 2, (small.shape[0] + 1) // 2)
            small = np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_AREA), np.uint8)
            levels.append(np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2BGRA), np.uint8))
        return cls(tuple(levels), profile)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of the picture."""
        height, width = self.levels[0].shape[:2]
        return width, height

    def level(self, scale: float) -> NDArray[np.uint8]:
        """The smallest copy that need not be enlarged to show the picture at `scale`."""
        index = 0
        while index + 1 < len(self.levels) and scale <= 0.5 ** (index + 1):
            index += 1
        return self.levels[index]
