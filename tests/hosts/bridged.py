"""Krita and GIMP with our plug-in, each on a screen of its own."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sqsam_desktop import paths
from sqsam_desktop.bridge.install import hosts, install
from sqsam_desktop.bridge.protocol import Channel, Engine, EngineError
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.prompt import Prompt
from sqsam_desktop.engine import Predictor

U8 = NDArray[np.uint8]

_DESKTOP = """[Desktop Entry]
Type=Service
ServiceTypes=Krita/PythonPlugin
X-KDE-Library=zprobe
X-Python-2-Compatible=false
Name=probe
Comment=probe
"""
_QUIET = """(check-updates no)
(show-welcome-dialog no)
(config-version "3.0.4")
"""

PLAIN_ENGINE = (sys.executable, "-m", "sqsam_desktop")
ENGINE_WITH_USER = (sys.executable, str(Path(__file__).with_name("engine_with_user.py")))
PLAIN = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8"}
_SCREEN = "1440x900x24"
_PATIENCE = 150


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """A display with a window manager; gives the variables that lead there."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", _SCREEN, "-nolisten", "tcp"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as told:
        variables = {**PLAIN, "DISPLAY": f":{told.readline().strip()}"}
    manager = subprocess.Popen(["openbox"], env=variables, stderr=subprocess.DEVNULL)
    try:
        yield variables
    finally:
        for process in (manager, server):
            process.kill()
            process.wait()


@dataclass
class Session:
    """A program that runs a script of ours, which says what it sees and waits for answers.

    Attributes:
        folder: Where it writes `<name>.json`, whole, when it has something to say.
        variables: Of its environment.
    """

    folder: Path
    process: subprocess.Popen[str]
    variables: dict[str, str]

    def told(self, name: str) -> Any:
        """What the script said under a name, as soon as it has."""
        path, end = self.folder / f"{name}.json", time.monotonic() + _PATIENCE
        while not path.exists():
            assert self.process.poll() is None and time.monotonic() < end, self.output()
            time.sleep(0.02)
        return json.loads(path.read_text())

    def tell(self, name: str) -> None:
        """Let the script go on that waits for this."""
        (self.folder / f"{name}.go").touch()

    def output(self) -> str:
        """What the program printed, and what the script stumbled over."""
        files = (self.folder / "output.txt", self.folder / "error.txt")
        return "\n".join(path.read_text() for path in files if path.exists())

    def ended(self) -> int:
        """The program's return code once it has ended by itself."""
        return self.process.wait(_PATIENCE)


@contextmanager
def running(
    command: Sequence[str], variables: Mapping[str, str], folder: Path
) -> Iterator[Session]:
    with (folder / "output.txt").open("w") as output:
        process = subprocess.Popen(
            command,
            env=dict(variables),
            text=True,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield Session(folder, process, dict(variables))
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def krita_home(home: Path) -> dict[str, str]:
    """Install our plug-in and the tests' own; the variables with which Krita finds them."""
    folders = {f"XDG_{name}": str(home) for name in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME")}
    (home / "run").mkdir(mode=0o700)
    variables = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run"), **folders}
    plugins = home / "krita" / "pykrita"
    (plugins / "zprobe").mkdir(parents=True)
    (plugins / "zprobe.desktop").write_text(_DESKTOP)
    copied("bridge_in_krita.py", plugins / "zprobe").rename(plugins / "zprobe" / "__init__.py")
    (home / "kritarc").write_text("[python]\nenable_zprobe=true\n")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        install(hosts()["krita"])
    return {**variables, "SQSAM_TEST_FOLDER": str(home)}


def gimp_home(home: Path) -> None:
    """Install our plug-in into a profile of GIMP's that shows nothing but the work."""
    (home / "run").mkdir(mode=0o700)
    (home / "gimp").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIMP3_DIRECTORY", str(home / "gimp"))
        patch.setenv("XDG_RUNTIME_DIR", str(home / "run"))
        install(hosts()["gimp"])
    (home / "gimp" / "gimprc").write_text(_QUIET)


def sample(folder: Path, width: int = 320) -> Path:
    """A photo as PNG, so that every program reads the same pixels of it."""
    import cv2

    rgb = open_picture(paths.resources() / "samples" / "astronaut.jpg").srgb()
    height = round(width * rgb.shape[0] / rgb.shape[1])
    small = cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA)
    path = folder / "photo.png"
    cv2.imwrite(str(path), cv2.cvtColor(small, cv2.COLOR_RGB2BGR))
    return path


def subject_of(photo: Path, prompt: Prompt | None = None) -> U8:
    """The predictor's own answer."""
    predictor = Predictor.default()
    predictor.set_image(open_picture(photo).srgb())
    return predictor.predict(prompt or Prompt()).mask


def bytes_of(text: str, shape: Sequence[int]) -> U8:
    return np.frombuffer(base64.b64decode(text), np.uint8).reshape(shape)


def copied(name: str, folder: Path) -> Path:
    """A script of ours where the program sees it."""
    return Path(shutil.copy(Path(__file__).parent / name, folder))


@contextmanager
def engine_at(address: str, command: Sequence[str] = PLAIN_ENGINE) -> Iterator[None]:
    """An engine that listens there."""
    process = subprocess.Popen([*command, "serve", "--socket", address])
    try:
        while not os.path.exists(address):
            assert process.poll() is None
            time.sleep(0.02)
        yield
    finally:
        end_engine(address)
        process.wait(_PATIENCE)


def end_engine(address: str) -> None:
    engine = Engine(address)
    with suppress(EngineError):  # there may be none
        engine.call("quit")
    engine.close()
    end = time.monotonic() + _PATIENCE
    while os.path.exists(address):
        assert time.monotonic() < end
        time.sleep(0.02)


class dying_engine:
    """Listens like the engine, and hangs up as soon as it is asked for something."""

    def __init__(self, address: str) -> None:
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(address)
        self._listener.listen()
        self._listener.settimeout(60)
        self._address = address
        self._asked = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> threading.Event:
        self._thread.start()
        return self._asked

    def __exit__(self, *error: object) -> None:
        self._thread.join()
        self._listener.close()
        Path(self._address).unlink()

    def _serve(self) -> None:
        with suppress(TimeoutError):
            self._greet(Channel(self._listener.accept()[0]))

    def _greet(self, channel: Channel) -> None:
        hello = channel.receive()
        assert hello is not None
        channel.send({"id": hello.fields["id"], "version": hello.fields["version"]})
        channel.receive()
        channel.close()
        self._asked.set()
