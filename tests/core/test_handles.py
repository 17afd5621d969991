"""Taking hold of prompts, and dragging them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.core.handles import (
    SIDES,
    WHOLE,
    Handle,
    badge,
    bounds,
    dragged,
    handle_at,
    moved,
    side_at,
)
from sqsam_desktop.core.prompt import Box, Click, Lasso, Prompt, PromptItem, Stroke

SIZE = (60, 40)
REACH = 3.0

_x, _y = st.integers(0, SIZE[0] - 1), st.integers(0, SIZE[1] - 1)
_at = st.tuples(_x.map(float), _y.map(float))
_boxes = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    st.integers(0, 50).map(float),
    st.integers(0, 30).map(float),
    st.integers(2, 10).map(float),
    st.integers(2, 10).map(float),
)
_items: st.SearchStrategy[PromptItem] = st.one_of(
    _at.map(lambda at: Click(at[0] + 0.5, at[1] + 0.5)),
    _boxes,
    st.lists(_at, min_size=1, max_size=5).map(lambda points: Stroke(tuple(points), 2.0)),
    _boxes.map(lambda b: Lasso(((b.x0, b.y0), (b.x1, b.y0), (b.x1, b.y1)))),
)
_steps = st.floats(-100, 100)
_parts = st.sampled_from((WHOLE, *SIDES))


@given(_items, _parts, _steps, _steps)
def test_whatever_is_dragged_fits_the_picture(
    item: PromptItem, part: tuple[int, int], dx: float, dy: float
) -> None:
    after = dragged(Handle(item, part), dx, dy, SIZE)
    Prompt((after,)).check(*SIZE)
    x0, y0, x1, y1 = bounds(after)
    assert min(x0, y0) >= 0
    assert x1 <= SIZE[0]
    assert y1 <= SIZE[1]


@given(_items, st.integers(-100, 100), st.integers(-100, 100))
def test_what_is_moved_keeps_its_shape(item: PromptItem, dx: int, dy: int) -> None:
    x0, y0, x1, y1 = bounds(item)
    after = bounds(moved(item, dx, dy, SIZE))
    assert (after[2] - after[0], after[3] - after[1]) == (x1 - x0, y1 - y0)
    assert type(moved(item, dx, dy, SIZE)) is type(item)


@given(_boxes, _parts, _steps, _steps)
def test_of_a_box_only_the_dragged_sides_move(
    box: Box, part: tuple[int, int], dx: float, dy: float
) -> None:
    after = dragged(Handle(box, part), dx, dy, SIZE)
    assert isinstance(after, Box)
    if part != WHOLE:
        assert part[0] == -1 or after.x0 == box.x0
        assert part[0] == 1 or after.x1 == box.x1
        assert part[1] == -1 or after.y0 == box.y0
        assert part[1] == 1 or after.y1 == box.y1


@given(_items)
def test_every_item_is_found_on_its_line(item: PromptItem) -> None:
    at = item.points[-1] if isinstance(item, Stroke | Lasso) else bounds(item)[2:]
    found = handle_at((item,), *at, REACH)
    assert found is not None
    assert found.item == item


def test_all_sides_and_the_badge_of_a_box_are_found() -> None:
    box = Box(10, 10, 50, 30)
    for part in SIDES:
        assert handle_at((box,), *side_at(box, part), REACH) == Handle(box, part)
    assert handle_at((box,), *badge(box, REACH), REACH) == Handle(box, WHOLE)
    assert handle_at((box,), 30, 20, REACH) is None, "inside one clicks the thing"
    assert handle_at((box,), 30, 36, REACH) is None


def test_clicks_come_before_what_they_lie_on_and_the_newest_first() -> None:
    box, old, new = Box(10, 10, 50, 30), Click(10, 20), Click(11, 20)
    assert handle_at((old, new, box), 10, 20, REACH) == Handle(new)
    assert handle_at((box,), 10, 20, REACH) == Handle(box, (-1, 0))


def test_a_lasso_is_found_where_its_end_meets_its_start() -> None:
    lasso = Lasso(((10, 10), (40, 10), (40, 30), (10, 30)))
    assert handle_at((lasso,), 10, 20, 1) == Handle(lasso)
    assert handle_at((lasso,), 25, 20, 1) is None
