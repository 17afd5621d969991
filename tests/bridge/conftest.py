from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sqsam_desktop.bridge.protocol import Engine
from sqsam_desktop.bridge.server import Server
from sqsam_desktop.bridge.service import Service
from tests.fakes import FakePredictor


@contextmanager
def serving(address: Path, turn: threading.Lock | None = None) -> Iterator[Server]:
    """A server in a thread; whoever holds `turn` keeps it from computing."""
    turn = turn or threading.Lock()
    server = Server(address, lambda: Service(FakePredictor(), turn))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(20)
        assert not thread.is_alive()


@pytest.fixture(params=["engine.sock", "engine.json"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Of a server that runs; over a Unix socket, and over TCP with a token."""
    path = tmp_path / "run" / request.param
    with serving(path):
        yield path


@pytest.fixture
def engine(address: Path) -> Iterator[Engine]:
    client = Engine(str(address))
    yield client
    client.close()
