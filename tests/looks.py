"""Pictures of the window as they should be: `looks_like(name, image)`.

`pytest --update-expected` writes tests/expected anew; look at what `git diff` shows of it. Take
pictures without words: fonts differ between machines.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

U8 = NDArray[np.uint8]
LooksLike: TypeAlias = "Callable[[str, U8 | QImage], None]"

EXPECTED = Path(__file__).with_name("expected")
_TOLERANCE = 20
"""Steps of a channel: smoothing differs between versions of Qt and of processors."""
_STRAY = 0.001
"""Part of the pixels that may differ all the same."""


def pytest_addoption(parser: pytest.Parser) -> None:
    about = "write tests/expected anew instead of comparing with it"
    parser.addoption("--update-expected", action="store_true", help=about)


@pytest.fixture
def looks_like(request: pytest.FixtureRequest, tmp_path: Path) -> LooksLike:
    """Fails unless a picture looks like the expected one of that name."""

    def check(name: str, image: U8 | QImage) -> None:
        actual, path = pixels(image), EXPECTED / f"{name}.png"
        if request.config.getoption("--update-expected"):
            Image.fromarray(actual).save(path, optimize=True)
        else:
            compare(actual, path, tmp_path)

    return check


def compare(actual: U8, path: Path, folder: Path) -> None:
    """Fail unless H x W x 3 uint8 pixels look like a picture file; then tell why in a folder."""
    seen = folder / f"{path.stem}-actual.png"
    Image.fromarray(actual).save(seen)
    if not path.exists():
        pytest.fail(f"{path} is missing: look at {seen}, then run pytest --update-expected")
    with Image.open(path) as file:
        expected = np.asarray(file.convert("RGB"))
    if actual.shape != expected.shape:
        sizes = [f"{each.shape[1]} x {each.shape[0]}" for each in (actual, expected)]
        pytest.fail(f"{seen} is of {sizes[0]} pixels, {path} of {sizes[1]}")
    wrong = differing(actual, expected)
    if wrong.sum() > _STRAY * wrong.size:
        marked = folder / f"{path.stem}-difference.png"
        Image.fromarray(_marked(actual, wrong)).save(marked)
        pytest.fail(f"{wrong.sum()} pixels of {seen} are not as in {path}: see {marked}")


def differing(one: U8, other: U8) -> NDArray[np.bool_]:
    """Where H x W x 3 pixels of either have nothing like them within a pixel in the other."""
    return _lonely(one, other) | _lonely(other, one)


def pixels(image: U8 | QImage) -> U8:
    """A picture as H x W x 3 uint8."""
    if isinstance(image, np.ndarray):
        return image
    rgb = image.convertToFormat(image.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()


def _lonely(one: U8, other: U8) -> NDArray[np.bool_]:
    height, width = one.shape[:2]
    around = np.pad(other.astype(np.int16), ((1, 1), (1, 1), (0, 0)), mode="edge")
    least = np.full((height, width), 255, np.int16)
    for top in range(3):
        for left in range(3):
            near = around[top : top + height, left : left + width]
            np.minimum(least, np.abs(one - near).max(2), out=least)
    return least > _TOLERANCE


def _marked(actual: U8, wrong: NDArray[np.bool_]) -> U8:
    """The picture, paler, with what differs in red."""
    pale = (128 + actual.astype(np.int16) // 2).astype(np.uint8)
    pale[wrong] = (220, 0, 0)
    return pale
