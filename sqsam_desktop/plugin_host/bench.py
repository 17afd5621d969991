"""How long each effect takes on a photo of 12 megapixels, as the host runs it."""

from __future__ import annotations

import math
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.compose import Place
from sqsam_desktop.core.document import EffectUse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqsam_desktop.plugin_host.host import PluginHost

U8: TypeAlias = NDArray[np.uint8]

PREVIEW, FULL = 1_000_000, 12_000_000
"""Pixels of what a preview works on, and of the whole photo."""
_PREVIEWS = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """How long an effect with its usual parameters takes, in milliseconds.

    Attributes:
        effect: Its full id.
        preview: Of the whole photo at one megapixel, the median of several calls.
        full: Of the whole photo at full size, once.
    """

    effect: str
    preview: float
    full: float


def run(host: PluginHost, rgb: U8, mask: U8) -> Iterator[Timing]:
    """Time all effects, one after the other.

    Args:
        host: Has the effects.
        rgb: H x W x 3 uint8; it is enlarged.
        mask: H x W uint8, what the layer covers.

    Raises:
        PluginError: One of them failed.
    """
    size = _of_area(rgb, FULL)
    image = np.dstack([_resized(rgb, size), np.full(size[::-1], 255, np.uint8)])
    cover = _resized(mask, size)
    less = _of_area(rgb, PREVIEW)
    preview = Place((0, 0, *size), less[0] / size[0], size)
    small = _resized(image, preview.shape[::-1]), _resized(cover, preview.shape[::-1])
    for effect in sorted(host.effects):
        use = EffectUse(effect)
        host.run(use, *small, preview)  # imports the plug-in
        times = [_milliseconds(host, use, small, preview) for _ in range(_PREVIEWS)]
        full = _milliseconds(host, use, (image, cover), Place((0, 0, *size), 1.0, size))
        yield Timing(effect, statistics.median(times), full)


def _milliseconds(host: PluginHost, use: EffectUse, pictures: tuple[U8, U8], place: Place) -> float:
    began = time.perf_counter()
    host.run(use, *pictures, place)
    return 1000 * (time.perf_counter() - began)


def _of_area(rgb: U8, pixels: int) -> tuple[int, int]:
    """Width and height in that shape with about so many pixels."""
    height, width = rgb.shape[:2]
    factor = math.sqrt(pixels / (width * height))
    return round(width * factor), round(height * factor)


def _resized(picture: U8, size: tuple[int, int]) -> U8:
    shrinks = size[0] < picture.shape[1]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, size, interpolation=how), np.uint8)
