"""What the parts of the method are worth: each measured with it and without it, object by object.

The differences are paired, and their 95 % intervals bootstrapped over the validation objects.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from tqdm import tqdm

from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.engine.predictor import Predictor
from sqsam_desktop.engine.preprocess import View
from sqsam_desktop.training import clicks
from sqsam_desktop.training.data import VOID
from sqsam_desktop.training.evaluate import Scores, boundary_iou, cases, iou, protocol_clicks

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from sqsam_desktop.engine.prediction import Prediction
    from sqsam_desktop.training.data import PhotoSet

    U8 = NDArray[np.uint8]
    F32 = NDArray[np.float32]

_RESAMPLED = 2000
_THIN = 0.015
"""Parts of an object narrower than this share of its diagonal are thin."""


@dataclass(frozen=True, slots=True)
class Ablation:
    """One measure with and without something; `low` and `high` bound the gain of having it."""

    name: str
    with_it: float
    without: float
    low: float
    high: float

    @classmethod
    def of(cls, name: str, with_it: list[float], without: list[float]) -> Ablation:
        """From a measure of the same objects, twice."""
        gains = np.array(with_it) - np.array(without)
        rng = np.random.default_rng(0)
        means = [gains[rng.integers(0, len(gains), len(gains))].mean() for _ in range(_RESAMPLED)]
        low, high = np.percentile(means, [2.5, 97.5])
        means_of_both = float(np.mean(with_it)), float(np.mean(without))
        return cls(name, *means_of_both, float(low), float(high))

    def __str__(self) -> str:
        gain = self.with_it - self.without
        return (
            f"{self.name}: {self.with_it:.3f} against {self.without:.3f}, "
            f"{gain:+.3f} [{self.low:+.3f}, {self.high:+.3f}]"
        )


def ablations(model: Predictor, photos: PhotoSet) -> list[Ablation]:
    """Take parts of the shipped predictor away, one at a time.

    Args:
        model: The predictor as it ships.
        photos: The validation photos.
    """
    variants = {
        "zoom-in": _WithoutZoom(model.network),
        "mirrored view": _OneSided(model.network),
        "previous mask": _Forgetful(model.network),
    }
    pairs: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))

    def note(name: str, with_it: float, without: float) -> None:
        pairs[name][0].append(with_it)
        pairs[name][1].append(without)

    for case in tqdm(list(cases(photos)), "ablations", disable=None):
        ids, rgb = photos.mask(case.photo), photos.image(case.photo)
        target, valid = np.isin(ids, case.ids), ids != VOID
        shipped = _three_clicks(model, rgb, target, valid)
        for name, variant in variants.items():
            ious = _three_clicks(variant, rgb, target, valid)
            note(f"{name}, IoU@1", shipped[0], ious[0])
            note(f"{name}, IoU@3", shipped[-1], ious[-1])
        prediction = model.predict(Prompt([clicks.deepest_point(target)]))
        _note_candidates(prediction, target, valid, note)
        _note_edge(prediction, target, valid, note)
    return [Ablation.of(name, *pair) for name, pair in pairs.items()]


def compare(ours: Predictor, theirs: Predictor, photos: PhotoSet) -> list[Ablation]:
    """Two networks on the same objects: one and three clicks, a box and a stroke."""
    results: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for number, case in enumerate(tqdm(list(cases(photos)), "comparison", disable=None)):
        ids, rgb = photos.mask(case.photo), photos.image(case.photo)
        target, valid = np.isin(ids, case.ids), ids != VOID
        rng = np.random.default_rng(number)
        stroke = clicks.stroke_inside(target, rng, 0.02 * max(target.shape))
        assert stroke is not None
        others = {"box": Prompt(box=clicks.box_around(target)), "stroke": Prompt([stroke])}
        for index, predictor in enumerate((ours, theirs)):
            ious = _three_clicks(predictor, rgb, target, valid)
            results["IoU@1"][index].append(ious[0])
            results["IoU@3"][index].append(ious[-1])
            for name, prompt in others.items():
                found = iou(predictor.predict(prompt).mask, target, valid)
                results[name][index].append(found)
    return [Ablation.of(name, *pair) for name, pair in results.items()]


class _WithoutZoom(Predictor):
    def _zoom_window(self, first: Prediction, view: View) -> View | None:
        return None


class _OneSided(Predictor):
    def _run(
        self, view: View, prompt: Prompt, previous: Prediction | U8 | None, mirror: bool = False
    ) -> tuple[F32, F32]:
        return super()._run(view, prompt, previous)


class _Forgetful(Predictor):
    def predict(
        self,
        prompt: Prompt,
        previous: Prediction | U8 | None = None,
        on_first: Callable[[Prediction], None] | None = None,
    ) -> Prediction:
        return super().predict(prompt, None, on_first)


def _three_clicks(
    predictor: Predictor, rgb: U8, target: clicks.Region, valid: clicks.Region
) -> list[float]:
    predictor.set_image(rgb)
    return protocol_clicks(predictor, target, valid, 3, Scores())


def _note_candidates(
    prediction: Prediction,
    target: clicks.Region,
    valid: clicks.Region,
    note: Callable[[str, float, float], None],
) -> None:
    """Three masks instead of one: the one the network prefers, and the one the user would."""
    candidates = (prediction, *prediction.alternatives)
    ious = [iou(each.mask, target, valid) for each in candidates]
    preferred = int(np.argmax([each.score for each in candidates]))
    note("three masks, chosen by score, IoU@1", ious[preferred], ious[0])
    note("three masks, best, IoU@1", max(ious), ious[0])


def _note_edge(
    prediction: Prediction,
    target: clicks.Region,
    valid: clicks.Region,
    note: Callable[[str, float, float], None],
) -> None:
    height, width = target.shape
    everything = View(0, 0, 1, max(height, width))
    plain = prediction.seen_through(everything)[:height, :width]
    note(
        "guided edge, boundary IoU@1",
        boundary_iou(prediction.mask, target, valid),
        boundary_iou(plain, target, valid),
    )
    side = max(3, round(_THIN * float(np.hypot(height, width))))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    opened = cv2.morphologyEx(target.astype(np.uint8), cv2.MORPH_OPEN, disc) > 0
    thin = target & ~opened & valid
    if thin.sum() >= 0.02 * target.sum():
        found = [float((mask >= 128)[thin].mean()) for mask in (prediction.mask, plain)]
        note("guided edge, share of thin parts found", *found)
