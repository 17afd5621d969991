"""The document: plain data that tells its observers what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

from sqsam_desktop.core.mask import Bounds
from sqsam_desktop.core.outline import SUGGESTION, Outline

if TYPE_CHECKING:
    from sqsam_desktop.core.files.images import Picture

Change: TypeAlias = Literal["outline"]
Observer: TypeAlias = Callable[[Change, Bounds], None]


class Document:
    """A picture and what is outlined in it. Only commands write to it.

    A new document asks for the suggestion: its outline is the automatic subject, unanswered.
    """

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self._outline = SUGGESTION
        self._observers: list[Observer] = []

    @property
    def outline(self) -> Outline:
        return self._outline

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.picture.width, self.picture.height

    def observe(self, observer: Observer) -> None:
        """Call `observer(what, bounds)` after each change, `bounds` in picture pixels."""
        self._observers.append(observer)

    def replace_outline(self, outline: Outline) -> None:
        """For commands only."""
        self._outline = outline
        for observer in self._observers:
            observer("outline", (0, 0, *self.size))
