"""Looks of films and prints. Each is a saturation and a curve a colour, nothing secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api import (
    Choice,
    Mask,
    Pixels,
    Run,
    Slider,
    Where,
    luminance,
    recolour_reach,
    recoloured,
)

U8 = NDArray[np.uint8]
Curve = tuple[int, int, int, int, int]


@dataclass(frozen=True)
class _Look:
    """What it does to colours, in this order.

    Attributes:
        saturation: 0 is grey, 1 as it was.
        red: Levels that black, a quarter, a half, three quarters and white become.
        green: Likewise.
        blue: Likewise.
    """

    saturation: float
    red: Curve
    green: Curve
    blue: Curve


_LOOKS = {
    "warm": _Look(1.08, (4, 66, 140, 206, 255), (2, 58, 128, 196, 252), (8, 54, 114, 178, 238)),
    "cool": _Look(0.9, (0, 52, 120, 190, 250), (2, 60, 130, 198, 254), (14, 74, 142, 206, 255)),
    "teal": _Look(1.1, (0, 44, 134, 212, 255), (8, 62, 126, 192, 250), (26, 74, 118, 172, 232)),
    "faded": _Look(0.72, (36, 84, 140, 194, 238), (30, 80, 134, 190, 232), (40, 84, 128, 178, 216)),
    "bleached": _Look(0.4, (0, 38, 130, 220, 255), (0, 38, 130, 220, 255), (2, 42, 132, 218, 252)),
    "mono": _Look(0.0, (0, 50, 126, 206, 255), (0, 50, 126, 206, 255), (0, 50, 126, 206, 255)),
    "sepia": _Look(0.0, (14, 88, 158, 216, 252), (8, 66, 132, 196, 242), (4, 44, 100, 164, 220)),
}


@dataclass(frozen=True)
class Params:
    """Which look, and how much of it."""

    where: Where = "everything"
    look: Annotated[
        str,
        Choice(
            warm="Warm film",
            cool="Cool film",
            teal="Teal and orange",
            faded="Faded print",
            bleached="Bleached",
            mono="Black and white",
            sepia="Sepia",
        ),
    ] = "warm"
    strength: Annotated[float, Slider(0, 100, unit="%")] = 100.0


def halo(params: Params) -> float:
    """More than nothing only for an edge in the picture."""
    return recolour_reach(params.where)


def look(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Give a part of the picture the colours of the look."""
    chosen = _LOOKS[params.look]
    table = np.stack([_levels(each) for each in (chosen.red, chosen.green, chosen.blue)], -1)
    share = params.strength / 100

    def change(colours: U8) -> U8:
        grey = cv2.merge([luminance(colours)] * 3)
        saturated = cv2.addWeighted(colours, chosen.saturation, grey, 1 - chosen.saturation, 0)
        looked = cv2.LUT(saturated, table[None])
        return np.asarray(cv2.addWeighted(looked, share, colours, 1 - share, 0), np.uint8)

    return recoloured(change, image, mask, params.where, run)


def _levels(curve: Curve) -> U8:
    """What becomes of each level, 256."""
    level = np.arange(256)
    bent = np.interp(level, np.linspace(0, 255, 5), curve)
    # Rounds the corners off; the ends go on straight, so that black and white stay where they are.
    padded = np.pad(bent, 24, mode="reflect", reflect_type="odd")
    smooth = np.convolve(padded, np.full(49, 1 / 49), mode="valid")
    return np.asarray(np.rint(smooth.clip(0, 255)), np.uint8)
