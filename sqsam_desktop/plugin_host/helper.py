"""The helper process as its parent sees it: asked one thing at a time, ended when it misbehaves."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Pipe
from multiprocessing.reduction import recv_handle, send_handle
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import sqsam_desktop
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.plugin_host.shared import Signs, allocated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Answer: TypeAlias = dict[str, Any]

_POLL = 0.02
"""Seconds between two looks at whether it lives and is still wanted."""
_START = 90.0
"""Seconds it may take to start, on a machine that has much else to do."""
_NO_START = "The helper process for plug-ins does not start."
_KEPT_OUTPUT = 4096
_LONGEST_ANSWER = 1 << 24
"""Bytes; what a plug-in writes into the connection looks like more."""


class Patience(NamedTuple):
    """How many seconds it may go without a sign of life, and on after being asked to stop."""

    seconds: float
    grace: float


class Failure(Exception):
    """What was asked was not done, by the fault of a plug-in.

    Attributes:
        reason: What it did, as the rest of a sentence.
        details: For its author.
    """

    def __init__(self, reason: str, details: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details


class Gone(Exception):
    """The helper had ended before it took the request: nobody's code is to blame."""


class Helper:
    """A process that is started at once, without waiting for it. For one thread at a time.

    Args:
        threads: How many OpenCV may use; 0: one for each core.

    Raises:
        SqsamError: It cannot be started.
    """

    def __init__(self, threads: int = 0) -> None:
        self._connection, theirs = Pipe()
        descriptor = allocated(Signs.size)
        self._signs = Signs(descriptor)
        self._log = tempfile.TemporaryFile()
        # What is cut off from time to time must be written at its end.
        flags = fcntl.fcntl(self._log, fcntl.F_GETFL)
        fcntl.fcntl(self._log, fcntl.F_SETFL, flags | os.O_APPEND)
        passed = (theirs.fileno(), descriptor)
        command = [sys.executable, "-P", "-m", "sqsam_desktop.plugin_host.runner"]
        try:
            self._process = subprocess.Popen(
                [*command, *map(str, (*passed, threads))],
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                env=_environment(),
                pass_fds=passed,
                start_new_session=True,  # Ctrl+C is for the program
            )
        except OSError as error:
            self._connection.close()
            self._log.close()
            raise SqsamError(_NO_START, f"The system says: {error.strerror}.") from error
        finally:
            theirs.close()
            os.close(descriptor)

    def ask(
        self,
        request: Mapping[str, Any],
        patience: Patience,
        check: Callable[[], None],
        memory: int,
    ) -> Answer:
        """Hand over a request and wait for the answer.

        Args:
            request: What `json` can write.
            patience: How long it may be silent.
            check: Raises Cancelled if the answer is no longer wanted.
            memory: The descriptor of the pictures; it stays open.

        Returns:
            What the runner says; "memory" therein, if any, is a descriptor that is to be closed.

        Raises:
            Cancelled: From `check`; the helper is free again.
            Gone: Something killed it while it had nothing to do.
            Failure: The plug-in did not do what it should.
            SqsamError: The plug-in says so to the user, or the helper cannot be started.
        """
        self._signs.cancel(False)
        beats = self._signs.beats
        os.ftruncate(self._log.fileno(), 0)
        try:
            self._connection.send_bytes(json.dumps(request).encode())
            send_handle(self._connection, memory, self._process.pid)
            unwanted = self._waited(patience, check)
            answer: Answer = json.loads(self._connection.recv_bytes(_LONGEST_ANSWER))
            if answer.get("has_memory"):
                answer["memory"] = recv_handle(self._connection)
        except (EOFError, ConnectionError) as error:
            if 0 < self._signs.beats == beats:
                raise Gone from error
            raise self._lost(_how_it_ended(self._process)) from error
        except (OSError, ValueError) as error:
            raise self._lost("wrote into its connection to the program") from error
        except BaseException:
            self.end()
            raise
        if unwanted is not None:
            if "memory" in answer:
                os.close(answer["memory"])
            raise unwanted
        return self._checked(answer)

    @property
    def is_ended(self) -> bool:
        """Whether it is gone, by itself or because it was ended."""
        return self._process.poll() is not None

    def kill(self) -> None:
        """Stop it at once, from any thread; whoever waits for an answer learns that it is gone."""
        if self._process.returncode is None:
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        """Stop it at once, and forget it."""
        self.kill()
        self._process.wait()
        self._connection.close()
        self._log.close()

    def _waited(self, patience: Patience, check: Callable[[], None]) -> Exception | None:
        """Wait until there is an answer; what `check` raised meanwhile."""
        unwanted: Exception | None = None
        beats = self._signs.beats
        deadline = time.monotonic() + (patience.seconds if beats else _START)
        while not self._connection.poll(_POLL):
            # One that is asked to stop shows that it lives by stopping, once it has started.
            if self._signs.beats != beats and not (unwanted and beats):
                beats = self._signs.beats
                deadline = time.monotonic() + (patience.grace if unwanted else patience.seconds)
            if time.monotonic() > deadline:
                silent = f"did not answer for {patience.seconds:g} seconds"
                raise self._lost("did not stop when it was asked to" if unwanted else silent)
            try:
                if unwanted is None:
                    check()
            except Exception as error:
                unwanted = error
                self._signs.cancel()
                if beats:
                    deadline = time.monotonic() + patience.grace
        return unwanted

    def _lost(self, reason: str) -> Exception:
        """End it; the error that tells why."""
        started, details = self._signs.beats > 0, self._said()
        self.end()
        if not started:
            last = details.strip().rpartition("\n")[2]
            return SqsamError(_NO_START, last)
        return Failure(reason, details)

    def _checked(self, answer: Answer) -> Answer:
        match answer.get("failed"):
            case None:
                return answer
            case "refused":
                raise SqsamError(answer["message"], answer["hint"])
            case "memory":
                details = answer["details"] + self._said()
                self.end()
                raise Failure("needed more memory than it may have", details)
        raise Failure(answer["reason"], answer["details"] + self._said())

    def _said(self) -> str:
        """The end of what it wrote to its terminal."""
        self._log.seek(max(0, os.fstat(self._log.fileno()).st_size - _KEPT_OUTPUT))
        return self._log.read(_KEPT_OUTPUT).decode(errors="replace")


def _environment() -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_"))
    }
    package = Path(sqsam_desktop.__file__).parent
    # Each further arena of malloc takes 64 MB of the addresses that a plug-in may use.
    own = {"PYTHONPATH": str(package.parent), "PYTHONUNBUFFERED": "1", "MALLOC_ARENA_MAX": "2"}
    return kept | own


def _how_it_ended(process: subprocess.Popen[bytes]) -> str:
    try:
        code = process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return "cut its connection to the program"
    if code >= 0:
        return f"ended its process, with exit code {code}"
    with contextlib.suppress(ValueError):
        return f"crashed ({signal.Signals(-code).name})"
    return f"crashed (signal {-code})"
