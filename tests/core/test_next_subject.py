"""A subject outside of the things that were taken, on the engine with a network that sees light."""

from __future__ import annotations

import numpy as np
import pytest

from sqsam_desktop.core.drawing import View
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.outline import SUGGESTION, Outline
from sqsam_desktop.core.solver import Answer, NothingFound, Question, Solver
from sqsam_desktop.engine import Prediction, Predictor

SIZE = (240, 160)
WHOLE = View((0, 0, *SIZE), 1.0)
LEFT, RIGHT = (80, 60), (80, 180)
"""Row and column of the middle of the two bright discs."""


class BrightNetwork:
    """Takes the brightest thing."""

    size = 128

    def run(self, image: np.ndarray, planes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        light = image.mean(axis=0)[::2, ::2]
        inside = light >= max(light.max() - 0.1, 0.3)
        logits = np.where(inside, 8, -8).astype(np.float32)
        return np.stack([logits] * 3), np.full(3, 0.9, np.float32)


class Turn:
    def emit(self, answer: Answer) -> None:
        pass

    def check(self) -> None:
        pass


@pytest.fixture
def picture() -> Picture:
    """A bright disc at the left and a less bright one at the right."""
    rows, columns = np.indices((SIZE[1], SIZE[0]))
    pixels = np.full((SIZE[1], SIZE[0], 3), 100, np.uint8)
    for (row, column), light in ((LEFT, 250), (RIGHT, 210)):
        pixels[np.hypot(rows - row, columns - column) < 25] = light
    return Picture(pixels)


@pytest.fixture
def solver() -> Solver:
    return Solver(lambda: Predictor(BrightNetwork()), Prediction.unpack)


def next_subject(solver: Solver, picture: Picture, *taken: Outline) -> Answer:
    return solver(Question(picture, SUGGESTION, None, WHOLE, taken=taken), Turn())


def test_one_after_the_other_is_found_until_none_is_left(solver: Solver, picture: Picture) -> None:
    first = next_subject(solver, picture)
    assert first.fold.mask[LEFT] >= 128
    assert first.fold.mask[RIGHT] < 128
    second = next_subject(solver, picture, first.outline)
    assert second.fold.mask[LEFT] < 128
    assert second.fold.mask[RIGHT] >= 128
    with pytest.raises(NothingFound, match="no other subject"):
        next_subject(solver, picture, first.outline, second.outline)


def test_it_comes_back_byte_for_byte_without_a_model(solver: Solver, picture: Picture) -> None:
    first = next_subject(solver, picture)
    second = next_subject(solver, picture, first.outline)

    def none() -> Predictor:
        raise AssertionError("the model must not run")

    again = Solver(none, Prediction.unpack)
    question = Question(picture, second.outline, None, WHOLE, taken=(first.outline,))
    np.testing.assert_array_equal(again(question, Turn()).fold.mask, second.fold.mask)


def test_the_photo_is_itself_again_afterwards(solver: Solver, picture: Picture) -> None:
    first = next_subject(solver, picture)
    next_subject(solver, picture, first.outline)
    fresh = Solver(lambda: Predictor(BrightNetwork()), Prediction.unpack)
    asked = Outline(SUGGESTION.steps)
    here = solver(Question(picture, asked, None, WHOLE), Turn())
    there = fresh(Question(picture, asked, None, WHOLE), Turn())
    np.testing.assert_array_equal(here.fold.mask, there.fold.mask)


def test_no_full_size_mask_is_made_of_what_is_kept(picture: Picture) -> None:
    unpacked: list[Prediction] = []

    def unpack(packed: bytes, rgb: np.ndarray) -> Prediction:
        unpacked.append(Prediction.unpack(packed, rgb))
        return unpacked[-1]

    first = next_subject(Solver(lambda: Predictor(BrightNetwork()), unpack), picture)
    next_subject(Solver(lambda: Predictor(BrightNetwork()), unpack), picture, first.outline)
    assert len(unpacked) == 2
    assert all("mask" not in vars(prediction) for prediction in unpacked)
