"""From picture pixels to the network's input planes, for training and use alike.

Early fusion (SqueezeSAM, arXiv 2312.06736): prompts are drawn as pictures. The planes are, in
this order: positive (disks and strokes), negative, box (filled; all ones when there is none) and
the previous mask. Unlike SqueezeSAM the photo is letter-boxed, not stretched, and there are a
negative and a previous plane, as in RITM (arXiv 2102.06583), from which the disk radius comes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.core.prompt import Box, Click, Lasso, Prompt, PromptItem, Stroke

DISK_RADIUS = 5
"""Radius of a click in network pixels, at every input size (RITM: 5)."""

POSITIVE, NEGATIVE, BOX, PREVIOUS = range(4)
PLANES = 4
PADDING = 127
"""Grey around a letter-boxed photo: zero after normalisation."""

_LEAST_HALVED = 256
_SHIFT = 4
_SUBPIXELS = 1 << _SHIFT

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class View:
    """A square window of the picture: `network = (picture - origin) * scale`."""

    x: float
    y: float
    scale: float
    size: int

    @classmethod
    def whole(cls, width: int, height: int, size: int) -> View:
        """The whole picture, its long side filling the input, centred between grey borders."""
        scale = size / max(width, height)
        return cls((width - size / scale) / 2, (height - size / scale) / 2, scale, size)

    @classmethod
    def around(cls, bounds: tuple[float, float, float, float], margin: float, size: int) -> View:
        """A square around `bounds` (x0, y0, x1, y1), enlarged by the factor `margin`."""
        x0, y0, x1, y1 = bounds
        side = max(x1 - x0, y1 - y0, 1.0) * margin
        return cls((x0 + x1 - side) / 2, (y0 + y1 - side) / 2, size / side, size)

    @property
    def side(self) -> float:
        """Side of the window in picture pixels."""
        return self.size / self.scale

    def to_network(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.x) * self.scale, (y - self.y) * self.scale

    def sample(self, picture: U8, border: int) -> U8:
        """The window as a `size` x `size` array; `border` outside the picture.

        Pixel centres are at .5 in both systems, and shrinking averages, so that photo, mask and
        prompts stay aligned (a half-pixel shift costs accuracy: FocalClick, arXiv 2204.02574).
        """
        height, width = picture.shape[:2]
        x0, y0 = max(0, math.floor(self.x) - 1), max(0, math.floor(self.y) - 1)
        x1 = min(width, math.ceil(self.x + self.side) + 1)
        y1 = min(height, math.ceil(self.y + self.side) + 1)
        channels = picture.shape[2:]
        if x0 >= x1 or y0 >= y1:
            return np.full((self.size, self.size, *channels), border, np.uint8)
        seen, factor = halved(picture[y0:y1, x0:x1], self.scale)
        x1, y1 = x0 + factor * seen.shape[1], y0 + factor * seen.shape[0]
        if factor * self.scale < 0.75:
            small = (max(1, round((x1 - x0) * self.scale)), max(1, round((y1 - y0) * self.scale)))
            seen = np.asarray(cv2.resize(seen, small, interpolation=cv2.INTER_AREA), np.uint8)
        fx, fy = (x1 - x0) / seen.shape[1], (y1 - y0) / seen.shape[0]
        # OpenCV's integer grid has its pixel centres at 0; ours are at .5.
        to_input = np.array(
            [
                [fx * self.scale, 0, (fx / 2 + x0 - self.x) * self.scale - 0.5],
                [0, fy * self.scale, (fy / 2 + y0 - self.y) * self.scale - 0.5],
            ]
        )
        sampled = cv2.warpAffine(
            seen,
            to_input,
            (self.size, self.size),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=(border,) * (channels[0] if channels else 1),
        )
        return np.asarray(sampled, np.uint8)


def halved(picture: U8, scale: float) -> tuple[U8, int]:
    """A picture halved as often as leaves it no smaller than at `scale`, and by what factor.

    Halving is the one size change that OpenCV does at memory speed. An odd last row or column is
    left out.
    """
    factor = 1
    while factor * scale <= 0.5 and min(picture.shape[:2]) > _LEAST_HALVED:
        size = (picture.shape[1] // 2, picture.shape[0] // 2)
        even = picture[: 2 * size[1], : 2 * size[0]]
        picture = np.asarray(cv2.resize(even, size, interpolation=cv2.INTER_AREA), np.uint8)
        factor *= 2
    return picture, factor


def normalise(rgb: NDArray[np.uint8]) -> F32:
    """[..., H, W, 3] uint8 -> [..., 3, H, W] float32 in about -1..1 (EfficientNet-Lite's range)."""
    return np.moveaxis((rgb.astype(np.float32) - 127.0) / 128.0, -1, -3)


def empty_planes(size: int) -> U8:
    """Prompt planes (4 x size x size uint8, 0 or 255) of the empty prompt."""
    planes = np.zeros((PLANES, size, size), np.uint8)
    planes[BOX] = 255
    return planes


def draw_prompt(prompt: Prompt, view: View) -> U8:
    """Prompt planes of a prompt as seen through `view`; the previous plane stays empty."""
    planes = empty_planes(view.size)
    for item in prompt.items:
        draw_item(planes, item, view)
    return planes


def draw_item(planes: U8, item: PromptItem, view: View) -> None:
    """Draw one more item over what is there; where signs contradict, the newest wins."""
    if isinstance(item, Box):
        _draw_box(planes[BOX], item, view)
        return
    if isinstance(item, Lasso):
        planes[BOX] = _lasso_picture(item, view)
        return
    drawn = _click_picture(item, view) if isinstance(item, Click) else _stroke_picture(item, view)
    sign, other = (POSITIVE, NEGATIVE) if item.positive else (NEGATIVE, POSITIVE)
    planes[sign] |= drawn
    planes[other] &= ~drawn
    # Who points outside a box or lasso no longer means only what is in it.
    if item.positive and drawn.any() and not (drawn & planes[BOX]).any():
        planes[BOX] = 255


def _draw_box(plane: U8, box: Box, view: View) -> None:
    x0, y0 = view.to_network(box.x0, box.y0)
    x1, y1 = view.to_network(box.x1, box.y1)
    plane[:] = 0
    rows = slice(max(0, round(y0)), max(0, round(y0) + 1, round(y1)))
    columns = slice(max(0, round(x0)), max(0, round(x0) + 1, round(x1)))
    plane[rows, columns] = 255


def _lasso_picture(lasso: Lasso, view: View) -> U8:
    picture = np.zeros((view.size, view.size), np.uint8)
    points = (np.array(lasso.points) - (view.x, view.y)) * view.scale
    points = np.clip(points, -4 * view.size, 5 * view.size)
    fixed = np.rint((points - 0.5) * _SUBPIXELS).astype(np.int32)
    cv2.fillPoly(picture, [fixed], 255, cv2.LINE_8, _SHIFT)
    return picture


def _click_picture(click: Click, view: View) -> U8:
    picture = np.zeros((view.size, view.size), np.uint8)
    x, y = view.to_network(click.x, click.y)
    if (
        -DISK_RADIUS <= x <= view.size + DISK_RADIUS
        and -DISK_RADIUS <= y <= view.size + DISK_RADIUS
    ):
        center = _fixed_point(np.array([x, y]))
        cv2.circle(picture, center, DISK_RADIUS * _SUBPIXELS, 255, -1, cv2.LINE_8, _SHIFT)
    return picture


def _stroke_picture(stroke: Stroke, view: View) -> U8:
    """The polyline as wide as drawn, never thinner than a click's radius.

    Points closer than a quarter of a network pixel to the line are dropped first, so that a
    stroke's picture does not depend on how many points the mouse delivered.
    """
    picture = np.zeros((view.size, view.size), np.uint8)
    seen = (np.array(stroke.points) - (view.x, view.y)) * view.scale
    kept = cv2.approxPolyDP(seen.astype(np.float32).reshape(-1, 1, 2), 0.25, closed=False)
    # Far outside the window only the direction matters; OpenCV's fixed-point grid is 16 bit.
    points = np.clip(np.asarray(kept).reshape(-1, 2), -4 * view.size, 5 * view.size)
    width = min(max(DISK_RADIUS, round(stroke.width * view.scale)), 2 * view.size)
    radius = width * _SUBPIXELS // 2
    fixed = np.rint((points - 0.5) * _SUBPIXELS).astype(np.int32)
    cv2.polylines(picture, [fixed], False, 255, width, cv2.LINE_8, _SHIFT)
    for x, y in fixed.tolist():
        cv2.circle(picture, (x, y), radius, 255, -1, cv2.LINE_8, _SHIFT)
    return picture


def _fixed_point(point: NDArray[np.float64]) -> tuple[int, int]:
    x, y = np.rint((point - 0.5) * _SUBPIXELS).astype(int).tolist()
    return x, y
