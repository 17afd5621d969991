"""Window, picture and source coordinates, exactly, at every zoom, frame and device pixel ratio."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.core.frame import Frame
from sqsam_desktop.ui.viewport import Viewport


def viewport(
    source: tuple[int, int], width: int, height: int, ratio: float, degrees: float = 0.0
) -> Viewport:
    frame = Frame.of(source).straightened(degrees, source) if degrees else Frame.of(source)
    return Viewport(source, frame, width, height, ratio)


views = st.builds(
    viewport,
    st.tuples(st.integers(1, 9000), st.integers(1, 9000)),
    st.integers(100, 3000),
    st.integers(100, 2000),
    st.sampled_from([1.0, 1.25, 1.5, 2.0]),
)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("zoom", [0.37, 1.0, 3.3])
def test_a_point_lands_on_the_pixel_painted_under_it(ratio: float, zoom: float) -> None:
    view = viewport((4000, 3000), 1000, 700, ratio).fitted().zoomed(zoom, 500, 350)
    left, top = view.origin
    for x, y in ((500, 350), (123, 456), (777, 31)):
        # The photo is painted with its corner on `origin`, `zoom` device pixels a pixel; the
        # device pixel under the pointer has its centre half a pixel on.
        column = (x * ratio + 0.5 - left) / zoom
        row = (y * ratio + 0.5 - top) / zoom
        assert view.to_source(x, y) == pytest.approx((column, row))
        back = view.to_window(*view.to_source(x, y))
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
    left, top, right, bottom = moved.place
    assert right > 0
    assert bottom > 0
    assert left < view.width
    assert top < view.height


@given(views)
def test_fitted_shows_everything(view: Viewport) -> None:
    fitted = view.fitted()
    assert fitted.visible == (0, 0, *view.picture)
    assert fitted.resized(800, 600, 1.0) == viewport(view.source, 800, 600, 1.0).fitted()


@given(st.floats(-30, 30), st.floats(0, 900), st.floats(0, 600))
def test_there_and_back_through_a_turned_frame(degrees: float, x: float, y: float) -> None:
    view = viewport((3000, 2000), 900, 600, 1.0, degrees).fitted()
    assert view.to_window(*view.to_source(x, y)) == pytest.approx((x + 0.5, y + 0.5), abs=1e-3)


@given(st.floats(-30, 30))
def test_a_line_lies_where_its_points_do(degrees: float) -> None:
    view = viewport((3000, 2000), 900, 600, 2.0, degrees).fitted().zoomed(2.0, 300, 200)
    points = [(0.0, 0.0), (700.5, 3.25), (2999.0, 1999.0)]
    line = view.line_in_window(np.array(points, np.float32))
    for point, place in zip(points, line, strict=True):
        assert place == pytest.approx(view.to_window(*point), abs=0.01)


def test_another_frame_keeps_the_same_spot_in_the_middle() -> None:
    view = viewport((3000, 2000), 900, 600, 1.0).fitted().zoomed(1.0, 200, 150)
    before = view.frame.to_source(*view.center)
    turned = view.reframed(Frame.of((3000, 2000)).turned(1))
    assert turned.frame.to_source(*turned.center) == pytest.approx(before)
    assert turned.zoom == 1.0
    assert view.fitted().reframed(turned.frame).visible == (0, 0, 2000, 3000)


def test_what_is_seen_of_the_source_follows_the_frame() -> None:
    frame = Frame.of((3000, 2000)).turned(1).cropped((100, 200, 600, 1200))
    view = Viewport((3000, 2000), frame, 900, 600).fitted()
    assert view.visible_source == (200, 2000 - 600, 1200, 2000 - 100)
