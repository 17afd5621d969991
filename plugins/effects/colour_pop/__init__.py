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
    clean_colours,
    edge_width,
    luminance,
    strips,
)

U8 = NDArray[np.uint8]
_UNIT = np.float32(1 / 255)


@dataclass(frozen=True)
class Params:
    """What becomes of the background."""

    amount: Annotated[float, Slider(0, 100, unit="%"), Label("Grey")] = 100.0
    tint: Color = Color("#b08850")
    tinted: Annotated[float, Slider(0, 100, unit="%"), Label("Tint amount")] = 0.0
    darken: Annotated[float, Slider(0, 100, unit="%")] = 0.0


def colour_pop(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Take the colours from what the mask leaves out, those that shine through its edge as well."""
    amount = params.amount / 100
    toned, darkened = _tables(params)
    colours = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGBA2RGB), np.uint8)
    run.check()
    clean = clean_colours(colours, mask, edge_width(run), run)
    result = image.copy()
    for rows in strips(image, run):
        seen, grey = colours[rows], luminance(colours[rows])
        back = cv2.addWeighted(toned[grey], amount, cv2.LUT(seen, darkened), 1 - amount, 0)
        cover = mask[rows] * _UNIT
        front = seen.copy()
        edge = (mask[rows] > 0) & (mask[rows] < 255)
        if edge.any():
            own = _as_bright(clean[rows][edge][None], grey[edge][None])
            front[edge] = cv2.addWeighted(own, amount, seen[edge][None], 1 - amount, 0)[0]
        result[rows, :, :3] = cv2.blendLinear(front, back, cover, 1 - cover)
    return result


def _as_bright(colours: U8, grey: U8) -> U8:
    """Colours, 1 x N x 3, made as bright as greys, 1 x N."""
    off = cv2.subtract(grey, luminance(colours), dtype=cv2.CV_16S)
    return np.asarray(cv2.add(colours, cv2.merge([off, off, off]), dtype=cv2.CV_8U), np.uint8)


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
