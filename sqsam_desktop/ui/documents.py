"""The documents that are open, of which the editor shows one. Knows no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqsam_desktop.core.document import Document
    from sqsam_desktop.ui.editor import Editor
    from sqsam_desktop.ui.file_verbs import FileVerbs
    from sqsam_desktop.ui.files import Files
    from sqsam_desktop.ui.session import Session


class Documents(QObject):
    """Which documents are open, in the order they were opened.

    Of those that are not shown only the picture, what was made of it and its history are kept.

    Signals:
        changed(): There are others, another one is shown, or one has another name.
    """

    changed = Signal()

    def __init__(self, editor: Editor, files: Files, verbs: FileVerbs) -> None:
        super().__init__(editor)
        self._editor = editor
        self._files = files
        self._verbs = verbs
        self._sessions: list[Session] = []
        editor.opened.connect(self._on_opened)
        editor.layers_changed.connect(self.changed)
        files.saved.connect(self.changed)

    @property
    def current(self) -> int:
        """The place of the one that is shown; -1 if none is."""
        shown = self._editor.session
        return self._sessions.index(shown) if shown in self._sessions else -1

    @property
    def titles(self) -> list[tuple[str, bool]]:
        """What each is called, and whether it has unsaved work."""
        documents = (session.document for session in self._sessions)
        return [(self._files.name_of(each), self._files.is_unsafe(each)) for each in documents]

    def show_document(self, document: Document) -> None:
        """Go on with this one of those that are open."""
        self.show([session.document for session in self._sessions].index(document))

    def show(self, index: int) -> None:
        """Go on with another one."""
        if 0 <= index < len(self._sessions) and index != self.current:
            self._files.leave()
            self._editor.show(self._sessions[index])

    def step(self, places: int) -> None:
        """Go on with the next one, or the one before; around the end."""
        if self._sessions:
            self.show((self.current + places) % len(self._sessions))

    def show_file(self, path: Path) -> bool:
        """Go on with the document of a picture or project; False if that is not open."""
        wanted = path.resolve()
        for index, session in enumerate(self._sessions):
            known = self._files.path_of(session.document)
            if known is not None and known.resolve() == wanted:
                self.show(index)
                return True
        return False

    def close(self, index: int | None = None) -> None:
        """Close one, the shown one unless told otherwise, after asking about unsaved work."""
        self.show(self.current if index is None else index)
        if self._sessions:
            self._verbs.leave(self._close_shown)

    def leave_all(self, then: Callable[[], None], start: int = 0) -> None:
        """Do what gives all of them up, after asking about each with unsaved work."""
        unsafe = [self._files.is_unsafe(session.document) for session in self._sessions]
        if True not in unsafe[start:]:
            then()
            return
        index = unsafe.index(True, start)
        self.show(index)
        self._verbs.leave(lambda: self.leave_all(then, index + 1))

    def _close_shown(self) -> None:
        index = self.current
        closed = self._sessions.pop(index)
        self._files.leave()
        if self._sessions:
            self._editor.show(self._sessions[min(index, len(self._sessions) - 1)])
        else:
            self._editor.show(None)
        self._files.forget(closed.document)
        self.changed.emit()

    def _on_opened(self) -> None:
        shown = self._editor.session
        if shown is not None and shown not in self._sessions:
            known = [self._files.knows(session.document) for session in self._sessions]
            # One that was gone back to what was saved stays at its place.
            place = known.index(False) if False in known else len(known)
            self._sessions[place : place + 1] = [shown]
        self.changed.emit()
