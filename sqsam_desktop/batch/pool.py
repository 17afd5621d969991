"""The jobs of a batch on this machine: one process a worker, each with one photo in hand.

A worker that dies takes only its photo with it, which gets a second chance alone when all others
are done. Processes are spawned: with ONNX Runtime's threads in it, a fork deadlocks.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Protocol

from sqsam_desktop.batch.jobs import Outcome, Worker
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.context import SpawnContext, SpawnProcess
    from pathlib import Path

    from sqsam_desktop.batch.plan import Job

_POLL = 0.5
"""Seconds after which somebody who wants to stop is heard at the latest."""
_GRACE = 10.0
"""Seconds in which photos in hand are finished when somebody wants to stop."""


class Work(Protocol):
    """What a process does with its jobs."""

    def __call__(self, job: Job, /) -> Outcome: ...

    def close(self) -> None: ...


def cores() -> int:
    """How many processors this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_processes(
    jobs: Sequence[Job],
    workers: int,
    stop: threading.Event | None = None,
    make: Callable[[int], Work] = Worker,
) -> Iterator[Outcome]:
    """Do jobs in processes of their own, and tell what became of each, in the order they are done.

    Args:
        jobs: In their order.
        workers: How many processes.
        stop: Set it to give up what is not begun yet; photos in hand are finished.
        make: Called in each process with the number of threads it may use; must be importable.

    Raises:
        SqsamError: No process can be started.
    """
    crew = _Crew(make, threads=max(1, cores() // workers))
    try:
        yield from crew.run(deque(jobs), workers, stop or threading.Event())
    finally:
        crew.close()


class _Hand:
    """A process, and the job it is at."""

    def __init__(self, context: SpawnContext, make: Callable[[int], Work], threads: int) -> None:
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(
            target=_serve, args=(theirs, make, threads), name="sqsam-batch"
        )
        with _interrupts_held():
            self.process.start()
        theirs.close()
        self.job: Job | None = None
        self.is_ready = False

    def take(self, job: Job) -> None:
        self.job = job
        with suppress(OSError):  # it died just now, which is seen next
            self.pipe.send(job)


class _Crew:
    def __init__(self, make: Callable[[int], Work], threads: int) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._make = make
        self._threads = threads
        self._hands: list[_Hand] = []
        self._died_over: dict[Job, int] = {}
        self._unswept: set[Path] = set()

    def run(self, jobs: deque[Job], workers: int, stop: threading.Event) -> Iterator[Outcome]:
        deadline = None
        while True:
            if stop.is_set():
                jobs.clear()
                deadline = deadline or time.monotonic() + _GRACE
            self._hand_out(jobs, workers)
            busy = {each.pipe: each for each in self._hands if each.job is not None}
            if not busy or (deadline and time.monotonic() > deadline):
                return
            for pipe in wait(list(busy), _POLL):
                assert isinstance(pipe, Connection)
                outcome = self._heard(busy[pipe], jobs)
                if outcome is not None:
                    yield outcome

    def close(self) -> None:
        """End the processes, those with a photo in hand at once."""
        for hand in self._hands:
            hand.pipe.close()
            if hand.job is not None:
                hand.process.terminate()
                self._unswept.add(hand.job.out.parent)
        for hand in self._hands:
            hand.process.join(_GRACE)
            if hand.process.is_alive():
                hand.process.kill()
                hand.process.join()
            hand.process.close()
        self._hands.clear()
        for folder in self._unswept:
            sweep(folder)

    def _hand_out(self, jobs: deque[Job], workers: int) -> None:
        while jobs:
            is_second_chance = jobs[0] in self._died_over
            if is_second_chance and any(each.job is not None for each in self._hands):
                return  # alone it may have the memory it needs
            free = next((each for each in self._hands if each.job is None), None)
            if free is None:
                if len(self._hands) >= workers:
                    return
                free = _Hand(self._context, self._make, self._threads)
                self._hands.append(free)
            free.take(jobs.popleft())

    def _heard(self, hand: _Hand, jobs: deque[Job]) -> Outcome | None:
        """What became of a worker's job, once that is known."""
        try:
            told: Outcome | None = hand.pipe.recv()
        except (EOFError, OSError):
            return self._bury(hand, jobs)
        if told is None:
            hand.is_ready = True
        else:
            hand.job = None
        return told

    def _bury(self, hand: _Hand, jobs: deque[Job]) -> Outcome | None:
        """Let a worker go that died; what became of its job, or None if it is tried once more."""
        self._hands.remove(hand)
        hand.process.join()
        code = hand.process.exitcode
        hand.pipe.close()
        hand.process.close()
        if not hand.is_ready:
            hint = "'sqsam doctor' says what is missing."
            raise SqsamError("A worker's process cannot be started.", hint)
        job = hand.job
        assert job is not None
        self._unswept.add(job.out.parent)
        self._died_over[job] = self._died_over.get(job, 0) + 1
        if self._died_over[job] == 1:
            jobs.append(job)
            return None
        error = SqsamError(f"{job.photo.name} ended its worker twice.", _why(code))
        return Outcome.failed(job, error)


def sweep(folder: Path) -> None:
    """Remove what processes that died left half written; nobody may be writing there."""
    for part in folder.glob(".sqsam-*.part"):
        with suppress(OSError):
            part.unlink()


def _serve(pipe: Connection, make: Callable[[int], Work], threads: int) -> None:
    """What a worker's process does until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for whoever hands out the jobs
    work = make(threads)
    try:
        pipe.send(None)  # ready
        while True:
            pipe.send(work(pipe.recv()))
    except (EOFError, OSError):
        pass
    finally:
        work.close()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let a process begin with Ctrl+C held back, or it might die of it before it can ignore it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _why(code: int | None) -> str:
    """What an exit code tells, a sentence; empty if nothing."""
    match code:
        case -9:
            return "Perhaps the memory was full."
        case -11:
            return "It crashed."
    return ""
