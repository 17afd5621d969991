"""The only thread of the window: a `LatestWorker` that reports in Qt signals."""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from sqsam_desktop import paths
from sqsam_desktop.core.worker import Job, LatestWorker
from sqsam_desktop.errors import SqsamError

_log = logging.getLogger(__name__)


class Background(QObject):
    """Runs a job on a thread of its own.

    Args:
        job: See `LatestWorker`.
        lanes: Names of its lanes, the most urgent first.
        parent: Must not be deleted before `close` was called.
        queues: Those of the lanes in which every request is answered.

    Signals (arriving on the thread this object lives on):
        answered(report): There is an answer; a rough one if the report is not final.
        failed(report): There is an error instead.
    """

    answered = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        job: Job[Any, Any],
        lanes: tuple[str, ...],
        parent: QObject,
        queues: tuple[str, ...] = (),
    ) -> None:
        super().__init__(parent)
        self._worker = LatestWorker(job, self._on_report, lanes, queues)
        self._thread = _Thread(self._worker)
        self._thread.start()

    def submit(self, request: object, lane: str) -> int:
        """Ask for an answer; the request's number."""
        return self._worker.submit(request, lane)

    def next_number(self) -> int:
        """A number above all requests', for what is shown without one."""
        return self._worker.next_number()

    def withdraw(self, lane: str) -> None:
        """Forget what waits in a lane."""
        self._worker.withdraw(lane)

    def busy(self, lane: str) -> bool:
        """Whether a request of this lane waits or runs."""
        return self._worker.busy(lane)

    def close(self) -> None:
        """End the thread once its running job and its queues are done; reports nothing more."""
        self._worker.stop()
        self._thread.wait()

    def _on_report(self, report: Any) -> None:
        (self.answered if report.error is None else self.failed).emit(report)


class _Thread(QThread):
    def __init__(self, worker: LatestWorker[Any, Any]) -> None:
        super().__init__()
        self._worker = worker

    def run(self) -> None:
        self._worker.run()


def explained(error: Exception | None) -> SqsamError:
    """What the user reads; what nobody foresaw goes into the log."""
    if isinstance(error, SqsamError):
        return error
    _log.error("unexpected error in the background", exc_info=error)
    return unforeseen()


def unforeseen() -> SqsamError:
    """What the user reads of an error that is our own."""
    hint = f"Nothing is lost. The details are in {paths.log_file()}."
    return SqsamError("Something unexpected went wrong.", hint)
