"""Projects, layers exported, the clipboard, and what is asked before layers are lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from sqsam_desktop import paths
from sqsam_desktop.core.document import PHOTO_ID
from sqsam_desktop.core.files import project
from sqsam_desktop.core.prompt import Click, Prompt
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.overlays import BusyLine
from sqsam_desktop.ui.photo_tiles import TileRow
from sqsam_desktop.ui.recent_menu import RecentMenu
from sqsam_desktop.ui.start_page import StartPage
from tests.fakes import FakePredictor
from tests.ui.conftest import Hand

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def kept(hand: Hand) -> Hand:
    """A hand at a window with one layer, which was never saved."""
    hand.click(60, 60)
    hand.wait()
    hand.key(Qt.Key.Key_Return)
    return hand


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What message boxes said; the answer is Cancel until `answer` gives another."""
    texts: list[str] = []
    answer(monkeypatch, QMessageBox.StandardButton.Cancel, texts)
    return texts


def answer(
    monkeypatch: pytest.MonkeyPatch,
    button: QMessageBox.StandardButton,
    texts: list[str] | None = None,
) -> None:
    def answered(box: QMessageBox) -> QMessageBox.StandardButton:
        if texts is not None:
            texts.append(box.text())
        return button

    monkeypatch.setattr(QMessageBox, "exec", answered)


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: str(path))


def save(hand: Hand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hand.window.files.saved):
        hand.key(Qt.Key.Key_S, CONTROL)


