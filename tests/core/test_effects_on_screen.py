"""Layers with effects as the screen gets them: roughly first, then finely."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from sqsam_desktop.core import compositor as compositor_module
from sqsam_desktop.core.compose import Place, RunEffect
from sqsam_desktop.core.compositor import Composite, Compositor, Merge, Patch, Sample
from sqsam_desktop.core.document import PHOTO, EffectUse, Layer
from sqsam_desktop.core.drawing import View
from sqsam_desktop.core.files.images import Picture
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.core.worker import LatestWorker, Report
from tests.fakes import FakePrediction

SIZE = (1600, 1200)
WHOLE = (0, 0, *SIZE)
NEGATIVE = EffectUse("test/negative")


@dataclass
class FakeEffects:
    """Turns colours around outside the mask.

    Attributes:
        calls: (effect, scale) of every call.
        reach: What it says of its halo.
        entered: Called at the beginning of each.
    """

    calls: list[tuple[str, float]] = field(default_factory=list)
    reach: int | None = 0
    entered: Callable[[], None] = lambda: None
    check: Callable[[], None] = lambda: None

    def bound(self, check: Callable[[], None], /) -> RunEffect:
        return replace(self, check=check)

    def halo(self, use: EffectUse) -> int | None:
        return self.reach

    def __call__(
        self, use: EffectUse, image: np.ndarray, mask: np.ndarray, place: Place, /
    ) -> np.ndarray:
        self.calls.append((use.effect, place.scale))
        self.entered()
        self.check()
        turned = image.copy()
        turned[mask < 128, :3] = 255 - turned[mask < 128, :3]
        return turned


class Turn:
    def __init__(self) -> None:
        self.emitted: list[object] = []

    def emit(self, answer: object) -> None:
        self.emitted.append(answer)

    def check(self) -> None:
        pass

    def check_newest(self) -> None:
        pass

    def check_stopped(self) -> None:
        pass


@pytest.fixture
def picture() -> Picture:
    return Picture(np.full((SIZE[1], SIZE[0], 3), 90, np.uint8))


@pytest.fixture
def effects() -> FakeEffects:
    return FakeEffects()


@pytest.fixture
def compositor(effects: FakeEffects) -> Compositor:
    return Compositor(FakePrediction.unpack, effects)


def thing(*effects: EffectUse) -> Layer:
    mask = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    mask[300:600, 200:800] = 255
    step = Step("new", Prompt((Click(1, 1),)), FakePrediction(mask).packed)
    return Layer("thing", "Thing", Outline((step,)), effects=effects)


def colours(patch: object) -> set[int]:
    assert isinstance(patch, Patch)
    return set(np.unique(patch.pixels[:, :, 0]).tolist())


def test_the_whole_comes_roughly_and_then_what_is_seen(
    picture: Picture, compositor: Compositor, effects: FakeEffects
) -> None:
    turn = Turn()
    request = Composite(picture, (PHOTO, thing(NEGATIVE)), View((100, 200, 500, 500), 1.0))
    coarse, fine = compositor(request, turn)
    assert turn.emitted == [(coarse,)]
    assert (coarse.bounds, coarse.pixels.shape[:2]) == (WHOLE, (576, 768))
    assert (fine.bounds, fine.pixels.shape[:2]) == ((100, 200, 500, 500), (300, 400))
    assert colours(coarse) >= {90, 165} and colours(fine) == {90, 165}


def test_another_part_of_the_same_layers_is_not_made_roughly_again(
    picture: Picture, compositor: Compositor, effects: FakeEffects
) -> None:
    layers = (PHOTO, thing(NEGATIVE))
    first = compositor(Composite(picture, layers, View((100, 200, 500, 500), 1.0)), Turn())
    turn = Turn()
    again = compositor(Composite(picture, layers, View((300, 200, 700, 500), 1.0)), turn)
    assert turn.emitted == []
    assert again[0] is first[0]
    compositor(Composite(picture, layers, View((300, 200, 700, 500), 1.0), round=1), turn)
    assert len(turn.emitted) == 1, "the effects may look different now"


def test_what_has_to_be_made_as_a_whole_is_made_once_for_all_parts(
    picture: Picture, compositor: Compositor, effects: FakeEffects
) -> None:
    effects.reach = None
    layers = (PHOTO, thing(NEGATIVE))
    _, fine = compositor(Composite(picture, layers, View((100, 200, 500, 500), 1.0)), Turn())
    assert fine.bounds == WHOLE
    _, other = compositor(Composite(picture, layers, View((300, 200, 700, 500), 1.0)), Turn())
    assert other is fine
    assert [scale for _, scale in effects.calls] == [0.48, 1.0]


def test_of_a_huge_picture_no_more_is_made_than_fits_into_memory(
    picture: Picture,
    compositor: Compositor,
    effects: FakeEffects,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compositor_module, "_MOST_PIXELS", 1600 * 1200 // 4)
    effects.reach = None
    view = View((100, 200, 500, 500), 1.0)
    _, fine = compositor(Composite(picture, (PHOTO, thing(NEGATIVE)), view), Turn())
    assert fine.pixels.shape[:2] == (600, 800)


def test_seen_as_a_whole_and_small_it_is_made_once(
    picture: Picture, compositor: Compositor, effects: FakeEffects
) -> None:
    compositor(Composite(picture, (PHOTO, thing(NEGATIVE)), View(WHOLE, 0.3)), Turn())
    assert len(effects.calls) == 1


def test_a_newer_request_ends_the_fine_look_but_not_the_rough_one(
    picture: Picture, compositor: Compositor, effects: FakeEffects
) -> None:
    reports: list[Report] = []
    worker = LatestWorker(compositor, reports.append, ("cover",))
    layers = (PHOTO, thing(NEGATIVE))
    part = View((100, 200, 500, 500), 1.0)

    def ask_again() -> None:
        if len(effects.calls) == 1:
            worker.submit(Composite(picture, layers, part), "cover")

    effects.entered = ask_again
    worker.submit(Composite(picture, layers, part), "cover")
    worker.run_waiting()
    assert [(report.number, report.final) for report in reports] == [(1, False), (2, True)]


def test_slow_effects_are_first_shown_more_coarsely(
    picture: Picture, compositor: Compositor, effects: FakeEffects
) -> None:
    view = View((100, 200, 500, 500), 1.0)
    effects.entered = lambda: time.sleep(0.3)
    for strength in (0.1, 0.2):
        layers = (PHOTO, thing(replace(NEGATIVE, strength=strength)))
        coarse, fine = compositor(Composite(picture, layers, view), Turn())
    assert 256 <= coarse.pixels.shape[1] < 500
    assert fine.pixels.shape[:2] == (300, 400)


def test_a_sample_is_small_and_complete(picture: Picture, compositor: Compositor) -> None:
    sample = compositor(Sample(picture, (PHOTO, thing(NEGATIVE)), 160), Turn())
    assert isinstance(sample, Patch)
    assert sample.pixels.shape == (120, 160, 4)
    assert colours(sample) >= {90, 165}


def test_a_picture_made_of_layers_holds_their_effects(
    picture: Picture, compositor: Compositor
) -> None:
    layer = compositor(Merge(picture, (thing(NEGATIVE),), as_picture=True), Turn())
    assert isinstance(layer, Layer) and layer.pixels is not None
    assert layer.effects == () and layer.pixels.size == (600, 300)
    kept = compositor(Merge(picture, (thing(NEGATIVE),)), Turn())
    assert isinstance(kept, Layer)
    assert kept.effects == (NEGATIVE,), "merged, they can still be changed"
