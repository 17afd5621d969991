"""The bar at the top of the canvas: errors and notices that stay until they are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sqsam_desktop.ui.error_texts import told
from sqsam_desktop.ui.icons import icon
from sqsam_desktop.ui.overlays import Overlay
from sqsam_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.errors import SqsamError

_WIDEST = 640
_ROW = 28
_SIGN = QRect(12, 12, 20, 20)


Choice: TypeAlias = "tuple[str, Callable[[], None]]"
"""What a button says, and what it does."""


@dataclass(frozen=True, slots=True)
class _Message:
    title: str
    detail: str = ""
    is_error: bool = False
    choices: tuple[Choice, ...] = ()


class MessageBar(Overlay):
    """Says what happened and what to do, over the top edge of its parent.

    The newest message is on top; closing it shows the one before. The bar never takes the
    keyboard focus by itself; Tab reaches it, and there Esc closes the message.

    Args:
        parent: The widget it floats on; it gets the focus when the bar goes with it.
        animations: Whether the bar slides in.
    """

    def __init__(self, parent: QWidget, animations: bool = True) -> None:
        super().__init__(parent, animations)
        self._messages: list[_Message] = []
        self._is_error = False
        self._title = _wrapping_label(self)
        self._detail = _wrapping_label(self)
        self._detail.setProperty("role", "dim")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._count = QLabel(self)
        self._count.setProperty("role", "small")
        self._count.setFixedHeight(_ROW)
        self._close = QToolButton(self)
        self._close.setIcon(icon("close"))
        self._close.setIconSize(QSize(16, 16))
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self._close.toolTip())
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.dismiss)
        self._lay_out()

    def show_error(self, error: SqsamError, *choices: Choice) -> None:
        """Show an error until it is closed, or one of the choices to mend it is made."""
        error = told(error)
        self._push(_Message(error.message, error.hint, True, choices))

    def show_notice(self, text: str) -> None:
        """Show a sentence worth knowing until it is closed."""
        self._push(_Message(text))

    def ask(self, title: str, detail: str, *choices: Choice) -> None:
        """Show a question until one of the choices, the usual one first, is made or it is closed.

        Closing it makes no choice.
        """
        self._push(_Message(title, detail, choices=choices))

    def dismiss(self) -> None:
        """Close the message on top."""
        if self._messages:
            self._messages.pop()
            self._refresh()

    @property
    def text(self) -> str:
        """The message on top in plain words; empty when there is none."""
        return _words(self._messages[-1]) if self._messages else ""

    def wanted_size(self, width: int) -> QSize:
        width = min(width, _WIDEST)
        return QSize(width, self._row.totalHeightForWidth(width))

    def place(self) -> None:
        super().place()
        self.move(self.x(), self.y() - round((1 - self.visibility) * (self.height() + self.y())))

    def event(self, event: QEvent) -> bool:
        # Esc also cancels gestures in the editor; while the focus is here it means this bar.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.line))
        painter.setBrush(QColor(theme.panel))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        self._sign(theme).paint(painter, _SIGN)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        # The first line of text sits level with the buttons beside it.
        words.setContentsMargins(0, 6, 0, 6)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        words.addLayout(self._buttons)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(_SIGN.right() + 9, 8, 8, 8)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for widget in (self._count, self._close):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def _push(self, message: _Message) -> None:
        """Put a message on top; one that waits already is not told twice."""
        self._messages = [old for old in self._messages if _words(old) != _words(message)]
        self._messages.append(message)
        self._refresh()

    def _refresh(self) -> None:
        if not self._messages:
            self._leave()
            return
        message = self._messages[-1]
        self._is_error = message.is_error
        self._title.setText(_breakable(message.title))
        self._detail.setText(_breakable(message.detail))
        self._detail.setVisible(bool(message.detail))
        self._offer(message.choices)
        self._count.setText(f"1/{len(self._messages)}")
        self._count.setVisible(len(self._messages) > 1)
        self.setAccessibleName(_words(message))
        self.appear()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _offer(self, choices: tuple[Choice, ...]) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons.setContentsMargins(0, 6 if choices else 0, 0, 0)
        for text, choose in choices:
            button = QPushButton(text, self)
            button.setProperty("primary", not self._buttons.count())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._on_chosen, choose))
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)

    def _on_chosen(self, choose: Callable[[], None]) -> None:
        self.dismiss()
        choose()

    def _sign(self, theme: Theme) -> QIcon:
        if self._is_error:
            return icon("warning", theme.negative_ink)
        return icon("info", theme.accent_ink)

    def _leave(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.ground.setFocus(Qt.FocusReason.OtherFocusReason)
        self.vanish()


def _wrapping_label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _words(message: _Message) -> str:
    return f"{message.title} {message.detail}".strip()


def _breakable(text: str) -> str:
    """The text with places where a long path or name may wrap."""
    return re.sub(r"([/\\_.\-]+|[^\s/\\_.\-]{24})", "\\1\u200b", text)
