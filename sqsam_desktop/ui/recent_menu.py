"""File > Open Recent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class RecentMenu(QMenu):
    """The files opened last, those that are gone left out.

    Attributes:
        paths: Newest first; they are looked at whenever the menu is opened.

    Signals:
        chosen(path): To be opened.
    """

    chosen = Signal(Path)

    def __init__(self, paths: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.paths = paths
        self.setTitle(self.tr("Open &Recent"))
        self.aboutToShow.connect(self._fill)
        self.setToolTipsVisible(True)

    def _fill(self) -> None:
        self.clear()
        for path in filter(Path.is_file, map(Path, self.paths)):
            # An ampersand would underline the sign behind it.
            action = self.addAction(path.name.replace("&", "&&"))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, path=path: self.chosen.emit(path))
        if self.isEmpty():
            self.addAction(self.tr("Nothing yet")).setEnabled(False)
