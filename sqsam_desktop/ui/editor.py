"""The editor: a document, its history and the workers behind it. Knows no painting, no layout.

A gesture changes the prompts at once and asks for a mask; the mask follows when the worker
answers. An answer is *shown* if its picture matches and its number is above the one shown; it is
*kept* only if its prompt is current. So a dragged box has a live mask, and nothing old comes back.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from sqsam_desktop.core.commands import Edit, EditLayer, KeepAnswer, SetOutline, take_back_gesture
from sqsam_desktop.core.document import Change, Document, State
from sqsam_desktop.core.fold import Fold
from sqsam_desktop.core.history import History
from sqsam_desktop.core.mask import HALF, Bounds
from sqsam_desktop.core.outline import NOTHING, SUGGESTION, Mode, Outline, base, extended
from sqsam_desktop.core.prompt import Box, Click, PromptItem
from sqsam_desktop.core.solver import (
    Answer,
    Drawing,
    Hover,
    NothingFound,
    Question,
    Redraw,
    Solver,
    Tile,
    View,
)
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.background import Background, explained
from sqsam_desktop.ui.postponed import Postponed

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.core.worker import Report
    from sqsam_desktop.ui.file_jobs import Opened

_log = logging.getLogger(__name__)

_REST_MS = 60
"""How long the pointer rests before a hover preview is asked for."""
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
        self.document: Document | None = None
        self.mode: Mode = "plain"
        self.hover_preview = True
        self._history: History[Document] | None = None
        self._view: View | None = None
        self._shown = _Shown(0)
        self._kept: tuple[Outline, Fold] | None = None
        self._asked: Outline | None = None
        self._postponed = Postponed()
        self._resting: tuple[float, float, Mode] | None = None
        self._film: tuple[Tile, Mode] | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rested)
        self._predicting = Background(solver, ("prompt", "view", "hover"), self)
        self._predicting.answered.connect(self._on_predicted)
        self._predicting.failed.connect(self._on_prediction_failed)

    # --- what there is ------------------------------------------------------------------------

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
        return bool(self.outline.steps)

    @property
    def undo_text(self) -> str | None:
        return self._history.undo_text if self._history is not None else None

    @property
    def redo_text(self) -> str | None:
        return self._history.redo_text if self._history is not None else None

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
        picture = opened.project.picture
        self._postponed.drop()
        self.point_away()
        self.document = Document(picture, opened.project.state)
        self.document.observe(self._on_changed)
        self._history = History(self.document)
        self._kept = self._view = self._asked = None
        self._shown = _Shown(self._predicting.next_number())
        self.drawn.emit(None)
        self.opened.emit(opened.pyramid)
        self.outline_changed.emit()
        self.layers_changed.emit()
        if self._view is None:
            self._view = View((0, 0, picture.width, picture.height), 1.0)
        self._ask(self.outline, NOTHING)

    def close(self) -> None:
        """End the worker, and give up what waits for a mask."""
        self._postponed.drop()
        self._rest.stop()
        self._predicting.close()

    # --- gestures -----------------------------------------------------------------------------

    def add(self, item: PromptItem, mode: Mode) -> None:
        """A complete gesture: change the prompts, and ask for the mask."""
        if self._postponed:
            self._postpone(lambda: self.add(item, mode))
            return
        try:
            outline = extended(self.outline, item, mode)
        except SqsamError as error:
            self.failed.emit(error)
            return
        self._set_outline(self._verb(item, mode), outline)

    def try_out(self, item: PromptItem, mode: Mode) -> None:
        """A gesture that still goes on: show its mask, change nothing."""
        # What others wait for must not be replaced by a question whose answer is not kept.
        if self._postponed:
            return
        if mode == "take" and not self.has_prompts:
            return
        outline = extended(self.outline, item, mode)
        self._ask(outline, self.outline)

    def drop_trial(self) -> None:
        """The gesture tried out was given up: show what is outlined again."""
        if not self._postponed:
            self._ask(self.outline, self.outline)

    def drop_prompts(self) -> None:
        """Outline nothing, and give up what waits for the mask."""
        self._postponed.drop()
        if self.has_prompts:
            self._set_outline(self.tr("Drop Outline"), NOTHING)

    def find_subject(self) -> None:
        """Outline the automatic subject outside of the layers made so far."""
        if self.outline.suggested and not self._postponed:
            self.noticed.emit(self.tr("Press Enter to keep this one first."))
        else:
            self.once_answered(self._find_subject)

    def do(self, command: Edit) -> None:
        """Change the document; what is outlined then is predicted or drawn again."""
        if self._history is None:
            return
        before = self.outline
        self._history.push(command)
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
        if self._history is not None and (text := self._history.undo()) is not None:
            self._after_travel(self.tr("Undone: {what}").format(what=text))

    def redo(self) -> None:
        """Do again what was undone last."""
        self._postponed.drop()
        if self._history is not None and (text := self._history.redo()) is not None:
            self._after_travel(self.tr("Done again: {what}").format(what=text))

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
        if self._resting == (x, y, mode):
            return
        # Within what is shown a click most likely takes just that: no flicker while moving there.
        if self._film is not None and not _lies_in(self._film, x, y, mode):
            self._show_film(None)
        self._resting = (x, y, mode)
        self._predicting.withdraw("hover")
        if self.hover_preview and self.document:
            self._rest.start()

    def point_away(self) -> None:
        """The pointer points at nothing any more."""
        self._resting = None
        self._rest.stop()
        self._predicting.withdraw("hover")
        self._show_film(None)

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
            self._set_outline(self.tr("Find Subject"), SUGGESTION)

    def _verb(self, item: PromptItem, mode: Mode) -> str:
        """A gesture as the menu names it."""
        names = {Click: self.tr("Click"), Box: self.tr("Box")}
        what = names.get(type(item), self.tr("Stroke"))
        if mode == "plain":
            return what
        text = self.tr("Add {what}") if mode == "add" else self.tr("Take Away {what}")
        return text.format(what=what)

    def _set_outline(self, text: str, outline: Outline) -> None:
        if self._history is None:
            return
        before = self.outline
        self._history.push(SetOutline(text, self.state, outline))
        self._ask(outline, before)

    def _after_travel(self, text: str) -> None:
        self.noticed.emit(text)
        self._ask(self.outline, NOTHING)

    def _ask(self, outline: Outline, before: Outline) -> None:
        """Ask for the mask of `outline`, which was made from `before`."""
        if self.document is None or self._view is None:
            return
        self._rest.stop()
        self._predicting.withdraw("hover")
        self._asked = outline
        if not outline.steps:
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

    def _on_rested(self) -> None:
        outline = self._pointed_outline()
        if outline is None or self.document is None or self._view is None:
            return
        starts_anew = len(outline.steps) == len(outline.steps[0].prompt) == 1
        shown = None if starts_anew else self._shown.fold
        refined = base(self.outline, outline)
        hover = Hover(self.document.picture, outline, refined, self._view, shown or Fold(()))
        self._predicting.submit(hover, "hover")

    def _pointed_outline(self) -> Outline | None:
        """What a click where the pointer rests would outline; None if it would do nothing."""
        if self._resting is None:
            return None
        x, y, mode = self._resting
        if mode == "take" and not self.has_prompts:
            return None
        return extended(self.outline, Click(x, y), mode)

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
            self._on_hovered(request, answer)
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
        assert self.document is not None and self._history is not None
        if not question.outline.answered:
            known = KeepAnswer(question.outline, answer.outline, question.taken)
            known.apply(self.document, self._history)
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
            self._show_film(None)
        self._shown = shown
        self.drawn.emit(shown.drawing)
        self.outline_changed.emit()

    def _on_hovered(self, hover: Hover, answer: Answer) -> None:
        resting = self._resting
        if resting is None or self._rest.isActive() or self._predicting.busy("prompt"):
            return
        if self._pointed_outline() == hover.outline:
            self._show_film((answer.drawing.tiles[-1], resting[2]))

    def _show_film(self, film: tuple[Tile, Mode] | None) -> None:
        if film is not None or self._film is not None:
            self._film = film
            tile, mode = film or (None, "plain")
            self.hovered.emit(tile, mode != "take")

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
                self.noticed.emit(str(report.error))
            else:
                self.failed.emit(explained(report.error))
        elif not isinstance(report.error, SqsamError):
            _log.error("a %s request failed", report.lane, exc_info=report.error)
        self._rest_from_work()

    def _give_up(self, question: Question) -> None:
        """The current prompts cannot be shown; those without an answer never will: back from them.

        Everything else that was done stays.
        """
        assert self.document is not None and self._history is not None
        self._postponed.drop()
        self._asked = None
        if question.outline.answered:
            return
        if not take_back_gesture(self.document, self._history):
            if self.state.editing:
                text = self.tr("Finish Editing")
                self._history.push(EditLayer(text, self.state, self.state.active, editing=False))
            else:
                SetOutline("", self.state, NOTHING).apply(self.document)
        self._ask(self.outline, NOTHING)

    def _rest_from_work(self) -> None:
        """One piece of work is over; if more waits, that is new work."""
        self.working.emit("")
        if self._predicting.busy("prompt"):
            self.working.emit(self.tr("Outlining"))

    def _on_changed(self, what: Change, bounds: Bounds) -> None:
        if what == "layers":
            self.layers_changed.emit()
        self.outline_changed.emit()


def _lies_in(film: tuple[Tile, Mode], x: float, y: float, mode: Mode) -> bool:
    """Whether a picture point lies in what a hover shows, with the same meaning."""
    tile, shown_mode = film
    x0, y0, x1, y1 = tile.bounds
    if mode != shown_mode or not (x0 <= x < x1 and y0 <= y < y1):
        return False
    rows, columns = tile.mask.shape
    row, column = int((y - y0) / (y1 - y0) * rows), int((x - x0) / (x1 - x0) * columns)
    return int(tile.mask[row, column]) >= HALF
