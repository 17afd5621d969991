from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqsam_desktop.bridge.protocol import (
    MAX_HEADER,
    Channel,
    Closed,
    Engine,
    EngineError,
    Message,
    ProtocolError,
)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.dictionaries(st.text().filter(lambda name: name != "sizes"), VALUES, max_size=4)


@contextmanager
def channels(stall: float = 5) -> Iterator[tuple[Channel, Channel]]:
    first, second = (Channel(each, stall) for each in socket.socketpair())
    try:
        yield first, second
    finally:
        first.close()
        second.close()


@contextmanager
def raw(stall: float = 5) -> Iterator[tuple[socket.socket, Channel]]:
    sender, receiver = socket.socketpair()
    channel = Channel(receiver, stall)
    try:
        yield sender, channel
    finally:
        sender.close()
        channel.close()


@given(st.lists(st.tuples(FIELDS, st.lists(st.binary(max_size=300), max_size=3)), max_size=4))
def test_what_is_sent_arrives(messages: list[tuple[dict[str, object], list[bytes]]]) -> None:
    with channels() as (here, there):
        for fields, blobs in messages:
            here.send(fields, *blobs)
        for fields, blobs in messages:
            assert there.receive(1) == Message(fields, tuple(map(bytearray, blobs)))
        assert there.receive(0) is None


def test_a_large_picture_arrives_while_the_other_side_talks_too() -> None:
    picture = bytes(range(256)) * 40_000
    with channels() as (here, there):
        sending = threading.Thread(target=here.send, args=({"op": "picture"}, picture))
        sending.start()
        there.send({"progress": 0.5})
        message = there.receive(5)
        sending.join()
        assert message is not None and bytes(message.blobs[0]) == picture
        assert here.receive(1) == Message({"progress": 0.5})


@pytest.mark.parametrize(
    "line",
    [
        b"no json\n",
        b"[1]\n",
        b'"text"\n',
        b'{"sizes": 3}\n',
        b'{"sizes": [-1]}\n',
        b'{"sizes": [true]}\n',
        b'{"sizes": [1e9]}\n',
        b'{"sizes": [9999999999999]}\n',
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        b"x" * (MAX_HEADER + (1 << 17)),
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
    ids=lambda line: repr(line[:24]),
)
def test_what_is_no_message_is_refused(line: bytes) -> None:
    def say(sender: socket.socket) -> None:
        with contextlib.suppress(OSError):  # not all of it may be taken
            sender.sendall(line)

    with raw() as (sender, channel):
        sending = threading.Thread(target=say, args=(sender,))
        sending.start()
        with pytest.raises(ProtocolError):
            channel.receive(5)
        channel.close()
        sending.join()


def test_a_message_that_stops_in_the_middle_is_given_up() -> None:
    with raw(stall=0.1) as (sender, channel):
        sender.sendall(b'{"sizes": [100]}\nabc')
        with pytest.raises(ProtocolError, match="stopped in the middle"):
            channel.receive(5)


def test_the_end_of_a_connection_is_told_from_nonsense() -> None:
    with raw() as (sender, channel):
        sender.close()
        with pytest.raises(Closed):
            channel.receive(5)


def test_a_channel_closed_from_this_side_says_so() -> None:
    with channels() as (here, _):
        here.close()
        with pytest.raises(Closed):
            here.receive(1)
        with pytest.raises(Closed):
            here.send({})


def test_a_host_that_heeds_sigpipe_outlives_the_engine() -> None:
    code = """
import signal, socket
from sqsam_desktop.bridge.protocol import Channel, Closed
signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # as in a program that embeds Python
here, there = socket.socketpair()
there.close()
try:
    Channel(here).send({"op": "predict"})
except Closed:
    print("told")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "told\n"), done.stderr


def test_an_engine_that_cannot_start_is_told_at_once(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(EngineError, match="does not start"):
        Engine(str(tmp_path / "engine.sock"), ["false"]).call("ping")
    assert time.monotonic() - began < 10


def test_who_takes_nothing_is_given_up() -> None:
    with channels(stall=0.1) as (here, _), pytest.raises(Closed):
        here.send({}, bytes(50_000_000))
