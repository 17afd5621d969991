"""How long an answer takes on this machine, beside what one could use instead."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import cv2
import numpy as np
import onnxruntime as ort

from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.engine import models
from sqsam_desktop.engine.predictor import Predictor
from sqsam_desktop.engine.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

THREADS = 2
_PUBLISHED_SIZE = 512
_GRABCUT_SIDE = 400


def run(
    rgb: NDArray[np.uint8], published: Path | None = None, repeats: int = 40
) -> dict[str, float]:
    """Time answers to clicks on one photo, two threads each.

    Args:
        rgb: H x W x 3 uint8.
        published: The published SqueezeSAM network as ONNX, 512 x 512; None leaves it out.
        repeats: Runs of each; GrabCut, being slow, gets a quarter.

    Returns:
        Median milliseconds by what was timed: one pass of our network, a whole `predict` with its
        mask on the given photo, the same when a second pass is needed, ...
    """
    cv2.setNumThreads(THREADS)
    card = models.default()
    network = Session(card.path, card.size, THREADS)
    predictor = Predictor(network)
    predictor.set_image(rgb)
    size = (card.size, card.size)
    image, planes = np.zeros((3, *size), np.float32), np.zeros((4, *size), np.float32)
    clicks = _clicks(rgb.shape, repeats)
    predicts = [_milliseconds(lambda c=c: predictor.predict(Prompt([c])).mask) for c in clicks]  # type: ignore[misc]
    results = {
        f"network, one pass at {card.size}": _median(lambda: network.run(image, planes), repeats),
        "predict, with the mask": float(np.median(predicts)),
        "predict, 95th percentile": float(np.percentile(predicts, 95)),
    }
    if published is not None:
        theirs = _published(published)
        results[f"published network, one pass at {_PUBLISHED_SIZE}"] = _median(theirs, repeats)
    results[f"OpenCV GrabCut at {_GRABCUT_SIDE}"] = _median(_grabcut(rgb), max(1, repeats // 4))
    return results


def _clicks(shape: tuple[int, ...], count: int) -> list[Click]:
    rng = np.random.default_rng(1)
    points = rng.uniform(0.1, 0.9, (count, 2)) * (shape[1], shape[0])
    return [Click(x, y) for x, y in points.tolist()]


def _published(path: Path) -> Callable[[], object]:
    options = ort.SessionOptions()
    options.intra_op_num_threads = THREADS
    session = ort.InferenceSession(str(path), options, ["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    planes = np.zeros((1, 5, _PUBLISHED_SIZE, _PUBLISHED_SIZE), np.float32)
    return lambda: session.run(None, {name: planes})


def _grabcut(rgb: NDArray[np.uint8]) -> Callable[[], object]:
    scale = _GRABCUT_SIDE / max(rgb.shape[:2])
    small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = small.shape[:2]
    box = (width // 6, height // 6, width * 2 // 3, height * 2 // 3)

    def cut() -> None:
        mask = np.zeros((height, width), np.uint8)
        models = np.zeros((2, 1, 65))
        cv2.grabCut(small, mask, box, models[0], models[1], 5, cv2.GC_INIT_WITH_RECT)

    return cut


def _median(action: Callable[[], object], repeats: int) -> float:
    action()
    return float(np.median([_milliseconds(action) for _ in range(repeats)]))


def _milliseconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - began)
