"""The export dialog: what it offers, what it says before, and the files that come of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.commands import SetFrame
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.core.files.recipe import Recipe
from sqsam_desktop.core.frame import Frame
from sqsam_desktop.core.solver import Solver
from sqsam_desktop.plugin_host.manifest import FileKind
from sqsam_desktop.settings import Settings
from sqsam_desktop.testing.plugin import OpenWindow
from sqsam_desktop.ui import export_job
from sqsam_desktop.ui.main_window import MainWindow
from tests.exporting import Exporting, open_dialogs
from tests.fake_plugins import ROUGH, SOFT, FakePluginHost
from tests.fakes import FakePrediction, FakePredictor
from tests.ui.conftest import Hand

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def kept(hand: Hand) -> Hand:
    """A hand at a window with one layer and nothing outlined."""
    hand.click(60, 60)
    hand.wait()
    hand.key(Qt.Key.Key_Return)
    return hand


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What message boxes ask; they are answered with Cancel."""
    texts: list[str] = []

    def asked(box: QMessageBox) -> QMessageBox.StandardButton:
        texts.append(box.text())
        return QMessageBox.StandardButton.Cancel

    with monkeypatch.context() as patched:
        patched.setattr(QMessageBox, "exec", asked)
        yield texts


def begin(window: MainWindow, verb: str = "export_cutout") -> Exporting:
    window.verbs[verb].trigger()
    return Exporting(window)


def written(window: MainWindow, path: Path, qtbot: QtBot) -> np.ndarray:
    """The picture that the open dialog writes there."""
    with qtbot.waitSignal(window.files.exported):
        Exporting(window).export_as(path)
    return np.asarray(Image.open(path))


