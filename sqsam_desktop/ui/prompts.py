"""What can be done with a prompt that was given: each verb as one step. Knows no widgets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.core.commands import Nudge
from sqsam_desktop.core.handles import bounds, moved
from sqsam_desktop.core.outline import CANDIDATES, flipped, replaced, with_candidate
from sqsam_desktop.ui.prompt_texts import kind_text, mark_text

if TYPE_CHECKING:
    from sqsam_desktop.core.prompt import PromptItem
    from sqsam_desktop.ui.editor import Editor


class Prompts(QObject):
    """The prompts of what an editor outlines. Every method returns at once.

    Attributes:
        selected: The one that keys are for, or None. It is followed when it changes, by undo, too.

    Signals:
        selection_changed(item or None): Another one is selected.
    """

    selection_changed = Signal(object)

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self.selected: PromptItem | None = None
        self._editor = editor
        self._marks = editor.outline.marks()
        self._has_explained = False
        editor.outline_changed.connect(self._on_outline_changed)

    @property
    def description(self) -> str:
        """The selected one in words; empty if there is none."""
        for number, (item, adds) in enumerate(self._marks, 1):
            if item == self.selected:
                return mark_text(item, adds, number, len(self._marks))
        return ""

    def select(self, item: PromptItem | None) -> None:
        """Select one of the prompts, or none."""
        if item != self.selected:
            self.selected = item
            self.selection_changed.emit(item)
        if item is not None and not self._has_explained:
            self._has_explained = True
            text = self.tr("Drag it or use the arrow keys. X swaps its sign, Delete removes it.")
            self._editor.noticed.emit(text)

    def try_move(self, old: PromptItem, new: PromptItem) -> None:
        """Show the mask as it would be with a prompt elsewhere; change nothing."""
        self._editor.try_outline(lambda outline: replaced(outline, old, new))

    def move(self, old: PromptItem, new: PromptItem) -> None:
        """Put a prompt elsewhere, or give it another size."""
        is_moved = _extent(old) == _extent(new)
        text = self.tr("Move {what}") if is_moved else self.tr("Resize {what}")
        text = text.format(what=kind_text(old))
        self._editor.change_outline(text, lambda outline: replaced(outline, old, new))

    def nudge(self, dx: float, dy: float) -> None:
        """Move the selected one by some picture pixels; several in a row are one step."""
        old, document = self.selected, self._editor.document
        if old is None or document is None:
            return
        x0, y0 = document.frame.to_source(0, 0)
        x, y = document.frame.to_source(dx, dy)
        new = moved(old, x - x0, y - y0, document.size)
        text = self.tr("Move {what}").format(what=kind_text(old))
        command = partial(Nudge, old=old, new=new)
        self._editor.change_outline(text, lambda outline: replaced(outline, old, new), command)

    def remove(self) -> None:
        """Take the selected one out; if none is, drop the outline."""
        old = self.selected
        if old is None:
            self._editor.drop_prompts()
            return
        text = self.tr("Remove {what}").format(what=kind_text(old))
        self._editor.change_outline(text, lambda outline: replaced(outline, old, None))

    @property
    def candidate(self) -> int | None:
        """Which of the things that the last click may mean is outlined, as `Step.candidate`."""
        return self._editor.outline.candidate

    def choose_candidate(self, candidate: int) -> None:
        """Outline this one of the things that the last click may mean."""
        text = self.tr("Choose Candidate")
        self._editor.once_answered(
            lambda: self._editor.change_outline(
                text, lambda outline: with_candidate(outline, candidate)
            )
        )

    def next_candidate(self) -> None:
        """Outline another thing that the last click may mean: a part, the whole, a group."""
        self._editor.once_answered(
            lambda: self.choose_candidate(((self.candidate or 0) + 1) % CANDIDATES)
        )

    def swap_sign(self) -> None:
        """Let the selected one add if it takes away and the reverse; if none is, swap the mode."""
        item = self.selected
        if item is None:
            self._editor.swap_sign()
            return
        text = self.tr("Swap Sign of {what}").format(what=kind_text(item))
        self._editor.change_outline(text, lambda outline: flipped(outline, item))

    def _on_outline_changed(self) -> None:
        before, self._marks = self._marks, self._editor.outline.marks()
        if self.selected is None or before == self._marks:
            return
        old, new = [item for item, _ in before], [item for item, _ in self._marks]
        gone = [item for item in old if item not in new]
        came = [item for item in new if item not in old]
        if self.selected in gone:
            became = came[0] if len(gone) == len(came) == 1 else None
            self.select(became if type(became) is type(self.selected) else None)
        elif came:
            # A new gesture: the keys are for the next one again.
            self.select(None)
        else:
            self.selection_changed.emit(self.selected)


def _extent(item: PromptItem) -> tuple[float, float]:
    x0, y0, x1, y1 = bounds(item)
    return round(x1 - x0, 6), round(y1 - y0, 6)
