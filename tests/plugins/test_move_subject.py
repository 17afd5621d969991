"""Moving and duplicating the subject."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from plugins.effects.move_subject import Params, move
from sqsam_desktop.plugin_api import Mask, Pixels, Point
from tests.plugins.running import whole


def scene() -> tuple[Pixels, Mask]:
    """A red bar, 40 wide and 20 high around (60, 70), with a blue left end, on a soft green."""
    image = np.full((160, 240, 4), (40, 150, 60, 255), np.uint8)
    image[:, :, 1] += np.arange(240, dtype=np.uint8) // 8
    mask = np.zeros((160, 240), np.uint8)
    mask[60:80, 40:80] = 255
    image[60:80, 40:80, :3] = (220, 30, 30)
    image[60:80, 40:48, :3] = (30, 30, 220)
    return image, mask


def moved(**values: Any) -> Pixels:
    image, mask = scene()
    return move(image, mask, Params(**values), whole(image))


def red_box(image: Pixels) -> tuple[int, int, int, int]:
    """Left, top, width and height of what is red."""
    red = (image[:, :, 0] > 128) & (image[:, :, 1] < 100)
    x, y, width, height = cv2.boundingRect(red.astype(np.uint8))
    return x, y, width, height


def test_a_duplicate_lies_at_its_place_and_the_original_stays() -> None:
    image, _ = scene()
    result = moved(place=Point(0.75, 0.5))
    assert np.array_equal(result[:, :100], image[:, :100])
    assert red_box(result[:, 120:]) == (180 - 120 - 20 + 8, 70, 32, 20)


def test_what_moves_leaves_its_background_behind() -> None:
    image, _ = scene()
    result = moved(mode="move", place=Point(0.75, 0.5))
    empty = image[62:78, 42:78].copy()
    empty[:, :] = image[20, 42:78]
    assert np.abs(result[62:78, 42:78].astype(int) - empty).max() <= 6
    assert np.abs(result.astype(int) - image)[130:].max() == 0
    assert red_box(result)[0] > 160


def test_a_guess_that_was_kept_is_of_the_same_picture() -> None:
    image, mask = scene()
    params = Params(mode="move", place=Point(0.75, 0.5))
    first = move(image, mask, params, whole(image))
    other = image.copy()
    other[:, :, 2] += 40
    assert move(other, mask, params, whole(image))[70, 60, 2] > first[70, 60, 2] + 20
    wider = mask.copy()
    wider[40:100, 20:100] = 255
    assert not np.array_equal(move(image, wider, params, whole(image))[45, 30], image[45, 30])
    assert np.array_equal(move(image, mask, params, whole(image)), first)


def test_it_is_mirrored() -> None:
    result = moved(place=Point(0.75, 0.5), mirror=True)
    assert red_box(result[:, 120:])[0] == 180 - 120 - 20
    assert result[80, 196, 2] > 200


@pytest.mark.parametrize(("turn", "size"), [(90.0, (20, 32)), (180.0, (32, 20))])
def test_it_turns_to_the_left(turn: float, size: tuple[int, int]) -> None:
    result = moved(place=Point(0.75, 0.5), turn=turn)
    assert red_box(result[:, 120:])[2:] == size
    # The blue end was on the left: a quarter to the left takes it down.
    x, y = (180, 80 + 17) if turn == 90 else (180 + 17, 80)
    assert result[y, x, 2] > 200


@pytest.mark.parametrize("percent", [50.0, 200.0])
def test_its_size(percent: float) -> None:
    width, height = red_box(moved(place=Point(0.75, 0.5), size=percent)[:, 120:])[2:]
    assert abs(width - 32 * percent / 100) <= 1
    assert abs(height - 20 * percent / 100) <= 1


def test_partly_outside_the_picture() -> None:
    result = moved(place=Point(1.0, 0.0))
    assert red_box(result[:, 120:])[3] == 10


def test_a_cut_out_leaves_nothing_behind() -> None:
    image, mask = scene()
    image[:, :, 3] = mask
    result = move(image, mask, Params(mode="move", place=Point(0.75, 0.5)), whole(image))
    assert result[50:90, 30:90, 3].max() == 0
    assert (result[75:85, 165:195, 3] == 255).all()
