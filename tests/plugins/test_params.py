"""Parameters: one declaration, and what becomes of it in forms, projects and command lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.plugin_api import Angle, Choice, Color, File, Label, Point, Slider
from sqsam_desktop.plugin_host.params import Field, built, completed, fields_of, parsed


@dataclass(frozen=True)
class Params:
    radius: Annotated[float, Slider(0, 200, unit="px")] = 12
    edge_width: Annotated[int, Slider(1, 50, unit="px")] = 4
    amount: Annotated[float, Slider(-1, 1, step=0.25), Label("How much")] = 0.5
    steps: Annotated[int, Slider(2, 500)] = 3
    angle: Annotated[float, Angle()] = 90
    shape: Annotated[str, Choice(disc="Disc", hexagon="Hexagon")] = "disc"
    picture: Annotated[str, File((".png", ".jpg"))] = ""
    color: Color = Color("#FF8800")
    centre: Point = Point(0.5, 0.25)
    smooth: bool = True
    caption: str = "none"


FIELDS = fields_of(Params)


def test_a_field_for_each_kind() -> None:
    assert FIELDS == (
        Field("radius", "Radius", "number", 12.0, 0, 200, "px", 2.0),
        Field("edge_width", "Edge width", "whole", 4, 1, 50, "px", 1),
        Field("amount", "How much", "number", 0.5, -1, 1, "", 0.25),
        Field("steps", "Steps", "whole", 3, 2, 500, "", 5),
        Field("angle", "Angle", "angle", 90.0, 0, 360, "°", 1),
        Field(
            "shape", "Shape", "choice", "disc", choices=(("disc", "Disc"), ("hexagon", "Hexagon"))
        ),
        Field("picture", "Picture", "file", "", suffixes=(".png", ".jpg")),
        Field("color", "Color", "color", "#ff8800"),
        Field("centre", "Centre", "point", "0.5,0.25"),
        Field("smooth", "Smooth", "check", True),
        Field("caption", "Caption", "text", "none"),
    )
    assert built(Params, {}) == Params()


class Plain:
    pass


@dataclass
class Changing:
    smooth: bool = True


@dataclass(frozen=True)
class NoRange:
    radius: float = 1.0


@dataclass(frozen=True)
class NoDefault:
    smooth: bool


@dataclass(frozen=True)
class ChoiceOfNumbers:
    count: Annotated[int, Choice(one="One")] = 1


@dataclass(frozen=True)
class DefaultOutside:
    radius: Annotated[float, Slider(0, 10)] = 11.0


@dataclass(frozen=True)
class DefaultNotChosen:
    shape: Annotated[str, Choice(disc="Disc")] = "square"


@pytest.mark.parametrize(
    "wrong",
    [Plain, Changing, NoRange, NoDefault, ChoiceOfNumbers, DefaultOutside, DefaultNotChosen],
)
def test_what_cannot_be_declared(wrong: type) -> None:
    with pytest.raises((TypeError, ValueError)):
        fields_of(wrong)


def test_pixels_are_those_of_the_picture_at_its_scale() -> None:
    params = built(Params, {"radius": 30, "edge_width": 3, "amount": 1, "steps": 4}, 0.25)
    assert (params.radius, params.amount, params.steps) == (7.5, 1.0, 4)
    assert params.edge_width == 1  # what cannot be 0 is not 0 in a preview either
    assert isinstance(built(Params, {}, 0.3).edge_width, int)


def test_texts_become_colours_and_points() -> None:
    params = built(Params, {"color": "#01020380", "centre": "-1,2.5"})
    assert params.color.rgba == (1, 2, 3, 128)
    assert params.centre == Point(-1.0, 2.5)


def test_what_another_version_stored_is_taken_as_far_as_it_goes() -> None:
    stored = {"radius": 500, "shape": "star", "amount": 1, "smooth": 1, "gone": 3.0}
    params, notices = completed(FIELDS, stored)
    defaults, _ = completed(FIELDS, {})
    assert params == {**defaults, "radius": 200.0, "amount": 1.0}
    about = ["Radius", "Shape", "Smooth", "'gone'"]
    assert all(word in notice for word, notice in zip(about, notices, strict=True))
    assert completed(FIELDS, params) == (params, ())


_ANY = st.one_of(
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.sampled_from(["1,2", "#123456", 10**400, ["disc"], {}, None]),
)


@given(st.dictionaries(st.sampled_from([each.name for each in FIELDS]), _ANY))
def test_whatever_is_stored_an_effect_gets_what_it_declared(stored: dict[str, object]) -> None:
    params, _ = completed(FIELDS, stored)  # type: ignore[arg-type]
    assert list(params) == [each.name for each in FIELDS]
    assert completed(FIELDS, params) == (params, ())
    made = built(Params, params, 0.5)
    assert 0 <= made.radius <= 100
    assert made.shape in ("disc", "hexagon")


def test_the_command_line() -> None:
    texts = {
        "radius": "7",
        "steps": " 10",
        "angle": "270",
        "shape": "hexagon",
        "color": "#ABCDEF",
        "centre": "0,1",
        "smooth": "off",
        "caption": "a, b",
    }
    assert parsed(FIELDS, texts) == {
        "radius": 7.0,
        "steps": 10,
        "angle": 270.0,
        "shape": "hexagon",
        "color": "#abcdef",
        "centre": "0.0,1.0",
        "smooth": False,
        "caption": "a, b",
    }


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("radius", "201", "from 0 to 200"),
        ("radius", "nan", "from 0 to 200"),
        ("radius", "wide", "from 0 to 200"),
        ("steps", "2.5", "a whole number"),
        ("shape", "disk", "disc, hexagon"),
        ("color", "red", "#ff8800"),
        ("centre", "0.5", "0.5,0.5"),
        ("smooth", "maybe", "on or off"),
        ("raduis", "3", "'radius'"),
        ("strangeness", "3", "amount, angle"),
    ],
)
def test_a_mistake_on_the_command_line(name: str, text: str, expected: str) -> None:
    with pytest.raises(SqsamError) as caught:
        parsed(FIELDS, {name: text})
    assert expected in str(caught.value)
    assert name in str(caught.value)
