"""Changes of colour that keep to a part of the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api.fields import Choice
from sqsam_desktop.plugin_api.pixels import CLEAN_REACH, clean_colours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqsam_desktop.plugin_api.pixels import Mask, Pixels
    from sqsam_desktop.plugin_api.run import Run

Where: TypeAlias = Annotated[
    str, Choice(subject="Subject", rest="Everything else", everything="Everything")
]
"""A parameter: which part of the picture is changed."""
Colours: TypeAlias = NDArray[np.uint8]
"""H x W x 3, red, green and blue, 0..255."""

_UNIT = np.float32(1 / 255)
_EDGE = 8
"""Full-resolution pixels that an edge may be wide; fixed, for a tile knows no more of a halo."""
_STRIP = 1 << 19
"""Pixels that are changed at once."""


def recoloured(
    change: Callable[[Colours], Colours], image: Pixels, mask: Mask, where: str, run: Run
) -> Pixels:
    """The image with the colours of a part of it changed, each pixel for itself; alpha stays.

    At the edge the subject's and the background's colours are told apart first, or a changed
    background would leave a seam of its old colour around the subject.

    Args:
        change: From the colours of some rows to others of the same shape.
        image: H x W x 4, with `recolour_reach` around the part that is needed.
        mask: H x W.
        where: A value of `Where`.
        run: Is asked between the strips whether to go on.
    """
    result = image.copy()
    if where == "everything" or not (255 - mask if where == "subject" else mask).any():
        for rows in strips(image, run):
            result[rows, :, :3] = change(_colours(image[rows]))
        return result
    colours = _colours(image)
    front, back = _told_apart(colours, mask, run)
    for rows in strips(image, run):
        parts = [front[rows], back[rows]]
        # What is lost in telling apart and joining again, so that no change changes nothing.
        lost = cv2.subtract(colours[rows], _joined(parts, mask[rows]), dtype=cv2.CV_16S)
        chosen = 0 if where == "subject" else 1
        parts[chosen] = change(parts[chosen])
        joined = cv2.add(_joined(parts, mask[rows]), lost, dtype=cv2.CV_8U)
        result[rows, :, :3] = joined
    return result


def recolour_reach(where: str) -> int:
    """Full-resolution pixels around a tile that `recoloured` needs."""
    return 0 if where == "everything" else CLEAN_REACH * _EDGE


def mixed(changed: Colours, image: Pixels, mask: Mask, where: str) -> Pixels:
    """The image with other colours, H x W x 3, in a part of it; alpha stays."""
    result = image.copy()
    if where == "everything":
        result[:, :, :3] = changed
    else:
        parts = [changed, _colours(image)]
        result[:, :, :3] = _joined(parts, mask if where == "subject" else 255 - mask)
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


def _colours(image: Pixels) -> Colours:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGBA2RGB), np.uint8)


def _told_apart(colours: Colours, mask: Mask, run: Run) -> tuple[Colours, Colours]:
    """The subject's colours and the background's, where both are seen at once."""
    front = clean_colours(colours, mask, max(1, round(_EDGE * run.scale)), run)
    back = colours.copy()
    edge = (mask > 0) & (mask < 255)
    cover = (mask[edge] * _UNIT)[:, None]
    behind = (colours[edge] - cover * front[edge]) / (1 - cover)
    back[edge] = np.rint(behind.clip(0, 255))
    return front, back


def _joined(parts: Sequence[Colours], cover: Mask) -> Colours:
    """One picture where it covers, the other one behind it."""
    weight = cover * _UNIT
    return np.asarray(cv2.blendLinear(parts[0], parts[1], weight, 1 - weight), np.uint8)


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
