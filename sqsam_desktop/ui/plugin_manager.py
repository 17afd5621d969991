"""The dialog with all plug-ins: what each is, whether it is used, and what went wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sqsam_desktop.plugin_host.manifest import Plugin, Rejected, user_folder
from sqsam_desktop.ui.error_texts import told, told_notice
from sqsam_desktop.ui.icons import icon
from sqsam_desktop.ui.questions import confirmed
from sqsam_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from sqsam_desktop.errors import SqsamError
    from sqsam_desktop.plugin_host.manifest import Found
    from sqsam_desktop.ui.plugins import Plugins

_ROW = 32


class PluginManager(QDialog):
    """Lists plug-ins; switches, installs and removes them. What is done holds at once.

    Args:
        plugins: What there is.
        parent: The window.

    Signals:
        wanted(wanted): Ids of plug-ins, and whether the user wants each to be used from now on.
    """

    wanted = Signal(dict)

    def __init__(self, plugins: Plugins, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Plug-ins"))
        self.resize(760, 520)
        self._plugins = plugins
        self._found: list[Found] = []
        self._chosen = ""
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Plug-ins"))
        self.list.setFixedWidth(240)
        self.list.currentRowChanged.connect(self._on_chosen)
        self._make_details()
        self._make_buttons()
        self._lay_out()
        plugins.changed.connect(self.refresh)
        plugins.installed.connect(self._on_installed)
        plugins.refused.connect(self._on_refused)
        self.refresh()

    def refresh(self) -> None:
        """Show the plug-ins as they are now."""
        language = QLocale().name()[:2]
        self._found = sorted(
            self._plugins.host.plugins, key=lambda each: _name(each, language).casefold()
        )
        self.list.blockSignals(True)
        self.list.clear()
        for each in self._found:
            item = QListWidgetItem(_name(each, language), self.list)
            item.setSizeHint(QSize(0, _ROW))
            if self._trouble(each):
                item.setIcon(icon("warning", Theme.current().negative_ink))
                item.setToolTip(self.tr("This plug-in does not work."))
            elif isinstance(each, Plugin) and not self._is_on(each):
                item.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
        keys = [_key(each) for each in self._found]
        row = keys.index(self._chosen) if self._chosen in keys else 0
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self._on_chosen(self.list.currentRow())

    def _on_chosen(self, row: int) -> None:
        found = self._found[row] if 0 <= row < len(self._found) else None
        self._chosen = "" if found is None else _key(found)
        self._details.setVisible(found is not None)
        if found is None:
            return
        language = QLocale().name()[:2]
        plugin = found if isinstance(found, Plugin) else None
        self._name.setText(_name(found, language))
        self._about.setText(self._words_on(found))
        self.switch.setVisible(plugin is not None)
        self.switch.setChecked(plugin is not None and self._is_on(plugin))
        self._remove.setVisible(plugin is not None and plugin.origin == "user")
        self._open.setVisible(found.folder.is_dir())
        trouble = self._trouble(found)
        self._error.setPlainText(trouble)
        for widget in (self._error, self._copy):
            widget.setVisible(bool(trouble))
        self._effects.setText("" if plugin is None else _list_of(plugin, language))

    def _trouble(self, found: Found) -> str:
        """What is wrong with a plug-in, in full; empty if nothing is."""
        if isinstance(found, Rejected):
            return told_notice(found.error)
        error = self._plugins.host.state(found.id).error
        return "" if error is None else f"{told(error)}\n\n{error.details}".strip()

    def _is_on(self, plugin: Plugin) -> bool:
        return self._plugins.host.state(plugin.id).is_on

    def _words_on(self, found: Found) -> str:
        if isinstance(found, Rejected):
            return self.tr("This plug-in cannot be used.")
        origins = {
            "shipped": self.tr("comes with the program"),
            "user": self.tr("in your folder of plug-ins"),
            "installed": self.tr("installed as a Python package"),
        }
        text = self.tr("Version {version}, {license}, {origin}")
        origin = origins[found.origin]
        return text.format(version=found.version, license=found.license, origin=origin)

    def _make_details(self) -> None:
        self._name, self._about, self._effects = QLabel(), QLabel(), QLabel()
        self._name.setProperty("role", "title")
        self._about.setProperty("role", "dim")
        for label in (self._about, self._effects):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.switch = QCheckBox(self.tr("Use this plug-in"))
        self.switch.clicked.connect(self._on_switched)
        self._error = QPlainTextEdit()
        self._error.setReadOnly(True)
        self._error.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._error.setTabChangesFocus(True)
        self._error.setAccessibleName(self.tr("What went wrong"))

    def _make_buttons(self) -> None:
        self._copy = QPushButton(self.tr("Copy Details"))
        self._copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self._error.toPlainText())
        )
        self._open = QPushButton(self.tr("Open Folder"))
        self._open.clicked.connect(self._on_open_folder)
        self._remove = QPushButton(self.tr("Remove"))
        self._remove.clicked.connect(self._on_remove)
        self._from_folder = QPushButton(self.tr("Install From Folder..."))
        self._from_folder.clicked.connect(self._on_from_folder)
        self._from_zip = QPushButton(self.tr("Install From Zip..."))
        self._from_zip.clicked.connect(self._on_from_zip)
        self._close = QPushButton(self.tr("Done"))
        self._close.setProperty("primary", True)
        self._close.setDefault(True)
        self._close.clicked.connect(self.accept)

    def _lay_out(self) -> None:
        self._details = QWidget()
        details = QVBoxLayout(self._details)
        details.setContentsMargins(0, 0, 0, 0)
        details.setSpacing(8)
        for widget in (self._name, self._about, self.switch, self._effects):
            details.addWidget(widget)
        details.addWidget(self._error, 1)
        details.addStretch(0)
        row = _row(self._copy, self._open, self._remove)
        row.addStretch(1)
        details.addLayout(row)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addWidget(self.list)
        halves.addWidget(self._details, 1)
        self.refusal = QLabel()
        self.refusal.setProperty("role", "error")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        warning = QLabel(
            self.tr("Plug-ins are programs. Install only those whose authors you trust.")
        )
        warning.setProperty("role", "small")
        warning.setWordWrap(True)
        bottom = _row(self._from_folder, self._from_zip)
        bottom.addStretch(1)
        bottom.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(halves, 1)
        column.addWidget(self.refusal)
        column.addWidget(warning)
        column.addLayout(bottom)

    def _on_switched(self, on: bool) -> None:
        plugin = self._found[self.list.currentRow()]
        if isinstance(plugin, Plugin):
            (self._plugins.enable if on else self._plugins.disable)(plugin.id)
            states = (each for each in self._found if isinstance(each, Plugin))
            self.wanted.emit({each.id: False for each in states if self._is_unwanted(each)})

    def _is_unwanted(self, plugin: Plugin) -> bool:
        """Whether the user switched it off, as opposed to its having failed."""
        state = self._plugins.host.state(plugin.id)
        return not state.is_on and state.error is None

    def _on_open_folder(self) -> None:
        folder = self._found[self.list.currentRow()].folder
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_remove(self) -> None:
        plugin = self._found[self.list.currentRow()]
        if not isinstance(plugin, Plugin):
            return
        title, question = self.tr("Remove a Plug-in"), self.tr("Remove {name}?")
        question = question.format(name=_name(plugin, QLocale().name()[:2]))
        loss = self.tr("Its files are deleted from your folder of plug-ins.")
        if confirmed((title, question, loss), self.tr("Remove"), self):
            self._plugins.remove(plugin)

    def _on_from_folder(self) -> None:
        title = self.tr("Install a Plug-in")
        name = QFileDialog.getExistingDirectory(self, title, str(user_folder().parent))
        if name:
            self._plugins.install(Path(name))

    def _on_from_zip(self) -> None:
        title = self.tr("Install a Plug-in")
        name, _ = QFileDialog.getOpenFileName(self, title, "", "*.zip")
        if name:
            self._plugins.install(Path(name))

    def _on_installed(self, plugin: Plugin) -> None:
        self.refusal.hide()
        self._chosen = plugin.id
        self.refresh()

    def _on_refused(self, error: SqsamError) -> None:
        self.refusal.setText(str(told(error)))
        self.refusal.show()


def _key(found: Found) -> str:
    return found.id if isinstance(found, Plugin) else str(found.folder)


def _name(found: Found, language: str) -> str:
    return found.text(found.name, language) if isinstance(found, Plugin) else found.name


def _list_of(plugin: Plugin, language: str) -> str:
    """The effects of a plug-in, each with its summary."""
    entries = (plugin.text(each.summary or each.name, language) for each in plugin.effects)
    return "\n".join(entries)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return row
