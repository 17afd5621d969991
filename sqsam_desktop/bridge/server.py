"""One warm engine for whichever programs ask: sockets, threads, who may come in, and when to end.

What clients may ask for is `service`'s matter. A client that stalls, dies or lies loses its own
connection and nothing else.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from typing import TYPE_CHECKING, Any

from sqsam_desktop.bridge.listening import Listener
from sqsam_desktop.bridge.protocol import Channel, Closed, Message, ProtocolError
from sqsam_desktop.bridge.service import Job, Service
from sqsam_desktop.errors import Cancelled, SqsamError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_log = logging.getLogger(__name__)

IDLE_SECONDS = 600.0
"""Without a message the server ends by itself."""
_MOST_CLIENTS = 16
_MOST_WAITING = 8
"""Requests of one client that wait for their turn."""
_LOOK_SECONDS = 0.2
"""How often the server looks whether it should end."""


class Server:
    """Listens at an address until it is idle for long, told to quit, or `close` is called.

    Args:
        address: Where; see `Listener`.
        new_service: Makes what answers one client.
        idle_seconds: After which it ends by itself.

    Raises:
        SqsamError: One listens there already, or nothing can listen there.
    """

    def __init__(
        self,
        address: Path,
        new_service: Callable[[], Service],
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._new_service = new_service
        self._idle_seconds = idle_seconds
        self._last_message = time.monotonic()
        self._ended = threading.Event()
        self._clients: set[_Client] = set()
        self._lock = threading.Lock()
        self._listener = Listener(address)

    def run(self) -> None:
        """Serve; returns when the server has ended and every connection is closed."""
        try:
            while not self._ended.is_set() and not self._is_idle():
                channel = self._listener.accept(_LOOK_SECONDS)
                if channel is not None:
                    self._welcome(channel)
        finally:
            self.close()
            self._listener.close()
            for client in list(self._clients):
                client.close()

    def close(self) -> None:
        """Make `run` return soon; from any thread."""
        self._ended.set()

    def heard(self) -> None:
        """Note that a client said something."""
        self._last_message = time.monotonic()

    def greet(self, channel: Channel) -> bool:
        """Take a client's hello; whether it may stay."""
        return self._listener.greet(channel)

    def gone(self, client: _Client) -> None:
        """Forget a client."""
        with self._lock:
            self._clients.discard(client)

    def _is_idle(self) -> bool:
        with self._lock:
            works = any(client.works for client in self._clients)
        return not works and time.monotonic() - self._last_message > self._idle_seconds

    def _welcome(self, channel: Channel) -> None:
        with self._lock:
            if len(self._clients) >= _MOST_CLIENTS:
                channel.close()
                return
            client = _Client(self, channel, self._new_service())
            self._clients.add(client)
        client.start()


class _Client:
    """One connection: a thread that listens, and one that works."""

    def __init__(self, server: Server, channel: Channel, service: Service) -> None:
        self._server = server
        self._channel = channel
        self._service = service
        self._waiting: queue.Queue[tuple[Message, Job] | None] = queue.Queue(_MOST_WAITING)
        self._jobs: dict[Job, Any] = {}
        self.works = False

    def start(self) -> None:
        for target in (self._listen, self._work):
            threading.Thread(target=target, daemon=True).start()

    def close(self) -> None:
        for job in list(self._jobs):
            job.is_orphaned = True
            job.cancelled.set()
        self._channel.close()

    def _listen(self) -> None:
        try:
            if self._server.greet(self._channel):
                while True:
                    message = self._channel.receive()
                    self._server.heard()
                    if message is not None:
                        self._take(message)
        except ProtocolError as error:
            if not isinstance(error, Closed):
                _log.info("a client was dropped: %s", error)
        except OSError:
            pass  # closed from this side
        finally:
            self.close()
            self._server.gone(self)
            self._waiting.put(None)

    def _take(self, message: Message) -> None:
        op, number = message.fields.get("op"), message.fields.get("id")
        if op == "cancel":
            for job, its_number in list(self._jobs.items()):
                if its_number == message.fields.get("of"):
                    job.cancelled.set()
        elif op == "quit":
            self._channel.send({"id": number})
            self._server.close()
        else:
            job = Job(lambda share: self._channel.send({"id": number, "progress": share}))
            self._jobs[job] = number
            try:
                self._waiting.put_nowait((message, job))
            except queue.Full as error:
                raise ProtocolError("too many requests wait") from error

    def _work(self) -> None:
        while (waiting := self._waiting.get()) is not None:
            message, job = waiting
            self.works = True
            try:
                self._answer(message, job)
            except ProtocolError:
                self._channel.close()  # it takes no answers; the listener notices
            finally:
                self.works = False
                del self._jobs[job]

    def _answer(self, message: Message, job: Job) -> None:
        number = message.fields.get("id")
        try:
            fields, blobs = self._service.handle(message, job)
        except SqsamError as error:
            self._channel.send({"id": number, "error": error.message, "hint": error.hint})
        except Cancelled:
            self._channel.send({"id": number, "error": "Cancelled.", "cancelled": True})
        except ProtocolError:
            raise
        except Exception:
            _log.exception("unexpected error in %s", message.fields.get("op"))
            text = "Something unexpected went wrong in SqueezeSAM."
            self._channel.send({"id": number, "error": text})
        else:
            self._channel.send({**fields, "id": number}, *blobs)
