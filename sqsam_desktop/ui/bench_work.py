"""What work on a photo costs: memory after many edits, files with many layers, dragged effects.

Run as `python -m sqsam_desktop.ui.bench_work edits|files|effect MEGAPIXELS` it prints one line of
JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sqsam_desktop.core.brush import BrushStroke
from sqsam_desktop.core.files.recipe import Recipe
from sqsam_desktop.core.prompt import Box, Click
from sqsam_desktop.plugin_host.host import PluginHost
from sqsam_desktop.plugin_host.manifest import find_plugins
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui.app import bundled_solver
from sqsam_desktop.ui.bench import wait_for
from sqsam_desktop.ui.bench_photos import Peak, enlarge, in_child, resident
from sqsam_desktop.ui.effects_panel import EffectsPanel
from sqsam_desktop.ui.export_job import Write
from sqsam_desktop.ui.layer_pictures import LayerPictures
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from sqsam_desktop.core.solver import Solver

_EDITS = 200
_LAYERS = 10
_BRUSH = 0.01
"""Radius of the strokes, as a part of the photo's width."""
_PATIENCE_S = 300.0
_BLUR = "blur-background/blur-background"
_STEPS, _DRAG_S = 9, 4.0
_MOUSE_MS = 8
"""Between two moves of a mouse."""


def run(what: str, megapixels: float) -> dict[str, float]:
    """Measure "edits", "files" or "effect" in a process of its own: no memory is counted twice.

    Raises:
        subprocess.CalledProcessError: The measurement failed.
    """
    return in_child("sqsam_desktop.ui.bench_work", what, str(megapixels))


def measure_edits(
    photo: Path, count: int = _EDITS, solver: Solver | None = None
) -> dict[str, float]:
    """Click, paint, erase, feather and keep as a layer in turn, waiting for each mask.

    Args:
        photo: A picture file.
        count: How many edits.
        solver: What predicts; None takes the bundled model.

    Returns:
        Megabytes (`_mb`) of the whole process before the first edit and after the last, those
        that undo holds of them, and the seconds that it took.
    """
    random = np.random.default_rng(0)
    with _shown(solver) as window:
        window.show_photo(photo)
        before, start = resident(), time.perf_counter()
        place = (0.5, 0.5)
        for index in range(count):
            if index % 5 == 0:
                place = tuple(random.uniform(0.1, 0.9, 2))
            _edit(window, index % 5, place)
        history = window.editor.history
        assert history is not None
        return {
            "edits": count,
            "layers": len(window.editor.state.things),
            "before_mb": round(before / 1e6, 1),
            "after_mb": round(resident() / 1e6, 1),
            "undo_mb": round(history.nbytes / 1e6, 2),
            "seconds": round(time.perf_counter() - start, 1),
        }


def measure_files(
    photo: Path, folder: Path, count: int = _LAYERS, solver: Solver | None = None
) -> dict[str, float]:
    """Save a project with many layers, export it as PSD, and open it again.

    Args:
        photo: A picture file.
        folder: Where the files go.
        count: How many layers.
        solver: What predicts; None takes the bundled model.

    Returns:
        Of each step the seconds (`_s`) and by how many megabytes the process grew meanwhile at
        most (`_peak_mb`), and the sizes of the files (`_mb`).
    """
    saved, exported = folder / "layers.sqsam", folder / "layers.psd"
    with _shown(solver) as window:
        window.show_photo(photo)
        for index in range(count):
            _add_layer(window, (index + 0.5) / count)
        figures: dict[str, float] = {"layers": len(window.editor.state.things)}
        with _stopped(figures, "save"):
            window.files.save(saved)
            window.wait(lambda: not window.files.is_dirty)
        with _stopped(figures, "psd"):
            content = window.files.content
            assert content is not None
            window.files.exporter.write(Write(content, Recipe("layered", "psd"), (exported,)))
            window.wait(exported.exists)
    with _shown(solver) as window, _stopped(figures, "load"):
        window.open(saved)
        window.wait(lambda: window.editor.document is not None)
        window.canvas.repaint()
    for path in (saved, exported):
        figures[f"{path.suffix[1:]}_file_mb"] = round(path.stat().st_size / 1e6, 1)
    return figures


