"""The contract of effects: each rule finds those that break it, and says how."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.testing.effects import (
    SLOW_RULES,
    check_effect,
    effect_cases,
    picture,
    resized,
)

MANIFEST = """
id = "{name}"
name = "Test"
version = "1.0"
api = 1
license = "Apache-2.0"
[[effect]]
id = "test"
name = "Test"
function = "run"
params = "Params"
halo = "halo"
empty_mask = "identity"
sample = {{ kind = "hard" }}
"""

GOOD = """
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import Annotated
import cv2
import numpy as np
from sqsam_desktop.plugin_api import Cancelled, Choice, Slider

@dataclass(frozen=True)
class Params:
    radius: Annotated[float, Slider(0, 50, unit="px")] = 6.0
    kind: Annotated[str, Choice(soft="Soft", hard="Hard")] = "soft"

numbers = count()

def spin(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass

def halo(params):
    return 4 * params.radius + 2

def run(image, mask, params, run):
    run.check()
    blurred = cv2.GaussianBlur(image, (0, 0), max(params.radius, 0.1))
    share = mask[:, :, None] / np.float32(255)
    changed = image + share * (blurred.astype(np.float32) - image)
    return np.rint(changed).astype(np.uint8)
"""

ASKS = "    run.check()\n"
HALVES = "    mask = mask * (run.scale == 1)\n"
BROKEN = [
    ("declares", "Slider(0, 50", "Slider(10, 50", "it raises ValueError"),
    ("declares", 'hard="Hard"', 'firm="Firm"', "of its sample: .*hard"),
    ("like those", ASKS, "    return image[:, :-1]\n", r"returns \(1, 0, 4\) of uint8 instead of"),
    ("like those", ASKS, "    return image.astype(float)\n", "of float64 instead of"),
    ("like those", ASKS, "    return None\n", "a NoneType instead of an array"),
    ("like those", ASKS, "    image[:] = 0\n", "it raises ValueError"),
    ("extreme", ASKS, "    assert params.kind == 'soft'\n", "kind=hard.*AssertionError"),
    ("inputs", ASKS, "    image.base.fill(7)\n", "it changes the arrays"),
    ("without subject", "share = mask", "share = 255 - mask", "with an empty mask it changes"),
    (
        "again",
        ASKS,
        "    image = image // 2 + np.uint8(next(numbers))\n",
        "results 1 levels apart",
    ),
    ("preview", ASKS, HALVES, "a preview at half the size"),
    ("larger", "max(params.radius, 0.1)", "20", "a picture twice as large"),
    ("tiles", ASKS, "    mask = np.full_like(mask, mask.mean())\n", "a tile with its halo of 26"),
    (
        "preview",
        ASKS,
        "    mask = mask * (run.scale == 1 or params.kind == 'soft')\n",
        "kind=hard dif",
    ),
    ("tiles", "4 * params.radius + 2", "20", r"with radius=15\.0 a tile with its halo of 20"),
    ("when cancelled", ASKS, "    with suppress(Cancelled): run.check()\n", "it goes on although"),
    ("soon", ASKS, f"    spin(0.3)\n{ASKS}", "[34].. ms, between the beginning and line 28 in run"),
    (
        "soon",
        "    changed",
        "    spin(0.3)\n    changed",
        "between line 27 in run and the end; 200 are allowed",
    ),
]
"""Part of a rule, what of the good one to replace, by what, and what is said then."""


def plugin(tmp_path: Path, name: str, source: str) -> Path:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "plugin.toml").write_text(MANIFEST.format(name=name))
    (folder / "__init__.py").write_text(source)
    return folder


def test_a_good_effect_passes(tmp_path: Path) -> None:
    cases = effect_cases(plugin(tmp_path, "good", GOOD))
    assert len({str(case) for case in cases}) == len(cases) == 11
    for case in cases:
        if case.rule not in SLOW_RULES:
            case.check()


@pytest.mark.parametrize(("rule", "old", "new", "told"), BROKEN)
def test_a_broken_rule_is_told(
    tmp_path: Path, rule: str, old: str, new: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sqsam_desktop.testing.effects.TILE", (80, 60))
    assert GOOD.count(old) == 1
    folder = plugin(tmp_path, "broken", GOOD.replace(old, new))
    (case,) = (case for case in effect_cases(folder) if rule in case.rule)
    with pytest.raises(AssertionError, match=told):
        case.check()


def test_one_that_asks_often_may_take_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sqsam_desktop.testing.effects.TILE", (80, 60))
    folder = plugin(tmp_path, "slow", GOOD.replace(ASKS, 3 * f"    spin(0.1)\n{ASKS}"))
    (case,) = (case for case in effect_cases(folder) if case.rule in SLOW_RULES)
    case.check()


def test_all_rules_at_once_and_unknown_effects(tmp_path: Path) -> None:
    folder = plugin(tmp_path, "once", GOOD.replace(ASKS, "    return None\n"))
    with pytest.raises(AssertionError, match="once/test: with 1 x 1 pixels"):
        check_effect(folder, "test")
    with pytest.raises(LookupError):
        check_effect(folder, "another")
    with pytest.raises(SqsamError, match=r"There is no plugin\.toml"):
        check_effect(tmp_path)


def test_resizing_keeps_transparent_colours_out() -> None:
    image = np.zeros((20, 20, 4), np.uint8)
    image[:, 10:] = (200, 100, 50, 255)
    small = resized(image, (5, 5))
    assert (small[small[:, :, 3] > 0][:, :3] == (200, 100, 50)).all()
    assert picture((30, 20))[0].shape == (20, 30, 4)
