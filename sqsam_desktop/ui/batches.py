"""Many photos at once, from the window: see `batch_dialog`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sqsam_desktop.ui.batch_dialog import BatchDialog
    from sqsam_desktop.ui.editor import Editor
    from sqsam_desktop.ui.files import Files


class Batches(QObject):
    """The dialog, made when it is first wanted; hidden it keeps its choices, and goes on.

    Args:
        editor: Tells which layer is selected.
        files: Tells where the user's photos lie.
        window: The dialog's parent.

    Signals:
        finished(text): A batch is done, or was stopped.
    """

    finished = Signal(str)

    def __init__(self, editor: Editor, files: Files, window: QWidget) -> None:
        super().__init__(window)
        self._editor = editor
        self._files = files
        self._window = window
        self._dialog: BatchDialog | None = None
        editor.layers_changed.connect(self._show_layer)

    def show(self) -> None:
        """Show the dialog beside the window."""
        # It needs the engine, which is not loaded before the window shows.
        from sqsam_desktop.ui.batch_dialog import BatchDialog

        if self._dialog is None:
            self._dialog = BatchDialog(self._files.folder, self._window)
            self._dialog.finished_batch.connect(self.finished)
            self._show_layer()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def close(self) -> None:
        """Stop what goes on, after the photos in hand."""
        if self._dialog is not None:
            self._dialog.runner.close()

    def _show_layer(self) -> None:
        if self._dialog is not None:
            self._dialog.show_layer(self._editor.state.active_layer)
