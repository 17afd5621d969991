"""Pop out and Remove object: what is where the photo was."""

from __future__ import annotations

import cv2
import numpy as np

from plugins.effects.pop_out import Params as Pop
from plugins.effects.pop_out import pop
from plugins.effects.remove_object import Params as Remove
from plugins.effects.remove_object import remove
from sqsam_desktop.plugin_api import Color, Mask, Pixels
from tests.plugins.discs import HEIGHT, MIDDLE, WIDTH, difference, disc, noise, photo
from tests.plugins.running import whole

SUBJECT, GROUND = (200, 40, 40), (40, 120, 60)


def test_the_subject_leaps_over_the_frame() -> None:
    mask = disc()
    image = photo(mask, SUBJECT, GROUND)
    params = Pop(leap=50, background=Color("#0000ff"), tilt=0, shadow=0)
    result = pop(image, mask, params, whole(image))
    assert (result[mask == 255] == image[mask == 255]).all()
    assert (result[2, 2] == (0, 0, 255, 255)).all()
    assert (result[40, 30] == (0, 0, 255, 255)).all(), "above the frame there is no photo"
    assert (result[85, 30] == image[85, 30]).all(), "inside it there is"
    border = result[58, 30:50, :3]
    assert (border > 250).all()


def test_around_the_frame_it_may_be_transparent() -> None:
    mask = disc()
    image = photo(mask, SUBJECT, GROUND)
    result = pop(image, mask, Pop(outside="transparent", shadow=0), whole(image))
    assert result[2, 2, 3] == 0
    assert result[MIDDLE[1], MIDDLE[0], 3] == 255


def test_where_the_photo_cuts_the_subject_the_frame_does_too() -> None:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[20:, :100] = 255
    image = photo(mask, SUBJECT, GROUND)
    params = Pop(leap=30, margin=10, tilt=0, background=Color("#0000ff"), shadow=0)
    result = pop(image, mask, params, whole(image))
    assert (result[HEIGHT - 3, 50] == (0, 0, 255, 255)).all()
    assert (result[60, 2] == (0, 0, 255, 255)).all()
    assert (result[22, 50, :3] == SUBJECT).all()


def test_perspective_makes_the_frame_narrower_above() -> None:
    mask = disc() * 0
    image = photo(mask, SUBJECT, GROUND)

    def widths(tilt: float) -> list[int]:
        result = pop(image, mask, Pop(tilt=tilt, shadow=0), whole(image))
        return [int((result[row, :, 1] == GROUND[1]).sum()) for row in (45, 100)]

    straight, tilted = widths(0), widths(100)
    assert straight[0] == straight[1]
    assert tilted[0] < tilted[1] - 10


def grass(seed: int = 3) -> Pixels:
    """A fine texture, darker at the top."""
    random = np.random.default_rng(seed).normal(0, 30, (HEIGHT, WIDTH))
    fine = cv2.GaussianBlur(random, (0, 0), 1.2) * 2 + np.linspace(90, 150, HEIGHT)[:, None]
    levels = fine.clip(0, 255).astype(np.uint8)
    return np.dstack([levels // 2, levels, levels // 3, np.full_like(levels, 255)])


def test_a_thing_on_grass_is_replaced_by_grass() -> None:
    mask = disc()
    clean = grass()
    share = (mask / 255)[..., None]
    image = clean.copy()
    image[:, :, :3] = np.rint(clean[:, :, :3] * (1 - share) + np.array(SUBJECT) * share)
    result = remove(image, mask, Remove(), whole(image))
    hole = mask > 20
    assert (result[:, :, 0][hole] < 120).all(), "nothing red is left"
    there, was = (each[:, :, 1][hole].astype(float) for each in (result, clean))
    assert abs(there.mean() - was.mean()) < 8
    assert there.std() > 0.6 * was.std(), "it has texture"


def test_what_is_far_from_the_thing_stays() -> None:
    mask = disc()
    image = noise(mask)
    result = remove(image, mask, Remove(grow=0), whole(image))
    far = cv2.dilate(mask, np.ones((15, 15), np.uint8)) == 0
    assert (result[far] == image[far]).all()


def test_an_edge_goes_on_behind_the_thing() -> None:
    clean = np.full((HEIGHT, WIDTH, 4), 255, np.uint8)
    clean[:, :, :3] = (90, 140, 220)
    clean[60:, :, :3] = (60, 110, 50)
    mask = disc()
    image = clean.copy()
    image[mask > 0, :3] = SUBJECT
    result = remove(image, mask, Remove(), whole(image))
    wrong = np.abs(result.astype(int) - clean).max(axis=2) > 40
    assert wrong.mean() < 0.01


def test_another_filling_is_another_one() -> None:
    mask = disc()
    image = grass()
    first, again, second = (
        remove(image, mask, Remove(variant=variant), whole(image)) for variant in (1, 1, 2)
    )
    assert difference(first, again) == 0
    assert difference(first, second) > 5


def test_if_all_is_covered_nothing_can_be_taken() -> None:
    image = grass()
    mask: Mask = np.full((HEIGHT, WIDTH), 255, np.uint8)
    assert difference(remove(image, mask, Remove(), whole(image)), image) == 0
    mask[:2] = 0
    assert remove(image, mask, Remove(grow=0), whole(image)).shape == image.shape
