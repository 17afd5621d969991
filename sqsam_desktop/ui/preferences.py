"""The preferences dialog, made from what `settings.preferences()` declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sqsam_desktop.settings import Choice, Number, Preference, preferences
from sqsam_desktop.ui.keymap import Keymap
from sqsam_desktop.ui.shortcuts_page import ShortcutsPage

if TYPE_CHECKING:
    from sqsam_desktop.settings import Settings
    from sqsam_desktop.ui.action_set import Actions


_ROW = 32
_FIELD_WIDTH = 200


class PreferencesDialog(QDialog):
    """What the user can set. Every change holds at once; Cancel takes all of them back.

    Args:
        settings: As they are.
        actions: The verbs, for the page with their keys.
        parent: The window.

    Signals:
        changed(values): What was set, or taken back: values by the names of `Settings`.
    """

    changed = Signal(dict)

    def __init__(self, settings: Settings, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self.resize(760, 520)
        self._settings = settings
        self._changed: set[str] = set()
        self._names = QListWidget()
        self._names.setAccessibleName(self.tr("Pages"))
        self._names.setFixedWidth(160)
        self._pages = QStackedWidget()
        for title in dict.fromkeys(each.kind.page for each in preferences()):
            self._add_page(_translated(title), self._made_page(title))
        self._shortcuts = self._made_shortcuts(actions)
        self._add_page(self.tr("Shortcuts"), self._shortcuts)
        self._names.currentRowChanged.connect(self._pages.setCurrentIndex)
        self._names.setCurrentRow(0)
        self._lay_out()

    def show_shortcuts(self) -> None:
        """Turn to the page with the keys."""
        self._names.setCurrentRow(self._pages.indexOf(self._shortcuts))

    def reject(self) -> None:
        self.changed.emit({name: getattr(self._settings, name) for name in self._changed})
        super().reject()

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        done = buttons.addButton(self.tr("Done"), QDialogButtonBox.ButtonRole.AcceptRole)
        done.setProperty("primary", True)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._names)
        row.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addLayout(row, 1)
        column.addWidget(buttons)

    def _add_page(self, title: str, page: QWidget) -> None:
        item = QListWidgetItem(title, self._names)
        item.setSizeHint(QSize(0, _ROW))
        self._pages.addWidget(page)

    def _made_page(self, title: str) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        shown = [each for each in preferences() if each.kind.page == title]
        for preference in shown:
            control = self._made_control(preference)
            if isinstance(control, QCheckBox):
                form.addRow(control)
            else:
                label = QLabel(_translated(preference.kind.label))
                label.setBuddy(control)
                control.setAccessibleName(label.text())
                control.setMinimumWidth(_FIELD_WIDTH)
                form.addRow(label, control)
        if any(isinstance(each.kind, Choice) and each.kind.needs_restart for each in shown):
            form.addRow(_note(self.tr("Another language shows when the program starts again.")))
        return page

    def _made_control(self, preference: Preference) -> QWidget:
        kind, now = preference.kind, getattr(self._settings, preference.name)
        if isinstance(kind, Choice):
            combo = QComboBox()
            for value, text in zip(preference.values, kind.texts, strict=True):
                combo.addItem(_translated(text), value)
            combo.setCurrentIndex(combo.findData(now))
            combo.activated.connect(
                lambda: self._set(preference.name, combo.currentData()),
            )
            return combo
        if isinstance(kind, Number):
            field = QSpinBox()
            field.setRange(kind.least, kind.most)
            field.setSingleStep(kind.least)
            field.setSuffix(f" {kind.unit}")
            field.setValue(now)
            field.valueChanged.connect(lambda value: self._set(preference.name, value))
            return field
        box = QCheckBox(_translated(kind.label))
        box.setChecked(now)
        box.toggled.connect(lambda on: self._set(preference.name, on))
        return box

    def _made_shortcuts(self, actions: Actions) -> ShortcutsPage:
        keymap = Keymap(actions.default_keys(), self._settings.shortcuts)
        page = ShortcutsPage(actions.entries(), keymap)
        page.changed.connect(self._on_keys_changed)
        return page

    def _on_keys_changed(self, keymap: Keymap) -> None:
        self._set("shortcuts", keymap.changes)

    def _set(self, name: str, value: Any) -> None:
        self._changed.add(name)
        self.changed.emit({name: value})


def _translated(text: str) -> str:
    return QCoreApplication.translate("settings", text)


def _note(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "small")
    label.setWordWrap(True)
    return label
