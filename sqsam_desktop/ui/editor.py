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

from sqsam_desktop import paths
from sqsam_desktop.core.commands import KeepAnswer, SetOutline
from sqsam_desktop.core.document import Document
from sqsam_desktop.core.files.exports import save_cutout, save_mask
from sqsam_desktop.core.files.images import Picture, open_picture
from sqsam_desktop.core.fold import Fold
from sqsam_desktop.core.history import History
from sqsam_desktop.core.mask import HALF
from sqsam_desktop.core.outline import SUGGESTION, Mode, Outline, base, extended
from sqsam_desktop.core.prompt import Box, Click, PromptItem
from sqsam_desktop.core.solver import Answer, Drawing, Hover, Question, Redraw, Solver, Tile, View
from sqsam_desktop.core.tiles import Pyramid
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.background import Background

if TYPE_CHECKING:
    from pathlib import Path

    from sqsam_desktop.core.worker import Report, Turn

_log = logging.getLogger(__name__)

_REST_MS = 60
"""How long the pointer rests before a hover preview is asked for."""
_NOTHING = Outline()


@dataclass(frozen=True, eq=False, slots=True)
class _Opening:
    path: Path


@dataclass(frozen=True, eq=False, slots=True)
class _Opened:
    picture: Picture
    pyramid: Pyramid


@dataclass(frozen=True, eq=False, slots=True)
class _Export:
    path: Path
    picture: Picture
    fold: Fold
    mask_only: bool


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
        drawn(drawing or None): What is outlined is ready to be painted; None for nothing.
        hovered(tile or None, adds): What a click would take or take away here.
        answered(text): How long the last answer took.
        saved(path): A file was written.
        failed(error): A SqsamError for the user.
        noticed(text): Something worth knowing for a moment.
        working(text): What goes on in the background; empty when it is over.
        mode_changed(mode): Plain gestures now mean something else.
    """

    opened = Signal(object)
    outline_changed = Signal()
    drawn = Signal(object)
    hovered = Signal(object, bool)
    answered = Signal(str)
    saved = Signal(object)
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
        self._waiting_export: tuple[Path, bool] | None = None
        self._resting: tuple[float, float, Mode] | None = None
        self._film: tuple[Tile, Mode] | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rested)
        self._predicting = Background(solver, ("prompt", "view", "hover"), self)
        self._predicting.answered.connect(self._on_predicted)
        self._predicting.failed.connect(self._on_prediction_failed)
        self._files = Background(_work_on_file, ("export", "open"), self)
        self._files.answered.connect(self._on_file_done)
        self._files.failed.connect(self._on_file_failed)

    # --- what there is ------------------------------------------------------------------------

    @property
    def outline(self) -> Outline:
        """What is outlined; nothing if no picture is open."""
        return self.document.outline if self.document else _NOTHING

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
    def fold(self) -> Fold | None:
        """The mask of the current prompts; None until it has been predicted."""
        if self._kept is None or self._kept[0] != self.outline:
            return None
        return self._kept[1]

    # --- files --------------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Open a picture in place of the present one; `opened` or `failed` follows."""
        self._files.submit(_Opening(path), "open")
        self.working.emit(self.tr("Opening {name}").format(name=path.name))

    def export_cutout(self, path: Path) -> None:
        """Write the photo with the mask as its alpha; `saved` or `failed` follows."""
        self._export(path, mask_only=False)

    def export_mask(self, path: Path) -> None:
        """Write the mask alone; `saved` or `failed` follows."""
        self._export(path, mask_only=True)

    def close(self) -> None:
        """End the workers; a file that is being written is finished first."""
        self._rest.stop()
        self._predicting.close()
        self._files.close()

    # --- gestures -----------------------------------------------------------------------------

    def add(self, item: PromptItem, mode: Mode) -> None:
        """A complete gesture: change the prompts, and ask for the mask."""
        try:
            outline = extended(self.outline, item, mode)
        except SqsamError as error:
            self.failed.emit(error)
            return
        self._set_outline(self._verb(item, mode), outline)

    def try_out(self, item: PromptItem, mode: Mode) -> None:
        """A gesture that still goes on: show its mask, change nothing."""
        if mode == "take" and not self.has_prompts:
            return
        outline = extended(self.outline, item, mode)
        self._ask(outline, self.outline)

    def drop_trial(self) -> None:
        """The gesture tried out was given up: show what is outlined again."""
        self._ask(self.outline, self.outline)

    def drop_prompts(self) -> None:
        """Outline nothing."""
        if self.has_prompts:
            self._set_outline(self.tr("Drop Outline"), _NOTHING)

    def find_subject(self) -> None:
        """Outline the automatic subject."""
        if self.document and not self.outline.suggested:
            self._set_outline(self.tr("Find Subject"), SUGGESTION)

    def undo(self) -> None:
        """Take the last change back."""
        if self._history is not None and (text := self._history.undo()) is not None:
            self._after_travel(self.tr("Undone: {what}").format(what=text))

    def redo(self) -> None:
        """Do again what was undone last."""
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
        self._history.push(SetOutline(text, before, outline))
        self._ask(outline, before)

    def _after_travel(self, text: str) -> None:
        self.noticed.emit(text)
        self._ask(self.outline, _NOTHING)

    def _ask(self, outline: Outline, before: Outline) -> None:
        """Ask for the mask of `outline`, which was made from `before`."""
        if self.document is None or self._view is None:
            return
        self._rest.stop()
        self._predicting.withdraw("hover")
        if not outline.steps:
            self._predicting.withdraw("prompt")
            self._show(_Shown(self._predicting.next_number()))
            return
        refined = base(before, outline)
        question = Question(self.document.picture, outline, refined, self._view)
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
            return
        assert answer is not None
        if report.lane == "view":
            if request.fold is self._shown.fold:
                self._show(_Shown(self._shown.number, request.fold, answer.drawing))
        elif report.lane == "hover":
            self._on_hovered(request, answer)
        else:
            if report.final and request.outline == self.outline:
                self._keep(request, answer)
            # A request's last answer has the number of its first, rough one.
            if report.number >= self._shown.number:
                self._show(_Shown(report.number, answer.fold, answer.drawing))
                self._redraw()
            self._rest_from_work()

    def _keep(self, question: Question, answer: Answer) -> None:
        """The answer belongs to the current prompts: remember it with them."""
        assert self.document is not None and self._history is not None
        KeepAnswer(question.outline, answer.outline).apply(self.document, self._history)
        self._kept = (self.outline, answer.fold)
        self.answered.emit(self._told(answer))
        if answer.outline.suggested and answer.drawing.is_empty:
            self.noticed.emit(self.tr("No subject found. Click a thing."))
        if self._waiting_export is not None:
            path, mask_only = self._waiting_export
            self._waiting_export = None
            self._export(path, mask_only)

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
            return
        if report.lane == "prompt" and request.outline == self.outline:
            self._take_back()
            self.failed.emit(_explained(report.error))
        elif not isinstance(report.error, SqsamError):
            _log.error("a %s request failed", report.lane, exc_info=report.error)
        self._rest_from_work()

    def _take_back(self) -> None:
        """The current prompts have no answer and never will: back to those before."""
        assert self.document is not None and self._history is not None
        if len(self._history):
            self._history.take_back()
        else:
            SetOutline("", self.outline, _NOTHING).apply(self.document)
        self._ask(self.outline, _NOTHING)

    def _rest_from_work(self) -> None:
        """One piece of work is over; if more waits, that is new work."""
        self.working.emit("")
        if self._predicting.busy("prompt"):
            self.working.emit(self.tr("Outlining"))

    # --- files, behind the scenes -------------------------------------------------------------

    def _export(self, path: Path, mask_only: bool) -> None:
        fold = self.fold
        if self.document is None or not self.has_prompts:
            return
        if fold is None:
            self._waiting_export = (path, mask_only)
            return
        request = _Export(path, self.document.picture, fold, mask_only)
        self._files.submit(request, "export")
        self.working.emit(self.tr("Writing {name}").format(name=path.name))

    def _on_file_done(self, report: Report[Any, Any]) -> None:
        self.working.emit("")
        if isinstance(report.answer, _Opened):
            self._take_picture(report.answer)
        else:
            self.saved.emit(report.answer)

    def _take_picture(self, opened: _Opened) -> None:
        picture = opened.picture
        self.point_away()
        self.document = Document(picture)
        self.document.observe(lambda what, bounds: self.outline_changed.emit())
        self._history = History(self.document)
        self._kept = self._waiting_export = self._view = None
        self._shown = _Shown(self._predicting.next_number())
        self.drawn.emit(None)
        self.opened.emit(opened.pyramid)
        self.outline_changed.emit()
        if self._view is None:
            self._view = View((0, 0, picture.width, picture.height), 1.0)
        self._ask(self.outline, _NOTHING)

    def _on_file_failed(self, report: Report[Any, Any]) -> None:
        self.working.emit("")
        self.failed.emit(_explained(report.error))


