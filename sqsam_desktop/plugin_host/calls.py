"""Calls of plug-ins' code from any thread: one helper process, one call at a time."""

from __future__ import annotations

import math
import os
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sqsam_desktop.errors import Cancelled, SqsamError
from sqsam_desktop.plugin_host.helper import Failure, Gone, Helper, Patience
from sqsam_desktop.plugin_host.shared import after_inputs, allocated, mapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

_USUAL_PIXELS = 12_000_000
_POLL = 0.02
_KEPT = 32 << 20
"""Bytes of memory that is handed over again and again: for pictures of up to 3.7 megapixels."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What plug-ins may take.

    Attributes:
        seconds: Without a sign of life, for a picture of 12 megapixels; for others in proportion.
        least_seconds: For however small a picture.
        grace: Seconds until they stop when asked to; a tenth of the others, if that is more.
        memory: Bytes besides four times the pictures.
        threads: Of OpenCV; 0: one for each core.
    """

    seconds: float = 60.0
    least_seconds: float = 20.0
    grace: float = 2.0
    memory: int = 1 << 30
    threads: int = 0

    def patience(self, pixels: int) -> Patience:
        """How long a call on a picture of that size may take."""
        seconds = max(self.least_seconds, self.seconds * pixels / _USUAL_PIXELS)
        return Patience(seconds, max(self.grace, seconds / 10))


def go_on() -> None:
    """The check of a call that is always wanted."""


@dataclass(frozen=True, eq=False, slots=True)
class Call:
    """What a request comes with, and what is wanted of it.

    Attributes:
        pictures: Handed over, uint8.
        gives_picture: Whether one like the first of them comes back.
        size: Bytes of the file that is read instead of them.
        check: Raises Cancelled if the answer is no longer wanted.
    """

    pictures: tuple[NDArray[np.uint8], ...] = ()
    gives_picture: bool = False
    size: int = 0
    check: Callable[[], None] = go_on

    @property
    def inputs(self) -> int:
        """Bytes after which the result begins."""
        return after_inputs(sum(each.nbytes for each in self.pictures))

    @property
    def nbytes(self) -> int:
        """Of all that is handed over, and comes back."""
        return self.inputs + (self.pictures[0].nbytes if self.gives_picture else 0)

    @property
    def pixels(self) -> int:
        """By which it is judged how long it may take."""
        return self.pictures[0][..., 0].size if self.pictures else self.size


class Calls:
    """Hands calls to a helper that is started when it is needed, and again when it was ended.

    Args:
        limits: What a call may take.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._helper: Helper | None = None
        self._kept: int | None = None
        self._is_stale = False
        self._is_closed = False

    def start(self) -> None:
        """Have the helper ready for when it is needed, without waiting for it."""
        if not self._is_closed and self._lock.acquire(blocking=False):
            try:
                with suppress(SqsamError, Cancelled):  # told to whoever needs it
                    self._ready()
            finally:
                self._lock.release()

    def forget(self) -> None:
        """Let the next call be that of a new helper, which imports everything anew."""
        self._is_stale = True

    def close(self) -> None:
        """End the helper; whoever waits for it, or calls, gets Cancelled."""
        self._is_closed = True
        helper = self._helper
        if helper is not None:
            helper.kill()
        with self._lock:
            self._end()
            if self._kept is not None:
                os.close(self._kept)
                self._kept = None

    def ask(self, request: Mapping[str, Any], call: Call) -> dict[str, Any]:
        """The helper's answer; a picture that belongs to it is its "picture", uint8.

        Raises:
            Cancelled: From the call's check, or because this was closed.
            Failure: The plug-in did not do what it should.
            SqsamError: The plug-in says so to the user, or the helper cannot be started.
        """

        def check() -> None:
            if self._is_closed:
                raise Cancelled
            call.check()

        room = self._limits.memory + 4 * max(call.nbytes, call.size)
        request = {**request, "inputs": call.inputs, "room": room}
        patience = self._limits.patience(call.pixels)
        with self._turn(check):
            helper = self._ready()
            with self._memory(call.nbytes) as memory:
                _fill(memory, call.pictures)
                try:
                    try:
                        answer = helper.ask(request, patience, check, memory)
                    except Gone:
                        self._end()
                        answer = self._ready().ask(request, patience, check, memory)
                except Failure:
                    self._ready()  # for the next call; Cancelled if nothing is wanted any more
                    raise
                if call.gives_picture:
                    answer["picture"] = _picture(memory, call.pictures[0].shape, call.inputs)
        if "memory" in answer:
            try:
                answer["picture"] = _picture(answer["memory"], answer["shape"])
            finally:
                os.close(answer["memory"])
        return answer

    @contextmanager
    def _memory(self, size: int) -> Iterator[int]:
        """The descriptor of memory; the same one for small pictures: new memory takes its time."""
        if size <= _KEPT:
            if self._kept is None:
                self._kept = allocated(_KEPT)
            yield self._kept
            return
        descriptor = allocated(size)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    @contextmanager
    def _turn(self, check: Callable[[], None]) -> Iterator[None]:
        """The helper to oneself."""
        while not self._lock.acquire(timeout=_POLL):
            check()
        try:
            yield
        finally:
            self._lock.release()

    def _ready(self) -> Helper:
        if self._is_closed:
            raise Cancelled
        if self._is_stale or (self._helper is not None and self._helper.is_ended):
            self._end()
        if self._helper is None:
            self._helper = Helper(self._limits.threads)
        return self._helper

    def _end(self) -> None:
        if self._helper is not None:
            self._helper.end()
        self._helper, self._is_stale = None, False


def _fill(memory: int, pictures: Sequence[NDArray[np.uint8]]) -> None:
    """Write pictures one after the other."""
    size = sum(each.nbytes for each in pictures)
    if size:
        target, start = np.frombuffer(mapped(memory, size), np.uint8), 0
        for each in pictures:
            target[start : start + each.size].reshape(each.shape)[...] = each
            start += each.size


def _picture(memory: int, shape: Sequence[int], start: int = 0) -> NDArray[np.uint8]:
    """A copy of a picture that is there."""
    pixels = np.frombuffer(mapped(memory, math.prod(shape), start), np.uint8)
    return pixels.reshape(shape).copy()
