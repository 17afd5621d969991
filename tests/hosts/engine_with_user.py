"""`engine_with_user.py serve --socket PATH`: an engine in whose editor somebody sits.

They keep what is outlined (Enter) and press Done, by real events in the real editor, which is
shown on no screen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path


def serve(address: Path) -> None:
    from sqsam_desktop.bridge.server import Server
    from sqsam_desktop.bridge.service import Service, Shared
    from sqsam_desktop.cli.effects import open_host
    from sqsam_desktop.engine import Predictor

    with open_host() as host:
        shared = Shared(host, editor=(sys.executable, __file__, "edit", "--reply"))
        Server(address, lambda: Service(Predictor.default(), shared)).run()


def edit(address: str) -> int:
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QPushButton

    from sqsam_desktop.ui import app
    from sqsam_desktop.ui.main_window import MainWindow
    from sqsam_desktop.ui.reply import ReplyBar

    qt = QApplication([])

    def act() -> None:
        for window in QApplication.topLevelWidgets():
            if not isinstance(window, MainWindow) or window.editor.document is None:
                continue
            if window.editor.state.things:
                (bar,) = window.findChildren(ReplyBar)
                (done,) = (each for each in bar.findChildren(QPushButton) if each.text() == "Done")
                timer.stop()
                QTest.mouseClick(done, Qt.MouseButton.LeftButton)
            elif window.editor.fold is not None:
                QTest.keyClick(window.canvas, Qt.Key.Key_Return)

    timer = QTimer(qt, interval=50)
    timer.timeout.connect(act)
    timer.start()
    return app.run([], address)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(Path(sys.argv[3]))
    else:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        with tempfile.TemporaryDirectory() as home:
            for name in ("CONFIG", "DATA", "CACHE", "STATE"):
                os.environ[f"XDG_{name}_HOME"] = home
            edit(sys.argv[3])