def test_the_key_exports_the_cut_out_with_the_mask_as_alpha(
    hand: Hand, photo: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    hand.click(60, 60)
    mask = hand.wait()
    hand.key(Qt.Key.Key_E, CONTROL | SHIFT)
    cut = written(hand.window, tmp_path / "cut.png", qtbot)
    np.testing.assert_array_equal(cut[:, :, 3], mask)
    np.testing.assert_array_equal(cut[:, :, :3], np.asarray(Image.open(photo)))
    assert open_dialogs(hand.window) == []


def test_the_button_exports_too_and_a_name_needs_no_ending(
    hand: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (button,) = [b for b in window.findChildren(QPushButton) if b.text() == "Export"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.files.exported):
        Exporting(window).export_as(tmp_path / "cut.v2")
    assert open_picture(tmp_path / "cut.v2.png").pixels.shape == (300, 400, 4)


def test_the_mask_alone(hand: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    mask = hand.wait()
    begin(window, "export_mask")
    np.testing.assert_array_equal(written(window, tmp_path / "mask.png", qtbot), mask)


def test_an_export_waits_for_the_mask_of_the_last_click(
    hand: Hand, predictor: FakePredictor, tmp_path: Path, qtbot: QtBot
) -> None:
    predictor.gate.clear()
    hand.click(60, 60)
    hand.window.verbs["export_mask"].trigger()
    assert open_dialogs(hand.window) == []
    predictor.gate.set()
    qtbot.waitUntil(lambda: bool(open_dialogs(hand.window)))
    assert written(hand.window, tmp_path / "mask.png", qtbot)[60, 60] == 255


def test_an_export_that_waits_says_when_it_is_given_up(
    hand: Hand, predictor: FakePredictor, qtbot: QtBot
) -> None:
    predictor.gate.clear()
    hand.click(60, 60)
    hand.key(Qt.Key.Key_E, CONTROL | SHIFT)
    with qtbot.waitSignal(hand.window.files.failed):
        hand.key(Qt.Key.Key_Escape)
    assert "Nothing was cut out" in hand.window.messages.text
    assert open_dialogs(hand.window) == []
    predictor.gate.set()


def test_it_says_how_large_the_file_will_be(
    hand: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = begin(window)
    qtbot.waitUntil(lambda: "400 x 300 pixels" in dialog.preview)
    first = dialog.preview
    dialog.choose("WebP")
    dialog.type("Quality", 10)
    qtbot.waitUntil(lambda: "about" in dialog.preview and dialog.preview != first)
    assert dialog.name.text() == "photo-cut.webp"
    promised = dialog.preview
    written(window, tmp_path / "cut.webp", qtbot)
    kilobytes = (tmp_path / "cut.webp").stat().st_size / 1000
    assert f"about {kilobytes:.0f} kB" in promised


def test_size_trim_and_format_are_as_chosen_and_remembered(
    hand: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    hand.click(330, 240)
    mask = hand.wait()
    dialog = begin(window)
    dialog.choose("WebP")
    dialog.choose("pixels at most")
    dialog.type("Size", 50)
    dialog.check("Trim to what is visible")
    rows, columns = np.nonzero(mask)
    width, height = np.ptp(columns) + 1, np.ptp(rows) + 1
    small = written(window, tmp_path / "cut.webp", qtbot)
    assert max(small.shape[:2]) == 50
    assert small.shape[1] / small.shape[0] == pytest.approx(width / height, abs=0.03)
    assert small[25, 25, 3] == 255
    assert Recipe.read(window.settings.export).amount == 50
    assert "WebP" in begin(window).choices()
    assert Exporting(window).dialog.recipe == Recipe(
        format="webp", amount=50, unit="pixels", trim=True
    )


def test_jpeg_lies_on_the_colour_chosen(
    hand: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QColorDialog, "getColor", lambda *given: QColor("#3366cc"))
    dialog = begin(window)
    dialog.choose("JPEG")
    dialog.press("#ffffff")
    picture = written(window, tmp_path / "cut.jpg", qtbot)
    assert np.abs(picture[5, 5].astype(int) - (0x33, 0x66, 0xCC)).max() <= 3


def test_all_visible_layers_are_the_photo_as_long_as_it_is_visible(
    kept: Hand, window: MainWindow, photo: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    begin(window).choose("All visible layers")
    np.testing.assert_array_equal(
        written(window, tmp_path / "all.png", qtbot), np.asarray(Image.open(photo))
    )


def test_visible_layers_are_exported_together_when_nothing_is_outlined(
    kept: Hand, tmp_path: Path, qtbot: QtBot
) -> None:
    for x, y in ((330, 240), (60, 240)):
        kept.click(x, y)
        kept.wait()
        kept.key(Qt.Key.Key_Return)
    kept.window.layers.set_opacity(0.5)
    kept.window.layers.set_visible("layer-2", False)
    begin(kept.window)
    alpha = written(kept.window, tmp_path / "cut.png", qtbot)[:, :, 3]
    assert (alpha[60, 60], alpha[240, 330], alpha[150, 200]) == (255, 0, 0)
    assert alpha[240, 60] in (127, 128)


def test_each_layer_goes_to_a_file_of_its_own(
    kept: Hand, tmp_path: Path, qtbot: QtBot, questions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    window, folder = kept.window, tmp_path / "out"
    folder.mkdir()
    window.layers.rename("layer-1", "a/b: Dog")
    window.layers.duplicate()
    window.layers.rename("layer-2", "a/b: Dog")
    begin(window, "export_layers")
    with qtbot.waitSignal(window.files.exported):
        Exporting(window).export_as(folder / "photo")
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["photo-a_b_ Dog 2.png", "photo-a_b_ Dog.png"]
    assert np.asarray(Image.open(folder / names[0]))[60, 60, 3] == 255
    begin(window, "export_layers").export_as(folder / "photo")
    assert questions == ["Replace 2 files?"]
    Exporting(window).dialog.reject()


@pytest.mark.parametrize(
    ("text", "suffix", "begins"),
    [
        ("Photoshop (PSD)", ".psd", b"8BPS"),
        ("OpenRaster (ORA)", ".ora", b"PK"),
        ("COCO", ".json", b'{"images"'),
        ("labelme", ".json", b'{"version"'),
        ("YOLO", ".txt", b"0 "),
    ],
)
def test_other_programs_get_their_files(
    kept: Hand, tmp_path: Path, qtbot: QtBot, text: str, suffix: str, begins: bytes
) -> None:
    layered = text.endswith(")")
    dialog = begin(kept.window)
    dialog.choose("Layers for other editors" if layered else "Annotations for training")
    dialog.choose(text)
    qtbot.waitUntil(lambda: "about" in dialog.preview)
    with qtbot.waitSignal(kept.window.files.exported):
        dialog.export_as(tmp_path / f"out{suffix}")
    assert (tmp_path / f"out{suffix}").read_bytes().startswith(begins)


def annotated(window: MainWindow, path: Path, qtbot: QtBot) -> dict[str, Any]:
    """What the COCO annotation holds that the window writes there."""
    dialog = begin(window)
    dialog.choose("Annotations for training")
    with qtbot.waitSignal(window.files.exported):
        dialog.export_as(path)
    return json.loads(path.read_bytes())


def test_annotations_tell_where_things_are_in_the_picture_as_it_is_exported(
    hand: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for spot in ((60, 60), (300, 200)):
        hand.click(*spot)
        hand.wait()
        hand.key(Qt.Key.Key_Return)
    frame = Frame.of((400, 300)).cropped((150, 40, 400, 300)).turned(1)
    window.editor.do(SetFrame("Crop", window.editor.state, frame))
    begin(window, "export_mask")
    mask = written(window, tmp_path / "mask.png", qtbot)
    found = annotated(window, tmp_path / "cropped.json", qtbot)
    (image,) = found["images"]
    assert (image["width"], image["height"]) == mask.shape[::-1] == (260, 250)
    assert image["file_name"] == "cropped.png"
    # The other one lies outside of it.
    (thing,) = found["annotations"]
    assert thing["bbox"] == list(cv2.boundingRect((mask >= 128).astype(np.uint8)))
    points = np.array(thing["segmentation"][0]).reshape(-1, 2)
    x, y, width, height = thing["bbox"]
    assert (points >= (x, y)).all() and (points <= (x + width, y + height)).all()


def test_annotations_belong_to_the_whole_photo_although_pictures_are_trimmed(
    kept: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = begin(window)
    dialog.check("Trim to what is visible")
    written(window, tmp_path / "cut.png", qtbot)
    found = annotated(window, tmp_path / "whole.json", qtbot)
    assert found["images"][0]["width"] == 400 and found["images"][0]["file_name"] == "photo.png"
    x, y, width, height = found["annotations"][0]["bbox"]
    assert abs(x + width / 2 - 60) < 2 and abs(y + height / 2 - 60) < 2


def test_what_there_is_not_cannot_be_chosen(hand: Hand, window: MainWindow) -> None:
    hand.key(Qt.Key.Key_Escape)
    assert not window.verbs["export_mask"].isEnabled()
    assert not window.verbs["export_layers"].isEnabled()
    choices = begin(window).choices()
    assert "All visible layers" in choices
    assert "Cut-out" not in choices and "Each layer to a file" not in choices
    Exporting(window).dialog.reject()


def test_a_file_is_replaced_only_if_that_is_wanted(
    hand: Hand, window: MainWindow, tmp_path: Path, questions: list[str]
) -> None:
    old = tmp_path / "cut.png"
    old.write_bytes(b"old")
    dialog = begin(window)
    dialog.export_as(tmp_path / "cut")
    assert questions == ["Replace cut.png?"]
    assert old.read_bytes() == b"old"
    assert open_dialogs(window) == [dialog.dialog]
    dialog.dialog.reject()


def test_the_photo_itself_is_never_replaced(
    hand: Hand, window: MainWindow, photo: Path, questions: list[str]
) -> None:
    before = photo.read_bytes()
    dialog = begin(window)
    dialog.export_as(photo)
    assert "the photo itself" in dialog.error
    assert (questions, photo.read_bytes()) == ([], before)
    dialog.dialog.reject()


def test_an_unwritable_folder_is_told_in_the_dialog(
    hand: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = begin(window)
    dialog.export_as(tmp_path / "missing" / "cut.png")
    qtbot.waitUntil(lambda: "cannot be written" in dialog.error)
    written(window, tmp_path / "cut.png", qtbot)


def test_another_folder_can_be_chosen(
    hand: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: str(folder))
    dialog = begin(window)
    dialog.choose_folder()
    with qtbot.waitSignal(window.files.exported):
        dialog.press("Export")
    assert (folder / "photo-cut.png").exists()


def test_an_export_can_be_stopped(
    kept: Hand, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancel while it is being made: the dialog goes, and no file comes."""
    dialog = begin(kept.window)
    qtbot.waitUntil(lambda: "about" in dialog.preview)
    check: Callable[[export_job.Write], None] = export_job.Write.check

    def stopped(write: export_job.Write) -> None:
        assert write.stop.wait(10)
        check(write)

    monkeypatch.setattr(export_job.Write, "check", stopped)
    dialog.export_as(tmp_path / "cut.png")
    dialog.press("Cancel")
    assert open_dialogs(kept.window) == []
    kept.window.files.exporter.close()
    assert not (tmp_path / "cut.png").exists()


def test_an_edit_in_the_name_survives_another_format(hand: Hand, window: MainWindow) -> None:
    dialog = begin(window)
    dialog.name.setText("mine.png")
    dialog.choose("JPEG")
    assert dialog.name.text() == "mine.jpg"
    dialog.choose("Mask")
    assert dialog.name.text() == "mine.png"
    dialog.dialog.reject()


def test_what_is_cropped_and_turned_is_exported_like_that(
    hand: Hand, window: MainWindow, photo: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    hand.click(60, 60)
    mask = hand.wait()
    frame = Frame.of((400, 300)).cropped((20, 10, 220, 110)).turned(1)
    hand.editor.do(SetFrame("Crop", hand.editor.state, frame))
    hand.wait()
    begin(window)
    cut = written(window, tmp_path / "cut.png", qtbot)
    part = np.dstack([np.asarray(Image.open(photo)), mask])[10:110, 20:220]
    np.testing.assert_array_equal(cut, np.rot90(part, -1))
    begin(window).choose("All visible layers")
    whole = written(window, tmp_path / "all.png", qtbot)
    np.testing.assert_array_equal(whole, np.rot90(part[:, :, :3], -1))


def test_a_folder_once_chosen_is_offered_again(
    hand: Hand, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: str(folder))
    dialog = begin(window)
    assert dialog.dialog.paths == (tmp_path / "photo-cut.png",)
    dialog.choose_folder()
    dialog.dialog.reject()
    assert begin(window).dialog.paths == (folder / "photo-cut.png",)


@pytest.fixture
def sticker_host() -> FakePluginHost:
    kinds = FileKind("soft/sticker", "Sticker", (".stk",), "write")
    half = FileKind("rough/half", "Half", (".half",), "write")
    return FakePluginHost((replace(SOFT, exporters=(kinds,)), replace(ROUGH, exporters=(half,))))


@pytest.fixture
def plugged(
    sqsam_open: OpenWindow, predictor: FakePredictor, sticker_host: FakePluginHost, photo: Path
) -> MainWindow:
    """A window whose plug-ins write files; one layer is kept."""
    solver = Solver(lambda: predictor, FakePrediction.unpack)
    opened = sqsam_open(solver, Settings(animations=False), sticker_host)
    opened.open(photo)
    opened.click(60, 60)
    opened.wait_for_mask()
    opened.key(Qt.Key.Key_Return)
    return opened.window


def test_plugins_write_their_own_files(plugged: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    exporting = begin(plugged)
    exporting.choose("All visible layers")
    exporting.choose("Sticker (*.stk)")
    qtbot.waitUntil(lambda: exporting.preview == "400 x 300 pixels")
    exporting.choose("percent")
    exporting.type("Size", 50)
    with qtbot.waitSignal(plugged.files.exported):
        exporting.export_as(tmp_path / "a.stk")
    with np.load(tmp_path / "a.stk") as stored:
        (name,) = set(stored) - {"image"}
        assert stored["image"].shape == (150, 200, 4) and stored["image"][:, :, 3].min() == 255
        assert stored[name].shape == (150, 200) and stored[name][30, 30] == 255
    assert name == plugged.editor.state.active_layer.name


def test_a_plugin_that_fails_to_write_is_one_sentence(
    plugged: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    exporting = begin(plugged)
    exporting.choose("Half (*.half)")
    exporting.export_as(tmp_path / "a.half")
    qtbot.waitUntil(lambda: bool(exporting.error))
    assert "Rough" in exporting.error and "\n" not in exporting.error
    assert list(tmp_path.glob("*.half")) == []
    exporting.dialog.reject()


def test_a_format_whose_plugin_has_gone_is_not_offered(window: MainWindow) -> None:
    window.file_verbs.last_export = Recipe(what="picture", format=".stk").text
    exporting = begin(window)
    assert exporting.dialog.recipe.format == "png"
    assert not [each for each in exporting.choices() if "stk" in each]
