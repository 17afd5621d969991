"""Files of the document: opening, saving, exporting, the clipboard. Knows no dialogs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.core.document import PHOTO_ID, State
from sqsam_desktop.core.files import images
from sqsam_desktop.core.files.project import SUFFIX, Project
from sqsam_desktop.core.outline import NOTHING
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.background import Background, explained
from sqsam_desktop.ui.export_job import Content, Copied, Copy, Write
from sqsam_desktop.ui.exporter import Exporter
from sqsam_desktop.ui.file_jobs import FileJob, Glimpse, Opened, Opening, Pasting, Restoring, Saving

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.core.compose import Effects
    from sqsam_desktop.core.compositor import Unpack
    from sqsam_desktop.core.document import Document
    from sqsam_desktop.core.files.images import U8, Picture
    from sqsam_desktop.core.files.journal import Journal
    from sqsam_desktop.core.worker import Report
    from sqsam_desktop.plugin_host.host import PluginHost
    from sqsam_desktop.ui.editor import Editor


@dataclass(frozen=True, eq=False, slots=True)
class Home:
    """Where a document is kept.

    Attributes:
        path: Of its project; None if it was never saved.
        name: What the photo's file is called.
        source: The bytes of that file.
        safe: What it was like when it was opened or saved last; None if all of it could be lost.
    """

    path: Path | None = None
    name: str = ""
    source: bytes = b""
    safe: State | None = None


@dataclass(frozen=True, eq=False, slots=True)
class _Reverting:
    """Request `number` reads what a document was, which had the state then."""

    number: int
    document: Document
    state: State


class Files(QObject):
    """What can be done with files. Every method returns at once.

    Attributes:
        home: Where the document that is shown is kept.

    Signals:
        saved(path): A project was written; everything up to then is safe.
        restored(picture, journal): The document came from what a crash left behind.
        leaving(): Another document is going to be shown.
        given_up(picture): A document is not open any more.
        closed(): The window goes, and whoever worked in it was asked about unsaved work.
        exported(path): A cut-out or a mask was written, or layers into that folder.
        copied(copied): A cut-out is ready for the clipboard.
        glimpsed(glimpse): What is being opened looks about like this.
        failed(error): A SqsamError for the user.
        overtaken(opened, document): What was opened is here, but the document that it would
            replace has changed since; `take` does it all the same.
        working(text): What goes on in the background; empty when it is over.
    """

    saved = Signal(object)
    restored = Signal(object, object)
    leaving = Signal()
    given_up = Signal(object)
    closed = Signal()
    exported = Signal(object)
    copied = Signal(object)
    glimpsed = Signal(object)
    failed = Signal(object)
    overtaken = Signal(object, object)
    working = Signal(str)

    def __init__(self, editor: Editor, unpack: Unpack, host: PluginHost, effects: Effects) -> None:
        super().__init__(editor)
        self._homes: dict[Picture, Home] = {}
        self._editor = editor
        self._host = host
        self._reverting: _Reverting | None = None
        self._opening: dict[int, Path] = {}
        self._going_on: dict[str, str] = {}
        self._unwanted = 0
        lanes = ("save", "open")
        self._worker = Background(FileJob(unpack, host.read), lanes, self, queues=lanes)
        self._worker.answered.connect(self._on_done)
        self._worker.failed.connect(self._on_failed)
        self.exporter = Exporter(unpack, effects, host, self)
        self.exporter.written.connect(self._on_written)
        self.exporter.copied.connect(self._on_copied)
        self.exporter.failed.connect(self._on_export_failed)

    @property
    def endings(self) -> tuple[str, ...]:
        """What the names of files that can be opened end in."""
        return *images.SUFFIXES, *self._host.readable, SUFFIX

    @property
    def home(self) -> Home:
        """Where the document that is shown is kept."""
        document = self._editor.document
        return self._homes.get(document.picture, Home()) if document is not None else Home()

    def knows(self, document: Document) -> bool:
        """Whether a document is still open."""
        return document.picture in self._homes

    def name_of(self, document: Document) -> str:
        """What a document is called."""
        home = self._homes[document.picture]
        return home.path.name if home.path is not None else home.name

    def path_of(self, document: Document) -> Path | None:
        """The file that a document is, or was opened from."""
        return self._homes[document.picture].path or document.picture.path

    def is_unsafe(self, document: Document) -> bool:
        """Whether a document has work that would be lost, what is only outlined aside."""
        safe = self._homes[document.picture].safe
        return safe is None or _work(document.state) != _work(safe)

    def count_as_safe(self, document: Document, is_safe: bool) -> None:
        """All of a document could be lost now, or is somewhere else and cannot."""
        home = replace(self._homes[document.picture], safe=document.state if is_safe else None)
        self._homes[document.picture] = home

    def is_saved(self, project: Project) -> bool:
        """Whether this very state of a document was written to its file last."""
        home = self._homes.get(project.picture)
        return home is not None and home.safe is project.state

    def leave(self) -> None:
        """Another document is going to be shown; `leaving` tells."""
        self.leaving.emit()

    def forget(self, document: Document) -> None:
        """A document is not open any more; `given_up` tells."""
        self._homes.pop(document.picture, None)
        self.given_up.emit(document.picture)

    @property
    def path(self) -> Path | None:
        """Of the project that is open; None if the document was never saved."""
        return self.home.path

    @property
    def is_open(self) -> bool:
        """Whether there is a document."""
        return self._editor.document is not None

    @property
    def is_dirty(self) -> bool:
        """Whether there is work that would be lost, what is only outlined aside."""
        document = self._editor.document
        return document is not None and self.is_unsafe(document)

    @property
    def unsaved(self) -> tuple[Project, Path | None] | None:
        """What a crash would lose, what is only outlined included, and the project's path."""
        document = self._editor.document
        if document is None:
            return None
        draft, safe = document.state.draft, self.home.safe or State()
        outlined = bool(draft.steps) and not draft.suggested
        if not self.is_dirty and (not outlined or draft == safe.draft):
            return None
        return Project(
            document.picture, self.home.name, self.home.source, document.state
        ), self.path

    @property
    def name(self) -> str:
        """What the document is called."""
        return self.path.name if self.path is not None else self.home.name

    @property
    def folder(self) -> Path:
        """Where files of the document are proposed to go; relative for one that has no place."""
        document = self._editor.document
        path = self.path or (document.picture.path if document is not None else None)
        return path.parent if path is not None else Path()

    @property
    def content(self) -> Content | None:
        """What could be exported now; None if no picture is open."""
        document, editor = self._editor.document, self._editor
        if document is None:
            return None
        subject = editor.outline if editor.has_subject else None
        return Content(document.picture, document.state, subject, Path(self.name).stem)

    @property
    def has_cutout(self) -> bool:
        """Whether something is outlined or there are visible layers."""
        content = self.content
        return content is not None and content.has("cutout")

    def open(self, path: Path) -> None:
        """Open a picture or a project beside what is open; `Editor.opened` or `failed`."""
        if path not in self._opening.values():
            self._opening[self._open(Opening(path), path.name)] = path

    def paste(self, pixels: U8) -> None:
        """Open H x W x 3, or x 4 with straight alpha, uint8 as a new picture; likewise."""
        name = self.tr("pasted")
        self._open(Pasting(pixels, name), name)

    def revert(self) -> None:
        """Open again what is on the disk, or what was pasted, in place of what was made of it.

        `Editor.opened` or `failed` follows.
        """
        document = self._editor.document
        if document is None:
            return
        path, name = self.path or document.picture.path, self.home.name
        pasted = Pasting(document.picture.pixels, Path(name).stem)
        number = self._open(pasted if path is None else Opening(path), name)
        self._reverting = _Reverting(number, document, document.state)

    def restore(self, left: Journal) -> None:
        """Open what a crash left behind; likewise."""
        self._open(Restoring(left), left.name)

    def take(self, opened: Opened, instead: Document | None = None) -> None:
        """Show what was opened, perhaps instead of a document; `Editor.opened` follows."""
        project = opened.project
        safe = project.state if opened.left is None else None
        self.leave()
        self._homes[project.picture] = Home(opened.path, project.name, project.source, safe)
        if instead is not None:
            self.forget(instead)
        self._editor.take(opened)
        if opened.left is not None:
            self.restored.emit(project.picture, opened.left)

    def save(self, path: Path, copy: bool = False) -> None:
        """Write the project, or a copy of it while it stays what it is; `saved` or `failed`."""
        home = self.home

        def save() -> None:
            document = self._editor.document
            if document is not None:
                project = Project(document.picture, home.name, home.source, document.state)
                self._write(Saving(path, project, copy), "save", path)

        # A project may hold a prompt without its mask, but a mask spares the next one the wait.
        self._editor.once_answered(save, dropped=save)

    def once_known(self, then: Callable[[Content], None]) -> None:
        """Do something with what can be exported, once the mask of the last gesture is known."""

        def do() -> None:
            content = self.content
            if content is not None:
                then(content)

        self._editor.once_answered(do, dropped=self._tell_dropped)

    def copy(self) -> None:
        """Cut out what an export would hold for the clipboard; `copied` or `failed` follows."""
        self.once_known(self._copy)

    def close(self) -> None:
        """End the worker; files that are to be written are finished first."""
        self._worker.withdraw("open")
        self._worker.close()
        self.exporter.close()
        self.closed.emit()

    def _copy(self, content: Content) -> None:
        self._going_on["copy"] = self.tr("Copying")
        self.working.emit(self._going_on["copy"])
        self.exporter.copy(Copy(content))

    def _tell_dropped(self) -> None:
        text = self.tr("Nothing was cut out: the outline was given up before its mask was known.")
        self.failed.emit(SqsamError(text))

    def _write(self, request: object, lane: str, path: Path) -> None:
        self._submit(request, lane, self.tr("Writing {name}").format(name=path.name))

    def _open(self, request: object, name: str) -> int:
        return self._submit(request, "open", self.tr("Opening {name}").format(name=name))

    def _submit(self, request: object, lane: str, what: str) -> int:
        number = self._worker.submit(request, lane)
        self._going_on[lane] = what
        self.working.emit(what)
        return number

    def cancel_opening(self) -> bool:
        """Stay with what is open; whether something else was being opened."""
        if "open" not in self._going_on:
            return False
        self._unwanted = self._worker.next_number()
        self._worker.withdraw("open")
        self._going_on.pop("open")
        self._opening.clear()
        self.working.emit(next(iter(self._going_on.values()), ""))
        return True

    @property
    def is_opening(self) -> bool:
        """Whether something is being opened."""
        return "open" in self._going_on

    def _rest_from_work(self, lane: str) -> None:
        """One piece of work is over; tell what goes on still."""
        if not self._worker.busy(lane):
            self._going_on.pop(lane, None)
        self.working.emit(next(iter(self._going_on.values()), ""))

    def _on_done(self, report: Report[Any, Any]) -> None:
        answer = report.answer
        if report.lane == "open" and report.number < self._unwanted:
            return
        if isinstance(answer, Glimpse):
            self.glimpsed.emit(answer)
            return
        self._opening.pop(report.number, None)
        self._rest_from_work(report.lane)
        if isinstance(answer, Opened):
            self._show(report.number, answer)
        elif isinstance(answer, Saving):
            self._keep(answer)

    def _show(self, number: int, opened: Opened) -> None:
        reverting = self._reverting
        if reverting is None or reverting.number != number:
            self.take(opened)
        elif not self.knows(reverting.document):
            self._reverting = None
        elif _work(reverting.document.state) == _work(reverting.state):
            self._reverting = None
            self.take(opened, instead=reverting.document)
        else:
            self.overtaken.emit(opened, reverting.document)

    def _keep(self, saving: Saving) -> None:
        project = saving.project
        home = self._homes.get(project.picture)
        if home is not None and not saving.copy:
            kept = replace(home, path=saving.path, safe=project.state)
            self._homes[project.picture] = kept
        self.saved.emit(saving.path)

    def _on_written(self, write: Write) -> None:
        self.exported.emit(write.paths[0])

    def _on_copied(self, request: Copy, copied: Copied) -> None:
        if request.layer is None:
            self._end_copying()
            self.copied.emit(copied)

    def _on_export_failed(self, request: object, error: SqsamError) -> None:
        if isinstance(request, Copy):
            self._end_copying()
            self.failed.emit(error)

    def _end_copying(self) -> None:
        if not self.exporter.is_copying:
            self._going_on.pop("copy", None)
        self.working.emit(next(iter(self._going_on.values()), ""))

    def _on_failed(self, report: Report[Any, Any]) -> None:
        if report.lane == "open" and report.number < self._unwanted:
            return
        self._opening.pop(report.number, None)
        self._rest_from_work(report.lane)
        self.failed.emit(explained(report.error))


def _work(state: State) -> State:
    """What of a state is worth a question before it is lost."""
    return replace(state, draft=NOTHING, active=PHOTO_ID, editing=False)
