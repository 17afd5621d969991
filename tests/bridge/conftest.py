from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sqsam_desktop.bridge.protocol import Engine
from sqsam_desktop.bridge.server import Server
from sqsam_desktop.bridge.service import Service, Shared
from sqsam_desktop.core.compose import Place
from sqsam_desktop.core.document import EffectUse
from sqsam_desktop.errors import SqsamError
from tests.fakes import FakePredictor

U8 = NDArray[np.uint8]


class FakeEffects:
    """Turns the picture round by the number of its parameter, where the mask is."""

    def resolve(self, name: str) -> str:
        if name != "turn":
            raise SqsamError(f"There is no effect '{name}'.")
        return "fake/turn"

    def run(
        self, use: EffectUse, image: U8, mask: U8, place: Place, check: Callable[[], None]
    ) -> U8:
        amount = int(dict(use.params).get("amount", 0))
        while amount < 0:
            check()  # for ever
            time.sleep(0.001)
        assert place.bounds == (0, 0, *place.size) and place.shape == mask.shape
        turned = image.copy()
        turned[mask > 0] += np.uint8(amount)
        return turned


@contextmanager
def serving(address: Path, shared: Shared | None = None) -> Iterator[Server]:
    """A server in a thread; whoever holds the `turn` of `shared` keeps it from computing."""
    shared = shared or Shared(FakeEffects())
    server = Server(address, lambda: Service(FakePredictor(), shared))
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
