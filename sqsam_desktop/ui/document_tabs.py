"""A tab for each document, above the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QTabBar, QWidget

if TYPE_CHECKING:
    from sqsam_desktop.ui.documents import Documents


class DocumentTabs(QTabBar):
    """Shows which documents are open; hidden as long as there is only one."""

    def __init__(self, documents: Documents, parent: QWidget) -> None:
        super().__init__(parent)
        self._documents = documents
        self.setAccessibleName(self.tr("Open pictures"))
        self.setDocumentMode(True)
        self.setTabsClosable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()
        self.currentChanged.connect(documents.show)
        self.tabCloseRequested.connect(documents.close)
        documents.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        titles = self._documents.titles
        with QSignalBlocker(self):
            while self.count() > len(titles):
                self.removeTab(self.count() - 1)
            while self.count() < len(titles):
                self.addTab("")
                self._name_close_button(self.count() - 1)
            for index, (name, is_unsafe) in enumerate(titles):
                text = self.tr("{name} *").format(name=name) if is_unsafe else name
                # A name is no menu entry: an ampersand is one.
                self.setTabText(index, text.replace("&", "&&"))
                self.setTabToolTip(index, name)
            self.setCurrentIndex(self._documents.current)
        self.setVisible(len(titles) > 1)

    def _name_close_button(self, index: int) -> None:
        for side in (QTabBar.ButtonPosition.LeftSide, QTabBar.ButtonPosition.RightSide):
            if (button := self.tabButton(index, side)) is not None:
                button.setAccessibleName(self.tr("Close"))
