"""The window works for GIMP or Krita: a real socket on one side, real clicks on the other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from sqsam_desktop.bridge.editing import Task
from sqsam_desktop.bridge.listening import Listener
from sqsam_desktop.bridge.protocol import Channel, Message, ProtocolError
from sqsam_desktop.core.solver import Solver
from sqsam_desktop.settings import Settings
from sqsam_desktop.testing.plugin import OpenWindow
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.reply import Reply, ReplyBar
from tests.fake_plugins import FIELDS, TINT, FakePluginHost
from tests.fakes import FakePrediction, FakePredictor
from tests.ui.conftest import LEFT, SIZE, Hand

WIDTH, HEIGHT = SIZE
UNPACK = Solver(FakePredictor, FakePrediction.unpack).unpack
PIXELS = np.random.default_rng(3).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)
MASK = np.zeros((HEIGHT, WIDTH), np.uint8)
MASK[100:150, 200:300] = 255


@pytest.fixture
def empty_window(sqsam_open: OpenWindow, predictor: FakePredictor) -> MainWindow:
    """A window that has effects."""
    solver = Solver(lambda: predictor, FakePrediction.unpack)
    window = sqsam_open(solver, Settings(animations=False), FakePluginHost()).window
    window.resize(1000, 800)
    return window


class Asker:
    """Stands for the engine, which stands for GIMP: hands a task to whoever comes."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700)
        self.address = folder / "engine.sock"
        self.task = Task(PIXELS, None, "GIMP", "dog.jpg")
        self.answers: list[Message] = []
        self._listener = Listener(self.address)
        self._channel: Channel | None = None
        self._thread = threading.Thread(target=self._serve)

    def start(self) -> None:
        self._thread.start()

    def take_back(self) -> None:
        assert self._channel is not None
        self._channel.send({"cancelled": True})

    def die(self) -> None:
        assert self._channel is not None
        self._channel.close()

    def close(self) -> None:
        self._thread.join(20)
        assert not self._thread.is_alive()
        self._listener.close()

    @property
    def answer(self) -> dict[str, Any]:
        self._thread.join(20)
        (message,) = self.answers
        return message.fields

    def pictures(self) -> list[np.ndarray]:
        (message,) = self.answers
        return [np.frombuffer(blob, np.uint8) for blob in message.blobs]

    def _serve(self) -> None:
        channel = self._channel = self._listener.accept(20)
        assert channel is not None
        assert self._listener.greet(channel)
        self.task.send(channel)
        with suppress(ProtocolError):
            message = channel.receive(20)
            if message is not None:
                self.answers.append(message)
        channel.close()


@pytest.fixture
def asker(tmp_path: Path) -> Iterator[Asker]:
    asker = Asker(tmp_path / "run")
    yield asker
    asker.close()


def edit(window: MainWindow, asker: Asker, qtbot: QtBot) -> Hand:
    """Someone at the window, which shows what the asker wants to be edited."""
    asker.start()
    with qtbot.waitSignal(window.editor.opened):
        Reply(window, str(asker.address), UNPACK)
    window.canvas.zoom_to(1.0)
    return Hand(window, qtbot)


def keep(hand: Hand, x: float, y: float, qtbot: QtBot) -> np.ndarray:
    """Make a layer of a thing; its mask."""
    count = len(hand.editor.state.things)
    hand.click(x, y)
    mask = hand.wait()
    hand.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(hand.editor.state.things) == count + 1)
    return mask


def press(window: MainWindow, text: str, qtbot: QtBot) -> None:
    (bar,) = window.findChildren(ReplyBar)
    assert bar.isVisible()
    (button,) = (each for each in bar.findChildren(QPushButton) if each.text() == text)
    qtbot.mouseClick(button, LEFT)


def test_what_is_outlined_is_given_back(
    empty_window: MainWindow, asker: Asker, predictor: FakePredictor, qtbot: QtBot
) -> None:
    hand = edit(empty_window, asker, qtbot)
    hand.click(100, 80)
    mask = hand.wait()
    press(empty_window, "Done", qtbot)
    qtbot.waitUntil(lambda: not empty_window.isVisible())
    assert not asker.answer["cancelled"]
    assert asker.answer["layers"] == []
    (given,) = asker.pictures()
    assert np.array_equal(given.reshape(HEIGHT, WIDTH), mask)


