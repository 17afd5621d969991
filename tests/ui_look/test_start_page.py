"""The start page: everything that chooses a photo, by mouse, by drag and by keyboard."""

from __future__ import annotations

import gc
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QColor, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from sqsam_desktop.ui.start_page import StartPage, sample_photos
from sqsam_desktop.ui.theme import DARK, apply_theme


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Eight photos in plain colours, the last with a very long name."""
    names = [f"photo{number}.png" for number in range(7)] + [f"{'long' * 30}.png"]
    for number, name in enumerate(names):
        pixels = np.full((40, 60, 3), 30 * number, np.uint8)
        pixels[..., 2] = 200
        cv2.imwrite(str(tmp_path / name), pixels)
    return [tmp_path / name for name in names]


@pytest.fixture
def make_page(qtbot, qapp):
    apply_theme(qapp, "dark")

    def make(recent=(), samples=(), width=1280, height=660) -> StartPage:
        page = StartPage(list(recent), list(samples))
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return make


def targets(page: StartPage) -> list[QAbstractButton]:
    """Everything visible that can be chosen: the drop zone first, then the photos."""
    return [button for button in page.findChildren(QAbstractButton) if button.isVisible()]


def photo(page: StartPage, caption: str) -> QAbstractButton:
    return next(button for button in targets(page) if button.text() == caption)


def place(page: StartPage, target: QAbstractButton) -> QRect:
    return target.rect().translated(target.mapTo(page, QPoint(0, 0)))


def carrying(*urls: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(list(urls))
    return data


def drag(kind: QEvent.Type, page: StartPage, data: QMimeData) -> QDropEvent:
    """Send a drag event to the page, as the window system does, and return it."""
    where, copying = QPointF(page.rect().center()), Qt.DropAction.CopyAction
    left, no = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(where, copying, data, left, no, kind)
    event.ignore()
    QApplication.sendEvent(page, event)
    return event


def test_without_any_photo_there_is_only_the_drop_zone(make_page) -> None:
    page = make_page()
    (zone,) = targets(page)
    assert zone.text() == "Drop a photo here or click to open"


def test_a_click_on_the_drop_zone_browses(qtbot, make_page) -> None:
    page = make_page()
    with qtbot.waitSignal(page.browse):
        qtbot.mouseClick(targets(page)[0], Qt.MouseButton.LeftButton)


def test_a_click_on_a_photo_opens_it(qtbot, make_page, photos) -> None:
    page = make_page(photos[:2], [(photos[2], "Cat")])
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.mouseClick(photo(page, "photo1.png"), Qt.MouseButton.LeftButton)
    assert opened.args == [photos[1]]
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.mouseClick(photo(page, "Cat"), Qt.MouseButton.LeftButton)
    assert opened.args == [photos[2]]


def test_thumbnails_appear(qtbot, make_page, photos) -> None:
    page = make_page(photos[3:4])
    tile = photo(page, "photo3.png")

    def shows_the_photo() -> bool:
        return tile.grab().toImage().pixelColor(80, 50) == QColor(200, 90, 90)

    qtbot.waitUntil(shows_the_photo)


def test_unreadable_files_leave_silently(qtbot, make_page, photos, tmp_path) -> None:
    (tmp_path / "broken.png").write_bytes(b"no picture")
    page = make_page([tmp_path / "gone.png", photos[0], tmp_path / "broken.png"])
    qtbot.waitUntil(lambda: [each.text() for each in targets(page)[1:]] == ["photo0.png"])


def test_older_photos_move_up_for_those_that_are_gone(qtbot, make_page, photos, tmp_path) -> None:
    page = make_page([tmp_path / "gone.png", *photos[:7]])
    names = [path.name for path in photos[:6]]
    qtbot.waitUntil(lambda: [each.text() for each in targets(page)[1:]] == names)


def test_a_row_without_photos_leaves_with_its_heading(qtbot, make_page, tmp_path) -> None:
    page = make_page([tmp_path / "gone.png"])
    qtbot.waitUntil(lambda: len(targets(page)) == 1)
    assert not any(heading.isVisible() for heading in page.findChildren(QLabel))


@pytest.mark.parametrize(("width", "columns"), [(420, 2), (960, 5), (1280, 6), (3840, 6)])
def test_as_many_photos_as_fit(make_page, photos, width: int, columns: int) -> None:
    page = make_page(photos, width=width)
    tiles = targets(page)[1:]
    assert len(tiles) == columns
    assert all(page.rect().contains(place(page, tile)) for tile in tiles)


def test_everything_fits_into_the_smallest_window(make_page, photos) -> None:
    page = make_page(photos, sample_photos(), height=620)
    assert page.minimumSizeHint().height() <= 620
    assert all(page.rect().contains(place(page, target)) for target in targets(page))


def test_a_dropped_file_is_opened(qtbot, make_page, photos) -> None:
    page = make_page()
    data = carrying(QUrl.fromLocalFile(str(photos[0])))
    assert drag(QEvent.Type.DragEnter, page, data).isAccepted()
    with qtbot.waitSignal(page.opened) as opened:
        drag(QEvent.Type.Drop, page, data)
    assert opened.args == [photos[0]]


def test_the_zone_lights_up_only_while_a_file_hovers(make_page, photos) -> None:
    page = make_page()
    zone = targets(page)[0]

    def ground() -> QColor:
        return zone.grab().toImage().pixelColor(30, 30)

    calm = ground()
    drag(QEvent.Type.DragEnter, page, carrying(QUrl.fromLocalFile(str(photos[0]))))
    assert ground() == QColor(DARK.selected)
    QApplication.sendEvent(page, QDragLeaveEvent())
    assert ground() == calm


@pytest.mark.parametrize("url", ["https://example.org/cat.jpg", "file:///", "file:///no/such.jpg"])
def test_what_is_no_local_file_is_refused(qtbot, make_page, url: str) -> None:
    page = make_page()
    assert not drag(QEvent.Type.DragEnter, page, carrying(QUrl(url))).isAccepted()
    with qtbot.assertNotEmitted(page.opened):
        drag(QEvent.Type.Drop, page, carrying(QUrl(url)))


def test_arrow_keys_walk_over_everything(qtbot, make_page, photos) -> None:
    page = make_page(photos[:3], [(photos[3], "Cat"), (photos[4], "Cup")])
    page.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is targets(page)[0])

    def focus_after(*keys: Qt.Key) -> str:
        for key in keys:
            qtbot.keyClick(QApplication.focusWidget(), key)
        return QApplication.focusWidget().text()

    left, right, up, down = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down
    middle = focus_after(down)
    assert middle == "photo2.png"
    assert focus_after(right) == "photo2.png"
    assert focus_after(left) == "photo1.png"
    assert focus_after(down) == "Cup"
    assert focus_after(left) == "Cat"
    assert focus_after(up) == "photo0.png"
    assert focus_after(up).startswith("Drop a photo")


def test_letters_of_any_alphabet_are_no_commands(qtbot, make_page) -> None:
    page = make_page()
    zhe = QKeyEvent(QEvent.Type.KeyPress, 0x416, Qt.KeyboardModifier.NoModifier, "Ж")
    with qtbot.assertNotEmitted(page.browse):
        QApplication.sendEvent(targets(page)[0], zhe)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_choose(qtbot, make_page, photos, key: Qt.Key) -> None:
    page = make_page(photos[:1])
    tile = photo(page, "photo0.png")
    tile.setFocus()
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(tile, key)
    assert opened.args == [photos[0]]
    with qtbot.waitSignal(page.browse):
        qtbot.keyClick(targets(page)[0], key)


@pytest.mark.parametrize("how", ["deleted", "forgotten"])
def test_a_page_may_go_while_its_thumbnails_are_read(qtbot, photos, how: str) -> None:
    for _ in range(5):
        page = StartPage(photos, [])
        page.show()
        assert not page.complete()
        with qtbot.waitSignal(page.destroyed):
            if how == "deleted":
                page.deleteLater()
            del page
            gc.collect()


def test_the_samples_are_there_with_captions() -> None:
    listed = sample_photos()
    assert len(listed) == 3
    for path, caption in listed:
        assert path.is_file()
        assert caption
