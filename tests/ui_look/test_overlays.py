"""The hint pill and the busy line: when they come, when they go, and what they let through."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from sqsam_desktop.ui.overlays import BusyLine, HintLine
from sqsam_desktop.ui.theme import apply_theme

HINT = "Click a thing. Shift adds, Alt or right button takes away."


class Ground(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.resize(600, 400)
        self.pressed: list[QPoint] = []

    def mousePressEvent(self, event) -> None:
        self.pressed.append(event.position().toPoint())


@pytest.fixture
def ground(qtbot, qapp):
    apply_theme(qapp, "dark")
    widget = Ground()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def press(qtbot, ground: QWidget, where: QPoint) -> None:
    """Press as the window system does: on whatever lies there."""
    target = ground.childAt(where) or ground
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(ground, where))


def test_the_hint_sits_at_the_bottom_until_it_is_told_to_go(ground) -> None:
    hint = HintLine(ground, animations=False)
    hint.show_hint(HINT)
    assert hint.isVisible()
    assert hint.accessibleName() == HINT
    assert ground.height() - hint.geometry().bottom() - 1 == 16
    hint.vanish()
    assert not hint.isVisible()


def test_the_hint_lets_clicks_through(qtbot, ground) -> None:
    hint = HintLine(ground, animations=False)
    hint.show_hint(HINT)
    where = hint.geometry().center()
    press(qtbot, ground, where)
    assert ground.pressed == [where]


def test_the_hint_wraps_in_a_narrow_window(ground) -> None:
    hint = HintLine(ground, animations=False)
    hint.show_hint(HINT)
    wide = hint.size()
    ground.resize(240, 400)
    assert ground.rect().contains(hint.geometry())
    assert hint.height() > wide.height()


def test_the_hint_fades(qtbot, ground) -> None:
    hint = HintLine(ground, animations=True)
    hint.show_hint(HINT)
    qtbot.waitUntil(lambda: hint.visibility == 1.0)
    hint.vanish()
    assert hint.isVisible()
    qtbot.waitUntil(lambda: not hint.isVisible())


def test_short_work_shows_nothing(qtbot, ground) -> None:
    busy = BusyLine(ground, animations=False)
    busy.start("Opening photo")
    assert not busy.isVisible()
    busy.stop()
    other = BusyLine(ground, animations=False)
    other.start("Exporting")
    qtbot.waitUntil(other.isVisible)
    assert not busy.isVisible()


def test_long_work_shows_a_line_until_it_ends(qtbot, ground) -> None:
    busy = BusyLine(ground, animations=False)
    busy.start("Opening photo")
    qtbot.waitUntil(busy.isVisible)
    assert busy.accessibleName() == "Opening photo"
    assert busy.geometry().topLeft() == QPoint(0, 0)
    assert (busy.width(), busy.height()) == (600, 2)
    busy.stop()
    assert not busy.isVisible()


def test_the_wandering_piece_moves(qtbot, ground) -> None:
    busy = BusyLine(ground, animations=True)
    busy.start("Opening photo")
    qtbot.waitUntil(busy.isVisible)
    before = busy.grab().toImage()
    qtbot.waitUntil(lambda: busy.grab().toImage() != before)
    busy.stop()
