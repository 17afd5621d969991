"""How good a model is, through the shipped predictor, by the protocol of RITM.

Objects of .5-90 % of the photo, at most the five largest a photo; in salient sets the union of
all objects. Void pixels count nowhere. The first click is the deepest point, every further one
the deepest point of the larger error; a mask is cut at 128. Strokes run through 2 to 5 random
points of the object (fixed seed). Subject: maximal F (beta^2 = .3) of the empty prompt over all
thresholds, precision and recall averaged over the photos of a set, and mean absolute error.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.training import clicks
from sqsam_desktop.training.data import VOID, PhotoSet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqsam_desktop.engine.predictor import Predictor

U8 = NDArray[np.uint8]

_LEAST, _MOST, _LARGEST = 0.005, 0.9, 5
_TARGETS = (0.85, 0.90)
_BETA2 = 0.3
_SIZES = (("small things", 0.03), ("medium things", 0.15), ("large things", 1.0))
"""Upper limits of an object's share of the photo."""


@dataclass(frozen=True, slots=True)
class Case:
    """One object to be cut out of one photo."""

    photo: int
    ids: tuple[int, ...]
    share: float
    """Of the photo's area."""


@dataclass(slots=True)
class Scores:
    """Figures of one set, as lists over objects or photos."""

    cases: list[Case] = field(default_factory=list)
    ious: list[list[float]] = field(default_factory=list)
    """IoU after click 1, 2, ... of every object."""
    boundary: list[float] = field(default_factory=list)
    """Boundary IoU after the first click."""
    jittered: list[float] = field(default_factory=list)
    """IoU after a first click as people make it: anywhere but near the border."""
    box: list[float] = field(default_factory=list)
    stroke: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    """IoU after a second click on another part of the object, wherever that is."""
    lost_clicks: int = 0
    """Positive clicks outside the mask afterwards; must be none."""
    predicted_iou: list[float] = field(default_factory=list)
    precision: list[NDArray[np.float64]] = field(default_factory=list)
    recall: list[NDArray[np.float64]] = field(default_factory=list)
    error: list[float] = field(default_factory=list)

    def summary(self) -> dict[str, float]:
        """The set's row of the table."""
        row = {"objects": float(len(self.ious))}
        for count in (1, 3, 5):
            row[f"iou@{count}"] = float(
                np.mean([each[min(count, len(each)) - 1] for each in self.ious])
            )
        for target in _TARGETS:
            row[f"noc{round(100 * target)}"] = float(
                np.mean([_noc(each, target) for each in self.ious])
            )
        others = {"boundary@1": self.boundary, "jittered@1": self.jittered, "second": self.second}
        for name, values in (others | {"box": self.box, "stroke": self.stroke}).items():
            row[name] = float(np.mean(values))
        if self.error:
            precision, recall = np.mean(self.precision, 0), np.mean(self.recall, 0)
            f = (1 + _BETA2) * precision * recall / (_BETA2 * precision + recall + 1e-9)
            row |= {"max_f": float(f.max()), "mae": float(np.mean(self.error))}
        row["lost_clicks"] = float(self.lost_clicks)
        return row


def evaluate(
    predictor: Predictor, photos: PhotoSet, most_clicks: int = 20, objects: int | None = None
) -> dict[str, Scores]:
    """Run the protocol on every set.

    Args:
        predictor: What is judged.
        photos: The validation photos.
        most_clicks: After so many clicks an object counts as failed.
        objects: At most so many objects a set (evenly picked); None: all.

    Returns:
        Scores by set name.
    """
    by_set: dict[str, list[Case]] = {}
    for case in cases(photos):
        by_set.setdefault(photos.photos[case.photo].set, []).append(case)
    results: dict[str, Scores] = {}
    for name, found in by_set.items():
        picked = found
        if objects is not None and len(found) > objects:
            picked = [found[i] for i in np.linspace(0, len(found) - 1, objects).astype(int)]
        scores = results[name] = Scores()
        for case in tqdm(picked, name, disable=None):
            _judge(predictor, photos, case, most_clicks, scores)
    return results


def cases(photos: PhotoSet) -> Iterator[Case]:
    """The objects of the protocol."""
    for index, photo in enumerate(photos.photos):
        total = photo.height * photo.width
        if photos.salient(index):
            groups = [photo.objects]
        else:
            largest = sorted(photo.objects, key=lambda each: -each.area)[:_LARGEST]
            groups = [(each,) for each in largest]
        for group in groups:
            share = sum(each.area for each in group) / total
            if _LEAST <= share <= _MOST:
                yield Case(index, tuple(each.id for each in group), share)


def _judge(
    predictor: Predictor, photos: PhotoSet, case: Case, most_clicks: int, scores: Scores
) -> None:
    mask = photos.mask(case.photo)
    target, valid = np.isin(mask, case.ids), mask != VOID
    predictor.set_image(photos.image(case.photo))
    scores.cases.append(case)
    scores.ious.append(protocol_clicks(predictor, target, valid, most_clicks, scores))
    name = photos.photos[case.photo].name
    rng = np.random.default_rng(zlib.crc32(f"{name} {case.ids}".encode()))
    point = clicks.random_point(target, rng, 0.3)
    assert point is not None
    jittered = predictor.predict(Prompt([Click(*point)])).mask
    scores.jittered.append(iou(jittered, target, valid))
    scores.second.append(_second_click(predictor, target, valid, rng))
    box = Prompt(box=clicks.box_around(target))
    scores.box.append(iou(predictor.predict(box).mask, target, valid))
    stroke = clicks.stroke_inside(target, rng, 0.02 * max(mask.shape))
    assert stroke is not None
    scores.stroke.append(iou(predictor.predict(Prompt([stroke])).mask, target, valid))
    if photos.salient(case.photo):
        _judge_subject(predictor.predict(Prompt()).mask, target, valid, scores)


