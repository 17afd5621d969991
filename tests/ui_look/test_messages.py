"""The message bar: what it says, how it queues, and that it keeps out of the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.messages import MessageBar

DAMAGED = SqsamError("holiday.jpg cannot be read.", "Copy it again from the camera.")


class Ground(QWidget):
    """A stand-in for the canvas: takes the focus and counts what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(800, 500)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.presses = 0

    def mousePressEvent(self, event) -> None:
        self.presses += 1


@pytest.fixture
def ground(qtbot):
    widget = Ground()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def bar(qtbot, ground):
    bar = MessageBar(ground, animations=False)
    with qtbot.waitExposed(ground):
        ground.show()
    ground.activateWindow()
    ground.setFocus()
    qtbot.waitUntil(ground.hasFocus)
    return bar


def close_button(bar: MessageBar) -> QToolButton:
    return bar.findChild(QToolButton)


def shown_texts(bar: MessageBar) -> list[str]:
    labels = bar.findChildren(QLabel)
    return [label.text().replace("\u200b", "") for label in labels if label.isVisible()]


def test_an_error_says_what_happened_and_what_to_do(bar) -> None:
    assert not bar.isVisible()
    bar.show_error(DAMAGED)
    assert bar.isVisible()
    assert shown_texts(bar) == [DAMAGED.message, DAMAGED.hint]
    assert bar.text == bar.accessibleName() == str(DAMAGED)


def test_the_newest_is_on_top_and_closing_shows_the_one_before(qtbot, bar) -> None:
    bar.show_notice("The photo was reduced to 8 bits.")
    bar.show_error(DAMAGED)
    assert "1/2" in shown_texts(bar)
    qtbot.mouseClick(close_button(bar), Qt.MouseButton.LeftButton)
    assert shown_texts(bar) == ["The photo was reduced to 8 bits."]
    qtbot.mouseClick(close_button(bar), Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert bar.text == ""


def test_the_same_message_is_not_told_twice(bar) -> None:
    for _ in range(3):
        bar.show_error(DAMAGED)
    bar.dismiss()
    assert not bar.isVisible()


def test_it_never_takes_the_focus(qtbot, ground, bar) -> None:
    bar.show_error(DAMAGED)
    assert ground.hasFocus()
    bar.show_notice("Another.")
    qtbot.mouseClick(close_button(bar), Qt.MouseButton.LeftButton)
    assert ground.hasFocus()


def test_tab_reaches_it_and_escape_closes_it(qtbot, ground, bar) -> None:
    escaped = []
    QShortcut(QKeySequence(Qt.Key.Key_Escape), ground, activated=lambda: escaped.append(1))
    bar.show_error(DAMAGED)
    qtbot.keyClick(ground, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is close_button(bar)
    qtbot.keyClick(close_button(bar), Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert ground.hasFocus()
    assert escaped == []
    qtbot.keyClick(ground, Qt.Key.Key_Escape)
    assert escaped == [1]


def test_a_press_on_the_bar_is_no_click_on_the_photo(qtbot, ground, bar) -> None:
    bar.show_error(DAMAGED)
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton)
    assert ground.presses == 0
    qtbot.mousePress(ground, Qt.MouseButton.LeftButton)
    assert ground.presses == 1


@pytest.mark.parametrize("width", [320, 800, 3000])
def test_a_long_path_wraps_inside_the_parent(ground, bar, width: int) -> None:
    ground.resize(width, 500)
    bar.show_error(SqsamError(f"/pictures/{'long_name' * 20}/{'x' * 150}.png cannot be written."))
    assert ground.rect().contains(bar.geometry())
    assert abs(bar.geometry().center().x() - ground.rect().center().x()) <= 1
    words = bar.findChildren(QLabel)[0]
    assert words.heightForWidth(words.width()) <= words.height()
    longest = max(words.text().split("\u200b"), key=len)
    assert words.fontMetrics().horizontalAdvance(longest) <= words.width()


def test_it_follows_the_size_of_its_parent(bar, ground) -> None:
    bar.show_error(DAMAGED)
    ground.resize(QSize(400, 300))
    assert bar.width() == 400 - 2 * bar.x()


def test_a_message_from_before_the_window_is_there_to_be_read(qtbot) -> None:
    ground = Ground()
    qtbot.addWidget(ground)
    bar = MessageBar(ground, animations=False)
    bar.show_error(DAMAGED)
    with qtbot.waitExposed(ground):
        ground.show()
    assert bar.isVisible()
    bar.dismiss()
    assert not bar.isVisible()


def test_it_slides_in_from_above(qtbot, ground) -> None:
    bar = MessageBar(ground, animations=True)
    with qtbot.waitExposed(ground):
        ground.show()
    bar.show_error(DAMAGED)
    assert bar.geometry().bottom() <= 8
    qtbot.waitUntil(lambda: bar.y() == 8)
    bar.dismiss()
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_a_message_during_the_leave_comes_back(qtbot, ground) -> None:
    bar = MessageBar(ground, animations=True)
    with qtbot.waitExposed(ground):
        ground.show()
    bar.show_error(DAMAGED)
    qtbot.waitUntil(lambda: bar.y() == 8)
    bar.dismiss()
    bar.show_notice("Wait.")
    qtbot.waitUntil(lambda: bar.visibility == 1.0)
    assert bar.isVisible()
    assert bar.text == "Wait."
