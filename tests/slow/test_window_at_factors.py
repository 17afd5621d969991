"""The window at other device pixel ratios: nothing is cut off, and clicks go where they should."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sqsam_desktop import paths

# The ratio is fixed when an application starts, so each needs a process of its own.
SCRIPT = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QToolButton
from sqsam_desktop.core.solver import Solver
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.theme import apply_theme
from tests.exporting import Exporting
from tests.fakes import FakePrediction, FakePredictor

def until(condition):
    loop, look = QEventLoop(), QTimer(interval=20)
    look.timeout.connect(lambda: loop.quit() if condition() else None)
    look.start()
    loop.exec()

application = QApplication([])
apply_theme(application, "dark")
QMessageBox.exec = lambda box: QMessageBox.StandardButton.Discard
window = MainWindow(Solver(FakePredictor, FakePrediction.unpack), Settings(animations=False))
window.resize(1280, 720)
window.show()
window.open(Path(sys.argv[1]))
until(lambda: window.editor.fold is not None)
canvas = window.canvas
canvas.zoom_to(1.0)
at = QPoint(*(int(value) for value in canvas.viewport.to_window(100, 90)))
QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
until(lambda: window.editor.fold is not None)
(step,) = window.editor.outline.steps
(click,) = step.prompt.items
mask = window.editor.fold.mask
QTest.keyClick(window, Qt.Key.Key_Return)
cut = [b.text() for b in window.findChildren(QToolButton) if b.isVisible()
       and not window.rect().contains(b.mapTo(window, b.rect().center()))]
window.verbs["export_cutout"].trigger()
dialog = Exporting(window)
until(lambda: "about" in dialog.preview)
shot = window.grab()
print(json.dumps({
    "ratio": shot.devicePixelRatio(), "size": [shot.width(), shot.height()],
    "click": [click.x, click.y], "inside": int(mask[90, 100]), "cut": cut,
    "preview": dialog.preview,
}))
dialog.dialog.reject()
window.close()
"""


@pytest.mark.slow
@pytest.mark.parametrize("factor", ["1", "1.25", "2"])
def test_the_window_works_at(factor: str) -> None:
    photo = paths.resources() / "samples" / "astronaut.jpg"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(photo)],
        env={
            **os.environ,
            "QT_SCALE_FACTOR": factor,
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    ratio = float(factor)
    assert result["ratio"] == ratio
    assert result["size"] == [round(1280 * ratio), round(720 * ratio)]
    assert abs(result["click"][0] - 100) <= 1 and abs(result["click"][1] - 90) <= 1
    assert result["inside"] == 255
    assert result["cut"] == []
    assert "512 x 512 pixels" in result["preview"]
