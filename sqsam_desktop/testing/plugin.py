"""A pytest plug-in for tests of the editor's window, and of effects.

It is there in every project whose environment has this program, so it imports nothing but pytest
until a test asks for one of its fixtures. Those of the window need pytest-qt.

    def test_a_click_takes_the_whole_dog(sqsam_window, compare_picture):
        sqsam_window.click(310, 420)
        sqsam_window.wait_for_mask()
        compare_picture(sqsam_window.screenshot(), "dog")

The photo is `sqsam_photo`, the plug-ins are `sqsam_plugins`, and what answers is `sqsam_solver`:
fixtures to override in a module, in `conftest.py`, or by parametrizing a test with them.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from typing import TYPE_CHECKING, TypeAlias

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from sqsam_desktop.core.solver import Solver
    from sqsam_desktop.plugin_host.host import PluginHost
    from sqsam_desktop.settings import Settings
    from sqsam_desktop.testing.pictures import U8
    from sqsam_desktop.testing.window import SqsamWindow

ComparePicture: TypeAlias = "Callable[..., None]"
OpenWindow: TypeAlias = "Callable[..., SqsamWindow]"

_PATIENCE_S = 5.0


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that renews expected pictures."""
    about = "write the pictures that compare_picture expects anew, instead of comparing with them"
    parser.getgroup("sqsam").addoption("--sqsam-update", action="store_true", help=about)


@pytest.fixture
def compare_picture(request: pytest.FixtureRequest, tmp_path: Path) -> ComparePicture:
    """`compare_picture(actual, name, tolerance=20)` fails unless a picture looks as it should.

    `actual` is a QImage, or H x W x 3 or H x W x 4 uint8. What it should look like is
    `expected/<name>.png` beside the test, which `pytest --sqsam-update` writes: look at what
    changed. Take pictures without words: fonts differ between machines.
    """
    from PIL import Image

    from sqsam_desktop.testing import pictures

    def check(actual: U8 | QImage, name: str, tolerance: int = pictures.TOLERANCE) -> None:
        path = request.path.parent / "expected" / f"{name}.png"
        if request.config.getoption("--sqsam-update"):
            path.parent.mkdir(exist_ok=True)
            Image.fromarray(pictures.pixels(actual)).save(path, optimize=True)
        else:
            pictures.compare(pictures.pixels(actual), path, tmp_path, tolerance)

    return check


@pytest.fixture
def sqsam_folders(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder with the settings, plug-ins, caches and logs of this test alone."""
    home = tmp_path_factory.mktemp("home")
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    return home


@pytest.fixture
def sqsam_nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a thread running: it would spoil the next one."""
    before = set(threading.enumerate())
    yield
    for thread in threading.enumerate():
        # Python's stand-ins for threads it did not start never end; Qt's own are looked for below.
        if thread not in before and not isinstance(thread, threading._DummyThread):
            thread.join(_PATIENCE_S)
            assert not thread.is_alive(), f"the test left the thread {thread.name} running"
    if "qapp" in request.fixturenames:
        # Without a screen Qt deletes what lies there after Python has ended, and crashes.
        sys.modules["PySide6.QtGui"].QGuiApplication.clipboard().clear()
        running = _running_qthreads()
        assert not running, f"the test left QThreads running: {running}"


@pytest.fixture
def sqsam_photo() -> Path:
    """The photo that `sqsam_window` shows; a sample of ours, unless overridden."""
    from sqsam_desktop import paths

    return paths.resources() / "samples" / "astronaut.jpg"


@pytest.fixture
def sqsam_plugins() -> Sequence[Path | str]:
    """The folders of the plug-ins that `sqsam_window` has; none, unless overridden."""
    return ()


@pytest.fixture(scope="session")
def sqsam_solver() -> Solver:
    """What answers; the bundled model, unless overridden. One window at a time may ask it."""
    from sqsam_desktop.ui.app import bundled_solver

    return bundled_solver()


@pytest.fixture(scope="session")
def _sqsam_screen() -> None:
    """Without a screen Qt would end the process."""
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def sqsam_open(
    _sqsam_screen: None,
    sqsam_folders: Path,
    sqsam_nothing_left: None,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[OpenWindow]:
    """`sqsam_open(solver, settings=None, host=None)` opens a window on its start page.

    All close at the end. There are effects in it only with a `PluginHost`, which is closed, too.
    Whoever is asked about unsaved work discards it.
    """
    from PySide6.QtWidgets import QMessageBox

    from sqsam_desktop.testing import window

    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Discard)
    opened: list[SqsamWindow] = []

    def open_window(
        solver: Solver, settings: Settings | None = None, host: PluginHost | None = None
    ) -> SqsamWindow:
        opened.append(window.made(solver, qtbot, settings, host))
        return opened[-1]

    yield open_window
    for each in opened:
        each.window.close()


@pytest.fixture
def sqsam_window(
    sqsam_open: OpenWindow,
    sqsam_solver: Solver,
    sqsam_plugins: Sequence[Path | str],
    sqsam_photo: Path,
) -> SqsamWindow:
    """A window with `sqsam_photo` open and its subject outlined."""
    from sqsam_desktop.testing.trial import host_of

    window = sqsam_open(sqsam_solver, host=host_of(sqsam_plugins))
    window.open(sqsam_photo)
    return window


def _running_qthreads() -> list[object]:
    core, alive = sys.modules["PySide6.QtCore"], sys.modules["shiboken6"].isValid
    main = core.QCoreApplication.instance().thread()
    found = [each for each in gc.get_objects() if isinstance(each, core.QThread)]
    return [
        each
        for each in found
        if alive(each) and each is not main and each.isRunning() and not each.wait(5000)
    ]
