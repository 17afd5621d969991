"""The jobs of a batch on several machines, which see the same folders, through dask.distributed.

The scheduler gives a dead worker's jobs to others. Results are renamed into place when they are
whole, so that it does no harm if a job is done again because nobody heard that it was done.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from sqsam_desktop.batch.jobs import Outcome, Worker
from sqsam_desktop.batch.pool import sweep
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from distributed import Client, Future

    from sqsam_desktop.batch.plan import Job

_CONNECT = "5 s"
_AHEAD = 256
"""Jobs that the scheduler knows of at a time."""
_mine = threading.local()


def on_cluster(
    jobs: Sequence[Job], address: str, stop: threading.Event | None = None
) -> Iterator[Outcome]:
    """Do jobs with the workers of a scheduler, and tell what became of each, as they are done.

    Args:
        jobs: Their paths must mean the same to all workers; they are made absolute.
        address: As "tcp://192.168.0.2:8786".
        stop: Set it to give up what is not done yet.

    Raises:
        SqsamError: The extra is not installed, or nobody answers at the address.
    """
    try:
        from distributed import Client
    except ImportError as error:
        hint = "Install it with: pip install 'sqsam-desktop[cluster]'"
        raise SqsamError("A cluster needs the extra 'cluster'.", hint) from error
    try:
        client = Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise SqsamError(f"No scheduler answers at {address}.", "Is it running?") from error
    stop = stop or threading.Event()
    with client:
        yield from _done(client, iter(jobs), stop)
        if not stop.is_set():
            for folder in {job.out.parent for job in jobs}:
                sweep(folder)


def _done(client: Client, jobs: Iterator[Job], stop: threading.Event) -> Iterator[Outcome]:
    from distributed import as_completed

    asked: dict[str, Job] = {}

    def ask(count: int) -> list[Future[Outcome]]:
        futures = []
        for job in islice(jobs, count):
            future = client.submit(_do, _absolute(job), key=_key(job))
            asked[str(future.key)] = job
            futures.append(future)
        return futures

    running = as_completed(ask(_AHEAD), loop=client.loop)
    for future in running:
        yield _outcome(future, asked.pop(str(future.key)))
        if stop.is_set():
            return
        running.update(ask(1))


def _outcome(future: Future[Outcome], job: Job) -> Outcome:
    if future.status == "finished":
        return replace(future.result(), job=job)
    name, error = job.photo.name, future.exception() if future.status == "error" else None
    if error is None:
        return Outcome(job, error=f"{name} was given up because the scheduler went away.")
    if type(error).__name__ == "KilledWorker":
        return Outcome(job, error=f"{name} ended its workers again and again.")
    return Outcome(job, error=f"The cluster cannot do it: {type(error).__name__}: {error}.")


def _do(job: Job) -> Outcome:
    """What a worker does. It may have several threads; a predictor has one photo at a time."""
    if not hasattr(_mine, "worker"):
        _mine.worker = Worker()
    outcome: Outcome = _mine.worker(job)
    return outcome


def _absolute(job: Job) -> Job:
    return replace(job, photo=job.photo.absolute(), out=job.out.absolute())


def _key(job: Job) -> str:
    """The same for the same job on the same photo, so that nothing is done twice."""
    try:
        stat = job.photo.stat()
        version = stat.st_mtime_ns, stat.st_size
    except OSError:
        version = 0, 0
    return "sqsam-" + hashlib.sha256(repr((_absolute(job), version)).encode()).hexdigest()
