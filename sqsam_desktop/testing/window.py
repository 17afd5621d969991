"""A real window, and someone who leads it by real events in picture coordinates."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest

from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.files.recipe import Recipe
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui.export_job import Write
from sqsam_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from sqsam_desktop.core.document import Value
    from sqsam_desktop.core.mask import Bounds, Mask
    from sqsam_desktop.core.solver import Solver
    from sqsam_desktop.plugin_host.host import PluginHost
    from sqsam_desktop.testing.pictures import U8
    from sqsam_desktop.ui.canvas import Canvas
    from sqsam_desktop.ui.editor import Editor

PATIENCE_MS = 60_000
"""For whatever the model or a file is waited for; slow machines run tests, too."""
_TOOLS = ("click", "box", "lasso", "stroke", "hand")
_STEPS = 8
"""Mouse events in a straight drag."""


class SqsamWindow:
    """A window and someone at it. Points are x, y in picture pixels; events are Qt's own.

    Attributes:
        window: The window itself, for what has no shorthand here.
        editor: What its verbs and gestures act upon.
        canvas: What the mouse is over.
    """

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window: MainWindow = window
        self.editor: Editor = window.editor
        self.canvas: Canvas = window.canvas
        self._qtbot = qtbot

    # --- files --------------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Open a photo or a project; returns when its subject is outlined, or its layers stand."""
        with self._qtbot.waitSignal(self.editor.answered, timeout=PATIENCE_MS):
            self.window.open(path)

    def picture(self) -> U8:
        """All visible layers as an export has them, H x W x 4 uint8."""
        content = self.window.files.content
        assert content is not None, "no picture is open"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "picture.png"
            self._export(Write(content, Recipe(what="picture", format="png"), (path,)))
            rgba = open_picture(path).pixels
        return rgba if rgba.shape[2] == 4 else np.dstack([rgba, np.full_like(rgba[:, :, 0], 255)])

    # --- effects ------------------------------------------------------------------------------

    def add_effect(self, effect: str, **params: Value) -> None:
        """Run "plugin-id/effect-id" on the active layer, or on what is outlined.

        Its plug-in must be among `sqsam_plugins`. Colours are texts, points "x,y".
        """
        effects = self.window.effects
        assert effects.plugins.entry(effect) is not None, f"there is no effect {effect}"
        count = len(effects.uses)
        effects.add(effect)
        self._qtbot.waitUntil(lambda: len(effects.uses) > count, timeout=PATIENCE_MS)
        effects.set_values(params)

    # --- gestures -----------------------------------------------------------------------------

    def click(
        self,
        x: float,
        y: float,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        """Press and release a mouse button."""
        QTest.mouseClick(self.canvas, button, modifier, self.at(x, y))

    def press(
        self,
        x: float,
        y: float,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press the left button."""
        QTest.mousePress(self.canvas, Qt.MouseButton.LeftButton, modifier, self.at(x, y))

    def move(self, x: float, y: float) -> None:
        """Move the mouse."""
        QTest.mouseMove(self.canvas, self.at(x, y))

    def release(
        self,
        x: float,
        y: float,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Release the left button."""
        QTest.mouseRelease(self.canvas, Qt.MouseButton.LeftButton, modifier, self.at(x, y))

    def drag(
        self,
        *points: tuple[float, float],
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press at the first point, move over the others, release at the last."""
        self.press(*points[0], modifier)
        for point in points[1:]:
            self.move(*point)
        self.release(*points[-1], modifier)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Drag a box with the box tool; then the tool is what it was before."""
        shares = [step / _STEPS for step in range(_STEPS + 1)]
        self._drag_with("box", *((x0 + s * (x1 - x0), y0 + s * (y1 - y0)) for s in shares))

    def stroke(self, *points: tuple[float, float]) -> None:
        """Draw over a thing with the stroke tool; then the tool is what it was before."""
        self._drag_with("stroke", *points)

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press and release a key over the canvas."""
        QTest.keyClick(self.canvas, key, modifier)

    # --- what there is to see -----------------------------------------------------------------

    def wait_for_mask(self) -> Mask:
        """What is outlined, H x W uint8, once the present prompts are answered."""
        self._qtbot.waitUntil(lambda: self.editor.fold is not None, timeout=PATIENCE_MS)
        return self.mask

    @property
    def mask(self) -> Mask:
        """What is outlined, H x W uint8 soft coverage; the prompts must be answered."""
        fold = self.editor.fold
        assert fold is not None, "the prompts are not answered yet: call wait_for_mask"
        return fold.mask

    def shown(self, x: float, y: float) -> int:
        """The value of the mask that the canvas paints for a point, 0..255."""
        drawing = self.canvas.drawing
        if drawing is None:
            return 0
        tile, scale = drawing.tiles[-1], drawing.view.scale
        x0, y0, *_ = tile.bounds
        return int(tile.mask[int((y - y0) * scale), int((x - x0) * scale)])

    def screenshot(self, bounds: Bounds | None = None) -> QImage:
        """What the canvas shows, or what it shows of a part of the picture."""
        seen = self.canvas.grab().toImage()
        if bounds is None:
            return seen
        corner, end = self.at(*bounds[:2]), self.at(*bounds[2:])
        return seen.copy(corner.x(), corner.y(), end.x() - corner.x(), end.y() - corner.y())

    def at(self, x: float, y: float) -> QPoint:
        """Where the canvas shows a point, in its own coordinates."""
        return QPoint(*(int(value) for value in self.canvas.viewport.to_window(x, y)))

    def _export(self, write: Write) -> None:
        """Write a file; raises what goes wrong."""
        exporter, outcome = self.window.files.exporter, list[object]()
        ways = (
            exporter.written.connect(outcome.append),
            exporter.failed.connect(lambda request, error: outcome.append(error)),
        )
        exporter.write(write)
        self._qtbot.waitUntil(lambda: bool(outcome), timeout=PATIENCE_MS)
        for way in ways:
            QObject.disconnect(way)
        if isinstance(outcome[0], Exception):
            raise outcome[0]

    def _drag_with(self, tool: str, *points: tuple[float, float]) -> None:
        verbs = self.window.verbs
        before = next((name for name in _TOOLS if verbs[name].isChecked()), "click")
        verbs[tool].trigger()
        self.drag(*points)
        verbs[before].trigger()


def made(
    solver: Solver, qtbot: QtBot, settings: Settings | None, host: PluginHost | None = None
) -> SqsamWindow:
    """A window that shows the start page; the caller closes it, and with it the host of effects."""
    settings = settings or Settings(animations=False, hover_preview=False)
    window = MainWindow(solver, settings, host=host)
    qtbot.addWidget(window)
    window.resize(1000, 800)
    with qtbot.waitExposed(window):
        window.show()
    return SqsamWindow(window, qtbot)
