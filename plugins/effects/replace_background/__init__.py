"""Another background behind the subject."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

import cv2
import numpy as np
from PIL import Image, ImageOps

from sqsam_desktop.plugin_api import (
    Angle,
    Choice,
    Color,
    File,
    Label,
    Mask,
    Pixels,
    Run,
    Slider,
    SqsamError,
    cut_out,
    laid_over,
    painted,
    softened,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".avif", ".bmp")
_SAMPLE = 128
"""Side of the small picture whose light is measured."""
_CONTRAST = (0.8, 1.25)
"""How far the subject's contrast may be changed to match."""
_STRIP = 256
"""Rows whose light is changed at once."""


@dataclass(frozen=True)
class Params:
    """What comes behind the subject."""

    kind: Annotated[
        str, Choice(color="Colour", gradient="Gradient", picture="Picture"), Label("Background")
    ] = "gradient"
    color: Annotated[Color, Label("Colour")] = Color("#f4f4f2")
    color2: Annotated[Color, Label("Second colour")] = Color("#b9c4cf")
    angle: Annotated[float, Angle(), Label("Direction")] = 270.0
    picture: Annotated[str, File(_PICTURES)] = ""
    fit: Annotated[str, Choice(cover="Fill", contain="Show all", tile="Tile")] = "cover"
    blur: Annotated[float, Slider(0, 100, unit="%")] = 0.0
    match: Annotated[float, Slider(0, 100, unit="%"), Label("Match light")] = 30.0


def replace(image: Pixels, mask: Mask, params: Params, run: Run) -> Pixels:
    """Lay what the mask covers over a colour, a gradient or a picture.

    Raises:
        SqsamError: The picture cannot be read.
    """
    if params.kind == "color":
        background = painted(params.color, np.full(mask.shape, 255, np.uint8))
    elif params.kind == "gradient" or not params.picture:
        background = _gradient(params, run)
    else:
        background = _fitted(_read(params.picture), params, run)
    run.check()
    subject = cut_out(image, mask, run)
    if params.kind == "picture" and params.picture:
        _match(subject, background, params.match / 100, run)
    run.check()
    return laid_over(subject, background)


def _gradient(params: Params, run: Run) -> Pixels:
    """From the first colour to the second, from border to border in the direction given."""
    width, height = run.size
    turn = np.deg2rad(params.angle)
    along, down = np.cos(turn), -np.sin(turn)
    reach = abs(along) * width + abs(down) * height
    x = (np.arange(width, dtype=np.float32) + 0.5 - width / 2) * (along / reach)
    y = (np.arange(height, dtype=np.float32) + 0.5 - height / 2) * (down / reach)
    share = (y[:, None] + x + 0.5).astype(np.float32)
    # A grain finer than a level keeps the steps between levels from showing as bands.
    share += np.random.default_rng(1).random(share.shape, np.float32) / 255 - np.float32(1 / 510)
    run.check()
    whole = np.full((height, width), 255, np.uint8)
    first, second = painted(params.color, whole), painted(params.color2, whole)
    share = share.clip(0, 1)
    return np.asarray(cv2.blendLinear(first, second, 1 - share, share), np.uint8)


def _read(path: str) -> NDArray[np.uint8]:
    """A picture file as H x W x 4."""
    try:
        return _decoded(path, os.stat(path).st_mtime_ns)
    except (OSError, Image.DecompressionBombError) as error:
        name = os.path.basename(path)
        raise SqsamError(
            f"The background picture {name} cannot be read.", "Choose another file."
        ) from error


@lru_cache(maxsize=1)
def _decoded(path: str, _changed: int) -> NDArray[np.uint8]:
    with Image.open(path) as file:
        return np.asarray(ImageOps.exif_transpose(file).convert("RGBA"))


def _fitted(picture: NDArray[np.uint8], params: Params, run: Run) -> Pixels:
    """A picture as large as the photo; what it leaves free shows the colour."""
    width, height = run.size
    rows, columns = picture.shape[:2]
    scale = {
        "cover": max(width / columns, height / rows),
        "contain": min(width / columns, height / rows),
        "tile": run.scale,
    }[params.fit]
    size = max(1, round(columns * scale)), max(1, round(rows * scale))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    picture = np.asarray(cv2.resize(picture, size, interpolation=how), np.uint8)
    run.check()
    result = painted(params.color, np.full((height, width), 255, np.uint8))
    if params.fit == "tile":
        picture = np.tile(picture, (-(-height // size[1]), -(-width // size[0]), 1))
        placed = picture[:height, :width]
    else:
        left, top = (width - size[0]) // 2, (height - size[1]) // 2
        crop = picture[max(0, -top) : max(0, -top) + height, max(0, -left) :][:, :width]
        placed = np.zeros_like(result)
        placed[max(0, top) :, max(0, left) :][: crop.shape[0], : crop.shape[1]] = crop
    run.check()
    result = laid_over(placed, result)
    return softened(result, params.blur / 100 * 0.02 * max(run.size))


def _match(subject: Pixels, background: Pixels, amount: float, run: Run) -> None:
    """Move the light of the subject towards that of the background, in Lab, in place."""
    alpha = np.ascontiguousarray(subject[:, :, 3])
    if amount <= 0 or not alpha.any():
        return
    mean, spread = _light(subject, alpha)
    goal, goal_spread = _light(background, np.full_like(alpha, 255))
    contrast = np.clip(goal_spread[0] / max(spread[0], 1e-3), *_CONTRAST)
    gain = np.array([1 + (contrast - 1) * amount, 1, 1], np.float32)
    moved = mean + (goal - mean) * np.float32(amount / 2)
    left, top, width, height = cv2.boundingRect(alpha)
    for y in range(top, top + height, _STRIP):
        run.check()
        part = subject[y : min(y + _STRIP, top + height), left : left + width]
        lab = _lab(part)
        lab = (lab - mean) * gain + moved
        colours = cv2.cvtColor(lab.astype(np.float32), cv2.COLOR_LAB2RGB)
        part[:, :, :3] = np.rint(colours.clip(0, 1) * 255)


def _light(picture: Pixels, weights: Mask) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean and standard deviation of L, a and b."""
    small = (_SAMPLE, _SAMPLE)
    lab = _lab(np.asarray(cv2.resize(picture, small, interpolation=cv2.INTER_AREA)))
    weight = cv2.resize(weights, small, interpolation=cv2.INTER_AREA).astype(np.float32)
    weight = weight[..., None] / max(float(weight.sum()), 1e-6)
    mean = (lab * weight).sum((0, 1))
    return mean, np.sqrt(((lab - mean) ** 2 * weight).sum((0, 1)))


def _lab(picture: Pixels) -> NDArray[np.float32]:
    rgb = picture[:, :, :3] * np.float32(1 / 255)
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB), np.float32)
