"""A subject in colour in front of a grey or tinted background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api import (
    Color,
    Label,
    Mask,
    Pixels,
    Run,
    Slider,
    luminance,
    recolour_reach,
    recoloured,
)

U8 = NDArray[np.uint8]


@dataclass(frozen=True)
class Params:
    """What becomes of the background."""

    amount: Annotated[float, Slider(0, 100, unit="%"), Label("Grey")] = 100.0
    tint: Color = Color("#b08850")
    tinted: Annotated[float, Slider(0, 100, unit="%"), Label("Tint amount")] = 0.0
    darken: Annotated[float, Slider(0, 100, unit="%")] = 0.0


def halo(params: Params) -> float:
    """For the edge of the subject."""
    return recolour_reach("rest")


def colour_pop(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Take the colours from what the mask leaves out, those that shine through its edge as well."""
    toned, darkened = _tables(params)
    amount = params.amount / 100

    def change(colours: U8) -> U8:
        grey = toned[luminance(colours)]
        rest = cv2.LUT(colours, darkened)
        return np.asarray(cv2.addWeighted(grey, amount, rest, 1 - amount, 0), np.uint8)

    return recoloured(change, image, mask, "rest", run)


def _tables(params: Params) -> tuple[U8, U8]:
    """The colour for each grey of the background, 256 x 3, and the level for each level."""
    level = np.linspace(0, 1, 256)
    dark = level * (1 - 0.75 * params.darken / 100)
    tint = np.array(params.tint.rgba[:3]) / 255
    # From black through the hue of the tint to white, as in a toned print.
    halfway = (tint / max(0.01, float(tint.mean())) / 2).clip(0.05, 0.95)
    toned = dark[:, None] ** (np.log(halfway) / np.log(0.5))
    share = params.tinted / 100
    mixed = share * toned + (1 - share) * dark[:, None]
    return _levels(mixed), _levels(dark)


def _levels(unit: NDArray[np.float64]) -> U8:
    return np.asarray(np.rint(255 * unit.clip(0, 1)), np.uint8)
