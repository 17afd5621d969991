"""The dialog that puts our plug-ins into GIMP and Krita, and takes them out again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sqsam_desktop.bridge.install import Host, Status, hosts, install, status, uninstall
from sqsam_desktop.ui.background import Background, explained
from sqsam_desktop.ui.error_texts import told

if TYPE_CHECKING:
    from sqsam_desktop.core.worker import Report, Turn
    from sqsam_desktop.errors import SqsamError
    from sqsam_desktop.ui.files import Files


@dataclass(frozen=True, slots=True)
class _Wish:
    """What to do with a host; the answer is the list of `Status` afterwards."""

    host: Host
    action: Literal["look", "install", "remove"]


class HostsDialog(QDialog):
    """Tells for each host whether our plug-in is in it. What is done holds at once.

    Args:
        files: Tells when the window goes.
        parent: The window.
    """

    def __init__(self, files: Files, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("GIMP and Krita"))
        self.setMinimumWidth(560)
        self._rows: dict[str, _Row] = {}
        self._worker: Background | None = Background(_do, ("hosts",), self, queues=("hosts",))
        self._worker.answered.connect(self._on_answered)
        self._worker.failed.connect(self._on_failed)
        self.finished.connect(self._end)
        files.closed.connect(self._end)
        self._lay_out()
        for host in hosts().values():
            self._ask(_Wish(host, "look"))

    def _lay_out(self) -> None:
        about = QLabel(
            self.tr(
                "With our plug-in you select and cut out inside these programs, "
                "with the same model, or open a layer in this editor and take the result back."
            )
        )
        about.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(about)
        for host in hosts().values():
            row = self._rows[host.id] = _Row(host)
            row.install.clicked.connect(partial(self._ask, _Wish(host, "install")))
            row.remove.clicked.connect(partial(self._ask, _Wish(host, "remove")))
            column.addWidget(row)
        column.addStretch(1)
        close = QPushButton(self.tr("Done"))
        close.setProperty("primary", True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(close)
        column.addLayout(bottom)

    def _ask(self, wish: _Wish, *_: object) -> None:
        if self._worker is not None:
            self._rows[wish.host.id].wait()
            self._worker.submit(wish, "hosts")

    def _on_answered(self, report: Report[Any, Any]) -> None:
        wish = report.request
        self._rows[wish.host.id].show_state(report.answer or [], wish.action == "install")

    def _on_failed(self, report: Report[Any, Any]) -> None:
        wish = report.request
        if wish.action == "look":
            self._rows[wish.host.id].show_state([], False)
        else:
            self._ask(_Wish(wish.host, "look"))
        self._rows[wish.host.id].show_error(explained(report.error))

    def _end(self, *_: object) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()


class _Row(QWidget):
    """One host: its name, where our plug-in is, and what can be done."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._name = host.name
        name = QLabel(host.name)
        name.setProperty("role", "title")
        self.state, self.error = QLabel(), QLabel()
        self.state.setProperty("role", "dim")
        self.error.setProperty("role", "error")
        for label in (self.state, self.error):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.error.hide()
        self.install, self.remove = QPushButton(self.tr("Install")), QPushButton(self.tr("Remove"))
        self.install.setAccessibleName(self.tr("Install into {host}").format(host=host.name))
        self.remove.setAccessibleName(self.tr("Remove from {host}").format(host=host.name))
        words = QVBoxLayout()
        words.setSpacing(4)
        for widget in (name, self.state, self.error):
            words.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.install, self.remove):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.wait()

    def wait(self) -> None:
        """Something is being done."""
        for button in (self.install, self.remove):
            button.setEnabled(False)
        self.error.hide()

    def show_state(self, found: list[Status], is_new: bool) -> None:
        """Tell where our plug-in is; whether it was installed just now."""
        there = [each for each in found if each.state != "missing"]
        lines = [self._words_on(each) for each in found]
        if not found:
            lines = [self.tr("Not found. Start {host} once, then look here again.")]
        if is_new:
            lines.append(self.tr("Start {host} again to see it."))
        self.state.setText("\n".join(lines).replace("{host}", self._name))
        self.install.setText(self.tr("Install Again") if there else self.tr("Install"))
        self.install.setEnabled(bool(found))
        self.remove.setEnabled(bool(there))

    def show_error(self, error: SqsamError) -> None:
        """Tell what could not be done."""
        self.error.setText(str(told(error)))
        self.error.show()

    def _words_on(self, status: Status) -> str:
        states = {
            "installed": self.tr("Version {version} is installed in {folder}"),
            "changed": self.tr("Installed in {folder}, but its files were changed"),
            "missing": self.tr("Not installed in {folder}"),
        }
        folder = str(status.place.folder)
        return states[status.state].format(version=status.version, folder=folder)


def _do(wish: _Wish, turn: Turn[object]) -> list[Status]:
    """See and change what is in a host.

    Raises:
        SqsamError: It cannot be done.
    """
    if wish.action == "install":
        install(wish.host)
    elif wish.action == "remove":
        uninstall(wish.host)
    return status(wish.host)
