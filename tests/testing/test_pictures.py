"""Pictures that are compared: what may differ, what may not, and what a failure leaves behind."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from sqsam_desktop.testing.pictures import U8, compare

FAINT, STRONG = 12, 40


def drawn(shift: int = 0, red: int = 200, width: int = 1) -> U8:
    """A circle and a line on grey."""
    picture = np.full((80, 100, 3), 90, np.uint8)
    cv2.circle(picture, (50 + shift, 40), 20, (red, 60, 60), -1, cv2.LINE_AA)
    cv2.line(picture, (5, 70 + shift), (95, 70 + shift), (255, 255, 255), width)
    return picture


@pytest.fixture
def expected(tmp_path: Path) -> Path:
    path = tmp_path / "drawn.png"
    Image.fromarray(drawn()).save(path)
    return path


def test_the_same_and_the_nearly_same_pass(expected: Path, tmp_path: Path) -> None:
    compare(drawn(), expected, tmp_path)
    compare(drawn(shift=1), expected, tmp_path)
    compare(drawn(red=200 + FAINT), expected, tmp_path)


@pytest.mark.parametrize(
    "other",
    [drawn(shift=2), drawn(shift=-2), drawn(red=200 - STRONG), drawn(width=5)],
    ids=["moved", "moved back", "another colour", "thicker"],
)
def test_what_moved_or_changed_its_colour_fails(other: U8, expected: Path, tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception) as failure:
        compare(other, expected, tmp_path)
    for name in ("drawn-actual.png", "drawn-difference.png"):
        assert str(tmp_path / name) in str(failure.value)
    with Image.open(tmp_path / "drawn-actual.png") as left:
        np.testing.assert_array_equal(np.asarray(left), other)
    with Image.open(tmp_path / "drawn-difference.png") as left:
        assert ((np.asarray(left) == (220, 0, 0)).all(2)).any()


def test_another_size_and_a_missing_picture_fail(expected: Path, tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="100 x 79 pixels"):
        compare(drawn()[:-1], expected, tmp_path)
    with pytest.raises(pytest.fail.Exception, match="--sqsam-update"):
        compare(drawn(), tmp_path / "none.png", tmp_path)


def test_another_transparency_fails(tmp_path: Path) -> None:
    picture = np.dstack([drawn(), np.full((80, 100), 255, np.uint8)])
    Image.fromarray(picture).save(tmp_path / "expected.png")
    compare(picture, tmp_path / "expected.png", tmp_path)
    picture[10:30, 10:30, 3] = 100
    with pytest.raises(pytest.fail.Exception, match="400 pixels"):
        compare(picture, tmp_path / "expected.png", tmp_path)
