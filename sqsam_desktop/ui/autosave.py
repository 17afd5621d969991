"""Keeps unsaved work on the disk while it is being made, and offers what a crash left behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer, Signal

from sqsam_desktop.core.files import journal
from sqsam_desktop.ui.background import Background, explained

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqsam_desktop.core.files.images import Picture
    from sqsam_desktop.core.files.journal import Journal
    from sqsam_desktop.core.files.project import Project
    from sqsam_desktop.core.worker import Report, Turn
    from sqsam_desktop.ui.editor import Editor
    from sqsam_desktop.ui.files import Files
    from sqsam_desktop.ui.messages import MessageBar

_REST_MS = 1000
"""From a change until it is written down: with a slow disk two seconds at most are lost."""


class Autosave(QObject):
    """Follows what is done to the document.

    Args:
        editor: Its changes are written down a moment later.
        files: Tells what is unsaved, and which documents are open.
        root: The folder of journals.
        is_wanted: Whether anything is to be kept, asked each time.

    Signals:
        found(lefts): Programs ended without saving; `discard` each journal or restore it.
        failed(error): A SqsamError: unsaved work cannot be kept at present. Told once.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(
        self, editor: Editor, files: Files, root: Path, is_wanted: Callable[[], bool] = lambda: True
    ) -> None:
        super().__init__(files)
        self._editor = editor
        self._files = files
        self._is_wanted = is_wanted
        self._kept: dict[Picture, tuple[Project, Path | None]] = {}
        self._has_failed = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rested)
        self._keeper = _Keeper(root)
        self._worker = Background(self._keeper, ("keep",), self, queues=("keep",))
        self._worker.answered.connect(self._on_answered)
        self._worker.failed.connect(self._on_failed)
        editor.outline_changed.connect(self._on_changed)
        files.saved.connect(self._on_saved)
        files.restored.connect(self._on_restored)
        # What is not shown any more does not change: it is written down as it is then.
        files.leaving.connect(self._write_down)
        files.given_up.connect(self._on_given_up)
        files.closed.connect(self._on_closed)

    def look(self) -> None:
        """Look for what other programs left behind; `found` follows if there is anything."""
        self._submit(_Look())

    def discard(self, left: Journal) -> None:
        """Remove what another program left behind."""
        self._submit(_Discard(left))

    def _submit(self, request: _Request) -> None:
        self._worker.submit(request, "keep")

    def _on_changed(self) -> None:
        # Not started anew: who works without a rest is kept, too.
        if not self._rest.isActive():
            self._rest.start()

    def _on_rested(self) -> None:
        if self._worker.busy("keep"):
            self._rest.start()
            return
        self._write_down()

    def _write_down(self) -> None:
        document = self._editor.document
        if document is None:
            return
        unsaved = self._files.unsaved if self._is_wanted() else None
        kept = self._kept.get(document.picture)
        if unsaved is None:
            self._forget(document.picture)
        elif kept is None or kept[0].state is not unsaved[0].state or kept[1] != unsaved[1]:
            self._kept[document.picture] = unsaved
            self._submit(_Record(*unsaved))

    def _forget(self, picture: Picture) -> None:
        if self._kept.pop(picture, None) is not None:
            self._submit(_Forget(picture))

    def _on_saved(self) -> None:
        # What was saved need not be what is shown.
        for project, _ in tuple(self._kept.values()):
            if self._files.is_saved(project):
                self._forget(project.picture)
        self._on_changed()

    def _on_restored(self, picture: Picture, left: Journal) -> None:
        self._submit(_Adopt(picture, left))
        self._write_down()

    def _on_given_up(self, picture: Picture) -> None:
        self._kept.pop(picture, None)
        self._submit(_Close(picture))

    def _on_closed(self) -> None:
        self._rest.stop()
        self._worker.close()
        self._keeper.close()

    def _on_answered(self, report: Report[Any, Any]) -> None:
        if isinstance(report.request, _Look):
            if report.answer:
                self.found.emit(report.answer)
        elif isinstance(report.request, _Record):
            self._has_failed = False

    def _on_failed(self, report: Report[Any, Any]) -> None:
        self._kept.clear()
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(explained(report.error))


