"""What must hold with the model that ships, on the sample photographs."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest

from sqsam_desktop import paths
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.prompt import Box, Click, Prompt, Stroke
from sqsam_desktop.engine import Predictor

SUIT, FACE, HAIR = (200, 330), (225, 110), (215, 40)
"""Points on the astronaut (512 x 512), who stands before a flag and a shuttle."""


def photo(name: str) -> np.ndarray:
    return open_picture(paths.resources() / "samples" / f"{name}.jpg").srgb()


def predictor(rgb: np.ndarray) -> Predictor:
    made = Predictor.default()
    made.set_image(rgb)
    return made


def overlap(a: np.ndarray, b: np.ndarray) -> float:
    return float(((a >= 128) & (b >= 128)).sum() / max(1, ((a >= 128) | (b >= 128)).sum()))


@pytest.fixture(scope="module")
def astronaut() -> np.ndarray:
    return photo("astronaut")


def test_nobody_clicked_and_the_person_is_found(astronaut: np.ndarray) -> None:
    subject = predictor(astronaut).predict(Prompt())
    assert subject.bounds is not None
    for x, y in (SUIT, FACE, HAIR):
        assert subject.mask[y, x] >= 128
    assert subject.mask[30, 30] < 128 and subject.mask[100, 480] < 128


@pytest.mark.parametrize("point", [SUIT, FACE, HAIR], ids=["suit", "face", "hair"])
def test_a_click_on_any_part_takes_the_whole_person(
    astronaut: np.ndarray, point: tuple[int, int]
) -> None:
    mask = predictor(astronaut).predict(Prompt(clicks=[Click(*point)])).mask
    for x, y in (SUIT, FACE, HAIR):
        assert mask[y, x] >= 128
    assert mask[30, 30] < 128


def test_every_click_of_a_series_is_obeyed(astronaut: np.ndarray) -> None:
    made, prompt, last = predictor(astronaut), Prompt(), None
    series = [(SUIT, True), ((400, 400), True), ((30, 30), False), ((480, 60), True), (FACE, True)]
    for (x, y), positive in series:
        prompt = prompt.adding(Click(x, y, positive))
        last = made.predict(prompt, last)
        for click in prompt.clicks:
            assert (last.mask[int(click.y), int(click.x)] >= 128) == click.positive


def test_a_stroke_does_not_depend_on_the_number_of_its_points(astronaut: np.ndarray) -> None:
    corners = [(180.0, 300.0), (230.0, 340.0), (260.0, 420.0), (150.0, 400.0), (120.0, 330.0)]
    made = predictor(astronaut)
    few = made.predict(Prompt([Stroke(tuple(corners), 10)])).mask
    for count in (50, 500):
        each = count // (len(corners) - 1)
        points = [
            tuple(np.array(start) + (np.array(end) - start) * step / each)
            for start, end in pairwise(corners)
            for step in range(each)
        ]
        many = made.predict(Prompt([Stroke((*points, corners[-1]), 10)])).mask
        assert overlap(few, many) >= 0.99


@pytest.mark.parametrize("name", ["astronaut", "coffee", "chelsea"])
def test_photo_and_prompt_scaled_by_two_give_the_same_mask(name: str) -> None:
    small = photo(name)
    height, width = small.shape[:2]
    large = cv2.resize(small, (2 * width, 2 * height), interpolation=cv2.INTER_CUBIC)
    for prompt in (
        Prompt(clicks=[Click(width * 0.45, height * 0.45)]),
        Prompt(box=Box(width * 0.1, height * 0.1, width * 0.8, height * 0.95)),
    ):
        mask = predictor(small).predict(prompt).mask
        twice = predictor(large).predict(prompt.scaled(2)).mask
        assert (
            overlap(cv2.resize(twice, (width, height), interpolation=cv2.INTER_AREA), mask) >= 0.97
        )


def test_the_fp32_file_agrees_with_the_int8_one(astronaut: np.ndarray) -> None:
    from sqsam_desktop.engine import models

    int8, fp32 = (Predictor(card.path, card.size) for card in models.cards())
    for prompt in (Prompt(), Prompt(clicks=[Click(*FACE)])):
        masks = []
        for each in (int8, fp32):
            each.set_image(astronaut)
            masks.append(each.predict(prompt).mask)
        assert overlap(*masks) > 0.9
