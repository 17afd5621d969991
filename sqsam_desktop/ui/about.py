"""What the program is: its name, version and licence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

import sqsam_desktop
from sqsam_desktop.ui.icons import app_icon

translate = QCoreApplication.translate


def show_about(window: QWidget) -> None:
    """Open a box that tells it; returns at once."""
    box = QMessageBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(translate("about", "About SqueezeSAM"))
    box.setIconPixmap(app_icon().pixmap(QSize(64, 64)))
    box.setText(
        translate("about", "SqueezeSAM {version}").format(version=sqsam_desktop.__version__)
    )
    what = translate("about", "Outlines the subject of a photo before you click.")
    where = translate("about", "Nothing leaves this computer. Licence: Apache 2.0.")
    box.setInformativeText(f"{what}\n{where}")
    box.open()