@dataclass(frozen=True, eq=False, slots=True)
class Left:
    """What a crash left behind: a document called `name` as it was at a time."""

    journal: Journal
    name: str
    when: datetime


class Rescue(QObject):
    """Asks in the message bar what becomes of work that a crash left behind.

    Args:
        autosave: Finds it.
        messages: Where to ask.
        restore: Opens the document of a journal.
    """

    def __init__(
        self, autosave: Autosave, messages: MessageBar, restore: Callable[[Journal], None]
    ) -> None:
        super().__init__(autosave)
        self._autosave = autosave
        self._messages = messages
        self._restore = restore
        autosave.found.connect(self._on_found)
        autosave.failed.connect(messages.show_error)

    def _on_found(self, found: Sequence[Left]) -> None:
        if len(found) == 1:
            (one,) = found
            when = QLocale().toString(_qt(one.when), QLocale.FormatType.ShortFormat)
            title = self.tr("{name} was not saved when the program ended.").format(name=one.name)
            detail = self.tr("Your work of {when} can be restored.").format(when=when)
            words = self.tr("Restore"), self.tr("Discard")
        else:
            title = self.tr("{count} documents were not saved when the program ended.")
            title = title.format(count=len(found))
            detail = "\n".join(one.name for one in found)
            words = self.tr("Restore All"), self.tr("Discard All")

        def each(do: Callable[[Journal], None]) -> None:
            for one in found:
                do(one.journal)

        restore, discard = words
        self._messages.ask(
            title,
            detail,
            (restore, lambda: each(self._restore)),
            (discard, lambda: each(self._autosave.discard)),
        )


def _qt(when: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(when.timestamp()))


# --- on the worker's thread -----------------------------------------------------------------------


@dataclass(frozen=True, eq=False, slots=True)
class _Look:
    """Find what others left behind; the answer is a list of `Left`."""


@dataclass(frozen=True, eq=False, slots=True)
class _Record:
    """Write a document down as it is now."""

    project: Project
    path: Path | None


@dataclass(frozen=True, eq=False, slots=True)
class _Forget:
    """A document has nothing unsaved any more."""

    picture: Picture


@dataclass(frozen=True, eq=False, slots=True)
class _Close:
    """A document is not open any more."""

    picture: Picture


@dataclass(frozen=True, eq=False, slots=True)
class _Adopt:
    """A document was restored from this journal, which goes on."""

    picture: Picture
    left: Journal


@dataclass(frozen=True, eq=False, slots=True)
class _Discard:
    """Remove what another program left behind."""

    left: Journal


_Request: TypeAlias = _Look | _Record | _Forget | _Close | _Adopt | _Discard


class _Keeper:
    """The job: the journals of all documents that are open, and those found."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._journals: dict[Picture, Journal] = {}
        self._left: list[Journal] = []

    def __call__(self, request: _Request, turn: Turn[object]) -> object:
        """Do what is asked.

        Raises:
            SqsamError: The disk refuses.
        """
        match request:
            case _Look():
                self._left += journal.left_behind(self._root)
                return [Left(each, each.name, each.when) for each in self._left]
            case _Record(project, path):
                picture = project.picture
                if picture not in self._journals:
                    self._journals[picture] = journal.begun(self._root)
                self._journals[picture].record(project, path)
            case _Forget(picture) if picture in self._journals:
                self._journals[picture].forget()
            case _Close(picture) if picture in self._journals:
                self._journals.pop(picture).discard()
            case _Adopt(picture, left):
                self._left.remove(left)
                self._journals[picture] = left
            case _Discard(left):
                self._left.remove(left)
                left.discard()
        return None

    def close(self) -> None:
        """Keep only what nobody has decided about; once the thread has ended."""
        for each in self._journals.values():
            each.discard()
        for each in self._left:
            each.release()
