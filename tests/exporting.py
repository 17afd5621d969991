"""Someone at the export dialog of a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox

from sqsam_desktop.ui.export_dialog import ExportDialog
from sqsam_desktop.ui.export_preview import ExportPreview
from sqsam_desktop.ui.main_window import MainWindow


class Exporting:
    """Operates the dialog that is open."""

    def __init__(self, window: MainWindow) -> None:
        (self.dialog,) = open_dialogs(window)

    @property
    def preview(self) -> str:
        """The words under the picture."""
        return self.dialog.findChild(ExportPreview).text

    @property
    def error(self) -> str:
        labels = self.dialog.findChildren(QLabel)
        shown = [each for each in labels if each.property("role") == "error" and each.isVisible()]
        return shown[0].text() if shown else ""

    @property
    def name(self) -> QLineEdit:
        (field,) = (e for e in self.dialog.findChildren(QLineEdit) if e.accessibleName() == "Name")
        return field

    def choices(self) -> list[str]:
        """Every entry of every list."""
        boxes = self.dialog.findChildren(QComboBox)
        return [box.itemText(index) for box in boxes for index in range(box.count())]

    def choose(self, text: str) -> None:
        """Choose an entry of whichever list has it."""
        for box in self.dialog.findChildren(QComboBox):
            if (index := box.findText(text)) >= 0:
                box.setFocus()
                QTest.keyClick(box, Qt.Key.Key_Home)
                for _ in range(index):
                    QTest.keyClick(box, Qt.Key.Key_Down)
                return
        raise LookupError(text)

    def check(self, text: str) -> None:
        """Tick a box, or take the tick away."""
        (box,) = (
            b for b in self.dialog.findChildren(QCheckBox) if b.text().replace("&", "") == text
        )
        QTest.keyClick(box, Qt.Key.Key_Space)

    def type(self, name: str, number: int) -> None:
        """Type a number into the field of that name."""
        fields = self.dialog.findChildren(QSpinBox)
        (field,) = (each for each in fields if each.accessibleName() == name)
        field.selectAll()
        QTest.keyClicks(field, str(number))

    def export_as(self, path: Path) -> None:
        """Type a path and press Enter."""
        self.name.selectAll()
        QTest.keyClicks(self.name, str(path))
        QTest.keyClick(self.name, Qt.Key.Key_Return)

    def choose_folder(self) -> None:
        """Press the button that asks for another folder."""
        buttons = self.dialog.findChildren(QPushButton)
        (button,) = (each for each in buttons if each.accessibleName().startswith("Folder"))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, text: str) -> None:
        """Press a button."""
        (button,) = (b for b in self.dialog.findChildren(QPushButton) if b.text() == text)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def open_dialogs(window: MainWindow) -> list[ExportDialog]:
    return [each for each in window.findChildren(ExportDialog) if each.isVisible()]
