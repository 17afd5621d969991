"""How a window copes with large photos: opening, frame times and memory, a process for each size.

Run as `python -m sqsam_desktop.ui.bench_photos MEGAPIXELS` it prints one line of JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui.app import bundled_solver
from sqsam_desktop.ui.bench import wait_for
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.start_page import sample_photos
from sqsam_desktop.ui.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqsam_desktop.core.solver import Solver

_WINDOW = QSize(1440, 900)
_FRAMES = 60
_BRUSH = 200.0
"""Picture pixels across."""


def run(megapixels: float) -> dict[str, float]:
    """Measure one size in a process of its own, so that no memory is counted twice.

    Raises:
        subprocess.CalledProcessError: The measurement failed.
    """
    return in_child("sqsam_desktop.ui.bench_photos", str(megapixels))


def in_child(module: str, *arguments: str) -> dict[str, float]:
    """The figures that a module prints as its last line, run in a process of its own.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def measure(photo: Path, solver: Solver | None = None) -> dict[str, float]:
    """Open a photo in a new window, move it about and paint on it.

    Args:
        photo: A picture file.
        solver: What predicts; None takes the bundled model.

    Returns:
        Milliseconds (`_ms`; of frames the 50th and the 95th percentile) and megabytes (`_mb`,
        all of the process; `bytes_a_pixel` without what it took before a photo was open).
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    apply_theme(app, "dark")
    start = time.perf_counter()
    settings = Settings(animations=False, hover_preview=False)
    window = MainWindow(solver or bundled_solver(), settings)
    window.resize(_WINDOW)
    window.show()
    QApplication.processEvents()
    figures = {"window_ms": (time.perf_counter() - start) * 1000}
    try:
        figures |= _opening(window, photo)
        figures |= _frames(window)
    finally:
        window.close()
    return {name: round(value, 1) for name, value in figures.items()}


def main(arguments: Sequence[str]) -> int:
    """Measure one size and print the figures as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder) / "photo.jpg"
        enlarge(float(arguments[0]) * 1e6, photo)
        print(json.dumps(measure(photo)))
    return 0


def _opening(window: MainWindow, photo: Path) -> dict[str, float]:
    failures: list[Exception] = []
    window.editor.failed.connect(failures.append)
    window.files.failed.connect(failures.append)
    seen: dict[str, float] = {}
    start = time.perf_counter()

    def told(name: str) -> Callable[[], None]:
        def tell() -> None:
            # What was told is on the screen once the events of this moment are done.
            window.canvas.repaint()
            seen.setdefault(name, (time.perf_counter() - start) * 1000)

        return tell

    window.files.glimpsed.connect(told("first_paint_ms"))
    window.editor.opened.connect(told("first_paint_ms"))
    window.editor.opened.connect(told("opened_ms"))
    before = resident()
    with Peak() as peak:
        window.open(photo)
        wait_for(lambda: bool(failures) or "opened_ms" in seen)
    if failures:
        raise failures[0]
    wait_for(lambda: bool(failures) or window.editor.fold is not None)
    seen["outlined_ms"] = (time.perf_counter() - start) * 1000
    assert window.editor.document is not None
    width, height = window.editor.document.size
    after = resident()
    return {
        **seen,
        "before_mb": before / 1e6,
        "after_mb": after / 1e6,
        "peak_mb": peak.most / 1e6,
        "bytes_a_pixel": (after - before) / (width * height),
        "peak_bytes_a_pixel": (peak.most - before) / (width * height),
    }


def _frames(window: MainWindow) -> dict[str, float]:
    canvas = window.canvas
    figures: dict[str, float] = {}
    for name, zoom in (("fit", canvas.viewport.zoom * 1.5), ("half", 0.5), ("full", 1.0)):
        canvas.zoom_to(zoom)
        figures |= _percentiles(f"pan_{name}", _timed(canvas.repaint, _panning(window)))
    canvas.fit()
    figures |= _percentiles("zoom", _timed(canvas.repaint, _wheeling(window)))
    canvas.zoom_to(1.0)
    window.use_tool("paint")
    figures |= _percentiles("brush", _timed(canvas.repaint, _painting(window)))
    window.use_tool("click")
    return figures


def _timed(paint: Callable[[], None], steps: Sequence[Callable[[], None]]) -> list[float]:
    """Milliseconds of each step with all that it makes the main thread do, the paint included."""
    times = []
    for step in steps:
        start = time.perf_counter()
        step()
        paint()
        times.append((time.perf_counter() - start) * 1000)
        QApplication.processEvents()
    return times


def _panning(window: MainWindow) -> list[Callable[[], None]]:
    hand = window.canvas.hand
    signs = [1 if index % 20 < 10 else -1 for index in range(_FRAMES)]
    return [partial(hand.panned.emit, 13.0 * sign, 7.0 * sign) for sign in signs]


def _wheeling(window: MainWindow) -> list[Callable[[], None]]:
    at = QPointF(window.canvas.rect().center())

    def turn(steps: int) -> None:
        event = QWheelEvent(
            at,
            window.canvas.mapToGlobal(at),
            QPoint(),
            QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(window.canvas, event)

    signs = [1 if index % 30 < 15 else -1 for index in range(_FRAMES)]
    return [partial(turn, sign) for sign in signs]


def _painting(window: MainWindow) -> list[Callable[[], None]]:
    canvas = window.canvas
    window.brushing.tip.set_size(_BRUSH)
    middle = canvas.rect().center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    def move(index: int) -> None:
        angle = index / 9
        at = QPoint(round(200 * np.cos(angle)), round(150 * np.sin(angle)))
        QTest.mouseMove(canvas, middle + at)

    QTest.mousePress(canvas, left, none, middle)
    steps = [partial(move, index) for index in range(_FRAMES)]
    return [*steps, partial(QTest.mouseRelease, canvas, left, none, middle)]


def _percentiles(name: str, milliseconds: list[float]) -> dict[str, float]:
    return {f"{name}_p{p}_ms": float(np.percentile(milliseconds, p)) for p in (50, 95)}


class Peak:
    """The most memory that the process held meanwhile, in bytes."""

    def __init__(self) -> None:
        self.most = resident()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.005):
            self.most = max(self.most, resident())


def resident() -> int:
    """Bytes of memory that the process holds now; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * 4096


def enlarge(pixels: float, path: Path) -> None:
    """Write a sample photo enlarged to about so many pixels, with detail added."""
    small = open_picture(sample_photos()[0][0]).srgb()
    factor = (pixels / (small.shape[0] * small.shape[1])) ** 0.5
    size = round(small.shape[1] * factor), round(small.shape[0] * factor)
    large = np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    grain = np.random.default_rng(0).integers(0, 12, (512, 512, 3), np.uint8)
    for top in range(0, size[1], 512):
        for left in range(0, size[0], 512):
            part = large[top : top + 512, left : left + 512]
            part[:] = cv2.add(part, grain[: part.shape[0], : part.shape[1]])
    cv2.imwrite(str(path), cv2.cvtColor(large, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 90])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
