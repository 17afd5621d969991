"""One warm engine for whichever programs ask: sockets, threads, who may come in, and when to end.

What clients may ask for is `service`'s matter. A client that stalls, dies or lies loses its own
connection and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import secrets
import socket
import stat
import struct
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import sqsam_desktop
from sqsam_desktop.bridge.protocol import (
    VERSION,
    Channel,
    Closed,
    EngineError,
    Message,
    ProtocolError,
    greeted,
)
from sqsam_desktop.bridge.service import Job, Service
from sqsam_desktop.errors import Cancelled, SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_log = logging.getLogger(__name__)

IDLE_SECONDS = 600.0
"""Without a message the server ends by itself."""
_MOST_CLIENTS = 16
_MOST_WAITING = 8
"""Requests of one client that wait for their turn."""
_HELLO_SECONDS = 5.0
_LOOK_SECONDS = 0.2
"""How often the server looks whether it should end."""


class Server:
    """Listens at an address until it is idle for long, told to quit, or `close` is called.

    Args:
        address: A socket's path; or that of a file ending in .json, into which the port and the
            token of a TCP socket on the loopback are written (where there are no Unix sockets).
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
        self._address = address
        self._new_service = new_service
        self._idle_seconds = idle_seconds
        self._last_message = time.monotonic()
        self._ended = threading.Event()
        self._clients: set[_Client] = set()
        self._lock = threading.Lock()
        self._token = secrets.token_hex(32) if address.suffix == ".json" else ""
        self._listener = _listening(address, self._token)

    def run(self) -> None:
        """Serve; returns when the server has ended and every connection is closed."""
        self._listener.settimeout(_LOOK_SECONDS)
        try:
            while not self._ended.is_set() and not self._is_idle():
                with contextlib.suppress(TimeoutError):
                    self._welcome(self._listener.accept()[0])
        finally:
            self.close()
            self._listener.close()
            with contextlib.suppress(OSError):
                self._address.unlink()
            for client in list(self._clients):
                client.close()

    def close(self) -> None:
        """Make `run` return soon; from any thread."""
        self._ended.set()

    def heard(self) -> None:
        """Note that a client said something."""
        self._last_message = time.monotonic()

    def may_enter(self, hello: Message) -> str:
        """Why a client may not stay; "" if it may."""
        fields = hello.fields
        if fields.get("op") != "hello":
            return "The first message is not hello."
        if not secrets.compare_digest(str(fields.get("token", "")).encode(), self._token.encode()):
            return "The token is wrong."
        if fields.get("version") != VERSION:
            return (
                "The plug-in and SqueezeSAM are of different versions. "
                "Install the plug-in again with 'sqsam bridge install'."
            )
        return ""

    def gone(self, client: _Client) -> None:
        """Forget a client."""
        with self._lock:
            self._clients.discard(client)

    def _is_idle(self) -> bool:
        with self._lock:
            works = any(client.works for client in self._clients)
        return not works and time.monotonic() - self._last_message > self._idle_seconds

    def _welcome(self, connection: socket.socket) -> None:
        with self._lock:
            if len(self._clients) >= _MOST_CLIENTS or not _is_our_user(connection):
                connection.close()
                return
            client = _Client(self, Channel(connection), self._new_service())
            self._clients.add(client)
        client.start()


class _Client:
    """One connection: a thread that listens, and one that works."""

    def __init__(self, server: Server, channel: Channel, service: Service) -> None:
        self._server = server
        self._channel = channel
        self._service = service
        self._waiting: queue.Queue[tuple[Message, Job] | None] = queue.Queue(_MOST_WAITING)
        self._jobs: dict[Any, Job] = {}
        self.works = False

    def start(self) -> None:
        for target in (self._listen, self._work):
            threading.Thread(target=target, daemon=True).start()

    def close(self) -> None:
        for job in list(self._jobs.values()):
            job.cancelled.set()
        self._channel.close()

    def _listen(self) -> None:
        try:
            if self._greet():
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

    def _greet(self) -> bool:
        hello = self._channel.receive(_HELLO_SECONDS, most=0)
        if hello is None:
            return False
        refusal = self._server.may_enter(hello)
        if refusal:
            self._channel.send({"id": hello.fields.get("id"), "error": refusal})
            return False
        program = f"SqueezeSAM {sqsam_desktop.__version__}"
        self._channel.send({"id": hello.fields.get("id"), "version": VERSION, "program": program})
        return True

    def _take(self, message: Message) -> None:
        op, number = message.fields.get("op"), message.fields.get("id")
        if op == "cancel":
            job = self._jobs.get(_hashable(message.fields.get("of")))
            if job is not None:
                job.cancelled.set()
        elif op == "quit":
            self._channel.send({"id": number})
            self._server.close()
        else:
            job = Job(lambda share: self._channel.send({"id": number, "progress": share}))
            self._jobs[_hashable(number)] = job
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
                self._jobs.pop(_hashable(message.fields.get("id")), None)

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


def _hashable(number: object) -> object:
    return number if isinstance(number, int | str) else None


def _listening(address: Path, token: str) -> socket.socket:
    """A socket that listens at an address where nobody else does."""
    try:
        greeted(str(address)).close()
    except EngineError:
        pass
    else:
        raise SqsamError(f"The engine runs already, at {address}.")
    try:
        _make_private(address.parent)
        if token:
            listener = socket.create_server(("127.0.0.1", 0))
            told = {"port": listener.getsockname()[1], "token": token}
            write_whole(address, json.dumps(told).encode())
            address.chmod(0o600)
            return listener
        address.unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(str(address))
        address.chmod(0o600)
        listener.listen()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SqsamError(f"The engine cannot listen at {address}: {reason}.") from error
    return listener


def _make_private(folder: Path) -> None:
    """A folder that nobody else can look into; refuses another user's."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform == "win32":
        return
    about = folder.stat()
    if about.st_uid != os.getuid():
        raise PermissionError(13, "the folder belongs to somebody else")
    if stat.S_IMODE(about.st_mode) & 0o077:
        raise PermissionError(13, "other users can look into the folder")


def _is_our_user(connection: socket.socket) -> bool:
    """Whether the process at the other end is the same user's, as far as the system tells."""
    if sys.platform != "linux" or connection.family != socket.AF_UNIX:
        return True
    told = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return bool(struct.unpack("3i", told)[1] == os.getuid())
