"""How another program talks to the engine: a line of JSON, then raw bytes, in both directions.

`sqsam bridge install` copies this file as `sqsam_client.py` into the plug-ins of GIMP and Krita, so
it imports nothing but the standard library and runs on every Python from 3.8 on.

A message is one line, a JSON object in UTF-8 whose `sizes` lists how many bytes follow it. The
client sends `{"op": ..., "id": n, ...}`; the engine answers each with `{"id": n, ...}`, before it
perhaps some `{"id": n, "progress": 0..1}`, or with `{"id": n, "error": ..., "hint": ...}`. The
first message of a connection is the operation `hello`.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import select
import socket
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any, TypeAlias

    Raw: TypeAlias = bytes | bytearray | memoryview

VERSION = 1
"""Of the protocol; engine and plug-in must speak the same one."""
MAX_HEADER = 1 << 20
MAX_BYTES = 2 << 30
"""Raw bytes of one message."""
STALL = 20.0
"""Seconds without a byte after which a message that has begun is given up."""
FOREIGN = re.compile("PYTHON.*|QT_.*|LD_LIBRARY_PATH|LD_PRELOAD|GI_TYPELIB_PATH")
"""Variables of one program that break another when it inherits them."""

_START_SECONDS = 30.0
_CHUNK = 1 << 20
_NO_SIGNAL = getattr(socket, "MSG_NOSIGNAL", 0)
"""The other side's death is an error here, not also the end of a host that heeds SIGPIPE."""


class ProtocolError(Exception):
    """The other side says something that is no message, or stops in the middle of one."""


class Closed(ProtocolError):
    """The other side has gone."""


class EngineError(Exception):
    """The engine refuses, or is not there; says what happened and what to do, for the user."""


@dataclass(frozen=True)
class Message:
    """What came over the wire: the fields of its line, and the raw bytes after it."""

    fields: dict[str, Any]
    blobs: tuple[bytearray, ...] = ()


class Channel:
    """Messages over a connected socket; one thread may receive while others send.

    Args:
        connection: Belongs to the channel from now on.
        stall: Seconds without progress after which a message is given up.
    """

    def __init__(self, connection: socket.socket, stall: float = STALL) -> None:
        connection.settimeout(stall)
        self._connection = connection
        self._stall = stall
        self._sending = threading.Lock()
        self._read = bytearray()

    def send(self, fields: Mapping[str, Any], *blobs: Raw) -> None:
        """Send one message.

        Raises:
            Closed: The other side has gone, or takes nothing.
        """
        sizes = [memoryview(blob).nbytes for blob in blobs]
        line = json.dumps({**fields, "sizes": sizes}).encode() + b"\n"
        try:
            with self._sending:
                for part in (line, *blobs):
                    self._send_all(memoryview(part).cast("B"))
        except OSError as error:
            raise Closed(str(error)) from error

    def receive(self, wait: float | None = None, most: int = MAX_BYTES) -> Message | None:
        """The next message, with at most so many raw bytes.

        None if none begins within `wait` seconds (None: however long).

        Raises:
            Closed: The other side has gone.
            ProtocolError: What comes is no message, too large, or stops in the middle.
        """
        if not self._read and not self._begins(wait):
            return None
        fields = _parsed(self._line())
        sizes = fields.pop("sizes", [])
        if not isinstance(sizes, list) or not all(_is_count(size) for size in sizes):
            raise ProtocolError("sizes must be a list of whole numbers")
        if sum(sizes) > most:
            raise ProtocolError("the message is too large")
        return Message(fields, tuple(self._blob(size) for size in sizes))

    def fileno(self) -> int:
        """The socket's descriptor, to be told when there is something to receive."""
        return self._connection.fileno()

    def close(self) -> None:
        """End the connection; whoever receives on it, on either side, sees it as closed."""
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)
        self._connection.close()

    def _begins(self, wait: float | None) -> bool:
        try:
            return bool(select.select([self._connection], [], [], wait)[0])
        except (OSError, ValueError) as error:  # closed from this side
            raise Closed(str(error)) from error

    def _send_all(self, data: memoryview) -> None:
        # `sendall` limits the whole of it; here only the time without progress is limited.
        while data:
            data = data[self._connection.send(data[:_CHUNK], _NO_SIGNAL) :]

    def _line(self) -> bytes:
        end = self._read.find(b"\n")
        while end < 0:
            if len(self._read) > MAX_HEADER:
                raise ProtocolError("the line is too long")
            known = len(self._read)
            self._read += self._some(1 << 16)
            end = self._read.find(b"\n", known)
        line = bytes(self._read[:end])
        del self._read[: end + 1]
        return line

    def _blob(self, size: int) -> bytearray:
        # Grown as it comes: a size that is a lie costs nothing.
        blob = self._read[:size]
        del self._read[: len(blob)]
        while len(blob) < size:
            blob += self._some(min(_CHUNK, size - len(blob)))
        return blob

    def _some(self, most: int) -> bytes:
        try:
            data = self._connection.recv(most)
        except socket.timeout as error:  # noqa: UP041 - no TimeoutError before Python 3.10
            raise ProtocolError("the message stopped in the middle") from error
        except OSError as error:
            raise Closed(str(error)) from error
        if not data:
            raise Closed("the connection ended")
        return data