def reopen(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    """Close the document and open a file."""
    window.documents.close()
    assert window.editor.document is None
    with qtbot.waitSignal(window.editor.opened):
        window.open(path)


# --- projects -------------------------------------------------------------------------------------


def test_a_project_is_saved_opened_and_gone_on_with(
    kept: Hand,
    predictor: FakePredictor,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = kept.window
    kept.click(330, 240)
    kept.wait()
    state = kept.editor.state
    choose(monkeypatch, tmp_path / "work")
    save(kept, qtbot)
    assert window.windowTitle() == "work.sqsam[*] - SqueezeSAM"
    asked = len(predictor.asked)
    reopen(window, tmp_path / "work.sqsam", qtbot)
    assert kept.editor.state == state
    assert kept.editor.undo_text is None
    assert kept.wait()[240, 330] == 255
    assert len(predictor.asked) == asked, "every answer came from the file"
    window.layers.choose("layer-1")
    kept.wait()
    kept.click(150, 60)
    assert kept.wait()[60, 150] == 255


def test_saving_again_asks_for_no_name_and_saving_as_does(
    kept: Hand, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "one.sqsam")
    save(kept, qtbot)
    before = (tmp_path / "one.sqsam").read_bytes()
    kept.window.layers.set_visible(PHOTO_ID, False)
    choose(monkeypatch, tmp_path / "two.sqsam")
    save(kept, qtbot)
    assert (tmp_path / "one.sqsam").read_bytes() != before
    with qtbot.waitSignal(kept.window.files.saved):
        kept.key(Qt.Key.Key_S, CONTROL | SHIFT)
    assert kept.window.files.path == tmp_path / "two.sqsam"


def test_the_title_tells_of_unsaved_layers(
    kept: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.isWindowModified()
    choose(monkeypatch, tmp_path / "work.sqsam")
    save(kept, qtbot)
    assert not window.isWindowModified()
    window.layers.rename("layer-1", "Dog")
    assert window.isWindowModified()
    kept.editor.undo()
    assert not window.isWindowModified()
    kept.click(330, 240)
    assert not window.isWindowModified(), "prompts are no layers"


def test_a_failed_save_loses_nothing_and_stays_unsaved(
    kept: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "missing" / "work.sqsam")
    with qtbot.waitSignal(window.files.failed):
        kept.key(Qt.Key.Key_S, CONTROL)
    assert "cannot be written" in window.messages.text
    assert window.isWindowModified()
    assert window.files.path is None


def test_a_full_disk_leaves_the_old_project_and_the_layers_unsaved(
    kept: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "work.sqsam")
    save(kept, qtbot)
    before = (tmp_path / "work.sqsam").read_bytes()
    window.layers.rename("layer-1", "Dog")

    def full(path: Path, content: bytes) -> None:
        path.write_bytes(content[:100])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched, qtbot.waitSignal(window.files.failed):
        patched.setattr(paths, "_write_and_sync", full)
        kept.key(Qt.Key.Key_S, CONTROL)
        qtbot.waitUntil(lambda: "no space left" in window.messages.text)
    assert window.isWindowModified()
    assert [path.name for path in tmp_path.glob("*.*")] == ["photo.png", "work.sqsam"]
    assert (tmp_path / "work.sqsam").read_bytes() == before
    save(kept, qtbot)
    assert not window.isWindowModified()


def test_a_window_stays_open_if_it_cannot_save(
    kept: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, QMessageBox.StandardButton.Save)
    choose(monkeypatch, tmp_path / "missing" / "work.sqsam")
    with qtbot.waitSignal(window.files.failed):
        assert not window.close()
    assert window.isVisible()
    assert len(kept.editor.state.things) == 1
    answer(monkeypatch, QMessageBox.StandardButton.Discard)


def test_a_save_waits_for_the_mask_of_the_last_click(
    kept: Hand,
    predictor: FakePredictor,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    predictor.gate.clear()
    kept.click(330, 240)
    choose(monkeypatch, tmp_path / "work.sqsam")
    kept.key(Qt.Key.Key_S, CONTROL)
    with qtbot.waitSignal(kept.window.files.saved):
        predictor.gate.set()
    asked = len(predictor.asked)
    reopen(kept.window, tmp_path / "work.sqsam", qtbot)
    kept.wait()
    assert len(predictor.asked) == asked


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Z])
def test_a_save_that_waits_is_not_forgotten_when_the_gesture_is_given_up(
    kept: Hand,
    predictor: FakePredictor,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    key: Qt.Key,
) -> None:
    predictor.gate.clear()
    kept.click(330, 240)
    choose(monkeypatch, tmp_path / "work.sqsam")
    kept.key(Qt.Key.Key_S, CONTROL)
    with qtbot.waitSignal(kept.window.files.saved):
        kept.key(key, CONTROL if key == Qt.Key.Key_Z else Qt.KeyboardModifier.NoModifier)
    assert len(project.load(tmp_path / "work.sqsam").state.things) == 1
    predictor.gate.set()


def test_a_save_that_waits_is_done_when_the_prompt_fails(
    kept: Hand,
    predictor: FakePredictor,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    predictor.gate.clear()
    predictor.failing = lambda item: True
    kept.click(330, 240)
    choose(monkeypatch, tmp_path / "work.sqsam")
    kept.key(Qt.Key.Key_S, CONTROL)
    with qtbot.waitSignal(kept.window.files.saved):
        predictor.gate.set()


def test_a_save_that_waits_is_done_before_the_window_closes(
    hand: Hand, predictor: FakePredictor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    predictor.gate.clear()
    hand.click(330, 240)
    choose(monkeypatch, tmp_path / "work.sqsam")
    hand.key(Qt.Key.Key_S, CONTROL)
    predictor.entered.wait(10)
    predictor.gate.set()
    assert hand.window.close()
    (step,) = project.load(tmp_path / "work.sqsam").state.draft.steps
    assert step.prompt == Prompt((Click(330.5, 240.5),))


def test_files_that_wait_to_be_written_are_all_written_before_the_window_closes(
    kept: Hand, window: MainWindow, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{number}.sqsam" for number in range(4)]
    for path in paths:
        window.files.save(path, copy=True)
    window.close()
    assert [path.exists() for path in paths] == [True] * 4


@pytest.mark.parametrize(("typed", "verb"), [("work", "save"), ("work.v2", "save")])
def test_a_project_of_the_completed_name_is_replaced_only_if_that_is_wanted(
    kept: Hand,
    asked: list[str],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    verb: str,
) -> None:
    old = tmp_path / f"{typed}.sqsam"
    old.write_bytes(b"old")
    choose(monkeypatch, tmp_path / typed)
    kept.window.verbs[verb].trigger()
    assert asked == [f"Replace {old.name}?"]
    assert kept.window.files.path is None
    answer(monkeypatch, QMessageBox.StandardButton.Yes)
    save(kept, qtbot)
    assert old.read_bytes() != b"old"
    answer(monkeypatch, QMessageBox.StandardButton.Discard)


def test_a_damaged_project_is_told_and_the_document_stays(
    kept: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.sqsam"
    broken.write_bytes(b"PK nothing")
    with qtbot.waitSignal(window.files.failed):
        window.open(broken)
    assert "broken.sqsam is damaged" in window.messages.text
    assert len(kept.editor.state.things) == 1


def test_recent_projects_have_a_picture(
    kept: Hand, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "work.sqsam")
    save(kept, qtbot)
    page = StartPage([tmp_path / "work.sqsam"], [])
    qtbot.addWidget(page)
    page.resize(800, 600)
    page.show()
    (tile,) = page.findChildren(TileRow)[0].shown()
    qtbot.waitUntil(lambda: not tile._pixmap.isNull())
    assert not tile.is_gone


# --- unsaved layers -------------------------------------------------------------------------------


def test_cancel_keeps_the_window_and_the_photo(
    kept: Hand,
    window: MainWindow,
    photo: Path,
    asked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not window.close()
    assert window.isVisible()
    window.documents.close()
    assert asked == ["Save the layers of photo.png?"] * 2
    assert len(kept.editor.state.things) == 1
    answer(monkeypatch, QMessageBox.StandardButton.Discard)


def test_discard_closes(kept: Hand, window: MainWindow) -> None:
    assert window.close()
    assert not window.isVisible()


def test_save_saves_and_then_closes(
    kept: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, QMessageBox.StandardButton.Save)
    choose(monkeypatch, "")
    assert not window.close()
    choose(monkeypatch, tmp_path / "work.sqsam")
    assert not window.close(), "first it is written"
    qtbot.waitUntil(lambda: not window.isVisible())
    assert (tmp_path / "work.sqsam").stat().st_size > 0


def test_save_saves_and_then_closes_the_document(
    kept: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, QMessageBox.StandardButton.Save)
    choose(monkeypatch, tmp_path / "work.sqsam")
    window.documents.close()
    qtbot.waitUntil(lambda: window.editor.document is None)
    assert len(project.load(tmp_path / "work.sqsam").state.things) == 1
    assert window.isVisible()


def test_nothing_is_asked_without_layers(
    hand: Hand, window: MainWindow, photo: Path, asked: list[str], qtbot: QtBot
) -> None:
    hand.click(60, 60)
    hand.wait()
    reopen(window, photo, qtbot)
    assert window.close()
    assert asked == []


def test_a_gesture_does_not_go_on_in_the_next_picture(
    hand: Hand, window: MainWindow, photo: Path, qtbot: QtBot
) -> None:
    other = photo.with_name("other.png")
    other.write_bytes(photo.read_bytes())
    window.use_tool("box")
    window.open(other)
    hand.press(40, 40)
    hand.move(80, 80)
    with qtbot.waitSignal(hand.editor.answered):
        pass
    hand.release(120, 120)
    assert hand.editor.outline.suggested


def test_the_line_stays_as_long_as_anything_goes_on(
    kept: Hand, window: MainWindow, predictor: FakePredictor, tmp_path: Path, qtbot: QtBot
) -> None:
    busy = window.findChild(BusyLine)
    predictor.gate.clear()
    kept.click(330, 240)
    qtbot.waitUntil(busy.isVisible)
    with qtbot.waitSignal(window.files.failed):
        window.files.open(tmp_path / "missing.png")
    assert busy.isVisible()
    assert busy.accessibleName() == "Outlining"
    predictor.gate.set()
    qtbot.waitUntil(lambda: not busy.isVisible())


# --- the clipboard --------------------------------------------------------------------------------


def test_the_cut_out_is_copied_cropped_with_alpha(kept: Hand, qtbot: QtBot, photo: Path) -> None:
    with qtbot.waitSignal(kept.window.files.copied):
        kept.key(Qt.Key.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    png = bytes(data.data("image/png"))
    pixels = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)
    assert pixels.shape[2] == 4
    assert max(pixels.shape[:2]) < 120
    middle = pixels[pixels.shape[0] // 2, pixels.shape[1] // 2]
    assert tuple(middle)[::3] == (90, 255)
    image = QImage(data.imageData())
    assert image.hasAlphaChannel()
    assert (image.width(), image.height()) == (pixels.shape[1], pixels.shape[0])


def test_a_picture_is_pasted_as_a_new_document(hand: Hand, qtbot: QtBot) -> None:
    image = QImage(50, 40, QImage.Format.Format_ARGB32)
    image.fill(QColor(200, 100, 50, 128))
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(hand.editor.opened):
        hand.key(Qt.Key.Key_V, CONTROL | SHIFT)
    document = hand.editor.document
    assert document.size == (50, 40)
    assert document.picture.pixels[0, 0].tolist() == [200, 100, 50, 128]


def test_a_pasted_picture_can_be_saved(
    hand: Hand, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = QImage(50, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 100, 50))
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(hand.editor.answered):
        hand.key(Qt.Key.Key_V, CONTROL | SHIFT)
    choose(monkeypatch, tmp_path / "pasted.sqsam")
    save(hand, qtbot)
    hand.window.documents.close()
    with qtbot.waitSignal(hand.editor.opened):
        hand.window.open(tmp_path / "pasted.sqsam")
    assert hand.editor.document.picture.pixels[0, 0].tolist() == [200, 100, 50]


def test_a_copied_file_is_opened(empty_window: MainWindow, photo: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    QGuiApplication.clipboard().setMimeData(data)
    with qtbot.waitSignal(empty_window.editor.answered):
        QTest.keyClick(empty_window, Qt.Key.Key_V, CONTROL)


def test_a_dropped_picture_is_a_new_document_too(hand: Hand, qtbot: QtBot) -> None:
    image = QImage(50, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 100, 50))
    data = QMimeData()
    data.setImageData(image)
    buttons = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    action = Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPoint(300, 300), action, *buttons)
    QApplication.sendEvent(hand.window, entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(hand.editor.opened):
        QApplication.sendEvent(hand.window, QDropEvent(QPointF(300, 300), action, *buttons))
    assert hand.editor.document.size == (50, 40)


def test_a_picture_that_cannot_be_read_is_told(hand: Hand, window: MainWindow) -> None:
    data = QMimeData()
    data.setImageData(QImage())
    window.file_verbs.take(data)
    assert "cannot be read" in window.messages.text


def test_nothing_to_paste_is_said(hand: Hand, window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    hand.key(Qt.Key.Key_V, CONTROL)
    assert "no picture to paste" in window.messages.text


def test_what_was_outlined_may_be_lost_on_the_way(hand: Hand, qtbot: QtBot) -> None:
    """A copy of nothing is an error in the bar, not a crash."""
    hand.editor.add(Click(60.5, 60.5), "plain")
    hand.wait()
    hand.key(Qt.Key.Key_Escape)
    with qtbot.waitSignal(hand.window.files.failed):
        hand.window.files.copy()
    assert "nothing to cut out" in hand.window.messages.text


# --- copies, going back, files opened last --------------------------------------------------------


def test_a_copy_is_saved_while_the_project_stays_what_it_is(
    kept: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "work.sqsam")
    save(kept, qtbot)
    window.layers.rename("layer-1", "Dog")
    choose(monkeypatch, tmp_path / "copy")
    with qtbot.waitSignal(window.files.saved):
        window.verbs["save_copy"].trigger()
    assert [each.name for each in project.load(tmp_path / "copy.sqsam").state.things] == ["Dog"]
    assert window.files.path == tmp_path / "work.sqsam"
    assert window.isWindowModified()


def test_going_back_to_what_was_saved_asks_first(
    kept: Hand,
    window: MainWindow,
    asked: list[str],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose(monkeypatch, tmp_path / "work.sqsam")
    save(kept, qtbot)
    window.layers.rename("layer-1", "Dog")
    window.verbs["revert"].trigger()
    assert asked == ["Go back to work.sqsam as it was saved?"]
    assert window.editor.state.things[0].name == "Dog"
    answer(monkeypatch, QMessageBox.StandardButton.Yes)
    with qtbot.waitSignal(window.editor.opened):
        window.verbs["revert"].trigger()
    assert window.editor.state.things[0].name == "Object 1"
    assert not window.isWindowModified()


@pytest.mark.parametrize("pasted", [False, True])
def test_what_was_never_saved_goes_back_to_the_picture(
    hand: Hand, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, pasted: bool
) -> None:
    if pasted:
        with qtbot.waitSignal(window.editor.answered):
            window.files.paste(np.full((40, 50, 4), 200, np.uint8))
    hand.key(Qt.Key.Key_Return)
    assert window.isWindowModified()
    size = window.editor.document.size
    answer(monkeypatch, QMessageBox.StandardButton.Yes)
    with qtbot.waitSignal(window.editor.opened):
        window.verbs["revert"].trigger()
    assert window.editor.state.things == ()
    assert window.editor.document.size == size
    assert not window.isWindowModified()


def test_files_opened_last_are_in_the_menu(
    hand: Hand, window: MainWindow, photo: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other, gone = tmp_path / "other & co.png", tmp_path / "gone.png"
    for path in (other, gone):
        path.write_bytes(photo.read_bytes())
        with qtbot.waitSignal(window.editor.answered):
            window.open(path)
    gone.unlink()
    menu = window.findChild(RecentMenu)
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["other && co.png", "photo.png"]
    with qtbot.waitSignal(window.editor.opened):
        menu.actions()[1].trigger()
    assert window.files.name == "photo.png"


def test_a_list_of_files_is_opened_each_once(
    hand: Hand, window: MainWindow, photo: Path, qtbot: QtBot
) -> None:
    paths = [photo.with_name(name) for name in ("one.png", "two.png")]
    for path in paths:
        path.write_bytes(photo.read_bytes())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (*paths, paths[0], photo)])
    QGuiApplication.clipboard().setMimeData(data)
    hand.key(Qt.Key.Key_V, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: len(window.documents.titles) == 3)
    assert [name for name, _ in window.documents.titles] == ["photo.png", "one.png", "two.png"]
    qtbot.waitUntil(lambda: not window.files.is_opening)
    assert len(window.documents.titles) == 3
