"""What floats over the photo without being part of it: the hint pill and the busy line.

An overlay is a child of the widget it floats on, follows its size and never takes the focus by
itself. This module knows nothing of photos and tools.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from sqsam_desktop.ui.icons import icon
from sqsam_desktop.ui.theme import Theme

_HINT_SECONDS = 12
_FADE_MS = 150
_BUSY_DELAY_MS = 300
_LINE_HEIGHT = 2


class Overlay(QWidget):
    """A widget anchored to the top or bottom of its parent, centred and `margin` px away.

    `visibility` runs from 0 to 1 while the overlay comes and back while it goes; what that looks
    like is the subclass's matter.
    """

    _edge: Literal["top", "bottom"] = "top"
    _margin = 8

    def __init__(self, parent: QWidget, animations: bool) -> None:
        super().__init__(parent)
        self.ground = parent
        self.visibility = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()
        self._animation = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._animation.setDuration(_FADE_MS if animations else 0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_visibility_changed)
        self._animation.finished.connect(self._on_animation_finished)
        parent.installEventFilter(self)

    def set_animations(self, on: bool) -> None:
        """Slide and fade, or come and go at once."""
        self._animation.setDuration(_FADE_MS if on else 0)

    def appear(self) -> None:
        """Come into view above everything else on the parent."""
        self.place()
        self.raise_()
        self.show()
        self._run(QVariantAnimation.Direction.Forward)

    def vanish(self) -> None:
        """Go out of view."""
        if not self.isHidden():
            self._run(QVariantAnimation.Direction.Backward)

    def wanted_size(self, width: int) -> QSize:
        """The size to take when the parent leaves `width` px."""
        raise NotImplementedError

    def place(self) -> None:
        """Take the size and the place that content and parent ask for."""
        parent = self.ground.size()
        size = self.wanted_size(max(0, parent.width() - 2 * self._margin))
        left = (parent.width() - size.width()) // 2
        bottom = parent.height() - size.height() - self._margin
        top = self._margin if self._edge == "top" else bottom
        self.setGeometry(QRect(left, top, size.width(), size.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.ground:
            self.place()
        return super().eventFilter(watched, event)

    def _run(self, direction: QVariantAnimation.Direction) -> None:
        self._animation.setDirection(direction)
        if self._animation.state() != QVariantAnimation.State.Running:
            self._animation.start()

    def _on_visibility_changed(self, value: float) -> None:
        self.visibility = value
        self.place()
        self.update()

    def _on_animation_finished(self) -> None:
        going = self._animation.direction() == QVariantAnimation.Direction.Backward
        self.visibility = 0.0 if going else 1.0
        if going:
            self.hide()
        self.place()


class HintLine(Overlay):
    """A pill at the bottom that says once what can be done here; mouse events pass through it."""

    _edge = "bottom"
    _margin = 16
    _flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap

    def __init__(self, parent: QWidget, animations: bool = True) -> None:
        super().__init__(parent, animations)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = ""
        self._patience = QTimer(self, singleShot=True, interval=_HINT_SECONDS * 1000)
        self._patience.timeout.connect(self.vanish)

    def show_hint(self, text: str) -> None:
        """Show one sentence until `vanish` is called, at most for some seconds."""
        self._text = text
        self.setAccessibleName(text)
        self._patience.start()
        self.appear()

    def wanted_size(self, width: int) -> QSize:
        room = QRect(0, 0, width - 32, 1000)
        text = self.fontMetrics().boundingRect(room, self._flags, self._text)
        return QSize(text.width() + 32, max(32, text.height() + 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self.visibility)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 21, 23, 215))
        painter.drawRoundedRect(self.rect(), 16, 16)
        painter.setPen(QColor("#f2f3f5"))
        painter.drawText(self.rect().adjusted(16, 0, -16, 0), self._flags, self._text)


class BusyLine(Overlay):
    """A thin line along the top for work that takes longer than 300 ms, and a cross to stop it.

    Signals:
        cancelled(): The user wants the work to stop.
    """

    cancelled = Signal()

    _margin = 0

    def __init__(self, parent: QWidget, animations: bool = True) -> None:
        super().__init__(parent, animations)
        self._phase = 0.0
        self._can_stop = False
        self._cross = QToolButton(parent)
        self._tick = QTimer(self, interval=_tick_ms(animations))
        self._delay = QTimer(self, singleShot=True, interval=_BUSY_DELAY_MS)
        self._delay.timeout.connect(self._on_delay_over)
        self._tick.timeout.connect(self._on_tick)
        self._cross.setProperty("role", "chip")
        self._cross.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._cross.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._cross.setIcon(icon("close"))
        self._cross.setIconSize(QSize(16, 16))
        self._cross.setToolTip(self.tr("Stop"))
        self._cross.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cross.clicked.connect(self.cancelled)
        self._cross.hide()

    def set_animations(self, on: bool) -> None:
        super().set_animations(on)
        self._tick.setInterval(_tick_ms(on))

    def start(self, what: str, can_stop: bool = False) -> None:
        """Announce work, such as "Opening photo"; nothing shows if it ends within 300 ms."""
        self.setAccessibleName(what)
        self.setToolTip(what)
        self._cross.setText(what)
        self._cross.setAccessibleName(self.tr("Stop: {what}").format(what=what))
        self._can_stop = can_stop
        self._cross.setVisible(can_stop and self.isVisible())
        if self.isHidden():
            self._delay.start()

    def stop(self) -> None:
        """The work is done or has failed."""
        self._delay.stop()
        self._tick.stop()
        self._cross.hide()
        self.vanish()

    def place(self) -> None:
        super().place()
        self._cross.adjustSize()
        self._cross.move(self.ground.width() - self._cross.width() - 8, 8)

    def wanted_size(self, width: int) -> QSize:
        return QSize(width, _LINE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setOpacity(self.visibility)
        painter.fillRect(self.rect(), QColor(theme.line))
        piece = self.width() * 0.3
        left = (self.width() + piece) * self._phase - piece
        painter.fillRect(QRectF(left, 0, piece, _LINE_HEIGHT), QColor(theme.accent))

    def _on_delay_over(self) -> None:
        self._tick.start()
        self._cross.setVisible(self._can_stop)
        self.appear()
        self._cross.raise_()

    def _on_tick(self) -> None:
        self._phase = (self._phase + 0.02) % 1.0
        self.update()


def _tick_ms(animations: bool) -> int:
    return 33 if animations else 1000
