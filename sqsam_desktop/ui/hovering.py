"""What a click would take, while the pointer rests. Knows when to ask, not what is outlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from sqsam_desktop.core.mask import HALF

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.core.drawing import Tile
    from sqsam_desktop.core.outline import Mode
    from sqsam_desktop.core.solver import Answer, Hover
    from sqsam_desktop.ui.background import Background

_REST_MS = 60
"""How long the pointer rests before a preview is asked for."""


class Hovering(QObject):
    """Asks in the lane "hover" of a worker.

    Args:
        worker: Whose answers in that lane are handed to `show`.
        question: What to ask for a click at a point of the picture; None if it would do nothing.
        parent: The owner.

    Signals:
        shown(tile or None, adds): What a click would take or take away where the pointer is.
    """

    shown = Signal(object, bool)

    def __init__(
        self,
        worker: Background,
        question: Callable[[float, float, Mode], Hover | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._question = question
        self._resting: tuple[float, float, Mode] | None = None
        self._film: tuple[Tile, Mode] | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rested)

    def point_at(self, x: float, y: float, mode: Mode) -> None:
        """The pointer moved to a point of the picture; a gesture made there would mean `mode`."""
        if self._resting == (x, y, mode):
            return
        # Within what is shown a click most likely takes just that: no flicker while moving there.
        if self._film is not None and not _lies_in(self._film, x, y, mode):
            self._show_film(None)
        self._resting = (x, y, mode)
        self._worker.withdraw("hover")
        self._rest.start()

    def point_away(self) -> None:
        """The pointer points at nothing any more."""
        self._resting = None
        self.wait()
        self._show_film(None)

    def wait(self) -> None:
        """Ask nothing before the pointer moves again."""
        self._rest.stop()
        self._worker.withdraw("hover")

    def hide(self) -> None:
        """What was shown no longer holds."""
        self._show_film(None)

    def show(self, hover: Hover, answer: Answer) -> None:
        """Show an answer, unless the pointer has gone on or a prompt waits for its own."""
        if self._resting is None or self._rest.isActive() or self._worker.busy("prompt"):
            return
        now = self._question(*self._resting)
        if now is not None and now.outline == hover.outline:
            self._show_film((answer.drawing.tiles[-1], self._resting[2]))

    def _on_rested(self) -> None:
        if self._resting is not None and (question := self._question(*self._resting)) is not None:
            self._worker.submit(question, "hover")

    def _show_film(self, film: tuple[Tile, Mode] | None) -> None:
        if film is not None or self._film is not None:
            self._film = film
            tile, mode = film or (None, "plain")
            self.shown.emit(tile, mode in ("plain", "add"))


def _lies_in(film: tuple[Tile, Mode], x: float, y: float, mode: Mode) -> bool:
    """Whether a picture point lies in what a hover shows, with the same meaning."""
    tile, shown_mode = film
    x0, y0, x1, y1 = tile.bounds
    if mode != shown_mode or not (x0 <= x < x1 and y0 <= y < y1):
        return False
    rows, columns = tile.mask.shape
    row, column = int((y - y0) / (y1 - y0) * rows), int((x - x0) / (x1 - x0) * columns)
    return int(tile.mask[row, column]) >= HALF