def _work_on_file(request: Any, turn: Turn[Any]) -> Any:
    """The job of the files' worker."""
    if isinstance(request, _Opening):
        picture = open_picture(request.path)
        return _Opened(picture, Pyramid.of(picture.srgb()))
    if request.mask_only:
        save_mask(request.path, request.fold.mask)
    else:
        save_cutout(request.path, request.picture, request.fold.mask)
    return request.path


def _explained(error: Exception | None) -> SqsamError:
    """What the user reads; what nobody foresaw goes into the log."""
    if isinstance(error, SqsamError):
        return error
    _log.error("unexpected error in the background", exc_info=error)
    return unforeseen()


def unforeseen() -> SqsamError:
    """What the user reads of an error that is our own."""
    hint = f"Nothing is lost. The details are in {paths.log_file()}."
    return SqsamError("Something unexpected went wrong.", hint)


def _lies_in(film: tuple[Tile, Mode], x: float, y: float, mode: Mode) -> bool:
    """Whether a picture point lies in what a hover shows, with the same meaning."""
    tile, shown_mode = film
    x0, y0, x1, y1 = tile.bounds
    if mode != shown_mode or not (x0 <= x < x1 and y0 <= y < y1):
        return False
    rows, columns = tile.mask.shape
    row, column = int((y - y0) / (y1 - y0) * rows), int((x - x0) / (x1 - x0) * columns)
    return int(tile.mask[row, column]) >= HALF
