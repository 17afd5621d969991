"""Files of the document: opening, saving, exporting, the clipboard. Knows no dialogs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.core.document import Layer, State
from sqsam_desktop.core.files.project import Project
from sqsam_desktop.errors import SqsamError
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
        overtaken(opened): What was opened is here, but the layers it would replace have changed
            since; `take` makes it the document all the same.
        working(text): What goes on in the background; empty when it is over.
    """

    saved = Signal(object)
    exported = Signal(object)
    copied = Signal(object)
    failed = Signal(object)
    overtaken = Signal(object)
    working = Signal(str)

    def __init__(self, editor: Editor, unpack: Unpack) -> None:
        super().__init__(editor)
        self.path: Path | None = None
        self._editor = editor
        self._source: tuple[str, bytes] = ("", b"")
        self._safe: tuple[Layer, ...] = _UNTOUCHED
        self._given_up: tuple[Layer, ...] = _UNTOUCHED
        self._going_on: dict[str, str] = {}
        lanes = ("save", "export", "copy", "open")
        # Every file is written; of those to be opened or copied only the newest is wanted.
        self._worker = Background(FileJob(unpack), lanes, self, queues=("save", "export"))
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
        self._given_up = self._editor.state.layers
        self._submit(Opening(path), "open", self.tr("Opening {name}").format(name=path.name))

    def paste(self, pixels: U8) -> None:
        """Open H x W x 4 uint8 with straight alpha as a new picture; likewise."""
        self._given_up = self._editor.state.layers
        self._submit(Pasting(pixels, self.tr("pasted")), "open", self.tr("Pasting"))

    def take(self, opened: Opened) -> None:
        """Make what was opened the document; `Editor.opened` follows."""
        project = opened.project
        self.path = opened.path
        self._source = (project.name, project.source)
        self._safe = project.state.layers
        self._editor.take(opened)

    def save(self, path: Path) -> None:
        """Write the project; `saved` or `failed` follows."""
        source = self._source

        def save() -> None:
            document = self._editor.document
            if document is not None:
                project = Project(document.picture, *source, document.state)
                self._write(Saving(path, project), "save", path)

        # A project may hold a prompt without its mask, but a mask spares the next one the wait.
        self._editor.once_answered(save, dropped=save)

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

        self._editor.once_answered(copy, dropped=self._tell_dropped)

    def close(self) -> None:
        """End the worker; files that are to be written are finished first."""
        self._worker.close()

    def _export(self, path: Path, mask_only: bool) -> None:
        def export() -> None:
            document = self._editor.document
            if document is not None:
                request = Export(path, document.picture, self.cutouts, mask_only)
                self._write(request, "export", path)

        self._editor.once_answered(export, dropped=self._tell_dropped)

    def _tell_dropped(self) -> None:
        text = self.tr("Nothing was cut out: the outline was given up before its mask was known.")
        self.failed.emit(SqsamError(text))

    def _write(self, request: object, lane: str, path: Path) -> None:
        self._submit(request, lane, self.tr("Writing {name}").format(name=path.name))

    def _submit(self, request: object, lane: str, what: str) -> None:
        self._worker.submit(request, lane)
        self._going_on[lane] = what
        self.working.emit(what)

    def _rest_from_work(self, lane: str) -> None:
        """One piece of work is over; tell what goes on still."""
        if not self._worker.busy(lane):
            self._going_on.pop(lane, None)
        self.working.emit(next(iter(self._going_on.values()), ""))

    def _on_done(self, report: Report[Any, Any]) -> None:
        self._rest_from_work(report.lane)
        answer = report.answer
        if isinstance(answer, Opened):
            if self._editor.state.layers == self._given_up:
                self.take(answer)
            else:
                self.overtaken.emit(answer)
        elif isinstance(answer, Copied):
            self.copied.emit(answer)
        elif isinstance(answer, Saving):
            self._keep(answer)
        else:
            self.exported.emit(answer)

    def _keep(self, saving: Saving) -> None:
        document = self._editor.document
        # Another picture may have been opened since: its own layers are not safe yet.
        if document is not None and document.picture is saving.project.picture:
            self.path = saving.path
            self._safe = saving.project.state.layers
        self.saved.emit(saving.path)

    def _on_failed(self, report: Report[Any, Any]) -> None:
        self._rest_from_work(report.lane)
        self.failed.emit(explained(report.error))