def measure_effect(
    photo: Path, host: PluginHost | None = None, solver: Solver | None = None
) -> dict[str, float]:
    """Drag the first slider of the effect that blurs the background of a layer.

    Args:
        photo: A picture file.
        host: Runs the effect; None takes the plug-ins that there are.
        solver: What predicts; None takes the bundled model.

    Returns:
        Medians of the milliseconds from a single move until a preview is painted
        (`preview_ms`), and until what is seen is painted at full scale (`full_ms`); how many
        previews a second are painted while the slider goes on moving (`drag_fps`), and how long
        after that the full scale takes (`after_drag_ms`).
    """
    host = host or PluginHost(find_plugins())
    with _shown(solver, host) as window:
        window.show_photo(photo)
        _add_layer(window, 0.5)
        drag = _Drag(window, _BLUR)
        single = [drag.step(0.3 + 0.05 * index) for index in range(_STEPS)]
        fps, after = drag.go_on(_DRAG_S)
    figures = {
        "preview_ms": float(np.median([preview for preview, _ in single])),
        "full_ms": float(np.median([full for _, full in single])),
        "drag_fps": fps,
        "after_drag_ms": after,
    }
    return {name: round(value, 1) for name, value in figures.items()}


def main(arguments: Sequence[str]) -> int:
    """Measure, and print the figures as JSON."""
    what, megapixels = arguments
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        photo = folder / "photo.jpg"
        enlarge(float(megapixels) * 1e6, photo)
        match what:
            case "edits":
                figures = measure_edits(photo)
            case "files":
                figures = measure_files(photo, folder)
            case _:
                figures = measure_effect(photo)
    print(json.dumps(figures))
    return 0


class _Window(MainWindow):
    """A window that nobody sits at."""

    def __init__(self, solver: Solver, host: PluginHost | None) -> None:
        super().__init__(solver, Settings(animations=False, hover_preview=False), host=host)
        self._failures: list[Exception] = []
        for failed in (self.editor.failed, self.files.failed):
            failed.connect(self._failures.append)
        self.files.exporter.failed.connect(lambda _, error: self._failures.append(error))

    def wait(self, condition: Callable[[], bool]) -> None:
        """Work until something is so; raises what fails meanwhile."""
        wait_for(lambda: bool(self._failures) or condition(), _PATIENCE_S)
        if self._failures:
            raise self._failures[0]

    def wait_for_mask(self) -> None:
        """Work until the mask of what is outlined is known, if anything is."""
        self.wait(lambda: not self.editor.has_prompts or self.editor.fold is not None)

    def show_photo(self, photo: Path) -> None:
        """Open a photo and find its subject."""
        self.open(photo)
        self.wait(lambda: self.editor.document is not None)
        self.wait_for_mask()

    def close_unasked(self) -> None:
        """Close, unsaved work or not."""
        self._agree_to_close()


