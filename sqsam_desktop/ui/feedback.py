"""How the window answers: errors that stay, words for a moment, and what goes on meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from sqsam_desktop.ui.messages import MessageBar
from sqsam_desktop.ui.overlays import BusyLine, HintLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_TOAST_MS = 2500


class Feedback(QObject):
    """Everything that floats over the stage.

    Attributes:
        messages: The bar with errors and notices that stay until they are read.

    Signals:
        state_changed(text): What goes on now; empty if nothing.
        cancelled(): The user wants what goes on to stop.
    """

    state_changed = Signal(str)
    cancelled = Signal()

    def __init__(self, stage: QWidget, animations: bool) -> None:
        super().__init__(stage)
        self.messages = MessageBar(stage, animations)
        self._hint = HintLine(stage, animations)
        self._busy = BusyLine(stage, animations)
        self._busy.cancelled.connect(self.cancelled)
        self._toast_end = QTimer(self, singleShot=True, interval=_TOAST_MS)
        self._toast_end.timeout.connect(self._hint.vanish)
        self._work: dict[str, str] = {}

    def set_animations(self, on: bool) -> None:
        """Let things slide and fade, or not."""
        for overlay in (self.messages, self._hint, self._busy):
            overlay.set_animations(on)

    def hint(self, text: str) -> None:
        """Say what can be done here, for some seconds."""
        self._toast_end.stop()
        self._hint.show_hint(text)

    def end_hint(self) -> None:
        """The user has moved on; what was done is still said for its moment."""
        if not self._toast_end.isActive():
            self._hint.vanish()

    def toast(self, text: str) -> None:
        """Say what was done, for a moment."""
        self._hint.show_hint(text)
        self._toast_end.start()

    def working(self, source: str, text: str, can_stop: bool = False) -> None:
        """Show what goes on once it takes long; an empty text when this source is done."""
        before = self._work
        self._work = {source: text} | {who: what for who, what in before.items() if who != source}
        shown = next(filter(None, self._work.values()), "")
        if shown:
            self._busy.start(shown, can_stop and shown == text)
        else:
            self._busy.stop()
        self.state_changed.emit(shown)
