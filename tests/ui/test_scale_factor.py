"""A click at 37 % lands on the pixel under the pointer, whatever the screen's pixel ratio."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# The ratio is fixed when an application starts, so each needs a process of its own.
SCRIPT = """
import json, sys
import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqsam_desktop.core.drawing import View
from sqsam_desktop.core.tiles import Pyramid
from sqsam_desktop.ui.canvas import Canvas
from sqsam_desktop.ui.tools import ClickTool

app = QApplication([])
rows, columns = np.mgrid[:1500, :2040]
rgb = np.stack([columns // 8, rows // 6, columns * 0], 2).astype(np.uint8)
canvas = Canvas(None, animations=False)
tool = ClickTool()
canvas.set_tool(tool)
canvas.resize(700, 500)
canvas.show()
canvas.set_picture(Pyramid.of(rgb))
canvas.zoom_to(0.37)
made = []
tool.made.connect(lambda item, mode: made.append((item.x, item.y)))
grab = canvas.grab().toImage()
ratio = canvas.devicePixelRatioF()
seen = []
for x, y in ((350, 250), (333, 201), (301, 277)):
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(canvas, left, none, QPoint(x, y))
    pixel = grab.pixelColor(round(x * ratio), round(y * ratio))
    seen.append((pixel.red() * 8 + 4, pixel.green() * 6 + 3))
print(json.dumps({"ratio": ratio, "made": made, "seen": seen}))
"""


@pytest.mark.slow
@pytest.mark.parametrize("factor", ["1", "1.25", "2"])
def test_a_click_lands_on_the_pixel_under_the_pointer(factor: str) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "QT_SCALE_FACTOR": factor, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    result = json.loads(done.stdout)
    assert result["ratio"] == float(factor)
    for made, seen in zip(result["made"], result["seen"], strict=True):
        # One device pixel is 2.7 picture pixels, one step of the colours 8 or 6.
        assert abs(made[0] - seen[0]) <= 4 + 2.7
        assert abs(made[1] - seen[1]) <= 3 + 2.7
