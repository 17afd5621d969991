"""What workers do in tests instead of cutting out; the photo's name tells what goes wrong."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from sqsam_desktop.batch.jobs import Outcome
from sqsam_desktop.batch.plan import Job


class Copying:
    """Writes the number of its threads, and its process, to the result."""

    def __init__(self, threads: int) -> None:
        self._threads = threads

    def __call__(self, job: Job) -> Outcome:
        name = job.photo.stem
        if name == "deadly" or (name == "deadly-once" and not job.photo.exists()):
            job.photo.touch()
            job.out.with_name(f".sqsam-{name}.part").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if name == "bad":
            return Outcome(job, error="It is bad.")
        if name == "endless":
            time.sleep(60)
        job.out.write_text(f"{self._threads} {os.getpid()}")
        return Outcome(job, digest=name)

    def close(self) -> None:
        pass


def job(folder: Path, name: str) -> Job:
    return Job(folder / f"{name}.jpg", folder / f"{name}.png")


def missing(threads: int) -> Copying:
    """Cannot be made in a process of its own."""
    sys.stderr = None  # whoever reads the tests' report need not see it
    raise ImportError
