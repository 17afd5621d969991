"""What is outlined, on the canvas; out of sight while the user looks at what effects do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent

if TYPE_CHECKING:
    from sqsam_desktop.core.drawing import Drawing
    from sqsam_desktop.core.outline import Outline
    from sqsam_desktop.ui.canvas import Canvas
    from sqsam_desktop.ui.editor import Editor


class OutlineView(QObject):
    """Shows an editor's outline and its prompts on a canvas.

    The overlay would darken the very pixels that an effect changes. So it goes when effects are
    adjusted, and comes back with the next press on the canvas or with another outline.
    """

    def __init__(self, editor: Editor, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._editor = editor
        self._canvas = canvas
        self._hidden: Outline | None = None
        editor.drawn.connect(self._on_drawn)
        editor.outline_changed.connect(self._on_outline_changed)
        canvas.installEventFilter(self)

    @property
    def is_hidden(self) -> bool:
        return self._hidden is not None

    def hide(self) -> None:
        """The user looks at effects."""
        self._hidden = self._editor.outline
        self._canvas.show_drawing(None)
        self._canvas.set_marks([])

    def show(self) -> None:
        """The user looks at the outline again."""
        self._hidden = None
        self._canvas.show_drawing(self._editor.drawing)
        self._canvas.set_marks(self._editor.outline.marks())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.is_hidden and event.type() == QEvent.Type.MouseButtonPress:
            assert isinstance(event, QMouseEvent)
            # The middle button pans, which is looking, too.
            if event.button() != Qt.MouseButton.MiddleButton:
                self.show()
        return False

    def _on_drawn(self, drawing: Drawing | None) -> None:
        if not self.is_hidden:
            self._canvas.show_drawing(drawing)

    def _on_outline_changed(self) -> None:
        if self._hidden is None:
            self._canvas.set_marks(self._editor.outline.marks())
        elif self._hidden != self._editor.outline:
            self.show()
