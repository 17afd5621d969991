"""The editor: a document, its history and the workers behind it. Knows no painting, no layout.

A gesture changes the prompts at once and asks for a mask; the mask follows when the worker
answers. An answer is *shown* if its picture matches and its number is above the one shown; it is
*kept* only if its prompt is current. So a dragged box has a live mask, and nothing old comes back.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sqsam_desktop.core.commands import Edit, EditLayer, KeepAnswer, SetOutline, take_back_gesture
from sqsam_desktop.core.document import Change, Document, State
from sqsam_desktop.core.drawing import Drawing, View
from sqsam_desktop.core.fold import Fold
from sqsam_desktop.core.history import DEFAULT_BUDGET, History
from sqsam_desktop.core.outline import (
    NOTHING,
    SUGGESTION,
    Mode,
    Outline,
    base,
    can_extend,
    extended,
)
from sqsam_desktop.core.prompt import Click
from sqsam_desktop.core.solver import Answer, Hover, NothingFound, Question, Redraw, Solver
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.background import Background, explained
from sqsam_desktop.ui.error_texts import told
from sqsam_desktop.ui.hovering import Hovering
from sqsam_desktop.ui.postponed import Postponed
from sqsam_desktop.ui.prompt_texts import made_text
from sqsam_desktop.ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.core.mask import Bounds
    from sqsam_desktop.core.prompt import PromptItem
    from sqsam_desktop.core.worker import Report
    from sqsam_desktop.ui.file_jobs import Opened

_log = logging.getLogger(__name__)

_EMPTY = State(draft=NOTHING)


@dataclass(frozen=True, eq=False, slots=True)
class _Shown:
    """What is on the canvas: the answer to request `number`; no fold when nothing is outlined."""

    number: int
    fold: Fold | None = None
    drawing: Drawing | None = None


class Editor(QObject):
    """What can be done with a picture. Every method returns at once.

    Signals:
        opened(pyramid): Another picture is the document now.
        outline_changed(): The prompts, or what can be done, are others.
        frame_changed(): The picture shows something else of the photo, or in another way.
        layers_changed(): The layers, or which one is selected or edited, are others.
        drawn(drawing or None): What is outlined is ready to be painted; None for nothing.
        hovered(tile or None, adds): What a click would take or take away here.
        answered(text): How long the last answer took.
        failed(error): A SqsamError for the user.
        noticed(text): Something worth knowing for a moment.
        working(text): What goes on in the background; empty when it is over.
        mode_changed(mode): Plain gestures now mean something else.
    """

    opened = Signal(object)
    outline_changed = Signal()
    frame_changed = Signal()
    layers_changed = Signal()
    drawn = Signal(object)
    hovered = Signal(object, bool)
    answered = Signal(str)
    failed = Signal(object)
    noticed = Signal(str)
    working = Signal(str)
    mode_changed = Signal(str)

    def __init__(self, solver: Solver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self.mode: Mode = "plain"
        self.hover_preview = True
        self.history_budget = DEFAULT_BUDGET
        self._view: View | None = None
        self._shown = _Shown(0)
        self._kept: tuple[Outline, Fold] | None = None
        self._asked: Outline | None = None
        self._postponed = Postponed()
        self._predicting = Background(solver, ("prompt", "view", "hover"), self)
        self._predicting.answered.connect(self._on_predicted)
        self._predicting.failed.connect(self._on_prediction_failed)
        self._hovering = Hovering(self._predicting, self._hover, self)
        self._hovering.shown.connect(self.hovered)

    # --- what there is ------------------------------------------------------------------------

    @property
    def document(self) -> Document | None:
        """What is shown; None if no picture is open."""
        return self.session.document if self.session is not None else None

    @property
    def outline(self) -> Outline:
        """What is outlined; nothing if no picture is open."""
        return self.document.outline if self.document else NOTHING

    @property
    def state(self) -> State:
        """What commands change; an empty one if no picture is open."""
        return self.document.state if self.document else _EMPTY

    @property
    def has_prompts(self) -> bool:
        return bool(self.outline)

    @property
    def undo_text(self) -> str | None:
        return self.history.undo_text if self.history is not None else None

    @property
    def redo_text(self) -> str | None:
        return self.history.redo_text if self.history is not None else None

    @property
    def history(self) -> History[Document] | None:
        """What was done, to be read; None if no picture is open."""
        return self.session.history if self.session is not None else None

    @property
    def has_subject(self) -> bool:
        """Whether something is outlined that could be exported."""
        drawing = self._shown.drawing
        return self.has_prompts and drawing is not None and not drawing.is_empty

    @property
    def drawing(self) -> Drawing | None:
        """What is outlined, as it is shown; None if nothing is."""
        return self._shown.drawing

    @property
    def fold(self) -> Fold | None:
        """The mask of the current prompts; None until it has been predicted."""
        if self._kept is None or self._kept[0] != self.outline:
            return None
        return self._kept[1]

    def take(self, opened: Opened) -> None:
        """Make another picture the document; `opened` follows."""
        self.show(Session.of(opened, self._on_changed))

    def show(self, session: Session | None) -> None:
        """Go on with another document; `opened` follows, unless there is none."""
        self._postponed.drop()
        self.point_away()
        self.session = session
        self._kept = self._view = self._asked = None
        self._shown = _Shown(self._predicting.next_number())
        self.drawn.emit(None)
        if session is not None:
            self.set_history_budget(self.history_budget)
            self.opened.emit(session.pyramid)
            if self._view is None:
                self._view = View((0, 0, *session.document.size), 1.0)
        self.outline_changed.emit()
        self.layers_changed.emit()
        self._ask(self.outline, NOTHING)

    def close(self) -> None:
        """End the worker, and give up what waits for a mask."""
        self._postponed.drop()
        self._hovering.wait()
        self._predicting.close()

    # --- gestures -----------------------------------------------------------------------------

    def add(self, item: PromptItem, mode: Mode) -> None:
        """A complete gesture: change the prompts, and ask for the mask."""
        self.change_outline(made_text(item, mode), lambda outline: extended(outline, item, mode))

    def change_outline(
        self,
        text: str,
        change: Callable[[Outline], Outline],
        command: Callable[[str, State, Outline], Edit] = SetOutline,
    ) -> None:
        """Outline something else, after all that waits for a mask, and ask for what is missing.

        Args:
            text: What is done, for the menu.
            change: From what is outlined to what shall be; may raise SqsamError, which is told.
            command: What is pushed, made of `text`, the present state and the outline.
        """
        if self._postponed:
            self._postpone(lambda: self.change_outline(text, change, command))
            return
        try:
            outline = change(self.outline)
        except SqsamError as error:
            self.failed.emit(error)
            return
        before = self.outline
        if self.history is not None and outline != before:
            self.history.push(command(text, self.state, outline))
            self._ask(outline, before)

    def set_outline(self, text: str, outline: Outline) -> None:
        """Outline this instead, as one step of the history called `text`, and ask for its mask."""
        self.change_outline(text, lambda _: outline)

    def try_out(self, item: PromptItem, mode: Mode) -> None:
        """A gesture that still goes on: show its mask, change nothing."""
        if can_extend(self.outline, mode):
            self.try_outline(lambda outline: extended(outline, item, mode))

    def try_outline(self, change: Callable[[Outline], Outline]) -> None:
        """Show what `change` would make of what is outlined; change nothing."""
        # What others wait for must not be replaced by a question whose answer is not kept.
        if not self._postponed:
            self._ask(change(self.outline), self.outline)

    def drop_trial(self) -> None:
        """The gesture tried out was given up: show what is outlined again."""
        if not self._postponed:
            self._ask(self.outline, self.outline)

    def drop_prompts(self) -> None:
        """Outline nothing, and give up what waits for the mask."""
        self._postponed.drop()
        if self.has_prompts:
            self.set_outline(self.tr("Drop Outline"), NOTHING)

    def find_subject(self) -> None:
        """Outline the automatic subject outside of the layers made so far."""
        if self.outline.suggested and not self._postponed:
            self.noticed.emit(self.tr("Press Enter to keep this one first."))
        else:
            self.once_answered(self._find_subject)

    def do(self, command: Edit) -> None:
        """Change the document; what is outlined then is predicted or drawn again."""
        if self.history is None:
            return
        before = self.outline
        self.history.push(command)
        if self.outline is not before:
            self._ask(self.outline, NOTHING)

    def once_answered(
        self, action: Callable[[], None], dropped: Callable[[], None] | None = None
    ) -> None:
        """Do something once the mask of what is outlined is known, after all that waits for it.

        `dropped` is done instead if the wait is given up: by Escape, undo, or for want of a mask.
        """
        if self._postponed or not self._is_answered():
            self._postpone(action, dropped)
        else:
            action()

    def in_turn(self, action: Callable[[], None]) -> None:
        """Do something that needs no mask itself, after all that waits for one."""
        # A layer is left with the answer to its last gesture, which none would ask for again.
        if self._postponed or (self.state.editing and not self.outline.answered):
            self._postpone(action)
        else:
            action()

    def undo(self) -> None:
        """Take the last change back."""
        self._postponed.drop()
        if self.history is not None and (text := self.history.undo()) is not None:
            self._after_travel(self.tr("Undone: {what}").format(what=text))

    def redo(self) -> None:
        """Do again what was undone last."""
        self._postponed.drop()
        if self.history is not None and (text := self.history.redo()) is not None:
            self._after_travel(self.tr("Done again: {what}").format(what=text))

    def go_to(self, position: int) -> None:
        """Undo or redo until so many of the history's commands are done."""
        self._postponed.drop()
        if self.history is not None and position != len(self.history):
            self.history.go_to(position)
            text = self.history.undo_text or self.tr("Open")
            self._after_travel(self.tr("Back to: {what}").format(what=text))

    def set_history_budget(self, nbytes: int) -> None:
        """Let undo take so much memory from the next change on."""
        self.history_budget = nbytes
        if self.history is not None:
            self.history.budget = nbytes

    def set_mode(self, mode: Mode) -> None:
        """Let gestures without a modifier add a thing of its own, or take away."""
        if mode != self.mode:
            self.mode = mode
            self.mode_changed.emit(mode)

    def swap_sign(self) -> None:
        """From adding to taking away and back."""
        self.set_mode("plain" if self.mode == "take" else "take")

    # --- pointing and viewing -----------------------------------------------------------------

    def point_at(self, x: float, y: float, mode: Mode) -> None:
        """The pointer moved; once it rests, `hovered` tells what a click would take."""
        self._hovering.point_at(x, y, mode)

    def point_away(self) -> None:
        """The pointer points at nothing any more."""
        self._hovering.point_away()

    def set_view(self, view: View) -> None:
        """Another part of the picture is on the screen, or at another scale."""
        self._view = view
        self._redraw()

    # --- asking -------------------------------------------------------------------------------

    def _find_subject(self) -> None:
        if self.state.editing:
            text = self.tr("Finish Editing")
            self.do(EditLayer(text, self.state, self.state.active, editing=False))
        if not self.outline.suggested:
            self.set_outline(self.tr("Find Subject"), SUGGESTION)

    def _after_travel(self, text: str) -> None:
        self.noticed.emit(text)
        self._ask(self.outline, NOTHING)

    def _ask(self, outline: Outline, before: Outline) -> None:
        """Ask for the mask of `outline`, which was made from `before`."""
        if self.document is None or self._view is None:
            return
        self._hovering.wait()
        self._asked = outline
        if not outline:
            self._predicting.withdraw("prompt")
            self._rest_from_work()
            self._show(_Shown(self._predicting.next_number()))
            self._postponed.run(self._is_answered)
            return
        refined = base(before, outline)
        taken = self.state.taken if outline.asks_subject else ()
        question = Question(self.document.picture, outline, refined, self._view, taken=taken)
        idle = not self._predicting.busy("prompt")
        self._predicting.submit(question, "prompt")
        if idle:
            self.working.emit(self.tr("Outlining"))

    def _redraw(self) -> None:
        """Ask for what is shown at the present view, unless it is drawn like that already."""
        fold, drawing = self._shown.fold, self._shown.drawing
        if self.document is None or self._view is None or fold is None or drawing is None:
            return
        if drawing.view != self._view:
            self._predicting.submit(Redraw(self.document.picture, fold, self._view), "view")

    def _hover(self, x: float, y: float, mode: Mode) -> Hover | None:
        """What to ask for a click there; None if it would do nothing."""
        if not self.hover_preview or self.document is None or self._view is None:
            return None
        if not can_extend(self.outline, mode):
            return None
        outline = extended(self.outline, Click(x, y), mode)
        starts_anew = len(outline.steps) == len(outline.steps[0].prompt) == 1
        shown = None if starts_anew else self._shown.fold
        refined = base(self.outline, outline)
        return Hover(self.document.picture, outline, refined, self._view, shown or Fold(()))

    # --- answers ------------------------------------------------------------------------------

    def _on_predicted(self, report: Report[Any, Answer]) -> None:
        request, answer = report.request, report.answer
        if self.document is None or request.picture is not self.document.picture:
            self._rest_from_work()
            return
        assert answer is not None
        if report.lane == "view":
            if request.fold is self._shown.fold:
                self._show(_Shown(self._shown.number, request.fold, answer.drawing))
        elif report.lane == "hover":
            self._hovering.show(request, answer)
        else:
            if report.final and request.outline == self.outline:
                if self._is_outdated(request):
                    self._ask(self.outline, NOTHING)
                else:
                    self._keep(request, answer)
            # A request's last answer has the number of its first, rough one.
            if report.number >= self._shown.number:
                self._show(_Shown(report.number, answer.fold, answer.drawing))
                self._redraw()
            self._rest_from_work()
            self._postponed.run(self._is_answered)

    def _keep(self, question: Question, answer: Answer) -> None:
        """The answer belongs to the current prompts: remember it with them."""
        assert self.document is not None and self.history is not None
        if not question.outline.answered:
            known = KeepAnswer(question.outline, answer.outline, question.taken)
            known.apply(self.document, self.history)
        self._kept = (self.outline, answer.fold)
        self.answered.emit(self._told(answer))
        if answer.outline.suggested and answer.drawing.is_empty:
            self.noticed.emit(self.tr("No subject found. Click a thing."))

    def _is_outdated(self, question: Question) -> bool:
        """Whether a subject was looked for outside of other things than there are now."""
        return question.outline.asks_subject and question.taken != self.state.taken

    def _is_answered(self) -> bool:
        return self.fold is not None or not self.has_prompts

    def _postpone(
        self, action: Callable[[], None], dropped: Callable[[], None] | None = None
    ) -> None:
        self._postponed.add(action, dropped)
        # A gesture tried out may have taken the place of the question, or it may have failed.
        if self._asked != self.outline:
            self._ask(self.outline, NOTHING)

    def _show(self, shown: _Shown) -> None:
        if shown.number != self._shown.number:
            self._hovering.hide()
        self._shown = shown
        self.drawn.emit(shown.drawing)
        self.outline_changed.emit()

    def _told(self, answer: Answer) -> str:
        what = self.tr("subject") if answer.outline.suggested else self.tr("outline")
        return f"{what} {answer.milliseconds:.0f} ms" if answer.milliseconds >= 1 else what

    def _on_prediction_failed(self, report: Report[Any, Answer]) -> None:
        request = report.request
        if self.document is None or request.picture is not self.document.picture:
            self._rest_from_work()
            return
        if report.lane == "prompt" and request.outline == self.outline:
            if self._is_outdated(request):
                self._ask(self.outline, NOTHING)
                return
            self._give_up(request)
            if isinstance(report.error, NothingFound):
                self.noticed.emit(str(told(report.error)))
            else:
                self.failed.emit(explained(report.error))
        elif not isinstance(report.error, SqsamError):
            _log.error("a %s request failed", report.lane, exc_info=report.error)
        self._rest_from_work()

    def _give_up(self, question: Question) -> None:
        """The current prompts cannot be shown; those without an answer never will: back from them.

        Everything else that was done stays.
        """
        assert self.document is not None and self.history is not None
        self._postponed.drop()
        self._asked = None
        if question.outline.answered:
            return
        if not take_back_gesture(self.document, self.history):
            if self.state.editing:
                text = self.tr("Finish Editing")
                self.history.push(EditLayer(text, self.state, self.state.active, editing=False))
            else:
                SetOutline("", self.state, NOTHING).apply(self.document)
        self._ask(self.outline, NOTHING)

    def _rest_from_work(self) -> None:
        """One piece of work is over; if more waits, that is new work."""
        self.working.emit("")
        if self._predicting.busy("prompt"):
            self.working.emit(self.tr("Outlining"))

    def _on_changed(self, what: Change, bounds: Bounds) -> None:
        if what == "frame":
            self.frame_changed.emit()
        if what == "layers":
            self.layers_changed.emit()
        self.outline_changed.emit()
