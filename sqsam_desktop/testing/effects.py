"""What every effect must do, as tests for its author.

    from sqsam_desktop.testing.effects import effect_cases

    @pytest.mark.parametrize("case", effect_cases("plugins/my_effect"), ids=str)
    def test_contract(case):
        case.check()

Unlike the program, which runs plug-ins in a process of their own, these tests import the plug-in:
a debugger stops in it. They try small pictures; one rule takes large ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from sqsam_desktop.plugin_api import Cancelled, Mask, Pixels
from sqsam_desktop.plugin_host.params import completed
from sqsam_desktop.testing.trial import (
    TimedRun,
    TrialRun,
    TriedEffect,
    effects_in,
    picture,
    resized,
    see_through,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from sqsam_desktop.core.document import Value
    from sqsam_desktop.plugin_host.params import Field

SIZE = (320, 240)
"""Width and height of the pictures that most rules try."""
WHOLE, TILE = (4000, 3000), (1600, 1200)
"""Those of what a run that is cancelled works on: with a halo it is a tile."""
CANCEL_MS = 200
_ATTEMPTS = 3
"""Of which the better one counts: the machine may have been busy."""
_TINY = ((1, 1), (1, 9), (9, 1), (33, 17))
_SMALL = (64, 48)
_MEAN, _SHARE, _MOST = 0.75, 0.15, 20.0
"""Levels by which a preview may be off: on average, and that part of what the effect changes on
average; and what 95 % of the pixels keep."""
_TILE_LEVELS = 2
"""Levels by which a tile may be off: rounding, and the last bits of Fourier transforms."""


@dataclass(frozen=True)
class EffectCase:
    """One thing that an effect must do.

    Attributes:
        rule: In a few words.
    """

    effect: TriedEffect
    rule: str

    def __str__(self) -> str:
        return f"{self.effect.entry.id}: {self.rule}"

    def check(self) -> None:
        """Try it.

        Raises:
            AssertionError: It does not; the message says what it does instead.
        """
        try:
            wrong = next(filter(None, _RULES[self.rule](self.effect)), "")
        except Exception as error:  # an effect may fail in any way
            wrong = f"it raises {type(error).__name__}: {error}"
            raise AssertionError(f"{self.effect.entry.id}: {wrong}") from error
        if wrong:
            raise AssertionError(f"{self.effect.entry.id}: {wrong}")


def effect_cases(folder: Path | str, tolerance: float = 1.0) -> list[EffectCase]:
    """Everything that the effects of the plug-in in a folder must do.

    Args:
        folder: Where `plugin.toml` is.
        tolerance: How many times more than usual previews and larger pictures may differ, for
            effects that invent what cannot be seen.

    Raises:
        SqsamError: The `plugin.toml` is not as it should be.
    """
    effects = effects_in(folder, tolerance)
    return [EffectCase(effect, rule) for effect in effects for rule in _RULES]


def check_effect(folder: Path | str, effect_id: str = "") -> None:
    """Try everything that the effects in a folder, or the one of an id, must do.

    Raises:
        AssertionError: One of them does not.
        SqsamError: The `plugin.toml` is not as it should be.
        LookupError: There is no such effect.
    """
    cases = [each for each in effect_cases(folder) if each.effect.entry.id.endswith(effect_id)]
    if not cases:
        raise LookupError(effect_id)
    for case in cases:
        case.check()


# --- the rules: each yields what is wrong, or an empty text for what is right -------------------


def _declarations(effect: TriedEffect) -> Iterator[str]:
    _, halo = effect.fields, effect.halo()
    yield "" if halo is None or halo >= 0 else f"its halo is {halo}"
    _, unknown = completed(effect.fields, dict(effect.entry.sample))
    yield f"of its sample: {' '.join(unknown)}" if unknown else ""


def _shapes(effect: TriedEffect) -> Iterator[str]:
    for size in (*_TINY, _SMALL):
        image, mask = picture(size)
        for cover in (mask, np.zeros_like(mask), np.full_like(mask, 255)):
            yield _unlike(effect, image, cover, {})
    image, mask = picture(_SMALL)
    yield _unlike(effect, see_through(image), mask, {})
    yield _unlike(effect, image * np.array([1, 1, 1, 0], np.uint8), mask, {})


def _extremes(effect: TriedEffect) -> Iterator[str]:
    image, mask = picture(_SMALL)
    for each in effect.fields:
        for value in _extreme_values(each):
            yield _unlike(effect, image, mask, {each.name: value})


def _inputs_untouched(effect: TriedEffect) -> Iterator[str]:
    image, mask = picture(SIZE)
    before = image.copy(), mask.copy()
    effect(image, mask)
    same = np.array_equal(image, before[0]) and np.array_equal(mask, before[1])
    yield "" if same else "it changes the arrays that it is given"


def _empty_mask(effect: TriedEffect) -> Iterator[str]:
    if not effect.entry.identity_on_empty:
        return
    image, mask = picture(SIZE)
    for each in (image, see_through(image)):
        off = _difference(effect(each, np.zeros_like(mask)), each)
        yield f"with an empty mask it changes the picture by {off} levels" if off else ""


def _deterministic(effect: TriedEffect) -> Iterator[str]:
    image, mask = picture(SIZE)
    off = _difference(effect(image, mask), effect(image, mask))
    yield f"called twice with the same it gives results {off} levels apart" if off else ""


def _preview(effect: TriedEffect) -> Iterator[str]:
    image, mask = picture(SIZE)
    half = SIZE[0] // 2, SIZE[1] // 2
    trials = [(image, values) for values in _variants(effect)] + [(see_through(image), {})]
    for each, values in trials:
        less = resized(each, half)
        preview = effect(less, resized(mask, half), values, TrialRun.on(less, 0.5))
        full = resized(effect(each, mask, values), half)
        told = f"a preview at half the size with {_told(values)}"
        yield _disagreement((preview, full, less), effect.tolerance, told)


def _covariant(effect: TriedEffect) -> Iterator[str]:
    twice, cover = picture((2 * SIZE[0], 2 * SIZE[1]))
    image, mask = resized(twice, SIZE), resized(cover, SIZE)
    for values in _variants(effect):
        large = resized(effect(twice, cover, values, factor=2.0), SIZE)
        same = f"a picture twice as large, with twice the pixels in {_told(values)},"
        usual = effect(image, mask, values)
        yield _disagreement((large, usual, image), effect.tolerance, same)


def _tiles(effect: TriedEffect) -> Iterator[str]:
    if not effect.entry.halo:
        return
    image, mask = picture(SIZE)
    sliders = (each for each in effect.fields if each.kind in ("number", "whole", "angle"))
    moved = [{each.name: _moved(each)} for each in sliders]
    for values in (*_variants(effect), *moved):
        halo = effect.halo(values) or 0
        whole = _premultiplied(effect(image, mask, values))
        for bounds in _quarters(SIZE):
            tile = _premultiplied(_tile(effect, (image, mask), values, bounds))
            x0, y0, x1, y1 = bounds
            off = _difference(tile, whole[y0:y1, x0:x1])
            told = f"with {_told(values)} a tile with its halo of {halo} is up to {off} levels off"
            yield told if off > _TILE_LEVELS else ""


def _tile(
    effect: TriedEffect,
    pictures: tuple[Pixels, Mask],
    values: Mapping[str, Value],
    bounds: tuple[int, int, int, int],
) -> Pixels:
    """A part of what the effect makes of a picture, called for that part with its halo."""
    (image, mask), (x0, y0, x1, y1), halo = pictures, bounds, effect.halo(values) or 0
    height, width = mask.shape
    left, top = max(0, x0 - halo), max(0, y0 - halo)
    right, bottom = min(width, x1 + halo), min(height, y1 + halo)
    part = np.s_[top:bottom, left:right]
    run = TrialRun((width, height), (left, top, right, bottom))
    tile = effect(image[part].copy(), mask[part].copy(), values, run)
    return tile[y0 - top : y1 - top, x0 - left : x1 - left]


def _stops(effect: TriedEffect) -> Iterator[str]:
    image, mask = picture(SIZE)
    run = TrialRun.on(image)
    run.is_cancelled = True
    try:
        effect(image, mask, run=run)
    except Cancelled:
        return
    yield "it goes on although run.check() raised Cancelled" if run.checked else ""


def _stops_soon(effect: TriedEffect) -> Iterator[str]:
    size = WHOLE if effect.halo() is None else TILE
    image, mask = picture(size)
    best = _timed(effect, image, mask)
    for _ in range(_ATTEMPTS - 1):
        if 1000 * best.longest > CANCEL_MS:
            best = min(best, _timed(effect, image, mask), key=lambda run: run.longest)
    took = round(1000 * best.longest)
    told = f"on {size[0]} x {size[1]} pixels it does not call run.check() for {took} ms"
    yield f"{told}, {best.where}; {CANCEL_MS} are allowed" if took > CANCEL_MS else ""


def _timed(effect: TriedEffect, image: Pixels, mask: Mask) -> TimedRun:
    height, width = mask.shape
    run = TimedRun((width, height), (0, 0, width, height))
    run.begin()
    effect(image, mask, run=run)
    run.end()
    return run


_RULES: dict[str, Callable[[TriedEffect], Iterator[str]]] = {
    "declares what it has": _declarations,
    "gives pictures like those it gets": _shapes,
    "bears extreme parameters": _extremes,
    "leaves its inputs alone": _inputs_untouched,
    "leaves a picture without subject alone": _empty_mask,
    "gives the same again": _deterministic,
    "looks the same in a preview": _preview,
    "looks the same on a larger picture": _covariant,
    "looks the same in tiles": _tiles,
    "stops when cancelled": _stops,
    "stops soon on large pictures": _stops_soon,
}
SLOW_RULES = frozenset({"stops soon on large pictures"})
"""Those that take seconds."""


def _quarters(size: tuple[int, int]) -> Iterator[tuple[int, int, int, int]]:
    """Four tiles that are not equally large."""
    xs, ys = (0, size[0] * 2 // 5, size[0]), (0, size[1] * 3 // 5, size[1])
    for x0, x1 in pairwise(xs):
        for y0, y1 in pairwise(ys):
            yield x0, y0, x1, y1


def _variants(effect: TriedEffect) -> list[dict[str, Value]]:
    """The usual parameters, and everything else that can be chosen or ticked."""
    others: list[dict[str, Value]] = [{}]
    for each in effect.fields:
        if each.kind in ("choice", "check"):
            usual = (value for value in _extreme_values(each) if value != each.default)
            others += [{each.name: value} for value in usual]
    return others


def _moved(each: Field) -> Value:
    """A value of a slider that has been moved."""
    share = 0.3 if each.default != each.low + 0.3 * (each.high - each.low) else 0.2
    value = each.low + share * (each.high - each.low)
    return round(value) if each.kind == "whole" else value


def _extreme_values(each: Field) -> list[Value]:
    match each.kind:
        case "number" | "whole" | "angle":
            return [each.low, each.high]
        case "choice":
            return [value for value, _ in each.choices]
        case "check":
            return [False, True]
        case "point":
            return ["-0.5,-0.5", "0.0,1.0", "1.5,1.5"]
        case "color":
            return ["#000000", "#ffffff00"]
        case "text":
            return ["", "Ω" * 100]
    return [""]


def _unlike(effect: TriedEffect, image: Pixels, mask: Mask, values: Mapping[str, Value]) -> str:
    """What is wrong with the kind of the result."""
    told = f"{image.shape[1]} x {image.shape[0]} pixels and {_told(values)}"
    try:
        result: Any = effect(image, mask, values)
    except Exception as error:  # an effect may fail in any way
        return f"with {told} it raises {type(error).__name__}: {error}"
    if not isinstance(result, np.ndarray):
        return f"with {told} it returns a {type(result).__name__} instead of an array"
    if result.shape != image.shape or result.dtype != np.uint8:
        wanted = f"{image.shape} of uint8"
        return f"with {told} it returns {result.shape} of {result.dtype} instead of {wanted}"
    return ""


def _told(values: Mapping[str, Value]) -> str:
    listed = ", ".join(f"{name}={value}" for name, value in values.items())
    return listed or "its usual parameters"


def _difference(one: Any, other: Any) -> int:
    return int(np.abs(one.astype(np.int16) - other.astype(np.int16)).max(initial=0))


def _disagreement(pictures: tuple[Pixels, Pixels, Pixels], tolerance: float, what: str) -> str:
    """What is wrong if two results are too different, measured by what they changed in a third."""
    one, other, before = pictures
    off, change = _distances(one, other), _distances(other, before)
    mean, most = float(off.mean()), float(np.percentile(off, 95))
    allowed = tolerance * (_MEAN + _SHARE * float(change.mean())), tolerance * _MOST
    if mean <= allowed[0] and most <= allowed[1]:
        return ""
    measured = f"{mean:.1f} levels on average, {most:.0f} for 95 % of the pixels"
    return f"{what} differs by {measured}; {allowed[0]:.1f} and {allowed[1]:.0f} are allowed"


def _distances(one: Pixels, other: Pixels) -> NDArray[np.int16]:
    """H x W, the largest of the four channels."""
    off = np.abs(_premultiplied(one).astype(np.int16) - _premultiplied(other))
    return np.asarray(off.max(2), np.int16)


def _premultiplied(image: Pixels) -> Pixels:
    """Colours times alpha: what is transparent has no colour to compare."""
    alpha = image[:, :, 3:].astype(np.float32) / 255
    return np.dstack([np.rint(image[:, :, :3] * alpha), image[:, :, 3]]).astype(np.uint8)
