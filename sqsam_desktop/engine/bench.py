"""How long an answer takes on this machine, beside what one could use instead."""

from __future__ import annotations

import os
import time
from pathlib import Path
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

    from numpy.typing import NDArray

    from sqsam_desktop.engine.prediction import Prediction

THREADS = 2
_PUBLISHED_SIZE = 512
_GRABCUT_SIDE = 400
_MEGAPIXELS = 12


def run(rgb: NDArray[np.uint8], repeats: int = 50) -> dict[str, float]:
    """Time answers to clicks all over one photo, enlarged to 12 megapixels; two threads each.

    Args:
        rgb: H x W x 3 uint8.
        repeats: Clicks, and runs of a network; GrabCut, being slow, gets a quarter.

    Returns:
        Milliseconds (medians, where nothing else is said) by what was timed; megabytes where the
        name says so.
    """
    cv2.setNumThreads(THREADS)
    card = models.default()
    network = Session(card.path, card.size, THREADS)
    results = _answers(Predictor(network), _enlarged(rgb), repeats)
    for size in sorted({card.size, 512}):
        passes = Session(card.path, size, THREADS)
        image, planes = np.zeros((3, size, size), np.float32), np.zeros((4, size, size), np.float32)
        name = f"network, one pass at {size}"
        results[name] = _median(lambda p=passes, i=image, q=planes: p.run(i, q), repeats)  # type: ignore[misc]
    results[f"OpenCV GrabCut at {_GRABCUT_SIDE}"] = _median(_grabcut(rgb), max(1, repeats // 4))
    return results


def run_published(path: Path, repeats: int = 50) -> dict[str, float]:
    """The same for one pass of the published SqueezeSAM network, an ONNX file for 512 x 512."""
    name = f"published network (fp32), one pass at {_PUBLISHED_SIZE}"
    return {name: _median(_published(path), repeats)}


def _answers(predictor: Predictor, rgb: NDArray[np.uint8], count: int) -> dict[str, float]:
    began = time.perf_counter()
    shown: list[float] = []

    def on_first(first: Prediction) -> None:
        _ = first.bounds
        shown.append(1000 * (time.perf_counter() - began))

    predictor.set_image(rgb)
    subject = _milliseconds(lambda: predictor.predict(Prompt(), None, on_first).bounds)
    rng = np.random.default_rng(1)
    points = rng.uniform(0.1, 0.9, (count, 2)) * (rgb.shape[1], rgb.shape[0])
    working, full = [], []
    for x, y in points.tolist():
        began = time.perf_counter()
        prediction = predictor.predict(Prompt([Click(x, y)]))
        _ = prediction.bounds  # the mask at working size is made for it
        working.append(1000 * (time.perf_counter() - began))
        full.append(_milliseconds(lambda p=prediction: p.mask))  # type: ignore[misc]
    about = f"on {_MEGAPIXELS} megapixels"
    memory = _resident_megabytes()
    return {
        f"subject {about}, first shown": shown[0],
        "  its final outline": subject,
        f"click {about}, at working size": float(np.median(working)),
        "  95th percentile": float(np.percentile(working, 95)),
        "  its full-size mask, on top": float(np.median(full)),
        **({} if memory is None else {f"memory (MB) after {count} clicks": memory}),
    }


def _resident_megabytes() -> float | None:
    """What the process holds in memory, where the system tells."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, ValueError):
        return None


def _enlarged(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    scale = (_MEGAPIXELS * 1e6 / (rgb.shape[0] * rgb.shape[1])) ** 0.5
    large = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return np.asarray(large, np.uint8)


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
