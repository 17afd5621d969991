"""Files of the document: opening, saving, exporting, the clipboard. Knows no dialogs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.core.document import Layer, State
from sqsam_desktop.core.files.project import Project
from sqsam_desktop.ui.background import Background, explained
from sqsam_desktop.ui.file_jobs import (
    Copied,
    Copying,
    Export,
    ExportEach,
    FileJob,
    Opened,
    Opening,
    Pasting,
    Saving,
)

if TYPE_CHECKING:
    from sqsam_desktop.core.compositor import Unpack
    from sqsam_desktop.core.files.images import U8
    from sqsam_desktop.core.worker import Report
    from sqsam_desktop.ui.editor import Editor

_UNTOUCHED = State().layers


class Files(QObject):
    """What can be done with files. Every method returns at once.

    Attributes:
        path: Of the project that is open; None if the document was never saved.

    Signals:
        saved(path): A project was written; everything up to then is safe.
        exported(path): A cut-out or a mask was written, or layers into that folder.
        copied(copied): A cut-out is ready for the clipboard.
        failed(error): A SqsamError for the user.
        working(text): What goes on in the background; empty when it is over.
    """

    saved = Signal(object)
    exported = Signal(object)
    copied = Signal(object)
    failed = Signal(object)
    working = Signal(str)

    def __init__(self, editor: Editor, unpack: Unpack) -> None:
        super().__init__(editor)
        self.path: Path | None = None
        self._editor = editor
        self._source: tuple[str, bytes] = ("", b"")
        self._safe: tuple[Layer, ...] = _UNTOUCHED
        self._worker = Background(FileJob(unpack), ("save", "export", "copy", "open"), self)
        self._worker.answered.connect(self._on_done)
        self._worker.failed.connect(self._on_failed)

    @property
    def is_dirty(self) -> bool:
        """Whether there are layers that would be lost."""
        return self._editor.document is not None and self._editor.state.layers != self._safe

    @property
    def name(self) -> str:
        """What the document is called."""
        return self.path.name if self.path is not None else self._source[0]

    @property
    def folder(self) -> Path:
        """Where files of the document are proposed to go; relative for one that has no place."""
        document = self._editor.document
        path = self.path or (document.picture.path if document is not None else None)
        return path.parent if path is not None else Path()

    @property
    def cutouts(self) -> tuple[Layer, ...]:
        """What an export would hold: what is outlined, or else the visible layers."""
        if self._editor.has_subject:
            return (Layer("", "", self._editor.outline),)
        return self._visible

    @property
    def _visible(self) -> tuple[Layer, ...]:
        things = self._editor.state.things
        return tuple(layer for layer in things if layer.visible and layer.outline.answered)

    def open(self, path: Path) -> None:
        """Open a picture or a project in place of what is open; `Editor.opened` or `failed`."""
        self._submit(Opening(path), "open", self.tr("Opening {name}").format(name=path.name))

    def paste(self, pixels: U8) -> None:
        """Open H x W x 4 uint8 with straight alpha as a new picture; likewise."""
        self._submit(Pasting(pixels, self.tr("pasted")), "open", self.tr("Pasting"))

    def save(self, path: Path) -> None:
        """Write the project; `saved` or `failed` follows."""

        def save() -> None:
            document = self._editor.document
            if document is not None:
                project = Project(document.picture, *self._source, document.state)
                self._write(Saving(path, project), "save", path)

        self._editor.once_answered(save)

    def export_cutout(self, path: Path) -> None:
        """Write `cutouts` over each other, cut out of the photo; `exported` or `failed`."""
        self._export(path, mask_only=False)

    def export_mask(self, path: Path) -> None:
        """Write the mask of the same alone; `exported` or `failed` follows."""
        self._export(path, mask_only=True)

    def export_layers(self, folder: Path) -> None:
        """Write every visible layer to a PNG of its own; `exported` or `failed` follows."""
        document = self._editor.document
        if document is not None:
            request = ExportEach(folder, Path(self.name).stem, document.picture, self._visible)
            self._write(request, "export", folder)

    def copy(self) -> None:
        """Cut `cutouts` out for the clipboard; `copied` or `failed` follows."""

        def copy() -> None:
            document = self._editor.document
            if document is not None:
                request = Copying(document.picture, self.cutouts)
                self._submit(request, "copy", self.tr("Copying"))

        self._editor.once_answered(copy)

    def close(self) -> None:
        """End the worker; a file that is being written is finished first."""
        self._worker.close()

    def _export(self, path: Path, mask_only: bool) -> None:
        def export() -> None:
            document = self._editor.document
            if document is not None:
                request = Export(path, document.picture, self.cutouts, mask_only)
                self._write(request, "export", path)

        self._editor.once_answered(export)

    def _write(self, request: object, lane: str, path: Path) -> None:
        self._submit(request, lane, self.tr("Writing {name}").format(name=path.name))

    def _submit(self, request: object, lane: str, what: str) -> None:
        self._worker.submit(request, lane)
        self.working.emit(what)

    def _on_done(self, report: Report[Any, Any]) -> None:
        self.working.emit("")
        answer = report.answer
        if isinstance(answer, Opened):
            self._take(answer)
        elif isinstance(answer, Copied):
            self.copied.emit(answer)
        elif isinstance(answer, Saving):
            self._keep(answer)
        else:
            self.exported.emit(answer)

    def _take(self, opened: Opened) -> None:
        project = opened.project
        self.path = opened.path
        self._source = (project.name, project.source)
        self._safe = project.state.layers
        self._editor.take(opened)

    def _keep(self, saving: Saving) -> None:
        document = self._editor.document
        # Another picture may have been opened since: its own layers are not safe yet.
        if document is not None and document.picture is saving.project.picture:
            self.path = saving.path
            self._safe = saving.project.state.layers
        self.saved.emit(saving.path)

    def _on_failed(self, report: Report[Any, Any]) -> None:
        self.working.emit("")
        self.failed.emit(explained(report.error))
