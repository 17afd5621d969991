"""How long a click takes until its mask is painted, in a real window: `python -m ...ui.bench`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui.app import bundled_solver
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.start_page import sample_photos
from sqsam_desktop.ui.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqsam_desktop.core.solver import Solver

_SIZE = (4000, 3000)
"""Pixels of the photo that is made when none is given: 12 megapixels."""
_CLICKS_AN_OBJECT = 5
_PATIENCE_S = 30.0
_MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)


def run(
    photo: Path | None = None, clicks: int = 50, solver: Solver | None = None
) -> dict[str, object]:
    """Click around on a photo and time each click.

    The clock runs from the mouse press to the end of the `paintEvent` that shows the final mask
    (and, as `first`, the first one after the press). Masks do not fade; hovering is off.

    Args:
        photo: A picture file; None takes a sample enlarged to 12 megapixels.
        clicks: How many clicks; every fifth starts a new object.
        solver: What predicts; None takes the bundled model.

    Returns:
        Milliseconds and sizes, ready for JSON.

    Raises:
        SqsamError: The photo cannot be opened, or the model is missing.
        TimeoutError: An answer did not come.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    apply_theme(app, "dark")
    window = MainWindow(solver or bundled_solver(), Settings(animations=False, hover_preview=False))
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _measured(window, photo or _large_photo(Path(folder)), clicks)
    finally:
        window.close()


def main(arguments: Sequence[str]) -> int:
    """Print the figures as one line of JSON."""
    parser = argparse.ArgumentParser(prog="sqsam_desktop.ui.bench", description=__doc__)
    parser.add_argument("photo", type=Path, nargs="?", help="default: 12 megapixels of a sample")
    parser.add_argument("--clicks", type=int, default=50)
    options = parser.parse_args(arguments)
    print(json.dumps(run(options.photo, options.clicks)))
    return 0


class _Watch(QObject):
    """Notes when the canvas had painted a drawing for the first time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._canvas = window.canvas
        self.painted: dict[int, float] = {}
        self._canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._canvas or event.type() != QEvent.Type.Paint:
            return False
        self._canvas.event(event)
        self.painted.setdefault(id(self._canvas.drawing), time.perf_counter())
        return True


def _measured(window: MainWindow, photo: Path, clicks: int) -> dict[str, object]:
    failures: list[Exception] = []
    window.editor.failed.connect(failures.append)
    window.files.failed.connect(failures.append)

    def answered() -> bool:
        if failures:
            raise failures[0]
        return window.editor.fold is not None

    window.show()
    window.open(photo)
    wait_for(answered)
    watch = _Watch(window)
    first, final = [], []
    random = np.random.default_rng(0)
    for index in range(clicks):
        if index % _CLICKS_AN_OBJECT == 0:
            window.editor.drop_prompts()
        before = window.canvas.drawing
        watch.painted = {id(before): 0.0}
        start = time.perf_counter()
        _click(window, random.uniform(0.1, 0.9, 2), _MODIFIERS[index % _CLICKS_AN_OBJECT])
        wait_for(lambda: answered() and id(window.canvas.drawing) in watch.painted)
        times = sorted(when for when in watch.painted.values() if when)
        first.append((times[0] - start) * 1000)
        final.append((times[-1] - start) * 1000)
    assert window.editor.document is not None
    ratio = window.devicePixelRatioF()
    return {
        "photo": list(window.editor.document.size),
        "canvas": [round(window.canvas.width() * ratio), round(window.canvas.height() * ratio)],
        "clicks": clicks,
        **_percentiles("first", first),
        **_percentiles("final", final),
    }


def _percentiles(name: str, milliseconds: list[float]) -> dict[str, float]:
    return {f"{name}_p{p}_ms": round(float(np.percentile(milliseconds, p)), 1) for p in (50, 95)}


def _click(window: MainWindow, part: np.ndarray, modifier: Qt.KeyboardModifier) -> None:
    """Press and release the left button over a spot given as a part of width and height."""
    canvas = window.canvas
    width, height = canvas.viewport.source
    at = QPointF(*canvas.viewport.to_window(part[0] * width, part[1] * height))
    left = Qt.MouseButton.LeftButton
    there = QPointF(canvas.mapToGlobal(at))
    kinds = (QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, left)
    for kind, button in kinds:
        QApplication.sendEvent(canvas, QMouseEvent(kind, at, there, button, button, modifier))


def wait_for(condition: Callable[[], bool], patience: float = _PATIENCE_S) -> None:
    """Let the window work until something is so, for so many seconds at most.

    Raises:
        TimeoutError: It takes too long.
    """
    # Waiting must not take processor time from the worker. The timer only wakes the loop, so that
    # the deadline is noticed.
    alarm = QTimer(interval=1000)
    alarm.start()
    end = time.perf_counter() + patience
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() > end:
            raise TimeoutError("an answer did not come")


def _large_photo(folder: Path) -> Path:
    small = open_picture(sample_photos()[0][0]).srgb()
    large = cv2.resize(small, _SIZE, interpolation=cv2.INTER_CUBIC)
    path = folder / "photo.jpg"
    cv2.imwrite(str(path), cv2.cvtColor(large, cv2.COLOR_RGB2BGR))
    return path


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
