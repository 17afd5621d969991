"""What leaves the program as a picture: weighed, written and copied in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.ui.background import Background, explained
from sqsam_desktop.ui.export_job import Copied, Copy, ExportJob, Forget, Weigh, Weighed, Write

if TYPE_CHECKING:
    from sqsam_desktop.core.compose import Effects
    from sqsam_desktop.core.compositor import Unpack
    from sqsam_desktop.core.worker import Report


class Exporter(QObject):
    """Takes requests of `export_job`. Every method returns at once.

    Args:
        unpack: Rebuilds predictions.
        effects: Runs effects; None leaves them out.
        parent: Must not be deleted before `close` was called.

    Signals:
        weighed(weigh, weighed): What the newest recipe would give.
        progressed(write, done): So many of its files are written.
        written(write): All of its files are written.
        copied(copy, copied): A cut-out is ready.
        failed(request, error): A SqsamError for the user.
    """

    weighed = Signal(object, object)
    progressed = Signal(object, int)
    written = Signal(object)
    copied = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, unpack: Unpack, effects: Effects | None, parent: QObject) -> None:
        super().__init__(parent)
        lanes = ("write", "copy", "lend", "weigh")
        self._worker = Background(ExportJob(unpack, effects), lanes, self, queues=("write",))
        self._worker.answered.connect(self._on_answered)
        self._worker.failed.connect(self._on_failed)

    def weigh(self, request: Weigh) -> None:
        """`weighed` or `failed` follows, unless something else is to be weighed before."""
        self._worker.submit(request, "weigh")

    def forget(self) -> None:
        """Nothing more is to be weighed: keep no pictures ready."""
        self._worker.submit(Forget(), "weigh")

    def write(self, request: Write) -> None:
        """`written` or `failed` follows, unless it is stopped."""
        self._worker.submit(request, "write")

    def copy(self, request: Copy) -> None:
        """`copied` or `failed` follows, unless another of its kind is to be copied before."""
        self._worker.submit(request, "copy" if request.layer is None else "lend")

    @property
    def is_copying(self) -> bool:
        """Whether a cut-out is still to come, other than of a single layer."""
        return self._worker.busy("copy")

    def close(self) -> None:
        """End the worker; files that are to be written are finished first."""
        self._worker.close()

    def _on_answered(self, report: Report[Any, Any]) -> None:
        request, answer = report.request, report.answer
        if isinstance(answer, Weighed):
            self.weighed.emit(request, answer)
        elif isinstance(answer, Copied):
            self.copied.emit(request, answer)
        elif isinstance(request, Write) and report.final:
            self.written.emit(request)
        elif isinstance(request, Write):
            self.progressed.emit(request, answer)

    def _on_failed(self, report: Report[Any, Any]) -> None:
        self.failed.emit(report.request, explained(report.error))
