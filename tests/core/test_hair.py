"""Solving hair: what is unsure is found tile by tile, and becomes a correction."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from sqsam_desktop.core.adjust import Adjustment, amount_of
from sqsam_desktop.core.brush import BrushStroke
from sqsam_desktop.core.corrections import NO_CORRECTIONS
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.fold import fold_of
from sqsam_desktop.core.hair import HairSolver, SolveHair
from sqsam_desktop.core.outline import Outline, Step, extended
from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.core.worker import LatestWorker, Report
from sqsam_desktop.errors import Cancelled, SqsamError
from tests.fakes import FakePrediction

WIDTH, HEIGHT, RADIUS = 900, 700, 20.0
UNSURE = 0.6
"""Part of the radius that is not known for sure."""
CENTER, SIZE = (450, 350), 200
MODULE = "pymatting.alpha.estimate_alpha_cf"


def photo() -> Picture:
    """A picture whose red tells the coverage that the fake estimate finds."""
    return Picture(np.random.default_rng(3).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8))


def outlined(**attributes: object) -> Outline:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.circle(mask, CENTER, SIZE, 255, -1)
    step = Step("new", Prompt((Click(*CENTER),)), FakePrediction(mask).packed)
    outline = Outline((step,), adjustments=(Adjustment("hair", RADIUS),))
    return replace(outline, **attributes)  # type: ignore[arg-type]


class Turn:
    """Somebody who waits for all of it."""

    def __init__(self, checks: int = 10**9) -> None:
        self.told: list[object] = []
        self.checks = checks

    def emit(self, answer: object) -> None:
        self.told.append(answer)

    def check(self) -> None: ...

    def check_newest(self) -> None:
        self.checks -= 1
        if self.checks < 0:
            raise Cancelled


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[np.ndarray]:
    """What the estimate is asked, which finds the colour's red."""
    asked: list[np.ndarray] = []

    def estimate(rgb: np.ndarray, trimap: np.ndarray, **_: object) -> np.ndarray:
        assert rgb.shape == (*trimap.shape, 3) and rgb.dtype == trimap.dtype == np.float64
        assert max(trimap.shape) <= 512
        asked.append(trimap)
        return rgb[..., 0]

    monkeypatch.setitem(sys.modules, MODULE, SimpleNamespace(estimate_alpha_cf=estimate))
    return asked


def solved(outline: Outline, picture: Picture) -> Outline:
    answer = HairSolver(FakePrediction.unpack)(SolveHair(picture, outline), Turn())
    assert isinstance(answer, Outline)
    return answer


def mask_of(outline: Outline, picture: Picture) -> np.ndarray:
    fold = fold_of(outline, picture.rgb, lambda packed: FakePrediction.unpack(packed, picture.rgb))
    return fold.mask


def from_edge() -> np.ndarray:
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    return np.hypot(rows - CENTER[1], columns - CENTER[0]) - SIZE


def test_the_band_around_the_edge_is_solved_without_seams(asked: list[np.ndarray]) -> None:
    picture, outline = photo(), outlined()
    found = mask_of(solved(outline, picture), picture)
    near = np.abs(from_edge()) < UNSURE * RADIUS - 2
    np.testing.assert_array_equal(found[near], picture.rgb[..., 0][near])
    far = np.abs(from_edge()) > RADIUS + 3
    np.testing.assert_array_equal(found[far], np.where(from_edge() < 0, 255, 0)[far])
    assert len(asked) < 9, "not every tile sees the edge"


def test_haze_near_the_edge_goes(asked: list[np.ndarray]) -> None:
    picture, outline = photo(), outlined()
    hazy = mask_of(outlined(adjustments=()), picture)
    ring = (from_edge() > UNSURE * RADIUS + 3) & (from_edge() < 1.5 * RADIUS)
    hazy[ring], hazy[:20] = 9, 9
    packed = FakePrediction(hazy).packed
    outline = replace(outline, steps=(replace(outline.steps[0], packed=packed),))
    found = mask_of(solved(outline, picture), picture)
    assert (found[ring] == 0).all() and (found[:20] == 9).all()


