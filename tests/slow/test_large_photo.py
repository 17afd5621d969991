"""A photo of 100 megapixels opens within the memory that is promised."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import cv2
import pytest

from sqsam_desktop import paths

WIDTH, HEIGHT = 11_600, 8_700
MEGAPIXELS = WIDTH * HEIGHT / 1e6

# Memory is counted for a whole process, so the window has one of its own.
SCRIPT = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui.app import bundled_solver
from sqsam_desktop.ui.main_window import MainWindow

def megabytes(name):
    (line,) = [l for l in Path("/proc/self/status").read_text().splitlines() if l.startswith(name)]
    return int(line.split()[1]) * 1024 / 1e6

application = QApplication([])
window = MainWindow(bundled_solver(), Settings(animations=False))
window.resize(1440, 900)
window.show()
loop = QEventLoop()
failed = []
window.editor.answered.connect(lambda _: QTimer.singleShot(1000, loop.quit))
window.files.failed.connect(lambda error: (failed.append(str(error)), loop.quit()))
window.open(Path(sys.argv[1]))
loop.exec()
print(json.dumps({"after": megabytes("VmRSS"), "peak": megabytes("VmHWM"), "failed": failed}))
window.close()
"""


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    small = cv2.imread(str(paths.resources() / "samples" / "astronaut.jpg"))
    path = tmp_path / "large.jpg"
    assert cv2.imwrite(str(path), cv2.resize(small, (WIDTH, HEIGHT)))
    return path


@pytest.mark.slow
def test_opening_takes_no_more_memory_than_promised(photo: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(photo)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    used = json.loads(done.stdout)
    assert used["failed"] == []
    assert used["after"] <= 5 * MEGAPIXELS + 300
    assert used["peak"] <= 8 * MEGAPIXELS + 100
