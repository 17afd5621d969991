"""A tab for each document, above the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from sqsam_desktop.ui.icons import icon

if TYPE_CHECKING:
    from sqsam_desktop.ui.documents import Documents

_CROSS = QSize(14, 14)


class DocumentTabs(QTabBar):
    """Shows which documents are open; hidden as long as there is only one."""

    def __init__(self, documents: Documents, parent: QWidget) -> None:
        super().__init__(parent)
        self._documents = documents
        self.setAccessibleName(self.tr("Open pictures"))
        self.setDocumentMode(True)
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
                self._add_tab()
            for index, (name, is_unsafe) in enumerate(titles):
                text = self.tr("{name} *").format(name=name) if is_unsafe else name
                # A name is no menu entry, in which an ampersand marks a key.
                self.setTabText(index, text.replace("&", "&&"))
                self.setTabToolTip(index, name)
                cross = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
                cross.setToolTip(self.tr("Close {name}").format(name=name))
                cross.setAccessibleName(cross.toolTip())
            self.setCurrentIndex(self._documents.current)
        self.setVisible(len(titles) > 1)

    def _add_tab(self) -> None:
        index = self.addTab("")
        cross = QToolButton(self)
        cross.setIcon(icon("close"))
        cross.setIconSize(_CROSS)
        cross.setAutoRaise(True)
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(lambda: self.tabCloseRequested.emit(self._index_of(cross)))
        self.setTabButton(index, QTabBar.ButtonPosition.RightSide, cross)

    def _index_of(self, cross: QToolButton) -> int:
        side = QTabBar.ButtonPosition.RightSide
        return next(i for i in range(self.count()) if self.tabButton(i, side) is cross)
