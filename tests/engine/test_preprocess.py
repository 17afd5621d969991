"""Views and prompt planes: alignment, what is drawn where, and what wins."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.core.prompt import Box, Click, Lasso, Prompt, Stroke
from sqsam_desktop.engine.preprocess import (
    BOX,
    NEGATIVE,
    POSITIVE,
    PREVIOUS,
    View,
    draw_prompt,
    normalise,
)

IDENTITY = View(0, 0, 1, 64)


def overlap(a: np.ndarray, b: np.ndarray) -> float:
    return float(((a > 0) & (b > 0)).sum() / ((a > 0) | (b > 0)).sum())


@pytest.mark.parametrize("scale", [0.13, 0.31, 0.5, 0.8, 1.0, 1.7, 2.0])
def test_a_view_keeps_things_where_they_are(scale: float) -> None:
    picture = np.zeros((300, 400), np.uint8)
    picture[120:180, 200:280] = 255
    view = View(240.3 - 96 / scale, 149.6 - 90 / scale, scale, 192)
    seen = view.sample(picture, 0) / 255
    middle = np.array(view.to_network(240, 150))
    rows, columns = np.indices(seen.shape) + 0.5
    found = np.array([(columns * seen).sum(), (rows * seen).sum()]) / seen.sum()
    assert np.abs(found - middle).max() < 0.15
    assert seen.sum() == pytest.approx(80 * 60 * scale**2, rel=0.08)


def test_the_whole_photo_is_letter_boxed_between_grey_borders() -> None:
    photo = np.full((100, 200, 3), 200, np.uint8)
    seen = View.whole(200, 100, 64).sample(photo, 127)
    assert (seen[18:46] == 200).all()
    assert (seen[:14] == 127).all() and (seen[50:] == 127).all()
    assert not normalise(seen)[:, :14].any()


def test_a_view_beside_the_photo_is_all_border() -> None:
    assert (View(500, 0, 1, 64).sample(np.zeros((10, 10, 3), np.uint8), 9) == 9).all()


def test_without_a_box_the_box_plane_is_full_and_the_rest_empty() -> None:
    planes = draw_prompt(Prompt(), IDENTITY)
    assert (planes[BOX] == 255).all()
    assert not planes[[POSITIVE, NEGATIVE, PREVIOUS]].any()


def test_clicks_are_disks_of_radius_five_on_their_own_planes() -> None:
    planes = draw_prompt(Prompt(clicks=[Click(20.5, 30.5), Click(50.5, 10.5, False)]), IDENTITY)
    rows, columns = np.nonzero(planes[POSITIVE])
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (25, 35, 15, 25)
    rows, columns = np.nonzero(planes[NEGATIVE])
    assert (rows.mean(), columns.mean()) == pytest.approx((10, 50), abs=0.3)


def test_a_lasso_fills_the_box_plane_with_its_inside() -> None:
    corners = ((8.5, 8.5), (40.5, 8.5), (40.5, 30.5), (8.5, 30.5))
    triangle = draw_prompt(Prompt([Lasso(corners[:3])]), IDENTITY)
    assert triangle[BOX, 12, 30] == 255
    assert not triangle[BOX, 28, 10]
    assert not triangle[[POSITIVE, NEGATIVE, PREVIOUS]].any()
    whole = draw_prompt(Prompt([Lasso(corners)]), IDENTITY)[BOX]
    assert overlap(whole, draw_prompt(Prompt([Box(8, 8, 41, 31)]), IDENTITY)[BOX]) > 0.98
    newest = draw_prompt(Prompt([Box(0, 0, 64, 64), Lasso(corners)]), IDENTITY)[BOX]
    assert (newest == whole).all()


def test_of_contradicting_clicks_the_newest_wins() -> None:
    there, gone = Click(30, 30), Click(30, 30, positive=False)
    taken = draw_prompt(Prompt([there, gone]), IDENTITY)
    assert not taken[POSITIVE].any() and taken[NEGATIVE].any()
    given_back = draw_prompt(Prompt([there, gone, there]), IDENTITY)
    assert given_back[POSITIVE].any() and not given_back[NEGATIVE].any()


@pytest.mark.parametrize(
    ("item", "is_open"),
    [
        (Click(60, 60), False),
        (Click(110, 60), True),
        (Click(110, 60, positive=False), False),
        (Stroke(((80, 60), (120, 60)), 8), False),
        (Stroke(((100, 10), (120, 60)), 8), True),
    ],
)
def test_who_points_outside_a_box_means_more_than_what_is_in_it(
    item: Click | Stroke, is_open: bool
) -> None:
    planes = draw_prompt(Prompt([Box(30, 30, 90, 90), item]), View(0, 0, 1, 128))
    assert bool((planes[BOX] > 0).all()) == is_open


def test_a_newer_box_replaces_the_older() -> None:
    planes = draw_prompt(Prompt([Box(0, 0, 10, 10), Box(20, 20, 40, 50)]), IDENTITY)
    assert np.array_equal(np.nonzero(planes[BOX].any(0))[0], np.arange(20, 40))
    assert np.array_equal(np.nonzero(planes[BOX].any(1))[0], np.arange(20, 50))


CORNERS = ((5.0, 8.0), (30.0, 50.0), (44.0, 12.0), (58.0, 40.0), (20.0, 20.0))


@pytest.mark.parametrize("inserted", [10, 120])
def test_a_stroke_does_not_depend_on_how_many_points_the_mouse_delivered(inserted: int) -> None:
    coarse = draw_prompt(Prompt([Stroke(CORNERS, 4)]), IDENTITY)[POSITIVE]
    points = [CORNERS[0]]
    for (x0, y0), (x1, y1) in pairwise(CORNERS):
        steps = np.linspace(0, 1, inserted)[1:]
        points += [(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t) for t in steps.tolist()]
    fine = draw_prompt(Prompt([Stroke(tuple(points), 4)]), IDENTITY)[POSITIVE]
    assert overlap(coarse, fine) > 0.99


@given(
    st.floats(0, 639),
    st.floats(0, 479),
    st.floats(2, 5),
)
def test_prompts_scale_with_the_photo(x: float, y: float, factor: float) -> None:
    prompt = Prompt([Click(x, y), Box(x / 2, y / 2, x / 2 + 30, y / 2 + 60)])
    small = draw_prompt(prompt, View.whole(640, 480, 128))
    large = draw_prompt(
        prompt.scaled(factor), View.whole(round(640 * factor), round(480 * factor), 128)
    )
    assert overlap(small[POSITIVE], large[POSITIVE]) > 0.6
    assert (small[BOX] != large[BOX]).mean() < 0.03
