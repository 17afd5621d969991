"""Pictures as they should be, compared as an eye compares them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

U8: TypeAlias = NDArray[np.uint8]

TOLERANCE = 20
"""Steps of a channel: smoothing differs between versions of Qt and of processors."""
_STRAY = 0.001
"""Part of the pixels that may differ all the same."""


def compare(actual: U8, path: Path, folder: Path, tolerance: int = TOLERANCE) -> None:
    """Fail unless pixels look like a picture file; then tell why in a folder.

    Args:
        actual: H x W x 3 or H x W x 4 uint8.
        path: What they should look like.
        folder: Where what was seen, and what is different in it, is written.
        tolerance: How many steps a channel may differ, 0..255. That much, a shift of one pixel,
            and one pixel in a thousand are forgiven.
    """
    seen = folder / f"{path.stem}-actual.png"
    Image.fromarray(actual).save(seen)
    if not path.exists():
        pytest.fail(f"{path} is missing: look at {seen}, then run pytest --sqsam-update")
    with Image.open(path) as file:
        expected = np.asarray(file.convert("RGB" if actual.shape[2] == 3 else "RGBA"))
    if actual.shape != expected.shape:
        sizes = [f"{each.shape[1]} x {each.shape[0]}" for each in (actual, expected)]
        pytest.fail(f"{seen} is of {sizes[0]} pixels, {path} of {sizes[1]}")
    wrong = differing(actual, expected, tolerance)
    if wrong.sum() > _STRAY * wrong.size:
        marked = folder / f"{path.stem}-difference.png"
        Image.fromarray(_marked(actual[:, :, :3], wrong)).save(marked)
        pytest.fail(f"{wrong.sum()} pixels of {seen} are not as in {path}: see {marked}")


def differing(one: U8, other: U8, tolerance: int = TOLERANCE) -> NDArray[np.bool_]:
    """Where pixels of either have nothing like them within a pixel in the other."""
    return _lonely(one, other, tolerance) | _lonely(other, one, tolerance)


def pixels(image: U8 | QImage) -> U8:
    """A picture as H x W x 3 uint8, or as it is."""
    if isinstance(image, np.ndarray):
        return image
    rgb = image.convertToFormat(image.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()


def _lonely(one: U8, other: U8, tolerance: int) -> NDArray[np.bool_]:
    """Where `one` is unlike everything within a pixel in `other`."""
    height, width = one.shape[:2]
    around = np.pad(other, ((1, 1), (1, 1), (0, 0)), mode="edge")
    least = np.full((height, width), 255, np.uint8)
    for top in range(3):
        for left in range(3):
            near = np.ascontiguousarray(around[top : top + height, left : left + width])
            np.minimum(least, cv2.absdiff(one, near).max(2), out=least)
    return least > tolerance


def _marked(actual: U8, wrong: NDArray[np.bool_]) -> U8:
    """The picture, paler, with what differs in red."""
    pale = (128 + actual.astype(np.int16) // 2).astype(np.uint8)
    pale[wrong] = (220, 0, 0)
    return pale
