"""What every test gets: no screen, no user's own files, and a look for what it left running."""

from __future__ import annotations

import gc
import os
import sys
import threading
from typing import TYPE_CHECKING

import hypothesis
import pytest
import tqdm

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest_plugins = ("tests.looks",)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
tqdm.tqdm.monitor_interval = 0  # its watching thread would outlive the test

# A busy machine is slow at times, and a failure must come back when the test is run again.
hypothesis.settings.register_profile("here", deadline=None, derandomize=True)
hypothesis.settings.load_profile("here")

_PATIENCE = 5.0


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, caches and logs of the test, not those of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.delenv("SQSAM_DATA", raising=False)


@pytest.fixture(autouse=True)
def _nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """A thread that outlives its test spoils the next one."""
    before = set(threading.enumerate())
    yield
    for thread in threading.enumerate():
        # Python's stand-ins for threads it did not start never end; Qt's own are looked for below.
        if thread not in before and not isinstance(thread, threading._DummyThread):
            thread.join(_PATIENCE)
            assert not thread.is_alive(), f"the test left the thread {thread.name} running"
    if "qapp" in request.fixturenames:
        running = _running_qthreads()
        assert not running, f"the test left QThreads running: {running}"


def _running_qthreads() -> list[object]:
    core = sys.modules["PySide6.QtCore"]
    main = core.QCoreApplication.instance().thread()
    found = [each for each in gc.get_objects() if isinstance(each, core.QThread)]
    return [
        each
        for each in found
        if _alive(each) and each is not main and each.isRunning() and not each.wait(5000)
    ]


def _alive(thread: object) -> bool:
    return bool(sys.modules["shiboken6"].isValid(thread))
