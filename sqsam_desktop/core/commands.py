"""What the user can do to a document, one class a verb. The only writers of a Document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqsam_desktop.core.outline import Outline

if TYPE_CHECKING:
    from sqsam_desktop.core.document import Document
    from sqsam_desktop.core.history import Command, History


@dataclass(frozen=True, slots=True)
class SetOutline:
    """Outline something else: a gesture, dropping the prompts, asking for the subject."""

    text: str
    before: Outline
    after: Outline

    @property
    def nbytes(self) -> int:
        """The answers this command alone keeps: those of the steps it added."""
        kept = {id(step) for step in self.before.steps}
        new = (step for step in self.after.steps if id(step) not in kept)
        return sum(len(step.packed or b"") for step in new)

    def apply(self, document: Document) -> None:
        document.replace_outline(self.after)

    def revert(self, document: Document) -> None:
        document.replace_outline(self.before)

    def merged(self, newer: Command[Document]) -> Command[Document] | None:
        return None


@dataclass(frozen=True, slots=True)
class KeepAnswer:
    """Remember the answer to a prompt, in the document and wherever the history asks the same.

    No step of its own: it changes nothing that the user did, so it is not pushed.
    """

    question: Outline
    answer: Outline

    def apply(self, document: Document, history: History[Document]) -> None:
        document.replace_outline(self._answered(document.outline))
        history.revise(self._revised)

    def _revised(self, command: Command[Document]) -> Command[Document]:
        if not isinstance(command, SetOutline):
            return command
        before, after = self._answered(command.before), self._answered(command.after)
        return replace(command, before=before, after=after)

    def _answered(self, outline: Outline) -> Outline:
        """The outline with the answers to those steps that the question began with, too."""
        count = len(outline.steps)
        if not count or outline.steps != self.question.steps[:count]:
            return outline
        return Outline(self.answer.steps[:count], outline.suggested)