def protocol_clicks(
    predictor: Predictor,
    target: clicks.Region,
    valid: clicks.Region,
    most_clicks: int,
    scores: Scores,
) -> list[float]:
    """Click until 90 % are reached, at least five times unless nothing is wrong any more.

    Args:
        predictor: Holds the photo.
        target: The object.
        valid: False where the truth is unknown.
        most_clicks: After so many the user gives up.
        scores: Gets what is seen on the way: the first score and boundary, lost clicks.

    Returns:
        IoU after every click.
    """
    prompt, prediction = Prompt(), None
    ious: list[float] = []
    clicked = np.zeros_like(target)
    mask = np.zeros(target.shape, np.uint8)
    while len(ious) < most_clicks:
        click = clicks.next_click(mask >= 128, target, valid, clicked)
        if click is None:
            break
        clicked[int(click.y), int(click.x)] = True
        prompt = prompt.adding(click)
        prediction = predictor.predict(prompt, prediction)
        mask = prediction.mask
        if not ious:
            scores.predicted_iou.append(prediction.score)
            scores.boundary.append(boundary_iou(mask, target, valid))
        ious.append(iou(mask, target, valid))
        positive = [each for each in prompt.clicks if each.positive]
        scores.lost_clicks += sum(mask[int(each.y), int(each.x)] < 128 for each in positive)
        if ious[-1] >= max(_TARGETS) and len(ious) >= 5:
            break
    return ious


def _second_click(
    predictor: Predictor, target: clicks.Region, valid: clicks.Region, rng: np.random.Generator
) -> float:
    """IoU after a positive click that nothing called for: it must not make matters worse."""
    prompt = Prompt([clicks.deepest_point(target)])
    first = predictor.predict(prompt)
    point = clicks.random_point(target, rng, 0.2)
    assert point is not None
    return iou(predictor.predict(prompt.adding(Click(*point)), first).mask, target, valid)


def _judge_subject(mask: U8, target: clicks.Region, valid: clicks.Region, scores: Scores) -> None:
    inside = np.bincount(mask[target & valid], minlength=256)[::-1].cumsum()
    taken = np.bincount(mask[valid], minlength=256)[::-1].cumsum()
    scores.precision.append(inside / np.maximum(taken, 1))
    scores.recall.append(inside / max(1, int((target & valid).sum())))
    scores.error.append(float(np.abs(mask / 255 - target)[valid].mean()))


def iou(mask: U8, target: clicks.Region, valid: clicks.Region) -> float:
    """Intersection over union of a mask cut at 128 with the truth, void left out."""
    inside = mask >= 128
    both = (inside & target & valid).sum()
    either = ((inside | target) & valid).sum()
    return float(both / max(1, either))


def boundary_iou(mask: U8, target: clicks.Region, valid: clicks.Region) -> float:
    """IoU of the inner rims, 2 % of the diagonal wide (Boundary IoU, arXiv 2103.16562)."""
    width = 0.02 * float(np.hypot(*target.shape))
    rims = []
    for region in (mask >= 128, target):
        rims.append(region & (clicks.depth(region) <= width) & valid)
    return float((rims[0] & rims[1]).sum() / max(1, (rims[0] | rims[1]).sum()))


def _noc(ious: list[float], target: float) -> int:
    """RITM's number of clicks: the first click that reaches the target; never counts as 20."""
    return next((index for index, value in enumerate(ious, 1) if value >= target), 20)


def strata(results: dict[str, Scores]) -> dict[str, float]:
    """Over all objects: mean IoU after the first click by size, and what the score is worth."""
    found: dict[str, list[float]] = {name: [] for name, _ in _SIZES}
    for scores in results.values():
        for case, ious in zip(scores.cases, scores.ious, strict=True):
            found[next(name for name, most in _SIZES if case.share <= most)].append(ious[0])
    predicted = [score for scores in results.values() for score in scores.predicted_iou]
    true = [ious[0] for scores in results.values() for ious in scores.ious]
    means = {f"iou@1, {name}": float(np.mean(each)) for name, each in found.items() if each}
    return means | {
        "score, mean": float(np.mean(predicted)),
        "score, correlation with iou@1": float(np.corrcoef(predicted, true)[0, 1]),
    }


def worst_cases(results: dict[str, Scores], count: int) -> list[Case]:
    """The cases with the lowest IoU after the first click."""
    pairs = [
        (ious[0], case)
        for scores in results.values()
        for case, ious in zip(scores.cases, scores.ious, strict=True)
    ]
    return [case for _, case in sorted(pairs, key=lambda pair: pair[0])[:count]]


def mean_row(rows: dict[str, dict[str, float]]) -> dict[str, float]:
    """The mean over sets of every figure; subject figures over the sets that have them."""
    names = {name: None for row in rows.values() for name in row}
    mean = {
        name: float(np.mean([row[name] for row in rows.values() if name in row])) for name in names
    }
    for counted in ("objects", "lost_clicks"):
        mean[counted] = sum(row[counted] for row in rows.values())
    return mean


def table(rows: dict[str, dict[str, float]]) -> str:
    """The rows as a Markdown table, the mean last."""
    rows = {**rows, "**mean**": mean_row(rows)}
    names = list(rows["**mean**"])
    lines = ["| set | " + " | ".join(names) + " |", "|" + "---|" * (len(names) + 1)]
    for name, row in rows.items():
        cells = [_cell(column, row.get(column)) for column in names]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(name: str, value: float | None) -> str:
    if value is None:
        return ""
    if name in ("objects", "lost_clicks"):
        return str(int(value))
    return f"{value:.2f}" if name.startswith("noc") else f"{value:.3f}"
