"""The background as a wide open lens shows it.

What lies around the subject is averaged over discs of background only (normalised convolution,
Knutsson and Westin 1993), so that nothing of the subject smears into it. Averaging is done in
linear light, and bright spots count more: out of focus they become discs of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api import (
    Choice,
    Label,
    Mask,
    Pixels,
    Run,
    Slider,
    cut_out,
    edge_width,
    filled,
    laid_over,
    resized,
    shrunk_size,
)

F32 = NDArray[np.float32]

_WIDEST = 0.04
"""Radius of the lens' disc at full strength, as a part of the picture's long side."""
_FINE = 8.0
"""Pixels of radius that show the shape of the disc; a wider one is drawn in a smaller picture."""
_GAMMA = 2.2
_GLEAM = 40.0
"""How much more a white pixel counts than a black one, with highlights at their most."""
_HIDDEN = 0.01
"""What a pixel that is made up counts: it matters only where no background is near."""
_TRACE = 5
"""Background with a fifth of the subject in it is none."""
_SPREAD = (0.0, 0.2, 0.5, 1.0)
"""Parts of the radius that are mixed where the blur grows with the distance."""


@dataclass(frozen=True)
class Params:
    """What lens it is."""

    strength: Annotated[float, Slider(0, 100, unit="%")] = 40.0
    shape: Annotated[str, Choice(disc="Disc", hexagon="Hexagon"), Label("Aperture")] = "disc"
    highlights: Annotated[float, Slider(0, 100, unit="%")] = 40.0
    ground: Annotated[float, Slider(0, 100, unit="%"), Label("Sharp at the subject's feet")] = 0.0


def blur(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Blur what the mask does not cover."""
    radius = params.strength / 100 * _WIDEST * max(run.size)
    if radius < 0.3:
        return image.copy()
    near = _surely(mask, run)
    run.check()
    lens = _Lens(filled(image, near), near, params, run)
    run.check()
    if params.ground > 0 and mask.max() > 127:
        background = _mixed(lens, radius, _nearness(mask) * np.float32(params.ground / 100))
    else:
        background = lens.blurred(radius)
    run.check()
    subject = cut_out(image, mask, run)
    run.check()
    return laid_over(subject, background)


@dataclass(frozen=True)
class _Lens:
    """Looks at the background of a picture.

    Attributes:
        image: The background, made up where the subject is.
        near: H x W, all in which there is something of the subject.
    """

    image: Pixels
    near: Mask
    params: Params
    run: Run

    def blurred(self, radius: float) -> Pixels:
        """The background, out of focus by discs of `radius` pixels."""
        scale = min(1.0, _FINE / radius)
        size = shrunk_size(self.near.shape, scale)
        image = resized(self.image, size)
        near = resized(self.near, size)
        kernel = _aperture(radius * scale, self.params.shape)
        out = np.empty_like(image)
        room, step = len(kernel) // 2, max(64, 1_000_000 // size[0])
        for top in range(0, size[1], step):
            self.run.check()
            above = min(room, top)
            part = np.s_[top - above : top + step + room]
            blurred = _convolved(image[part], near[part], kernel, self.params.highlights / 100)
            out[top : top + step] = blurred[above : above + step]
        return resized(out, self.near.shape[::-1])


def _surely(mask: Mask, run: Run) -> Mask:
    """Where there is a trace of the subject, even if its mask is a little too tight."""
    side = 2 * edge_width(run) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return np.asarray(cv2.convertScaleAbs(cv2.dilate(mask, disc), alpha=_TRACE), np.uint8)


def _convolved(image: Pixels, near: Mask, kernel: F32, highlights: float) -> Pixels:
    """Averages of the background, in linear light, over the kernel.

    Args:
        image: H x W x 4.
        near: H x W, what belongs to the subject.
        kernel: K x K, of sum 1.
        highlights: 0..1, how much more the bright pixels count.
    """
    levels = (np.arange(256, dtype=np.float32) / 255) ** _GAMMA
    light = cv2.LUT(np.ascontiguousarray(image[:, :, :3]), levels)
    bright = cv2.transform(light, np.array([[0.2126, 0.7152, 0.0722]], np.float32))
    behind = 1 - near * np.float32((1 - _HIDDEN) / 255)
    opaque = image[:, :, 3] * np.float32(1 / 255)
    weight = (
        behind * (opaque + np.float32(1e-4)) * (1 + np.float32(_GLEAM * highlights) * bright**4)
    )

    def mean(values: F32) -> F32:
        return np.asarray(cv2.filter2D(values, -1, kernel, borderType=cv2.BORDER_REFLECT))

    colour = mean(light * weight[..., None]) / np.maximum(mean(weight), 1e-12)[..., None]
    result = np.empty_like(image)
    result[:, :, :3] = np.rint(cv2.pow(colour.clip(0, 1), 1 / _GAMMA) * 255)
    result[:, :, 3] = 255
    if image[:, :, 3].min() < 255:
        cover = mean(opaque * behind) / np.maximum(mean(behind), 1e-12)
        result[:, :, 3] = np.rint(cover.clip(0, 1) * 255)
    return result


def _aperture(radius: float, shape: str) -> F32:
    """How much each pixel of a disc or a hexagon around the middle counts, of sum 1."""
    fine, reach = 4, int(np.ceil(radius + 0.5))
    count = (2 * reach + 1) * fine
    x = ((np.arange(count, dtype=np.float32) + 0.5) / fine - reach - 0.5) / max(radius, 0.5)
    if shape == "disc":
        inside = np.hypot(x[None, :], x[:, None]) <= 1
    else:
        normals = np.deg2rad([30, 90, 150])
        across = [np.abs(np.cos(n) * x[None, :] + np.sin(n) * x[:, None]) for n in normals]
        inside = np.maximum.reduce(across) <= 0.95
    kernel = cv2.resize(
        inside.astype(np.float32), None, fx=1 / fine, fy=1 / fine, interpolation=cv2.INTER_AREA
    )
    return np.asarray(kernel / kernel.sum(), np.float32)


def _nearness(mask: Mask) -> F32:
    """How near the ground in each row is to where the subject stands, H x 1, 0..1."""
    rows = np.nonzero(mask.max(axis=1) > 127)[0]
    foot, height = rows[-1] + 1, rows[-1] - rows[0] + 1
    distance = np.abs(np.arange(len(mask), dtype=np.float32) + 0.5 - foot)
    return np.asarray((1 - distance / max(1, 0.6 * height)).clip(0, 1)[:, None], np.float32)


def _mixed(lens: _Lens, radius: float, sharp: F32) -> Pixels:
    """The background, less blurred in the rows that are `sharp`, 0..1."""
    part = 1 - np.broadcast_to(sharp, lens.near.shape)
    result = lens.image
    for low, high in pairwise(_SPREAD):
        share = ((part - low) / (high - low)).clip(0, 1).astype(np.float32)
        if share.any():
            result = np.asarray(
                cv2.blendLinear(lens.blurred(high * radius), result, share, 1 - share), np.uint8
            )
    return result
