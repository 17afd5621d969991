"""A tablet's pen: how hard it is pressed. Everything else of it arrives as a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from PySide6.QtGui import QTabletEvent
    from PySide6.QtWidgets import QWidget

_LEAST = 0.05
"""A pen that touches at all leaves a trace."""


class Pen(QObject):
    """Watches a widget's tablet events and leaves them to Qt, which makes mouse events of them."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.pressure = 1.0
        """0..1; 1 while no pen touches, as for a mouse."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.TabletPress, QEvent.Type.TabletMove):
            pen = cast("QTabletEvent", event)
            self.pressure = max(_LEAST, pen.pressure()) if pen.buttons() else 1.0
        elif kind == QEvent.Type.TabletRelease:
            self.pressure = 1.0
        return False
