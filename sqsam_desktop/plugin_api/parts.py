"""Changes of colour that keep to a part of the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api.fields import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqsam_desktop.plugin_api.pixels import Mask, Pixels
    from sqsam_desktop.plugin_api.run import Run

Where: TypeAlias = Annotated[
    str, Choice(subject="Subject", rest="Everything else", everything="Everything")
]
"""A parameter: which part of the picture is changed."""
Colours: TypeAlias = NDArray[np.uint8]
"""H x W x 3, red, green and blue, 0..255."""

_UNIT = np.float32(1 / 255)
_STRIP = 1 << 19
"""Pixels that are changed at once."""


def recoloured(
    change: Callable[[Colours], Colours], image: Pixels, mask: Mask, where: str, run: Run
) -> Pixels:
    """The image with the colours of a part of it changed, each pixel for itself; alpha stays.

    Args:
        change: From the colours of some rows to others of the same shape.
        image: H x W x 4.
        mask: H x W.
        where: A value of `Where`.
        run: Is asked between the strips whether to go on.
    """
    result = image.copy()
    for rows in strips(image, run):
        covered = _cover(mask[rows], where)
        if covered.any():
            colours = np.asarray(cv2.cvtColor(image[rows], cv2.COLOR_RGBA2RGB), np.uint8)
            result[rows, :, :3] = _mixed(change(colours), colours, covered)
    return result


def mixed(changed: Colours, image: Pixels, mask: Mask, where: str) -> Pixels:
    """The image with other colours, H x W x 3, in a part of it; alpha stays."""
    colours = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGBA2RGB), np.uint8)
    result = image.copy()
    result[:, :, :3] = _mixed(changed, colours, _cover(mask, where))
    return result


def strips(image: NDArray[np.uint8], run: Run) -> Iterator[slice]:
    """Rows of a picture, some at a time, asking the run before each whether to go on."""
    height = max(1, _STRIP // max(1, image.shape[1]))
    for top in range(0, image.shape[0], height):
        run.check()
        yield slice(top, min(image.shape[0], top + height))


def luminance(colours: Colours) -> NDArray[np.uint8]:
    """The grey that is as bright as a colour, by linear light (Rec. 709), H x W."""
    light = cv2.transform(cv2.LUT(colours, _LINEAR), _LUMINANCE)
    return np.asarray(_ENCODED[np.asarray(light * 65535 + np.float32(0.5), np.uint16)], np.uint8)


def _cover(mask: Mask, where: str) -> Mask:
    if where == "everything":
        return np.full_like(mask, 255)
    return mask if where == "subject" else 255 - mask


def _mixed(changed: Colours, colours: Colours, cover: Mask) -> Colours:
    weight = cover * _UNIT
    return np.asarray(cv2.blendLinear(changed, colours, weight, 1 - weight), np.uint8)


def _linear(levels: NDArray[np.float64]) -> NDArray[np.float32]:
    """sRGB, 0..1, as light."""
    steep = ((levels + 0.055) / 1.055) ** 2.4
    return np.asarray(np.where(levels <= 0.04045, levels / 12.92, steep), np.float32)


def _encoded(light: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Light, 0..1, as sRGB, 0..255."""
    flat = 1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055
    return np.asarray(np.rint(255 * np.where(light <= 0.0031308, 12.92 * light, flat)), np.uint8)


_LUMINANCE = np.array([[0.2126, 0.7152, 0.0722]], np.float32)
_LINEAR = _linear(np.arange(256) / 255)
_ENCODED = _encoded(np.arange(65536) / 65535)