def test_a_selection_is_outlined_at_first(
    empty_window: MainWindow, asker: Asker, predictor: FakePredictor, qtbot: QtBot
) -> None:
    asker.task = Task(np.dstack([PIXELS, np.full((HEIGHT, WIDTH), 255, np.uint8)]), MASK, "Krita")
    edit(empty_window, asker, qtbot).wait()
    assert empty_window.editor.document is not None
    assert np.array_equal(empty_window.editor.document.picture.pixels, PIXELS)
    assert predictor.asked == []
    press(empty_window, "Done", qtbot)
    qtbot.waitUntil(lambda: not empty_window.isVisible())
    assert not asker.answer["cancelled"]
    (given,) = asker.pictures()
    assert np.array_equal(given.reshape(HEIGHT, WIDTH), MASK)


def test_layers_come_back_with_the_mask_of_all(
    empty_window: MainWindow, asker: Asker, qtbot: QtBot
) -> None:
    hand = edit(empty_window, asker, qtbot)
    first, second = keep(hand, 100, 80, qtbot), keep(hand, 300, 200, qtbot)
    press(empty_window, "Done", qtbot)
    qtbot.waitUntil(lambda: not empty_window.isVisible())
    layers = asker.answer["layers"]
    mask, *pictures = asker.pictures()
    assert np.array_equal(mask.reshape(HEIGHT, WIDTH), np.maximum(first, second))
    assert len(layers) == len(pictures) == 2
    for told, rows, expected in zip(layers, pictures, (first, second), strict=True):
        x, y, width, height = (told[name] for name in ("x", "y", "width", "height"))
        pixels = rows.reshape(height, width, 4)
        part = slice(y, y + height), slice(x, x + width)
        assert np.array_equal(pixels[:, :, 3], expected[part])
        assert expected.sum() == expected[part].sum()
        inside = expected[part] == 255
        assert np.array_equal(pixels[inside][:, :3], PIXELS[part][inside])


def test_with_effects_the_picture_as_it_looks_is_one_layer(
    empty_window: MainWindow, asker: Asker, qtbot: QtBot
) -> None:
    hand = edit(empty_window, asker, qtbot)
    hand.click(100, 80)
    empty_window.effects.add(TINT.id)
    press(empty_window, "Done", qtbot)
    qtbot.waitUntil(lambda: not empty_window.isVisible())
    (told,) = asker.answer["layers"]
    assert (told["width"], told["height"], told["name"]) == (WIDTH, HEIGHT, "dog")
    _, pixels = asker.pictures()
    color = FIELDS[TINT.id][0].default
    expected = [int(str(color)[at : at + 2], 16) for at in (1, 3, 5)] + [255]
    assert (pixels.reshape(-1, 4) == expected).all()


def test_nothing_is_given_back_when_there_is_nothing(
    empty_window: MainWindow, asker: Asker, predictor: FakePredictor, qtbot: QtBot
) -> None:
    predictor.has_subject = False
    edit(empty_window, asker, qtbot)
    press(empty_window, "Done", qtbot)
    qtbot.waitUntil(lambda: "Outline something first" in empty_window.messages.text)
    press(empty_window, "Cancel", qtbot)
    assert asker.answer["cancelled"]
    assert not empty_window.isVisible()


def test_closing_the_window_means_cancel_and_asks_about_work(
    empty_window: MainWindow, asker: Asker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = edit(empty_window, asker, qtbot)
    keep(hand, 100, 80, qtbot)
    asked: list[object] = []
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box) or answers.pop(0))
    press(empty_window, "Cancel", qtbot)
    assert empty_window.isVisible()
    empty_window.close()
    assert not empty_window.isVisible() and len(asked) == 2
    assert asker.answer["cancelled"]


def test_a_wish_that_is_taken_back_closes_the_window(
    empty_window: MainWindow, asker: Asker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = edit(empty_window, asker, qtbot)
    keep(hand, 100, 80, qtbot)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pytest.fail("it asked"))
    asker.take_back()
    qtbot.waitUntil(lambda: not empty_window.isVisible())


def test_a_host_that_goes_leaves_the_picture_as_unsaved_work(
    empty_window: MainWindow, asker: Asker, qtbot: QtBot
) -> None:
    edit(empty_window, asker, qtbot)
    asker.die()
    qtbot.waitUntil(lambda: "GIMP does not wait" in empty_window.messages.text)
    (bar,) = empty_window.findChildren(ReplyBar)
    assert not bar.isVisible()
    assert empty_window.files.is_dirty and empty_window.editor.document is not None


def test_an_asker_that_is_not_there_is_told(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    Reply(empty_window, str(tmp_path / "nobody.sock"), UNPACK)
    qtbot.waitUntil(lambda: "has gone" in empty_window.messages.text)
    assert empty_window.isVisible() and empty_window.editor.document is None
