"""Properties of prompts that every part of the program leans on."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.core.prompt import Box, Click, Lasso, Prompt, PromptItem, Region, Stroke
from sqsam_desktop.errors import SqsamError

WIDTH, HEIGHT = 640, 480

numbers = st.floats(-1e6, 1e6)
xs = st.floats(0, WIDTH, exclude_max=True)
ys = st.floats(0, HEIGHT, exclude_max=True)
widths = st.floats(0.5, 1000)


def items(
    x: st.SearchStrategy[float], y: st.SearchStrategy[float]
) -> st.SearchStrategy[PromptItem]:
    points = st.lists(st.tuples(x, y), min_size=1, max_size=8).map(tuple)
    return st.one_of(
        st.builds(Click, x, y, st.booleans()),
        st.builds(Box, x, y, x, y),
        st.builds(Lasso, points),
        st.builds(Stroke, points, widths, st.booleans()),
    )


def prompts(
    x: st.SearchStrategy[float] = numbers, y: st.SearchStrategy[float] = numbers
) -> st.SearchStrategy[Prompt]:
    return st.lists(items(x, y), max_size=6).map(Prompt)


@given(prompts())
def test_json_round_trip_keeps_everything(prompt: Prompt) -> None:
    assert Prompt.from_json(json.loads(json.dumps(prompt.to_json()))) == prompt


@given(prompts())
def test_equal_prompts_are_one_key(prompt: Prompt) -> None:
    again = Prompt(prompt.items)
    assert hash(again) == hash(prompt)
    assert {prompt: 1}[again] == 1


@given(prompts())
def test_doubling_and_halving_is_exact(prompt: Prompt) -> None:
    assert prompt.scaled(2).scaled(0.5) == prompt


@given(prompts(xs, ys), st.sampled_from([2, 4, 8]))
def test_what_fits_a_photo_fits_the_enlarged_photo(prompt: Prompt, factor: int) -> None:
    drawn = Prompt(item for item in prompt.items if not isinstance(item, Region))
    drawn.check(WIDTH, HEIGHT)
    drawn.scaled(factor).check(WIDTH * factor, HEIGHT * factor)


@given(numbers, numbers, numbers, numbers)
def test_the_corners_of_a_box_come_in_any_order(x0: float, y0: float, x1: float, y1: float) -> None:
    assert Box(x0, y0, x1, y1) == Box(x1, y0, x0, y1) == Box(x1, y1, x0, y0)


@given(prompts(), items(numbers, numbers))
def test_adding_extends_by_one(prompt: Prompt, item: PromptItem) -> None:
    longer = prompt.adding(item)
    assert longer.extends_by_one(prompt)
    assert longer.items[-1] == item
    assert not prompt.extends_by_one(longer)


def test_keywords_and_views() -> None:
    click, box = Click(1, 2), Box(0, 0, 4, 4)
    stroke = Stroke(((1, 1), (2, 2)), 3)
    prompt = Prompt(clicks=[click], box=box, strokes=[stroke])
    assert prompt.items == (box, stroke, click)
    assert (prompt.clicks, prompt.box, prompt.strokes) == ((click,), box, (stroke,))
    assert not Prompt()
    assert Prompt().box is None


def test_the_newest_box_counts() -> None:
    assert Prompt([Box(0, 0, 4, 4), Click(1, 1), Box(1, 1, 5, 5)]).box == Box(1, 1, 5, 5)


@pytest.mark.parametrize(
    "item",
    [
        Click(-0.5, 10),
        Click(WIDTH, 10),
        Click(10, HEIGHT),
        Click(math.nan, 10),
        Click(math.inf, 10),
        Box(10, 10, 10, 200),
        Box(10, 10, 200, 10.5),
        Box(WIDTH + 1, 0, WIDTH + 50, 50),
        Lasso(((10, 10), (90, 90))),
        Lasso(((-30, 10), (-30, 90), (-90, 90))),
        Stroke((), 5),
        Stroke(((10, 10),), 0),
        Stroke(((-10, -10), (-20, 5)), 5),
        Stroke(((10, math.nan),), 5),
    ],
    ids=repr,
)
def test_what_does_not_lie_on_the_photo_is_refused(item: PromptItem) -> None:
    with pytest.raises(SqsamError):
        Prompt([item]).check(WIDTH, HEIGHT)


@pytest.mark.parametrize(
    "item",
    [
        Click(0, 0),
        Click(WIDTH - 0.01, HEIGHT - 0.01),
        Box(-50, -50, WIDTH + 50, HEIGHT + 50),
        Lasso(((WIDTH, 0), (WIDTH, HEIGHT), (10, HEIGHT))),
        Stroke(((-10, -10), (5, 5)), 5),
    ],
    ids=repr,
)
def test_what_lies_partly_on_the_photo_is_taken(item: PromptItem) -> None:
    Prompt([item]).check(WIDTH, HEIGHT)


@pytest.mark.parametrize(
    "stored",
    [
        [{"type": "circle", "x": 1, "y": 2}],
        [{"type": "click", "x": 1}],
        [{"type": "click", "x": 10**400, "y": 2, "positive": True}],
        [{"type": "box", "corners": [1, 2, 3]}],
        [{"type": "stroke", "points": 5, "width": 3, "positive": True}],
        ["click"],
        [None],
    ],
    ids=lambda stored: repr(stored)[:60],
)
def test_damaged_json_is_refused(stored: list[dict[str, object]]) -> None:
    with pytest.raises(SqsamError):
        Prompt.from_json(stored)
