"""Someone cuts things out for a while, the program is killed, and what was made is still there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

# The program as the command line starts it, but for who moves the mouse.
DRIVER = """
import json, os, sys, time
from pathlib import Path
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from sqsam_desktop.ui import app
from sqsam_desktop.ui.main_window import MainWindow

def tell(**what):
    print(json.dumps({**what, "time": time.time()}), flush=True)

def the_window():
    (found,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    return found

def when(condition, then):
    look = QTimer(application, interval=20)
    def check():
        if condition():
            look.stop()
            then()
    look.timeout.connect(check)
    look.start()

def work():
    window, edits = the_window(), 0
    QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    def edit():
        nonlocal edits
        edits += 1
        window.layers.rename("layer-1", f"edit {edits}")
        tell(edit=edits)
    going = QTimer(application, interval=50)
    going.timeout.connect(edit)
    going.start()

def restore():
    window = the_window()
    (button,) = [b for b in window.messages.findChildren(QPushButton) if b.text() == "Restore"]
    window.editor.opened.connect(lambda _: finish(window))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

def finish(window):
    layers = [layer.name for layer in window.editor.state.things]
    tell(layers=layers, dirty=window.files.is_dirty, title=window.files.name)
    os._exit(0)

application = QApplication(["sqsam"])
if sys.argv[1] == "work":
    QTimer.singleShot(0, lambda: when(lambda: the_window().editor.has_subject, work))
    app.run([Path(sys.argv[2])])
else:
    QTimer.singleShot(0, lambda: when(lambda: bool(the_window().messages.text), restore))
    app.run([])
"""


def started(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", DRIVER, *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        text=True,
    )


def told(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, "the program ended by itself"
    answer: dict[str, Any] = json.loads(line)
    return answer


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [2.5, 3.3])
def test_at_most_two_seconds_of_work_are_lost(photo: Path, seconds: float) -> None:
    working = started("work", str(photo))
    edits = [told(working)]
    while edits[-1]["time"] < edits[0]["time"] + seconds:
        edits.append(told(working))
    working.kill()
    killed = time.time()
    assert working.stdout is not None
    edits += [json.loads(line) for line in working.stdout if line.endswith("\n")]
    working.wait(60)
    working.stdout.close()

    again = started("restore")
    restored = told(again)
    again.wait(60)
    assert again.stdout is not None
    again.stdout.close()
    assert restored["title"] == photo.name
    assert restored["dirty"]
    (name,) = restored["layers"]
    last = int(name.removeprefix("edit "))
    assert last > 0
    lost = [edit for edit in edits if edit["edit"] > last]
    assert all(killed - edit["time"] <= 2 for edit in lost)
