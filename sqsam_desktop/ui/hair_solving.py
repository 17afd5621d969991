"""Solves hair in the background, which takes seconds, for a large photo minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.core.hair import HairSolver, SolveHair
from sqsam_desktop.ui.background import Background, explained

if TYPE_CHECKING:
    from sqsam_desktop.core.worker import Report
    from sqsam_desktop.ui.editor import Editor
    from sqsam_desktop.ui.masks import Masks


class HairSolving(QObject):
    """The verb. Every method returns at once.

    Args:
        editor: Its document is changed.
        masks: Knows which mask is meant.
        solver: Does the work, on a thread that starts when it is first needed.

    Signals:
        working(text): What goes on, until it is empty.
    """

    working = Signal(str)

    def __init__(self, editor: Editor, masks: Masks, solver: HairSolver) -> None:
        super().__init__(editor)
        self._editor = editor
        self._masks = masks
        self._solver = solver
        self._worker: Background | None = None
        self._number = 0

    def solve(self) -> None:
        """Solve the hair of what is outlined, or else of the selected layer, as one step."""
        if self._masks.take_up_mask():
            self._editor.once_answered(self._ask)

    def cancel(self) -> bool:
        """Give up what goes on; whether anything did."""
        was_busy, self._number = bool(self._number), 0
        if was_busy and self._worker is not None:
            self._worker.withdraw("solve")
            self.working.emit("")
        return was_busy

    def close(self) -> None:
        """End the thread, if there is one."""
        self.cancel()
        if self._worker is not None:
            self._worker.close()

    def _ask(self) -> None:
        document, outline = self._editor.document, self._editor.outline
        if document is None or not outline:
            return
        if self._worker is None:
            self._worker = Background(self._solver, ("solve",), self)
            self._worker.answered.connect(self._on_answered)
            self._worker.failed.connect(self._on_failed)
        self._number = self._worker.submit(SolveHair(document.picture, outline), "solve")
        self.working.emit(self.tr("Solving hair"))

    def _on_answered(self, report: Report[Any, Any]) -> None:
        answer = report.answer
        if report.number != self._number or answer is None:
            return
        if not report.final:
            percent = round(100 * answer)
            self.working.emit(self.tr("Solving hair: {percent} %").format(percent=percent))
            return
        self._end()
        document = self._editor.document
        is_same = document is not None and document.picture is report.request.picture
        if is_same and self._editor.outline == report.request.outline:
            self._editor.set_outline(self.tr("Solve Hair"), answer)
        else:
            self._editor.noticed.emit(self.tr("The mask was changed meanwhile: its hair stays."))

    def _on_failed(self, report: Report[Any, Any]) -> None:
        if report.number == self._number:
            self._end()
            self._editor.failed.emit(explained(report.error))

    def _end(self) -> None:
        self._number = 0
        self.working.emit("")