class _Drag:
    """Holds the first slider of an effect that it adds to the selected layer."""

    def __init__(self, window: _Window, effect: str) -> None:
        self._window = window
        pictures, panel = window.findChild(LayerPictures), window.findChild(EffectsPanel)
        assert isinstance(pictures, LayerPictures) and isinstance(panel, EffectsPanel)
        self._painted: list[float] = []
        self._is_working = True
        pictures.composited.connect(self._on_composited)
        pictures.rendering.connect(self._on_rendering)
        window.effects.add(effect)
        window.wait(lambda: bool(panel.form.controls) and self._is_done())
        first = next(iter(panel.form.controls.values()))
        self._slider: QWidget = first.slider
        self._at = QPoint(self._slider.width() // 4, self._slider.height() // 2)
        QTest.mousePress(self._slider, Qt.MouseButton.LeftButton, pos=self._at)

    def step(self, part: float) -> tuple[float, float]:
        """Move to a part of the length; milliseconds until a preview and until all is painted."""
        self._window.wait(self._is_done)
        self._painted.clear()
        start = time.perf_counter()
        self._move(part)
        self._window.wait(self._is_done)
        return (self._painted[0] - start) * 1000, (self._painted[-1] - start) * 1000

    def go_on(self, seconds: float) -> tuple[float, float]:
        """Move to and fro, as often as a mouse tells it.

        Returns:
            Previews painted a second, and milliseconds from the end until all is painted.
        """
        self._painted.clear()
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._move(0.5 + 0.4 * np.sin(left * 2))
            QTest.qWait(_MOUSE_MS)
        fps = len(self._painted) / seconds
        end = time.perf_counter()
        self._window.wait(self._is_done)
        return fps, (time.perf_counter() - end) * 1000

    def _move(self, part: float) -> None:
        # The release never comes: the window closes with the slider held.
        self._at.setX(round(part * self._slider.width()))
        QTest.mouseMove(self._slider, self._at)
        QApplication.processEvents()

    def _is_done(self) -> bool:
        return bool(self._painted) and not self._is_working

    def _on_composited(self) -> None:
        self._window.canvas.repaint()
        self._painted.append(time.perf_counter())

    def _on_rendering(self, text: str) -> None:
        self._is_working = bool(text)


@contextmanager
def _shown(solver: Solver | None, host: PluginHost | None = None) -> Iterator[_Window]:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    apply_theme(app, "dark")
    window = _Window(solver or bundled_solver(), host)
    window.resize(1440, 900)
    window.show()
    try:
        yield window
    finally:
        window.close_unasked()


@contextmanager
def _stopped(figures: dict[str, float], name: str) -> Iterator[None]:
    """Note how long what is done meanwhile takes, and how much memory."""
    before, start = resident(), time.perf_counter()
    with Peak() as peak:
        yield
    figures[f"{name}_s"] = round(time.perf_counter() - start, 2)
    figures[f"{name}_peak_mb"] = round((peak.most - before) / 1e6, 1)


def _edit(window: _Window, kind: int, place: tuple[float, float]) -> None:
    """One of five edits, at parts of the photo's width and height; returns when it is seen."""
    assert window.editor.document is not None
    width, height = window.editor.document.size
    x, y = place[0] * width, place[1] * height
    match kind:
        case 0:
            window.editor.add(Click(x, y), "plain")
        case 1:
            window.masks.paint(_stroke(window, x, y, adds=True))
        case 2:
            window.masks.paint(_stroke(window, x, y + 2 * _BRUSH * width, adds=False))
        case 3:
            window.masks.adjust("feather", 5.0)
        case _:
            window.layers.accept()
    window.wait_for_mask()


def _add_layer(window: _Window, part: float) -> None:
    """Keep a layer of a fifth of the photo's width and half of its height."""
    assert window.editor.document is not None
    width, height = window.editor.document.size
    x, y = (0.1 + 0.8 * part) * width, height / 2
    window.editor.add(Box(x - width / 10, height / 4, x + width / 10, height * 3 / 4), "plain")
    # The model may find nothing in a box; so that there is a layer, something is painted.
    window.masks.paint(_stroke(window, x, y, adds=True))
    window.layers.accept()
    window.wait(lambda: not window.editor.has_prompts)


def _stroke(window: _Window, x: float, y: float, adds: bool) -> BrushStroke:
    assert window.editor.document is not None
    radius = _BRUSH * window.editor.document.size[0]
    return BrushStroke(((x - 3 * radius, y, radius), (x + 3 * radius, y, radius)), adds=adds)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
