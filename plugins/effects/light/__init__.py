"""Exposure, contrast, white balance and colours, of the subject, the rest or everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import cv2
import numpy as np
from numpy.typing import NDArray

from sqsam_desktop.plugin_api import Mask, Pixels, Run, Slider, Where, recolour_reach, recoloured

F32 = NDArray[np.float32]
Percent = Annotated[float, Slider(-100, 100)]

_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
_STEPS = 1024
"""Brightnesses for which the tone curve is known."""


@dataclass(frozen=True)
class Params:
    """Neutral unless moved. Exposure is in stops, the others are -100..100."""

    where: Where = "subject"
    exposure: Annotated[float, Slider(-4, 4, unit="EV", step=0.05)] = 0.0
    contrast: Percent = 0.0
    highlights: Percent = 0.0
    shadows: Percent = 0.0
    temperature: Percent = 0.0
    tint: Percent = 0.0
    saturation: Percent = 0.0
    vibrance: Percent = 0.0


def halo(params: Params) -> float:
    """More than nothing only for an edge in the picture."""
    return recolour_reach(params.where)


def light(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Change the light a part of the picture seems to be taken in."""
    table = _exposed(params)
    gains = _tone_gains(params)
    matrix = _saturation(1 + params.saturation / 100)

    def change(colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
        lit = np.asarray(cv2.LUT(colours, table), np.float32)
        if params.highlights or params.shadows:
            luma = np.asarray(cv2.transform(lit, _LUMA[None]))
            index = np.asarray(luma * (_STEPS - 1) + np.float32(0.5), np.uint16)
            lit = _times(lit, gains[index])
        if params.saturation:
            lit = np.asarray(cv2.transform(lit, matrix), np.float32)
        if params.vibrance:
            lit = _vibrant(lit, params.vibrance / 100)
        return np.asarray(cv2.addWeighted(lit, 255, lit, 0, 0, dtype=cv2.CV_8U), np.uint8)

    return recoloured(change, image, mask, params.where, run)


def _exposed(params: Params) -> F32:
    """For each level of each channel, 256 x 1 x 3, its brightness 0..1."""
    level = np.arange(256) / 255
    linear = np.where(level <= 0.04045, level / 12.92, ((level + 0.055) / 1.055) ** 2.4)
    columns = [
        _contrasted(_encoded(_gained(linear, gain)), params.contrast / 100)
        for gain in _channel_gains(params)
    ]
    return np.dstack(columns).astype(np.float32).reshape(256, 1, 3)


def _encoded(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    steep = 1.055 * np.maximum(linear, 1e-9) ** (1 / 2.4) - 0.055
    return np.asarray(np.where(linear <= 0.0031308, 12.92 * linear, steep))


def _contrasted(level: NDArray[np.float64], amount: float) -> NDArray[np.float64]:
    """Levels 0..1 along an S around mid-grey, which keeps black and white; or a flatter line."""
    bent = level * level * (3 - 2 * level) if amount > 0 else (level + 0.5) / 2
    return level + abs(amount) * (bent - level)


def _channel_gains(params: Params) -> NDArray[np.float64]:
    """By how much light of red, green and blue grows; the white balance keeps the brightness."""
    warm, magenta = params.temperature / 200, params.tint / 300
    balance = np.exp2([warm + magenta / 2, -magenta / 2, -warm + magenta / 2])
    return np.asarray(2**params.exposure * balance / (balance @ _LUMA))


def _gained(linear: NDArray[np.float64], gain: float) -> NDArray[np.float64]:
    """Light, 0..1, times a gain; bright light is compressed instead of cut off.

    It is doubled exactly as long as it is below a knee; above, the curve leaves with the same
    slope and ends in white. With a gain of 1 nothing changes.
    """
    scaled = linear * gain
    if gain <= 1:
        return scaled
    knee, slope = 1 / gain, gain + 1
    part = np.maximum(scaled - knee, 0) / (gain - knee)
    return np.where(scaled <= knee, scaled, knee + (1 - knee) * slope * part / (1 + gain * part))


def _tone_gains(params: Params) -> F32:
    """What a colour is multiplied by, for its brightness in `_STEPS` steps.

    Colours keep their hue that way, and deep shadows do not turn grey.
    """
    luma = np.linspace(0, 1, _STEPS)
    dark = luma * (1 - luma) ** 3 * 3
    bright = luma**3 * (1 - luma) * 2.4
    toned = luma + params.shadows / 100 * 0.55 * dark + params.highlights / 100 * 0.5 * bright
    gains = toned / np.maximum(luma, 1e-6)
    gains[0] = gains[1]
    return gains.astype(np.float32)


def _saturation(factor: float) -> F32:
    """3 x 3, stretches colours away from the grey of the same brightness."""
    grey = np.tile(_LUMA, (3, 1))
    return np.asarray(grey + factor * (np.eye(3) - grey), np.float32)


def _vibrant(lit: F32, amount: float) -> F32:
    """More colour where there is little, so that skin and what is colourful already stay."""
    red, green, blue = cv2.split(lit)
    low, high = cv2.min(cv2.min(red, green), blue), cv2.max(cv2.max(red, green), blue)
    room = 1 - (high - low) / np.maximum(high, np.float32(1e-3))
    luma = np.asarray(cv2.transform(lit, _LUMA[None]))
    grey = cv2.merge([luma, luma, luma])
    return np.asarray(grey + _times(lit - grey, 1 + np.float32(amount) * room), np.float32)


def _times(lit: F32, factors: NDArray[np.floating]) -> F32:
    return np.asarray(cv2.multiply(lit, cv2.merge([factors, factors, factors])), np.float32)
