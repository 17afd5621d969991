"""The full editor on another program's picture: a process of its own, which gives back the result.

The editor connects to a socket in a folder that only this user can look into, is handed the
picture in one message and answers with one when the user presses Done or Cancel. The connection's
end means: to the editor, that whoever asked has gone; to us, that the editor has.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from sqsam_desktop import paths
from sqsam_desktop.bridge.listening import Listener
from sqsam_desktop.bridge.protocol import (
    STALL,
    Channel,
    Closed,
    ProtocolError,
    clean_environment,
)
from sqsam_desktop.errors import Cancelled, SqsamError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqsam_desktop.bridge.protocol import Message
    from sqsam_desktop.core.files.images import U8

EDITOR = (sys.executable, "-E", "-m", "sqsam_desktop", "edit", "--reply")
"""The command that opens an editor; the address is its last argument."""
_LOOK = 0.1
"""Seconds between looks at whether the editor is wanted still."""
_OURS = "sqsam: "
_GRACE = 5.0
"""Seconds in which an editor ends that was told to."""


class Wanted(Protocol):
    """What is asked, again and again, whether the editor should go on."""

    is_orphaned: bool

    def check(self) -> None: ...


@dataclass(frozen=True, eq=False, slots=True)
class Task:
    """What is to be edited.

    Attributes:
        pixels: H x W x 3 (RGB) or x 4 (RGB and straight alpha) uint8, sRGB.
        mask: H x W uint8, outlined at first; None: the subject is.
        host: What the program is called that the editor works for.
        name: Of the picture.
    """

    pixels: U8
    mask: U8 | None = None
    host: str = ""
    name: str = ""

    def send(self, channel: Channel) -> None:
        """Hand it over.

        Raises:
            Closed: The editor has gone.
        """
        height, width, channels = self.pixels.shape
        fields = {"width": width, "height": height, "channels": channels}
        planes = [self.pixels] if self.mask is None else [self.pixels, self.mask]
        channel.send(
            {**fields, "host": self.host, "name": self.name},
            *(np.ascontiguousarray(plane).data.cast("B") for plane in planes),
        )

    @classmethod
    def receive(cls, channel: Channel) -> Task:
        """Take what was handed over.

        Raises:
            ProtocolError: It is not well formed, or does not come.
        """
        message = channel.receive(STALL)
        if message is None:
            raise ProtocolError("no picture comes")
        try:
            fields = message.fields
            size = int(fields["height"]), int(fields["width"])
            pixels, *mask = (np.frombuffer(blob, np.uint8) for blob in message.blobs)
            return cls(
                pixels.reshape(*size, int(fields["channels"])),
                mask[0].reshape(size) if mask else None,
                str(fields["host"]),
                str(fields["name"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ProtocolError(f"the picture is not well formed: {error!r}") from error


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """A layer that the editor gives back: H x W x 4 uint8, its corner at x, y in the picture."""

    name: str
    x: int
    y: int
    pixels: U8


@dataclass(frozen=True, eq=False, slots=True)
class Outcome:
    """What came of it.

    Attributes:
        mask: H x W uint8, as large as the picture.
        sheets: Layers for above it, from the bottom.
    """

    mask: U8
    sheets: tuple[Sheet, ...] = ()

    def send(self, channel: Channel) -> None:
        """Give it to whoever asked.

        Raises:
            Closed: Nobody is there any more.
        """
        height, width = self.mask.shape
        fields = {"cancelled": False, "width": width, "height": height}
        channel.send({**fields, "layers": [_told(each) for each in self.sheets]}, *self._rows())

    def _rows(self) -> Iterator[memoryview]:
        for pixels in (self.mask, *(each.pixels for each in self.sheets)):
            yield np.ascontiguousarray(pixels).data.cast("B")


def edited(task: Task, wanted: Wanted, command: Sequence[str] = EDITOR) -> Message:
    """Open an editor, and wait until the user is done.

    When nobody is there any more to take the result, the editor stays open, and the picture is the
    user's own from then on. When it is taken back, the editor ends.

    Args:
        task: What is to be edited.
        wanted: Its `check` raises Cancelled to take it back.
        command: Opens the editor.

    Returns:
        What the editor answers: an `Outcome`, or `cancelled`.

    Raises:
        Cancelled: It was taken back.
        SqsamError: The editor cannot be opened, or has ended by itself.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sqsam-edit-")))
        address = folder / paths.engine_address().name
        listener = Listener(address)
        stack.callback(listener.close)
        said = stack.enter_context((folder / "said.txt").open("w+b"))
        process = _started([*command, str(address)], said)
        try:
            channel = _connected(listener, process, wanted, said)
            stack.callback(channel.close)
            task.send(channel)
            return _answer(channel, wanted)
        except Cancelled:
            if not wanted.is_orphaned:
                _end(process)
            raise
        except ProtocolError as error:
            text = "The editor of SqueezeSAM has ended unexpectedly."
            raise SqsamError(text, "Try again.") from error


def _told(sheet: Sheet) -> dict[str, Any]:
    height, width = sheet.pixels.shape[:2]
    return {"name": sheet.name, "x": sheet.x, "y": sheet.y, "width": width, "height": height}


def _started(command: Sequence[str], said: Any) -> subprocess.Popen[bytes]:
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env=clean_environment(),
            start_new_session=True,
        )
    except OSError as error:
        raise SqsamError(f"The editor cannot be opened: {error.strerror}.") from error
    # It may go on long after its result was taken: somebody has to notice its end.
    threading.Thread(target=process.wait, daemon=True).start()
    return process


def _connected(
    listener: Listener, process: subprocess.Popen[bytes], wanted: Wanted, said: Any
) -> Channel:
    while True:
        try:
            wanted.check()
        except Cancelled:
            process.terminate()  # it knows nothing yet that could be lost
            raise
        if process.poll() is not None:
            said.seek(0)
            reason = _reason(said.read().decode(errors="replace"))
            raise SqsamError(f"The editor cannot be opened. {reason}".strip())
        channel = listener.accept(_LOOK)
        if channel is None:
            continue
        with suppress(ProtocolError):
            if listener.greet(channel):
                return channel
        channel.close()


def _reason(said: str) -> str:
    """Our own last word, whatever Qt adds to it; else the last line of all."""
    lines = said.strip().splitlines()
    ours = [line for line in lines if line.startswith(_OURS)]
    return (ours or lines or [""])[-1].removeprefix(_OURS)


def _answer(channel: Channel, wanted: Wanted) -> Message:
    while True:
        try:
            wanted.check()
        except Cancelled:
            if not wanted.is_orphaned:
                with suppress(Closed):
                    channel.send({"cancelled": True})
            raise
        message = channel.receive(_LOOK)
        if message is not None:
            return message


def _end(process: subprocess.Popen[bytes]) -> None:
    """Have an editor end; one that was told so does it by itself, leaving nothing behind."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    process.terminate()
