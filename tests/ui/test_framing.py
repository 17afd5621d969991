"""Crop, straighten, rotate, flip and resize in the real window: what is seen, and the way back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.crop import Crop
from sqsam_desktop.core.frame import Frame
from sqsam_desktop.ui.crop_bar import CropBar
from sqsam_desktop.ui.main_window import MainWindow
from sqsam_desktop.ui.resize_dialog import ResizeDialog
from tests.ui.conftest import ALT, LEFT, PLAIN, SHIFT, SIZE, Hand


def colour(hand: Hand, x: float, y: float) -> tuple[int, int]:
    """Red and green, which tell column and row, of what is painted over a source point."""
    color = hand.canvas.grab().toImage().pixelColor(hand.at(x, y))
    return color.red(), color.green()


def frame(window: MainWindow) -> Frame:
    return window.pictures.framing.frame


def crop(window: MainWindow) -> Crop:
    crop = window.pictures.crop.crop
    assert crop is not None
    return crop


def place(hand: Hand, x: float, y: float) -> QPoint:
    """Where a point of the rectangle lies, 0..1 across and down."""
    x0, y0, x1, y1 = crop(hand.window).bounds
    at = crop(hand.window).ground.to_source(x0 + (x1 - x0) * x, y0 + (y1 - y0) * y)
    return QPoint(*(round(value) for value in hand.canvas.viewport.to_window(*at)))


def drag(hand: Hand, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(hand.canvas, LEFT, PLAIN, start)
    QTest.mouseMove(hand.canvas, (start + end) / 2)
    QTest.mouseMove(hand.canvas, end)
    QTest.mouseRelease(hand.canvas, LEFT, PLAIN, end)


@pytest.mark.parametrize(
    "verbs",
    [
        ["rotate_right"],
        ["rotate_left"],
        ["rotate_180", "flip_across"],
        ["flip_down", "rotate_right"],
    ],
)
def test_turned_pictures_show_every_pixel_where_it_belongs(
    hand: Hand, window: MainWindow, verbs: list[str]
) -> None:
    hand.key(Qt.Key.Key_Escape)
    for verb in verbs:
        window.verbs[verb].trigger()
    for x, y in ((20, 10), (200, 150), (390, 290)):
        assert colour(hand, x + 0.5, y + 0.5) == pytest.approx((x % 256, y % 256), abs=1)


def test_turning_is_undone_exactly(hand: Hand, window: MainWindow) -> None:
    before = window.editor.state
    window.verbs["rotate_right"].trigger()
    assert frame(window).size == (300, 400)
    assert window.verbs["undo"].text().endswith("Rotate Right")
    window.verbs["undo"].trigger()
    assert window.editor.state == before
    assert hand.canvas.viewport.frame == Frame.of(SIZE)


def test_a_click_on_a_turned_picture_lands_on_what_is_under_it(
    hand: Hand, window: MainWindow
) -> None:
    window.verbs["rotate_right"].trigger()
    window.verbs["flip_across"].trigger()
    hand.click(60.5, 200.5)
    mask = hand.wait()
    assert mask[200, 60] == 255
    assert mask[60, 200] == 0
    assert hand.shown(60, 200) == 255
    assert colour(hand, 60.5, 180.5) == pytest.approx((60, 180), abs=2), "not dimmed"
    assert colour(hand, 200.5, 60.5) == pytest.approx((90, 27), abs=2), "dimmed"


def test_the_mask_of_a_straightened_picture_lies_on_its_thing(
    hand: Hand, window: MainWindow
) -> None:
    window.pictures.framing.set_frame("x", Frame.of(SIZE).straightened(20, SIZE))
    hand.click(120, 150)
    hand.wait()
    assert colour(hand, 120, 180) == pytest.approx((120, 180), abs=3)
    assert colour(hand, 220, 180)[1] == pytest.approx(180 * 0.45, abs=3)


def test_beyond_a_crop_there_is_nothing(hand: Hand, window: MainWindow) -> None:
    window.pictures.framing.crop(Frame.of(SIZE).cropped((100, 50, 300, 250)))
    grey = hand.canvas.grab().toImage().pixelColor(2, 2)
    for x, y in ((95, 150), (305, 150), (200, 45), (200, 255)):
        assert hand.canvas.grab().toImage().pixelColor(hand.at(x, y)) == grey
    hand.click(60, 60)
    assert hand.editor.outline.suggested, "a click beside the picture is none"


def test_the_status_bar_counts_in_picture_pixels(hand: Hand, window: MainWindow) -> None:
    window.pictures.framing.crop(Frame.of(SIZE).cropped((100, 50, 300, 250)))
    told: list[tuple[float, float]] = []
    hand.canvas.moved.connect(lambda x, y: told.append((x, y)))
    hand.move(150.5, 100.5)
    assert told[-1] == pytest.approx((50.5, 50.5), abs=1)
    assert "200 x 200" in window.chrome.status._size.text()


def test_the_handles_crop_and_enter_applies(hand: Hand, window: MainWindow) -> None:
    hand.key(Qt.Key.Key_K)
    assert hand.canvas.viewport.frame == Frame.of(SIZE)
    hand.canvas.zoom_to(1.0)
    corner = place(hand, 1, 1)
    drag(hand, corner, corner - QPoint(100, 60))
    drag(hand, place(hand, 0, 0.5), place(hand, 0, 0.5) + QPoint(40, 0))
    assert crop(window).bounds == pytest.approx((40, 0, 300, 240), abs=1)
    hand.key(Qt.Key.Key_Return)
    assert frame(window).size == crop_size((40, 0, 300, 240))
    assert hand.canvas.viewport.frame == frame(window)
    assert window.verbs["click"].isChecked()
    assert window.editor.outline.suggested, "Enter was the crop's"
    assert not window.editor.state.things


def crop_size(bounds: tuple[int, int, int, int]) -> object:
    return pytest.approx((bounds[2] - bounds[0], bounds[3] - bounds[1]), abs=1)


def test_escape_leaves_the_picture_as_it_was(hand: Hand, window: MainWindow) -> None:
    hand.key(Qt.Key.Key_K)
    corner = place(hand, 1, 1)
    QTest.mousePress(hand.canvas, LEFT, PLAIN, corner)
    QTest.mouseMove(hand.canvas, corner - QPoint(90, 90))
    hand.key(Qt.Key.Key_Escape)
    assert crop(window).size == SIZE, "the first one ends the gesture"
    QTest.mouseRelease(hand.canvas, LEFT, PLAIN, corner)
    hand.key(Qt.Key.Key_Escape)
    assert window.pictures.crop.crop is None
    assert frame(window) == Frame.of(SIZE)
    assert window.editor.undo_text is None


def test_dragging_outside_straightens(hand: Hand, window: MainWindow) -> None:
    hand.key(Qt.Key.Key_K)
    corner = place(hand, 1, 1)
    drag(hand, corner, corner - QPoint(120, 90))
    outside = place(hand, 1, 0.5) + QPoint(80, 0)
    drag(hand, outside, outside + QPoint(0, 40))
    assert 5 < crop(window).tilt < 20
    hand.key(Qt.Key.Key_Return)
    assert frame(window).lies_in(SIZE)
    assert frame(window).tilt == pytest.approx(crop_tilt(window), abs=1e-6)


def crop_tilt(window: MainWindow) -> float:
    return Crop.of(frame(window), SIZE).tilt


def test_the_slider_straightens_and_goes_back_without_loss(hand: Hand, window: MainWindow) -> None:
    hand.key(Qt.Key.Key_K)
    slider = window._crop_bar._slider
    for value in (100, 300, 50, 0):
        slider.setValue(value)
        assert crop(window).tilt == pytest.approx(value / 10, abs=1e-6)
    assert crop(window).frame == Frame.of(SIZE)


def test_a_ratio_is_chosen_and_swapped(hand: Hand, window: MainWindow) -> None:
    hand.key(Qt.Key.Key_K)
    bar = window._crop_bar
    bar._ratio.setCurrentIndex(2)
    bar._ratio.activated.emit(2)
    assert crop(window).size == (300, 300)
    bar._ratio.activated.emit(bar._ratio.count() - 1)
    width, height = crop(window).size
    assert width / height == pytest.approx(16 / 9, abs=0.02)
    bar._swap.click()
    width, height = crop(window).size
    assert height / width == pytest.approx(16 / 9, abs=0.02)
    bar._ratio.activated.emit(0)
    assert crop(window).ratio is None


def test_cropping_again_begins_from_the_whole_photo(hand: Hand, window: MainWindow) -> None:
    window.pictures.framing.crop(Frame.of(SIZE).cropped((100, 50, 300, 250)))
    hand.key(Qt.Key.Key_K)
    assert hand.canvas.viewport.frame.size == SIZE
    assert crop(window).bounds == (100, 50, 300, 250)
    corner = place(hand, 1, 1)
    drag(hand, corner, corner + QPoint(500, 500))
    assert crop(window).bounds == (100, 50, 400, 300)
    hand.key(Qt.Key.Key_Return)
    assert frame(window).size == (300, 250)
    window.verbs["undo"].trigger()
    assert frame(window).size == (200, 200)


def test_turning_while_cropping_turns_the_crop(hand: Hand, window: MainWindow) -> None:
    hand.key(Qt.Key.Key_K)
    window.verbs["rotate_right"].trigger()
    assert crop(window).size == (300, 400)
    assert hand.canvas.viewport.frame.size == (300, 400)


def test_while_cropping_nothing_lies_over_the_photo(hand: Hand) -> None:
    assert colour(hand, 40.5, 60.5)[1] == pytest.approx(60 * 0.45, abs=2)
    hand.key(Qt.Key.Key_K)
    hand.canvas.zoom_to(1.0)
    assert colour(hand, 40.5, 60.5) == (40, 60)


def test_cropping_shows_all_of_the_photo_first(hand: Hand, window: MainWindow) -> None:
    hand.canvas.zoom_to(9.0)
    hand.key(Qt.Key.Key_K)
    assert hand.canvas.viewport.visible == (0, 0, *SIZE)


@pytest.mark.parametrize("keeps", [False, True])
def test_crop_to_object_keeps_what_is_outlined_or_selected(
    hand: Hand, window: MainWindow, qtbot: QtBot, keeps: bool
) -> None:
    window.verbs["rotate_right"].trigger()
    hand.click(100, 100)
    mask = hand.wait()
    if keeps:
        window.verbs["accept"].trigger()
    with qtbot.waitSignal(window.pictures.framed):
        window.verbs["crop_to_object"].trigger()
    rows, columns = np.nonzero(mask)
    expected = columns.min(), rows.min(), columns.max() + 1, rows.max() + 1
    assert frame(window).bounds_in_source((0, 0, *frame(window).size), SIZE) == expected
    assert frame(window).is_exact


def test_crop_to_object_needs_one(hand: Hand, window: MainWindow, qtbot: QtBot) -> None:
    window.editor.drop_prompts()
    with qtbot.waitSignal(window.pictures.noticed):
        window.verbs["crop_to_object"].trigger()
    assert frame(window) == Frame.of(SIZE)


def test_resizing_keeps_proportions_unless_told_otherwise(
    hand: Hand, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(dialog: ResizeDialog) -> int:
        dialog._width.setValue(200)
        assert dialog.chosen == (200, 150)
        assert dialog._percent.value() == 50
        dialog._locked.setChecked(False)
        dialog._height.setValue(100)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ResizeDialog, "exec", answer)
    window.verbs["resize"].trigger()
    assert frame(window).size == (200, 100)
    assert frame(window).lies_in(SIZE)


def test_resizing_beyond_what_can_be_held_is_not_offered(qtbot: QtBot) -> None:
    dialog = ResizeDialog((4000, 3000))
    qtbot.addWidget(dialog)
    dialog._percent.setValue(10_000)
    ok = dialog._buttons.buttons()[0]
    assert not ok.isEnabled()
    dialog._percent.setValue(50)
    assert dialog.chosen == (2000, 1500)
    assert ok.isEnabled()


def test_the_eyedropper_copies_the_colour_under_it(hand: Hand, window: MainWindow) -> None:
    window.verbs["rotate_right"].trigger()
    hand.key(Qt.Key.Key_I)
    hand.click(18.5, 52.5)
    assert QApplication.clipboard().text() == "#12345a"
    assert hand.editor.outline.suggested


def test_thumbnails_turn_with_the_picture(hand: Hand, window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window._layer_pictures.pictured) as told:
        window.verbs["accept"].trigger()
    before = list(told.args[0].values())
    with qtbot.waitSignal(window._layer_pictures.pictured) as told:
        window.verbs["rotate_right"].trigger()
    after = list(told.args[0].values())
    assert len(after) == 2
    for old, new in zip(before, after, strict=True):
        assert (new == np.rot90(old, -1)).all()


def test_another_document_ends_cropping_and_has_a_frame_of_its_own(
    hand: Hand, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.pictures.framing.crop(Frame.of(SIZE).cropped((100, 50, 300, 250)))
    hand.key(Qt.Key.Key_K)
    Image.new("RGB", (200, 500), "white").save(tmp_path / "other.png")
    with qtbot.waitSignal(window.editor.opened):
        window.open(tmp_path / "other.png")
    assert window.pictures.crop.crop is None
    assert hand.canvas.viewport.frame == Frame.of((200, 500))
    window.verbs["rotate_left"].trigger()
    with qtbot.waitSignal(window.editor.opened):
        window.documents.show(0)
    assert hand.canvas.viewport.frame == frame(window)
    assert frame(window).size == (200, 200)


def test_the_crop_bar_fits_into_the_smallest_window(hand: Hand, window: MainWindow) -> None:
    hand.key(Qt.Key.Key_K)
    assert window._crop_bar.isVisible()
    assert not window.chrome.options.isVisible()
    assert window._crop_bar.sizeHint().width() <= window.minimumWidth()


def test_the_crop_bar_goes_with_the_picture(hand: Hand, window: MainWindow) -> None:
    hand.wait()
    hand.key(Qt.Key.Key_K)
    (bar,) = window.findChildren(CropBar)
    assert bar.isVisible()
    window.verbs["close"].trigger()
    assert not bar.isVisible() and window.pictures.crop.crop is None


def test_the_keys_move_and_resize_the_rectangle_and_its_size_is_told(
    hand: Hand, window: MainWindow
) -> None:
    hand.key(Qt.Key.Key_K)
    window.pictures.crop.keep_ratio(1.0)
    window.pictures.crop.keep_ratio(None)
    assert crop(window).bounds == (50, 0, 350, 300)
    sizes = [label.text() for label in window.chrome.status.findChildren(QLabel)]
    assert "300 x 300" in sizes
    for key, modifier, bounds in (
        (Qt.Key.Key_Left, PLAIN, (49, 0, 349, 300)),
        (Qt.Key.Key_Right, SHIFT, (59, 0, 359, 300)),
        (Qt.Key.Key_Up, ALT, (59, 0, 359, 299)),
        (Qt.Key.Key_Left, ALT | SHIFT, (59, 0, 349, 299)),
        (Qt.Key.Key_Down, PLAIN, (59, 1, 349, 300)),
        (Qt.Key.Key_Down, PLAIN, (59, 1, 349, 300)),
    ):
        hand.key(key, modifier)
        assert crop(window).bounds == bounds
    sizes = [label.text() for label in window.chrome.status.findChildren(QLabel)]
    assert "290 x 299" in sizes
    assert "290 x 299" in window.canvas.accessibleDescription()
    hand.key(Qt.Key.Key_Return)
    assert frame(window).size == (290, 299)


def test_given_up_the_status_tells_the_picture_s_size_again(hand: Hand, window: MainWindow) -> None:
    hand.key(Qt.Key.Key_K)
    hand.key(Qt.Key.Key_Right, ALT | SHIFT)
    hand.key(Qt.Key.Key_Left, ALT | SHIFT)
    hand.key(Qt.Key.Key_Escape)
    sizes = [label.text() for label in window.chrome.status.findChildren(QLabel)]
    assert "400 x 300" in sizes and window.canvas.accessibleDescription() == ""
    assert frame(window) == Frame.of(SIZE)


def test_without_room_for_words_the_way_out_is_still_there(
    hand: Hand, window: MainWindow, qtbot: QtBot
) -> None:
    hand.key(Qt.Key.Key_K)
    (bar,) = window.findChildren(CropBar)
    (word,) = (label for label in bar.findChildren(QLabel) if label.text() == "Straighten")
    done = next(each for each in bar.findChildren(QPushButton) if each.property("primary"))
    window.resize(1400, 700)
    qtbot.waitUntil(word.isVisible)
    while bar.sizeHint().width() < bar.width() - 30:
        done.setText(done.text() + "m")
    window.resize(window.width() - 40, 700)
    qtbot.waitUntil(lambda: not word.isVisible() and done.isVisible())
    assert bar.rect().contains(done.geometry())