def test_without_the_sliders_a_part_of_the_long_side_is_unsure(asked: list[np.ndarray]) -> None:
    picture = photo()
    before = outlined(adjustments=())
    changed = mask_of(solved(before, picture), picture) != mask_of(before, picture)
    width = np.count_nonzero(changed) / (2 * np.pi * SIZE)
    assert width == pytest.approx(2 * UNSURE * 0.025 * WIDTH, rel=0.15)


def test_where_the_brush_pointed_is_solved_too(asked: list[np.ndarray]) -> None:
    picture, spot = photo(), (450, 90)
    brushed = NO_CORRECTIONS.painted(BrushStroke(((*spot, 30.0),)))
    after = solved(outlined(hair=brushed), picture)
    x, y = spot
    around = np.s_[y - 15 : y + 15, x - 15 : x + 15]
    np.testing.assert_array_equal(mask_of(after, picture)[around], picture.rgb[around][..., 0])


def test_what_was_said_about_the_edge_is_used_up_the_rest_stays(asked: list[np.ndarray]) -> None:
    adjustments = tuple(
        Adjustment(kind, 5.0)  # type: ignore[arg-type]
        for kind in ("fill_holes", "grow", "refine", "hair", "clean_colour")
    )
    after = solved(outlined(adjustments=adjustments), photo())
    kinds = [each.kind for each in after.adjustments]
    assert kinds == ["fill_holes", "grow", "clean_colour"]
    assert not after.hair and amount_of(after.adjustments, "hair") == 0


def test_a_later_click_keeps_it(asked: list[np.ndarray]) -> None:
    picture = photo()
    outline = solved(outlined(), picture)
    before = mask_of(outline, picture)
    clicked = extended(outline, Click(40, 40), "add")
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[20:60, 20:60] = 255
    last = replace(clicked.steps[-1], packed=FakePrediction(mask).packed)
    after = mask_of(replace(clicked, steps=(*clicked.steps[:-1], last)), picture)
    assert (after[20:60, 20:60] == 255).all()
    after[20:60, 20:60] = before[20:60, 20:60]
    np.testing.assert_array_equal(after, before)


def test_progress_is_told_and_who_gives_up_waits_for_one_tile(asked: list[np.ndarray]) -> None:
    turn = Turn()
    HairSolver(FakePrediction.unpack)(SolveHair(photo(), outlined()), turn)
    count = len(asked)
    assert turn.told == [n / count for n in range(count)]
    with pytest.raises(Cancelled):
        HairSolver(FakePrediction.unpack)(SolveHair(photo(), outlined()), Turn(checks=9 + 2))
    assert len(asked) == count + 2, "nine looks for what is unsure, and two tiles"


def test_while_the_package_is_compiled_it_can_be_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiler = tmp_path / "compiler"
    compiler.write_text("#!/bin/sh\nexec sleep 60\n")
    compiler.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(compiler))
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    start = time.monotonic()
    with pytest.raises(Cancelled):
        HairSolver(FakePrediction.unpack)(SolveHair(photo(), outlined()), Turn(checks=2))
    assert time.monotonic() - start < 20


def test_withdrawn_from_its_worker_it_ends(asked: list[np.ndarray]) -> None:
    reports: list[Report] = []  # type: ignore[type-arg]

    def on_report(report: Report) -> None:  # type: ignore[type-arg]
        reports.append(report)
        worker.withdraw("solve")

    worker = LatestWorker(HairSolver(FakePrediction.unpack), on_report, ("solve",))
    worker.submit(SolveHair(photo(), outlined()), "solve")
    worker.run_waiting()
    assert [report.final for report in reports] == [False] and len(asked) == 1


def test_tiles_without_an_end_stay_as_they_are(
    asked: list[np.ndarray], monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(rgb: np.ndarray, trimap: np.ndarray, **_: object) -> np.ndarray:
        raise ValueError("no convergence")

    monkeypatch.setitem(sys.modules, MODULE, SimpleNamespace(estimate_alpha_cf=endless))
    with pytest.raises(SqsamError, match="no edge"):
        solved(outlined(), photo())


def test_without_the_package_one_sentence_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, MODULE, None)
    with pytest.raises(SqsamError) as caught:
        solved(outlined(), photo())
    assert "sqsam-desktop[matting]" in caught.value.hint
