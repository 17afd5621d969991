"""Unsaved work is kept while it is made, offered after a crash, and gone once it is safe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.commands import AcceptLayer
from sqsam_desktop.core.document import State
from sqsam_desktop.core.files import journal
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.files.project import Project
from sqsam_desktop.core.outline import Outline, Step
from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.core.solver import Solver
from sqsam_desktop.settings import Settings
from sqsam_desktop.ui.app import keep_work
from sqsam_desktop.ui.main_window import MainWindow
from tests.fakes import FakePrediction, FakePredictor
from tests.ui.conftest import Hand

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "unsaved"


@pytest.fixture
def keeping(hand: Hand, root: Path) -> Hand:
    """A hand at a window whose work is kept."""
    keep_work(hand.window, root)
    return hand


@pytest.fixture
def restarted(qtbot: QtBot, root: Path, photo: Path) -> Iterator[MainWindow]:
    """The program, started after a crash that left a layer and a click on `photo` behind."""
    left_behind(root, photo)
    yield from start(qtbot, root)


def start(qtbot: QtBot, root: Path) -> Iterator[MainWindow]:
    window = MainWindow(Solver(FakePredictor, FakePrediction.unpack), Settings(animations=False))
    qtbot.addWidget(window)
    window.resize(900, 700)
    keep_work(window, root)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()


def left_behind(root: Path, photo: Path) -> None:
    click = Outline((Step("new", Prompt((Click(60.5, 60.5),))),))
    state = AcceptLayer("", State(draft=click), "Dog").after
    kept = journal.begun(root)
    kept.record(Project(open_picture(photo), photo.name, photo.read_bytes(), state), None)
    kept.release()


def records(root: Path) -> list[Path]:
    return list(root.glob("*/record.json"))


def choose(window: MainWindow, text: str, qtbot: QtBot) -> None:
    def buttons() -> list[QPushButton]:
        found = window.messages.findChildren(QPushButton)
        return [each for each in found if each.text() == text and each.isVisible()]

    qtbot.waitUntil(lambda: len(buttons()) == 1)
    QTest.mouseClick(buttons()[0], Qt.MouseButton.LeftButton)


def test_a_layer_is_kept_until_it_is_saved(
    keeping: Hand, root: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(records(root)) == 1, timeout=2000 + 3000)
    target = str(tmp_path / "work.sqsam")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (target, ""))
    keeping.key(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: records(root) == [])
    keeping.editor.undo()
    qtbot.waitUntil(lambda: len(records(root)) == 1)
    assert keeping.window.close()
    assert list(root.iterdir()) == []


def test_clicks_are_kept_too_but_not_the_mere_suggestion(
    keeping: Hand, root: Path, qtbot: QtBot
) -> None:
    keeping.wait()
    assert keeping.window.files.unsaved is None
    keeping.click(60, 60)
    qtbot.waitUntil(lambda: len(records(root)) == 1)
    keeping.editor.undo()
    qtbot.waitUntil(lambda: records(root) == [])


def test_nothing_is_kept_if_it_is_not_wanted(qtbot: QtBot, root: Path, window: MainWindow) -> None:
    window.profile.settings = Settings(autosave=False, animations=False)
    keep_work(window, root)
    with qtbot.waitSignal(window.layers.accepted):
        QTest.keyClick(window, Qt.Key.Key_Return)
    (autosave,) = [
        each for each in window.findChildren(object) if type(each).__name__ == "Autosave"
    ]
    with qtbot.waitSignal(autosave._rest.timeout):
        pass
    assert records(root) == []


def test_what_is_closed_is_not_kept_any_more(
    keeping: Hand, root: Path, photo: Path, qtbot: QtBot
) -> None:
    keeping.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(records(root)) == 1)
    keeping.reopen(photo)  # the layer is discarded: see `empty_window`
    qtbot.waitUntil(lambda: list(root.iterdir()) == [])


def test_a_disk_that_refuses_is_told_once(keeping: Hand, root: Path, qtbot: QtBot) -> None:
    root.write_text("no folder")
    keeping.click(60, 60)
    qtbot.waitUntil(lambda: "against a crash" in keeping.window.messages.text)
    keeping.window.messages.dismiss()
    keeping.click(330, 240)
    keeping.wait()
    root.unlink()
    qtbot.waitUntil(lambda: len(records(root)) == 1)
    assert keeping.window.messages.text == ""


def test_work_is_restored_after_a_crash(
    restarted: MainWindow, root: Path, photo: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(restarted.messages.text))
    assert restarted.messages.text.startswith("photo.png was not saved when the program ended.")
    with qtbot.waitSignal(restarted.editor.opened):
        choose(restarted, "Restore", qtbot)
    assert [layer.name for layer in restarted.editor.state.things] == ["Dog"]
    assert restarted.isWindowModified()
    assert restarted.editor.document.picture.path == photo
    assert len(records(root)) == 1, "it is kept as long as it is not saved"


def test_restored_work_keeps_its_own_project(
    restarted: MainWindow,
    root: Path,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with qtbot.waitSignal(restarted.editor.opened):
        choose(restarted, "Restore", qtbot)
    target = tmp_path / "work.sqsam"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(target), ""))
    with qtbot.waitSignal(restarted.files.saved):
        QTest.keyClick(restarted, Qt.Key.Key_S, CONTROL)
    assert not restarted.isWindowModified()
    qtbot.waitUntil(lambda: records(root) == [])
    restarted.documents.close()
    with qtbot.waitSignal(restarted.editor.opened):
        restarted.open(target)
    assert [layer.name for layer in restarted.editor.state.things] == ["Dog"]


def test_what_a_crash_left_can_be_discarded(
    restarted: MainWindow, root: Path, qtbot: QtBot
) -> None:
    choose(restarted, "Discard", qtbot)
    qtbot.waitUntil(lambda: list(root.iterdir()) == [])
    assert restarted.editor.document is None


def test_what_nobody_decided_about_is_offered_again(
    restarted: MainWindow, root: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(restarted.messages.text))
    restarted.messages.dismiss()
    restarted.close()
    assert len(records(root)) == 1
    (left,) = journal.left_behind(root)
    left.release()


def test_several_are_offered_together(qtbot: QtBot, root: Path, photo: Path) -> None:
    for name in ("one.png", "two.png"):
        left_behind(root, photo.rename(photo.with_name(name)))
        photo = photo.with_name(name)
    running = start(qtbot, root)
    window = next(running)
    qtbot.waitUntil(lambda: window.messages.text.startswith("2 documents were not saved"))
    choose(window, "Restore All", qtbot)
    qtbot.waitUntil(lambda: len(window.documents.titles) == 2)
    assert window.documents.titles == [("one.png", True), ("two.png", True)]
    assert list(running) == []
    assert list(root.iterdir()) == []


def test_damaged_leftovers_are_told(
    restarted: MainWindow, root: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: bool(restarted.messages.text))
    (record,) = records(root)
    (record.parent / "source").write_bytes(b"no picture")
    choose(restarted, "Restore", qtbot)
    qtbot.waitUntil(lambda: "is not a picture" in restarted.messages.text)
    assert restarted.editor.document is None


@pytest.fixture(autouse=True)
def _discarding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Discard)


def test_every_document_that_is_open_is_kept(
    keeping: Hand, root: Path, photo: Path, qtbot: QtBot
) -> None:
    window, other = keeping.window, photo.with_name("other.png")
    other.write_bytes(photo.read_bytes())
    keeping.key(Qt.Key.Key_Return)
    with qtbot.waitSignal(window.editor.answered):
        window.open(other)  # before the first has been written down
    keeping.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(records(root)) == 2)
    names = sorted(json.loads(path.read_text())["name"] for path in records(root))
    assert names == ["other.png", "photo.png"]
    window.documents.close()
    qtbot.waitUntil(lambda: len(records(root)) == 1)
    assert window.close()
    assert list(root.iterdir()) == []


def test_what_is_saved_while_another_document_is_shown_is_safe(
    keeping: Hand,
    root: Path,
    photo: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, other = keeping.window, photo.with_name("other.png")
    other.write_bytes(photo.read_bytes())
    keeping.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(records(root)) == 1)
    with qtbot.waitSignal(window.editor.answered):
        window.open(other)
    window.documents.step(1)
    target = str(tmp_path / "work.sqsam")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (target, ""))
    with qtbot.waitSignal(window.files.saved):
        keeping.key(Qt.Key.Key_S, CONTROL)
        window.documents.step(1)
        assert window.files.name == "other.png"
    qtbot.waitUntil(lambda: records(root) == [])
