"""What the user sees of an error of our own: what to do, and the details for whoever mends it."""

from __future__ import annotations

import platform
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

import sqsam_desktop

if TYPE_CHECKING:
    from types import TracebackType

    from sqsam_desktop.ui.main_window import MainWindow


class ErrorDialog(QDialog):
    """Something unexpected went wrong; the window stays usable.

    Args:
        details: See `details_of`.
        window: May hold work that is better saved.
    """

    def __init__(self, details: str, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Unexpected Error"))
        self.resize(640, 360)
        self.details = details
        title = QLabel(self.tr("Something unexpected went wrong."))
        title.setProperty("role", "title")
        advice = QLabel(self.tr("You can go on. To be safe, save a copy of your work first."))
        advice.setWordWrap(True)
        shown = QPlainTextEdit(details)
        shown.setReadOnly(True)
        shown.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        shown.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(self.tr("Details"))
        copy = QPushButton(self.tr("Copy Details"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        save = QPushButton(self.tr("Save a Copy..."))
        save.setEnabled(window.editor.document is not None)
        save.clicked.connect(window.verbs["save_copy"].trigger)
        go_on = QPushButton(self.tr("Go On"))
        go_on.setProperty("primary", True)
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(save)
        buttons.addWidget(go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (title, advice, shown):
            column.addWidget(widget)
        column.addLayout(buttons)


class ErrorTeller:
    """Shows each unexpected error once, and one at a time."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._told: set[str] = set()

    def tell(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Open a dialog, unless there is one, or this error was told before."""
        details = details_of(kind, error, trace)
        if details not in self._told and self._window.findChild(ErrorDialog) is None:
            self._told.add(details)
            ErrorDialog(details, self._window).open()


def details_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What helps to find the mistake: versions, and where it happened."""
    versions = f"SqueezeSAM {sqsam_desktop.__version__}, Python {platform.python_version()}"
    where = f"{versions}, {platform.platform()}"
    return "\n".join((where, "", *traceback.format_exception(kind, error, trace)))
