"""Light that shines from behind the subject."""

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
    laid_behind,
    painted,
    resized,
    shrunk_size,
)

F32 = NDArray[np.float32]

_RINGS = ((0.12, 0.5), (0.4, 0.35), (1.0, 0.35))
"""Light falls off steeply at first and slowly then: parts of the size, and how bright each is."""
_SIDE = 400
"""Long side of the small picture in which the light is spread."""
_STRIP = 64
"""Rows that are brightened at once."""


@dataclass(frozen=True)
class Params:
    """What light it is; the size is a part of the picture's long side."""

    color: Annotated[Color, Label("Colour")] = Color("#ffd27a")
    size: Annotated[float, Slider(0, 20, unit="%", step=0.1)] = 6.0
    intensity: Annotated[float, Slider(0, 200, unit="%")] = 100.0


def glow(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Brighten what is around the subject."""
    if not mask.any():
        return image.copy()
    light = _light(mask, params, run)
    run.check()
    sheet = painted(params.color, np.asarray(np.rint(light * 255), np.uint8))
    for top in range(0, len(image), _STRIP):
        run.check()
        part = np.s_[top : top + _STRIP]
        alpha = image[part][:, :, 3:] * np.float32(1 / 255)
        # The brighter, screened colour; over nothing the light's own.
        added = image[part][:, :, :3] * alpha * (1 - sheet[part][:, :, :3] * np.float32(1 / 255))
        sheet[part][:, :, :3] += np.asarray(np.rint(added), np.uint8)
    return laid_behind(sheet, image, mask)


def _light(mask: Mask, params: Params, run: Run) -> F32:
    """How bright each pixel is, H x W, 0..1."""
    scale = min(1.0, _SIDE / max(run.size))
    shrunk = resized(mask, shrunk_size(mask.shape, scale)) * np.float32(1 / 255)
    sigma = params.size / 100 * max(run.size) * scale / 1.5
    total = np.zeros_like(shrunk)
    for reach, share in _RINGS:
        run.check()
        soft = cv2.GaussianBlur(shrunk, (0, 0), max(0.3, reach * sigma))
        # At a straight edge a blurred mask is half as bright as inside.
        total += share * np.minimum(1, 2 * soft)
    total = 1 - np.exp(-total * np.float32(2.2 * params.intensity / 100))
    return resized(total, mask.shape[::-1])
