"""The newest request wins, but where every one counts. Knows neither the job nor Qt.

A worker does nothing by itself; some thread calls `run`. Tests, and whoever wants to stay
synchronous, call `run_waiting` instead.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeAlias, TypeVar

from sqsam_desktop.errors import Cancelled

Request = TypeVar("Request")
Answer = TypeVar("Answer")
Answer_contra = TypeVar("Answer_contra", contravariant=True)


@dataclass(frozen=True, eq=False, slots=True)
class Report(Generic[Request, Answer]):
    """What became of a request: an answer (a first, rough one unless `final`) or an error."""

    number: int
    lane: str
    request: Request
    answer: Answer | None = None
    error: Exception | None = None
    final: bool = True


class Turn(Protocol[Answer_contra]):
    """What a running job may say and ask."""

    def emit(self, answer: Answer_contra) -> None:
        """Hand out an earlier, rougher answer."""
        ...

    def check(self) -> None:
        """Raise Cancelled if a request of a more urgent lane waits."""
        ...

    def check_newest(self) -> None:
        """Raise Cancelled if its lane has a newer request, or this one was withdrawn.

        For slow work that is of no use then.
        """
        ...

    def check_stopped(self) -> None:
        """Raise Cancelled if the worker was stopped: nobody hears the answer any more."""
        ...


Job: TypeAlias = Callable[[Request, Turn[Answer]], Answer]


class LatestWorker(Generic[Request, Answer]):
    """Runs a job for the newest request of the most urgent lane, one at a time.

    A request replaces the one that waits in its lane. A running job is never interrupted by its
    own lane, unless it asks for that. A lane's request starts only when nothing waits in the lanes
    before it. In a lane that is a queue nothing is replaced or dropped: its requests run in their
    order.

    Args:
        job: Does the work, on whichever thread calls `run`.
        report: Gets every Report, on that same thread.
        lanes: Their names, the most urgent first.
        queues: Those of the lanes in which every request is answered.
    """

    def __init__(
        self,
        job: Job[Request, Answer],
        report: Callable[[Report[Request, Answer]], None],
        lanes: tuple[str, ...] = ("prompt", "hover"),
        queues: tuple[str, ...] = (),
    ) -> None:
        self._job = job
        self._report = report
        self._lanes = lanes
        self._queues = queues
        self._waiting: dict[str, deque[tuple[int, Request]]] = {lane: deque() for lane in lanes}
        self._running: str | None = None
        self._number = 0
        self._newest: dict[str, int] = {}
        self._stopped = False
        self._changed = threading.Condition()

    def submit(self, request: Request, lane: str) -> int:
        """Let a request wait in its lane; its number, above all numbers given before."""
        if lane not in self._lanes:
            raise ValueError(f"no lane {lane!r}")
        with self._changed:
            self._number += 1
            self._newest[lane] = self._number
            if lane not in self._queues:
                self._waiting[lane].clear()
            self._waiting[lane].append((self._number, request))
            self._changed.notify_all()
            return self._number

    def next_number(self) -> int:
        """A number above all given before, for something shown without a request."""
        with self._changed:
            self._number += 1
            return self._number

    def withdraw(self, lane: str) -> None:
        """Forget what waits in a lane; a running request ends early only if it asks."""
        with self._changed:
            self._waiting[lane].clear()
            self._newest.pop(lane, None)

    def busy(self, lane: str) -> bool:
        """Whether a request of this lane waits or runs."""
        with self._changed:
            return bool(self._waiting[lane]) or self._running == lane

    def run(self) -> None:
        """Answer requests until `stop` is called; blocks while there are none."""
        while (taken := self._take(block=True)) is not None:
            self._answer(*taken)

    def run_waiting(self) -> None:
        """Answer what waits, and return."""
        while (taken := self._take(block=False)) is not None:
            self._answer(*taken)

    def stop(self) -> None:
        """Make `run` return once the running job and the queues are done; the rest is dropped."""
        with self._changed:
            self._stopped = True
            for lane in self._lanes:
                if lane not in self._queues:
                    self._waiting[lane].clear()
            self._changed.notify_all()

    def _take(self, block: bool) -> tuple[str, int, Request] | None:
        with self._changed:
            while block and not any(self._waiting.values()) and not self._stopped:
                self._changed.wait()
            lane = next((lane for lane in self._lanes if self._waiting[lane]), None)
            if lane is None:
                return None
            self._running = lane
            return (lane, *self._waiting[lane].popleft())

    def _answer(self, lane: str, number: int, request: Request) -> None:
        turn = _Turn(self, lane, number, request)
        report: Report[Request, Answer] | None = None
        try:
            report = Report(number, lane, request, self._job(request, turn))
        except Cancelled:
            pass
        except Exception as error:
            report = Report(number, lane, request, error=error)
        with self._changed:
            self._running = None
        if report is not None:
            self._tell(report)

    def _tell(self, report: Report[Request, Answer]) -> None:
        if not self._stopped:
            self._report(report)

    def _more_urgent_waits(self, lane: str) -> bool:
        with self._changed:
            before = self._lanes[: self._lanes.index(lane)]
            return any(self._waiting[other] for other in before)

    def _is_newest(self, lane: str, number: int) -> bool:
        with self._changed:
            return self._newest.get(lane) == number


class _Turn(Generic[Request, Answer]):
    def __init__(
        self, worker: LatestWorker[Request, Answer], lane: str, number: int, request: Request
    ) -> None:
        self._worker = worker
        self._lane = lane
        self._number = number
        self._request = request

    def emit(self, answer: Answer) -> None:
        report = Report(self._number, self._lane, self._request, answer, final=False)
        self._worker._tell(report)

    def check(self) -> None:
        if self._worker._more_urgent_waits(self._lane):
            raise Cancelled

    def check_newest(self) -> None:
        self.check_stopped()
        if not self._worker._is_newest(self._lane, self._number):
            raise Cancelled

    def check_stopped(self) -> None:
        if self._worker._stopped:
            raise Cancelled
