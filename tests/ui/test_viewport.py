"""Window and picture coordinates, exactly, at every zoom and device pixel ratio."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.ui.viewport import Viewport

views = st.builds(
    Viewport,
    st.tuples(st.integers(1, 9000), st.integers(1, 9000)),
    st.integers(100, 3000),
    st.integers(100, 2000),
    st.sampled_from([1.0, 1.25, 1.5, 2.0]),
)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("zoom", [0.37, 1.0, 3.3])
def test_a_point_lands_on_the_pixel_painted_under_it(ratio: float, zoom: float) -> None:
    view = Viewport((4000, 3000), 1000, 700, ratio).fitted().zoomed(zoom, 500, 350)
    left, top = view.origin
    for x, y in ((500, 350), (123, 456), (777, 31)):
        # The photo is painted with its corner on `origin`, `zoom` device pixels a pixel; the
        # device pixel under the pointer has its centre half a pixel on.
        column = (x * ratio + 0.5 - left) / zoom
        row = (y * ratio + 0.5 - top) / zoom
        assert view.to_picture(x, y) == pytest.approx((column, row))
        back = view.to_window(*view.to_picture(x, y))
        assert math.hypot(back[0] - x, back[1] - y) * ratio <= 0.75


@given(views, st.floats(0.05, 30), st.floats(0, 1), st.floats(0, 1))
def test_zoom_keeps_the_point_under_the_pointer(
    view: Viewport, zoom: float, across: float, down: float
) -> None:
    view = view.fitted().zoomed(1.0, view.width / 2, view.height / 2)
    x, y = view.width * across, view.height * down
    before = view.to_picture(x, y)
    after = view.zoomed(zoom, x, y)
    fills = [
        size * min(after.zoom, view.zoom) > window * view.ratio
        for size, window in zip(view.picture, (view.width, view.height), strict=True)
    ]
    for axis, here in enumerate(after.to_picture(x, y)):
        inside = 0 < after.center[axis] < view.picture[axis]
        if fills[axis] and inside:
            assert abs(here - before[axis]) * after.zoom <= 1 + after.zoom / view.zoom


@given(views, st.floats(-5000, 5000), st.floats(-5000, 5000))
def test_the_picture_never_leaves_the_window(view: Viewport, dx: float, dy: float) -> None:
    moved = view.zoomed(1.0, 10, 10).moved(dx, dy)
    x0, y0, x1, y1 = moved.visible
    assert 0 <= x0 < x1 <= view.picture[0]
    assert 0 <= y0 < y1 <= view.picture[1]
    left, top = moved.to_window(0, 0)
    right, bottom = moved.to_window(*view.picture)
    assert right > 0
    assert bottom > 0
    assert left < view.width
    assert top < view.height


@given(views)
def test_fitted_shows_everything(view: Viewport) -> None:
    fitted = view.fitted()
    assert fitted.visible == (0, 0, *view.picture)
    assert fitted.resized(800, 600, 1.0) == Viewport(view.picture, 800, 600, 1.0).fitted()
