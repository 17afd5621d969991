"""Film grain. It depends on nothing but the place in the picture, so tiles and repeats agree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api import (
    Label,
    Mask,
    Pixels,
    Run,
    Slider,
    Where,
    luminance,
    mixed,
    strips,
)

F32 = NDArray[np.float32]
U32 = NDArray[np.uint32]

_LEVELS = 60
"""Standard deviation of the strongest grain in the midtones."""
_FINEST = 4
"""Samples a pixel and axis at most, if grains are smaller than pixels."""


@dataclass(frozen=True)
class Params:
    """How strong and how coarse the grain is."""

    where: Where = "everything"
    amount: Annotated[float, Slider(0, 100)] = 16.0
    size: Annotated[float, Slider(1, 12, unit="px", step=0.1)] = 2.0
    in_color: Annotated[bool, Label("In colour")] = False


def halo(params: Params) -> float:
    """Every pixel is changed for itself."""
    return 0


def grain(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Make pixels brighter and darker, midtones most."""
    colours = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGBA2RGB), np.uint8)
    strength = _strength(params.amount / 100 * _LEVELS)
    left, top, right, _ = run.bounds
    for rows in strips(image, run):
        box = left, top + rows.start, right, top + rows.stop
        layers = [_noise(box, params.size, seed) for seed in range(3 if params.in_color else 1)]
        noise = cv2.merge(layers * (3 // len(layers)))
        weight = strength[luminance(colours[rows])]
        shift = cv2.multiply(noise, cv2.merge([weight] * 3))
        colours[rows] = cv2.add(colours[rows], shift, dtype=cv2.CV_8U)
    return mixed(colours, image, mask, params.where)


def _strength(most: float) -> F32:
    """How many levels the grain moves each brightness: black and white hardly at all."""
    level = np.linspace(0, 1, 256)
    return np.asarray(most * (0.1 + 3.6 * level * (1 - level)), np.float32)


def _noise(box: tuple[int, int, int, int], size: float, seed: int) -> F32:
    """Noise of mean 0 for a part of the picture, whose grains are `size` pixels wide.

    Of grains smaller than a pixel the mean is taken, as if the full picture were shrunk.
    """
    left, top, right, bottom = box
    samples = min(_FINEST, max(1, math.ceil(1 / size)))
    pitch = size * samples
    turn = np.array([[1 / pitch, 0, 0.5 / pitch], [0, 1 / pitch, 0.5 / pitch]])
    first = np.floor([left / size, top / size]).astype(int) - 2
    turn[:, 2] += np.array([left, top]) / size - first
    last = np.ceil([right / size, bottom / size]).astype(int) + 3
    grid = _gauss(first, last - first, seed)
    fine = (right - left) * samples, (bottom - top) * samples
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    noise = cv2.warpAffine(grid, turn, fine, flags=flags)
    if samples > 1:
        noise = cv2.resize(noise, (right - left, bottom - top), interpolation=cv2.INTER_AREA)
    return np.asarray(noise, np.float32)


def _gauss(first: NDArray[np.int64], count: NDArray[np.int64], seed: int) -> F32:
    """A number for each point of a grid, the same whichever part is asked for; deviation 1."""
    x, y = (
        np.arange(start, start + length).astype(np.uint32)
        for start, length in zip(first, count, strict=True)
    )
    mixed_bits = _scrambled(_scrambled(x + np.uint32(seed * 7919))[None, :] + y[:, None])
    # The sum of four bytes is nearly normal.
    total = sum((mixed_bits >> np.uint32(shift)) & np.uint32(255) for shift in (0, 8, 16, 24))
    return np.asarray((np.asarray(total, np.float32) - 510) / 147.8, np.float32)


def _scrambled(bits: U32) -> U32:
    """An integer hash ("lowbias32", Wellons 2018)."""
    bits = (bits ^ (bits >> np.uint32(16))) * np.uint32(0x7FEB352D)
    bits = (bits ^ (bits >> np.uint32(15))) * np.uint32(0x846CA68B)
    return bits ^ (bits >> np.uint32(16))
