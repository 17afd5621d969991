"""A batch in the background of the window: the plan, the processes, and how far they are."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.batch.plan import Finish, Notes, planned
from sqsam_desktop.batch.pool import in_processes
from sqsam_desktop.engine import models
from sqsam_desktop.ui.background import Background, explained

if TYPE_CHECKING:
    from pathlib import Path

    from sqsam_desktop.batch.jobs import Outcome
    from sqsam_desktop.core.worker import Report, Turn


@dataclass(frozen=True, eq=False, slots=True)
class Order:
    """What the user wants done; the answer is a `Progress`, and many before it.

    Attributes:
        sources: See `planned`.
        out: The folder of the results.
        finish: What becomes of every photo.
        workers: Photos in hand at a time.
        stop: Set it to give up what is not begun yet.
    """

    sources: tuple[str, ...]
    out: Path
    finish: Finish
    workers: int
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is.

    Attributes:
        photos: That there are.
        before: Of them, done by earlier batches.
        done: Of them, done by this one.
        failed: Those that cannot be done, and why.
    """

    photos: int
    before: int = 0
    done: int = 0
    failed: tuple[Outcome, ...] = ()

    @property
    def settled(self) -> int:
        """Photos of which nothing more is to be told."""
        return self.before + self.done + len(self.failed)

    def with_outcome(self, outcome: Outcome) -> Progress:
        """After one more photo."""
        if outcome.error:
            return replace(self, failed=(*self.failed, outcome))
        return replace(self, done=self.done + 1)


class BatchRunner(QObject):
    """Does orders one after the other. Every method returns at once.

    Signals:
        progressed(order, progress): It is a photo further.
        finished(order, progress): There is no more to do, or it was stopped.
        failed(order, error): A SqsamError for the user; nothing was done, or nothing more can be.
    """

    progressed = Signal(object, object)
    finished = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._order: Order | None = None
        self._worker = Background(_run, ("batch",), self, queues=("batch",))
        self._worker.answered.connect(self._on_answered)
        self._worker.failed.connect(self._on_failed)

    def run(self, order: Order) -> None:
        """Begin; `finished` or `failed` follows."""
        self._order = order
        self._worker.submit(order, "batch")

    def close(self) -> None:
        """Stop, and wait for the photos in hand."""
        if self._order is not None:
            self._order.stop.set()
        self._worker.close()

    def _on_answered(self, report: Report[Any, Any]) -> None:
        told = self.finished if report.final else self.progressed
        told.emit(report.request, report.answer)

    def _on_failed(self, report: Report[Any, Any]) -> None:
        self.failed.emit(report.request, explained(report.error))


def _run(order: Order, turn: Turn[Progress]) -> Progress:
    """Do an order, and tell how far it is after every photo.

    Raises:
        SqsamError: There are no photos, their results cannot be there, or the model is missing.
    """
    models.default()  # better now than once for each photo
    jobs = planned(order.sources, order.out, order.finish)
    notes, todo = Notes(order.out), []
    progress = Progress(len(jobs))
    for job in jobs:
        if order.stop.is_set():
            return progress
        if notes.tell(job):
            progress = replace(progress, before=progress.before + 1)
            turn.emit(progress)
        else:
            todo.append(job)
    turn.emit(progress)
    if todo:
        outcomes = in_processes(todo, min(order.workers, len(todo)), order.stop)
        for outcome in notes.keep(outcomes):
            progress = progress.with_outcome(outcome)
            turn.emit(progress)
    return progress
