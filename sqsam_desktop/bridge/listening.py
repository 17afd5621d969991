"""A socket at which only this user's own programs come in."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import stat
import struct
import sys
import threading
from typing import TYPE_CHECKING

import sqsam_desktop
from sqsam_desktop.bridge.protocol import VERSION, Channel, EngineError, Message, greeted
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HELLO_SECONDS = 5.0
"""In which a client has to be greeted, however it dawdles."""


class Listener:
    """Listens at an address where nobody else does.

    Args:
        address: A socket's path; or that of a file ending in .json, into which the port and the
            token of a TCP socket on the loopback are written (where there are no Unix sockets).

    Raises:
        SqsamError: One listens there already, or nothing can listen there.
    """

    def __init__(self, address: Path) -> None:
        self._address = address
        self._token = secrets.token_hex(32) if address.suffix == ".json" else ""
        self._socket = _listening(address, self._token)
        self._identity = _identity(address)

    def accept(self, wait: float) -> Channel | None:
        """Whoever comes within so many seconds, not greeted yet; other users are sent away."""
        self._socket.settimeout(wait)
        try:
            connection = self._socket.accept()[0]
        except (TimeoutError, ConnectionAbortedError):
            return None
        if not _is_our_user(connection):
            connection.close()
            return None
        return Channel(connection)

    def greet(self, channel: Channel) -> bool:
        """Take a client's hello; whether it may stay. It is told if not, and why.

        Raises:
            ProtocolError: What it says is no message, or it has gone.
        """
        impatience = threading.Timer(_HELLO_SECONDS, channel.close)
        impatience.start()
        try:
            hello = channel.receive(_HELLO_SECONDS, most=0)
        finally:
            impatience.cancel()
        if hello is None:
            return False
        number = hello.fields.get("id")
        refusal = self._refusal(hello)
        if refusal:
            channel.send({"id": number, "error": refusal})
            return False
        program = f"SqueezeSAM {sqsam_desktop.__version__}"
        channel.send({"id": number, "version": VERSION, "program": program})
        return True

    def close(self) -> None:
        """Listen no longer; the address is gone, unless another has taken it over."""
        with contextlib.suppress(OSError):
            if _identity(self._address) == self._identity:
                self._address.unlink()
        self._socket.close()

    def _refusal(self, hello: Message) -> str:
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


def _listening(address: Path, token: str) -> socket.socket:
    try:
        _make_private(address.parent)
        with _alone_in(address.parent):
            if _is_served(address):
                raise SqsamError(f"The engine runs already, at {address}.")
            return _tcp(address, token) if token else _unix(address)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SqsamError(f"The engine cannot listen at {address}: {reason}.") from error


def _tcp(address: Path, token: str) -> socket.socket:
    listener = socket.create_server(("127.0.0.1", 0))
    told = {"port": listener.getsockname()[1], "token": token}
    write_whole(address, json.dumps(told).encode())
    address.chmod(0o600)
    return listener


def _unix(address: Path) -> socket.socket:
    if address.is_socket():  # left behind; anything else is somebody's file, and stays
        address.unlink()
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(str(address))
        address.chmod(0o600)
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def _is_served(address: Path) -> bool:
    try:
        greeted(str(address)).close()
    except EngineError:
        return False
    return True


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Of two engines that start at once, the second sees that the first one is there."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _identity(address: Path) -> tuple[int, int]:
    """Another one when somebody else has made what is there."""
    about = address.stat()
    return about.st_ino, about.st_mtime_ns


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
