"""A document as the editor holds it, shown or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqsam_desktop.core.document import Document, Observer
from sqsam_desktop.core.history import History

if TYPE_CHECKING:
    from sqsam_desktop.core.tiles import Pyramid
    from sqsam_desktop.ui.file_jobs import Opened


@dataclass(frozen=True, eq=False, slots=True)
class Session:
    """A document with what it takes to go on with it."""

    document: Document
    history: History[Document]
    pyramid: Pyramid

    @classmethod
    def of(cls, opened: Opened, observer: Observer) -> Session:
        """One that begins with what was opened."""
        document = Document(opened.project.picture, opened.project.state)
        document.observe(observer)
        return cls(document, History(document), opened.pyramid)
