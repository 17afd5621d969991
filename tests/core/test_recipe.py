"""What is remembered of an export comes back, and nonsense does not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.core.files.annotations import KINDS
from sqsam_desktop.core.files.exports import SUFFIXES
from sqsam_desktop.core.files.recipe import FORMATS, Recipe, formats_of

WHATS = ("cutout", "picture", "each", "layered", "mask", "annotations")
recipes = st.builds(
    lambda what, format, **others: Recipe(**others).with_(what=what, format=format),
    st.sampled_from(WHATS),
    st.sampled_from(sorted(FORMATS)),
    quality=st.integers(1, 100),
    amount=st.integers(1, 400),
    unit=st.sampled_from(["percent", "pixels"]),
    trim=st.booleans(),
    srgb=st.booleans(),
)


@given(recipe=recipes)
def test_a_recipe_comes_back(recipe: Recipe) -> None:
    assert Recipe.read(recipe.text) == recipe
    assert recipe.format in formats_of(recipe.what)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        json.dumps({"what": "everything"}),
        json.dumps({"quality": 0}),
        json.dumps({"quality": "best"}),
        json.dumps({"amount": -1}),
        json.dumps({"unit": "inches"}),
        json.dumps({"paper": "red; }"}),
        json.dumps({"format": "exe"}),
    ],
)
def test_nonsense_is_the_default(text: str) -> None:
    assert Recipe.read(text) == Recipe()


def test_a_format_that_does_not_fit_becomes_the_usual_one() -> None:
    assert Recipe(format="jpeg").with_(what="layered").format == "psd"
    assert Recipe(format="webp").with_(what="each").format == "webp"


@pytest.mark.parametrize(
    ("recipe", "size"),
    [
        (Recipe(), (400, 300)),
        (Recipe(amount=50), (200, 150)),
        (Recipe(amount=200), (800, 600)),
        (Recipe(amount=1), (4, 3)),
        (Recipe(amount=100, unit="pixels"), (100, 75)),
        (Recipe(amount=4000, unit="pixels"), (400, 300)),
        (Recipe(amount=1, unit="pixels"), (1, 1)),
        (Recipe(what="annotations", format="coco", amount=50), (400, 300)),
    ],
)
def test_sizes(recipe: Recipe, size: tuple[int, int]) -> None:
    assert recipe.size_of((400, 300)) == size


def test_the_command_line_and_the_dialog_write_the_same_kinds_of_files() -> None:
    suffixes = {kind.suffix for kind in FORMATS.values() if kind.is_picture}
    assert suffixes <= set(SUFFIXES)
    assert set(formats_of("annotations")) == set(KINDS)