class Engine:
    """The engine as a plug-in sees it; starts it if it does not run.

    Calls block: make them on a thread of their own. While one waits, another thread may `cancel`.

    Args:
        address: A socket's path, or that of a file ending in .json which names a TCP port and its
            token (where there are no Unix sockets).
        command: What starts the engine; `serve --socket ADDRESS` is appended. Empty: nothing does.
    """

    def __init__(self, address: str, command: Sequence[str] = ()) -> None:
        self._address = address
        self._command = list(command)
        self._channel: Channel | None = None
        self._calling = threading.Lock()
        self._number = 0

    def call(
        self,
        op: str,
        fields: Mapping[str, Any] | None = None,
        blobs: Sequence[Raw] = (),
        timeout: float = 120.0,
        on_progress: Callable[[float], None] | None = None,
    ) -> Message:
        """Have one thing done; connects first if need be.

        Raises:
            EngineError: It cannot be done, the engine is gone, or it takes longer than `timeout`
                seconds.
        """
        with self._calling:
            channel = self._channel = self._channel or self._connected()
            self._number += 1
            try:
                channel.send({**(fields or {}), "op": op, "id": self._number}, *blobs)
                return self._answer(channel, timeout, on_progress)
            except ProtocolError as error:
                self.close()
                text = f"The connection to SqueezeSAM broke: {error}. Try again."
                raise EngineError(text) from error

    def is_connected(self) -> bool:
        """Whether the engine still knows what it was told; not while a call runs."""
        try:
            # Nothing was asked: what can be read is the end.
            if self._channel is not None and self._channel.receive(0) is None:
                return True
        except ProtocolError:
            pass
        self.close()
        return False

    def cancel(self) -> None:
        """Let the call that runs, if any, end with an error soon."""
        channel, number = self._channel, self._number
        if channel is not None:
            with contextlib.suppress(ProtocolError):
                channel.send({"op": "cancel", "of": number})

    def close(self) -> None:
        """End the connection; the next call opens another."""
        channel, self._channel = self._channel, None
        if channel is not None:
            channel.close()

    def _answer(
        self, channel: Channel, timeout: float, on_progress: Callable[[float], None] | None
    ) -> Message:
        end = time.monotonic() + timeout
        while True:
            message = channel.receive(max(0.0, end - time.monotonic()))
            if message is None:
                self.close()
                raise EngineError(f"SqueezeSAM did not answer within {timeout:g} seconds.")
            if message.fields.get("id") != self._number:
                continue
            if "error" in message.fields:
                text, hint = message.fields["error"], message.fields.get("hint", "")
                raise EngineError(f"{text} {hint}".strip())
            if "progress" not in message.fields:
                return message
            if on_progress is not None:
                on_progress(float(message.fields["progress"]))

    def _connected(self) -> Channel:
        try:
            return greeted(self._address)
        except EngineError:
            if not self._command:
                raise
        process = self._started()
        end = time.monotonic() + _START_SECONDS
        while True:
            has_failed = process.poll() not in (None, 0)
            try:
                return greeted(self._address)
            except EngineError as error:
                if has_failed or time.monotonic() > end:
                    raise EngineError(f"SqueezeSAM does not start. {error}") from error
                time.sleep(0.05)

    def _started(self) -> subprocess.Popen[bytes]:
        command = [*self._command, "serve", "--socket", self._address]
        try:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=clean_environment(),
                start_new_session=True,
            )
        except OSError as error:
            raise EngineError(
                f"SqueezeSAM cannot be started ({error.strerror}). "
                "Install the plug-in again with 'sqsam bridge install'."
            ) from error


def clean_environment() -> dict[str, str]:
    """The variables a program of ours can be started with, from within another program."""
    return {name: value for name, value in os.environ.items() if not FOREIGN.fullmatch(name)}


def greeted(address: str) -> Channel:
    """A connection to the engine that listens there, after `hello`.

    Raises:
        EngineError: None does, or it speaks another version.
    """
    try:
        connection, token = _opened(address)
    except (OSError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise EngineError("SqueezeSAM is not running.") from error
    channel = Channel(connection)
    try:
        channel.send({"op": "hello", "id": 0, "version": VERSION, "token": token})
        answer = channel.receive(STALL)
    except ProtocolError as error:
        channel.close()
        raise EngineError(f"SqueezeSAM does not answer: {error}.") from error
    if answer is None or "error" in answer.fields:
        channel.close()
        text = answer.fields["error"] if answer else "SqueezeSAM does not answer."
        raise EngineError(str(text))
    return channel


def _opened(address: str) -> tuple[socket.socket, str]:
    if not address.endswith(".json"):
        connection = socket.socket(getattr(socket, "AF_UNIX"), socket.SOCK_STREAM)  # noqa: B009
        try:
            connection.settimeout(STALL)
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection, ""
    told = json.loads(Path(address).read_text("utf-8"))
    return socket.create_connection(("127.0.0.1", int(told["port"])), STALL), str(told["token"])


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("the line is no JSON") from error
    if not isinstance(fields, dict):
        raise ProtocolError("the line is no JSON object")
    return fields


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
