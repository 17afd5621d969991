"""Our plug-in in real GIMP 3: what a user does there, and what comes of it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sqsam_desktop.core.prompt import Click, Prompt
from tests.hosts.bridged import (
    ENGINE_WITH_USER,
    Session,
    bytes_of,
    copied,
    dying_engine,
    end_engine,
    engine_at,
    gimp_home,
    running,
    sample,
    screen,
    subject_of,
)
from tests.hosts.conftest import GIMP_ROOT

IN_ROOT = Path(__file__).parent / "in_root.sh"


@pytest.fixture(scope="module")
def gimp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    home = tmp_path_factory.mktemp("gimp")
    gimp_home(home)
    sample(home)
    script = copied("bridge_in_gimp.py", home)
    code = f"folder, steps = {str(home)!r}, None; exec(open({str(script)!r}).read())"
    # Inside the folder there is no Python of ours: the engine that GIMP finds was started before.
    with engine_at(address_of(home), ENGINE_WITH_USER), screen() as variables:
        shown = f"{home}:/tmp/.X11-unix"
        batch = ["--batch-interpreter=python-fu-eval", "-b", code, "--quit"]
        command = ["gimp-3.0", "--new-instance", "--no-splash", *batch]
        root = [str(IN_ROOT), str(GIMP_ROOT), shown]
        with running([*root, *command], variables, home) as session:
            yield session


def address_of(home: Path) -> str:
    return str(home / "run" / "sqsam" / "engine.sock")


@pytest.fixture(scope="module")
def subject(gimp: Session) -> np.ndarray:
    return subject_of(gimp.folder / "photo.png")


def mask_of(gimp: Session, name: str, shape: tuple[int, ...]) -> np.ndarray:
    told = gimp.told(name)
    assert not told["error"]
    return bytes_of(told["mask"], shape)


def agreement(first: np.ndarray, second: np.ndarray) -> float:
    """Intersection over union."""
    both = ((first >= 128) & (second >= 128)).sum()
    return float(both / ((first >= 128) | (second >= 128)).sum())


def test_the_subject_is_selected_as_the_predictor_found_it(
    gimp: Session, subject: np.ndarray
) -> None:
    assert np.array_equal(mask_of(gimp, "subject", subject.shape), subject)


def test_a_selection_is_refined(gimp: Session, subject: np.ndarray) -> None:
    assert agreement(mask_of(gimp, "refined", subject.shape), subject) > 0.95


def test_what_is_missing_is_said(gimp: Session) -> None:
    assert "Select a path" in gimp.told("no-path")["error"]
    assert "rough selection" in gimp.told("nothing-selected")["error"]


def test_selections_are_combined(gimp: Session, subject: np.ndarray) -> None:
    half = np.zeros_like(subject)
    half[:, : subject.shape[1] // 2] = 255
    expected = {
        "add": np.maximum(half, subject),
        "subtract": np.minimum(half, 255 - subject),
        "intersect": np.minimum(half, subject),
    }
    for word, mask in expected.items():
        found = mask_of(gimp, f"operation-{word}", subject.shape)
        assert np.abs(found.astype(int) - mask).max() <= 1, word


def test_a_rough_selection_snaps_to_the_object(gimp: Session, subject: np.ndarray) -> None:
    for word in ("region", "stroke"):
        assert agreement(mask_of(gimp, f"rough-{word}", subject.shape), subject) > 0.6, word


def test_a_paths_points_are_clicks(gimp: Session, subject: np.ndarray) -> None:
    x, y = gimp.told("path")["place"]
    expected = subject_of(gimp.folder / "photo.png", Prompt([Click(x, y)]))
    assert np.array_equal(mask_of(gimp, "path", subject.shape), expected)


def test_a_layer_mask_shows_the_subject(gimp: Session, subject: np.ndarray) -> None:
    assert np.array_equal(mask_of(gimp, "mask", subject.shape), subject)
    merged = bytes_of(gimp.told("mask")["merged"], (*subject.shape, 4))
    assert np.array_equal(merged[:, :, 3], subject)


def test_the_background_is_removed(gimp: Session, subject: np.ndarray) -> None:
    told = gimp.told("cut")
    assert not told["error"] and not told["has_mask"]
    assert np.array_equal(bytes_of(told["merged"], (*subject.shape, 4))[:, :, 3], subject)


@pytest.mark.parametrize(
    ("kind", "least"), [("u16", 0.99), ("float", 0.98), ("grey", 0.85), ("indexed", 0.9)]
)
def test_other_images_give_nearly_the_same(
    gimp: Session, subject: np.ndarray, kind: str, least: float
) -> None:
    assert agreement(mask_of(gimp, kind, subject.shape), subject) > least


def test_a_layer_lies_where_it_lies(gimp: Session, subject: np.ndarray) -> None:
    expected = np.zeros_like(subject)
    expected[:-40, 70:] = subject[40:, :-70]
    assert np.array_equal(mask_of(gimp, "offset", subject.shape), expected)
    told = gimp.told("offset")
    assert not told["masked"]
    assert np.array_equal(bytes_of(told["layer_mask"], subject.shape), subject)


def test_a_group_is_a_picture_too(gimp: Session, subject: np.ndarray) -> None:
    assert mask_of(gimp, "group", subject.shape).any()


def test_an_engine_that_dies_is_survived(gimp: Session, subject: np.ndarray) -> None:
    gimp.told("engine")
    address = address_of(gimp.folder)
    end_engine(address)
    with dying_engine(address) as asked:
        gimp.tell("engine")
        assert asked.wait(60)
    assert "Try again" in gimp.told("killed")["error"]
    with engine_at(address):
        gimp.tell("again")
        assert np.array_equal(mask_of(gimp, "again", subject.shape), subject)
        gimp.told("undo")


def test_what_was_edited_in_our_window_comes_back(gimp: Session, subject: np.ndarray) -> None:
    assert np.array_equal(mask_of(gimp, "edited", subject.shape), subject)
    made, photo = gimp.told("edited")["layers"]
    below = bytes_of(photo["pixels"], (*subject.shape, 4))
    left, top = (made["place"][0] - photo["place"][0], made["place"][1] - photo["place"][1])
    height, width = made["size"]
    part = slice(top, top + height), slice(left, left + width)
    pixels = bytes_of(made["pixels"], (height, width, 4))
    assert np.array_equal(pixels[:, :, 3], subject[part]) and subject[part].sum() == subject.sum()
    inside = subject[part] == 255
    assert np.array_equal(pixels[inside], below[part][inside])


def test_one_undo_takes_the_selection_back(gimp: Session) -> None:
    assert gimp.told("undo")["changed"]
    shown = subprocess.run(
        ["xdotool", "search", "--sync", "--name", "RGB color"],
        env=gimp.variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    window = shown.stdout.split()[-1]
    for command in (["windowactivate", "--sync", window], ["key", "ctrl+z"]):
        subprocess.run(["xdotool", *command], env=gimp.variables, timeout=60, check=True)
    assert gimp.told("undone")["same"]


def test_gimp_ends_in_peace(gimp: Session) -> None:
    gimp.told("undone")
    gimp.tell("quit")
    assert gimp.ended() == 0, gimp.output()
