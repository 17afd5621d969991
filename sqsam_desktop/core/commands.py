"""What the user can do to a document, one class a verb. The only writers of a Document.

A command remembers the state it was given in, and is a pure function from that to the next.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqsam_desktop.core.document import Layer, State
from sqsam_desktop.core.outline import NOTHING, Outline

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from sqsam_desktop.core.document import Document
    from sqsam_desktop.core.history import Command, History


@dataclass(frozen=True, slots=True)
class Edit(ABC):
    """One verb.

    Attributes:
        text: What was done, for the menu.
        before: The document's state when it was given.
    """

    text: str
    before: State

    @property
    @abstractmethod
    def after(self) -> State:
        """What it makes of `before`."""

    @property
    def nbytes(self) -> int:
        """The answers that this command added; states share everything else."""
        return 0

    def apply(self, document: Document) -> None:
        document.replace_state(self.after)

    def revert(self, document: Document) -> None:
        document.replace_state(self.before)

    def merged(self, newer: Command[Document]) -> Command[Document] | None:
        return None

    def revised(self, known: Callable[[State], State]) -> Self:
        """The same with what became known about its states since."""
        before = known(self.before)
        return self if before is self.before else replace(self, before=before)


@dataclass(frozen=True, slots=True)
class SetOutline(Edit):
    """Outline something else: a gesture, dropping the prompts, asking for the subject."""

    outline: Outline

    @property
    def after(self) -> State:
        return self.before.with_outline(self.outline)

    @property
    def nbytes(self) -> int:
        kept = {id(step) for step in self.before.outline.steps}
        new = (step for step in self.outline.steps if id(step) not in kept)
        return sum(len(step.packed or b"") for step in new)

    def revised(self, known: Callable[[State], State]) -> Self:
        before, outline = known(self.before), known(self.after).outline
        if before is self.before and outline is self.outline:
            return self
        return replace(self, before=before, outline=outline)


@dataclass(frozen=True, slots=True)
class AcceptLayer(Edit):
    """The draft becomes a layer of that name above the active one, and nothing is outlined."""

    name: str

    @property
    def after(self) -> State:
        outline = Outline(self.before.draft.steps)
        layer = Layer(self.before.free_id(), self.name, outline)
        return replace(self.before.with_new(layer), draft=NOTHING)


@dataclass(frozen=True, slots=True)
class EditLayer(Edit):
    """Select a layer, to go on with its prompts or only to act on it; several in a row are one."""

    layer_id: str
    editing: bool

    @property
    def after(self) -> State:
        return replace(self.before, active=self.layer_id, editing=self.editing)

    def merged(self, newer: Command[Document]) -> Command[Document] | None:
        return replace(newer, before=self.before) if isinstance(newer, EditLayer) else None


@dataclass(frozen=True, slots=True)
class DeleteLayer(Edit):
    """Take a layer out; if it was active, the one below is."""

    layer_id: str

    @property
    def after(self) -> State:
        before = self.before
        index = before.index(self.layer_id)
        layers = (*before.layers[:index], *before.layers[index + 1 :])
        if before.active != self.layer_id:
            return replace(before, layers=layers)
        return replace(before, layers=layers, active=layers[index - 1].id, editing=False)


@dataclass(frozen=True, slots=True)
class DuplicateLayer(Edit):
    """A second one like a layer, of another name, above the active one."""

    layer_id: str
    name: str

    @property
    def after(self) -> State:
        copy = replace(
            self.before.layer(self.layer_id), id=self.before.free_id(), name=self.name, locked=False
        )
        return self.before.with_new(copy)


@dataclass(frozen=True, slots=True)
class ReorderLayer(Edit):
    """Move a layer to another place; `index` counts from the bottom, the photo's 0 is taken."""

    layer_id: str
    index: int

    @property
    def after(self) -> State:
        layers = [layer for layer in self.before.layers if layer.id != self.layer_id]
        layers.insert(max(1, self.index), self.before.layer(self.layer_id))
        return replace(self.before, layers=tuple(layers))


@dataclass(frozen=True, slots=True)
class RenameLayer(Edit):
    """Call a layer something else."""

    layer_id: str
    name: str

    @property
    def after(self) -> State:
        return self.before.with_layer(replace(self.before.layer(self.layer_id), name=self.name))


@dataclass(frozen=True, slots=True)
class SetLayerVisible(Edit):
    """Show a layer, or hide it."""

    layer_id: str
    visible: bool

    @property
    def after(self) -> State:
        layer = replace(self.before.layer(self.layer_id), visible=self.visible)
        return self.before.with_layer(layer)


@dataclass(frozen=True, slots=True)
class SetLayerLocked(Edit):
    """Protect a layer, or no longer; a layer that is being edited is so no more."""

    layer_id: str
    locked: bool

    @property
    def after(self) -> State:
        layer = replace(self.before.layer(self.layer_id), locked=self.locked)
        editing = self.before.editing and self.before.active != self.layer_id
        return replace(self.before.with_layer(layer), editing=editing)


@dataclass(frozen=True, slots=True)
class SetLayerOpacity(Edit):
    """Let a layer shine through, 0..1; a drag, or several for one layer in a row, are one."""

    layer_id: str
    opacity: float

    @property
    def after(self) -> State:
        layer = replace(self.before.layer(self.layer_id), opacity=self.opacity)
        return self.before.with_layer(layer)

    def merged(self, newer: Command[Document]) -> Command[Document] | None:
        if not isinstance(newer, SetLayerOpacity) or newer.layer_id != self.layer_id:
            return None
        return replace(newer, before=self.before)


@dataclass(frozen=True, slots=True)
class KeepAnswer:
    """Remember the answer to a prompt, in the document and wherever the history asks the same.

    No step of its own: it changes nothing that the user did, so it is not pushed.

    Attributes:
        question: What was asked.
        answer: The same with its answers.
        taken: `State.taken` then, on which a suggestion depends.
    """

    question: Outline
    answer: Outline
    taken: tuple[Outline, ...] = ()

    def apply(self, document: Document, history: History[Document]) -> None:
        document.replace_state(self._known(document.state))
        history.revise(self._revised)

    def _revised(self, command: Command[Document]) -> Command[Document]:
        return command.revised(self._known) if isinstance(command, Edit) else command

    def _known(self, state: State) -> State:
        if self.question.asks_subject and state.taken != self.taken:
            return state
        layers = tuple(self._answered_layer(layer) for layer in state.layers)
        draft = self._answered(state.draft)
        # Most states do not ask this: they stay the objects that others share.
        if draft is state.draft and all(a is b for a, b in zip(layers, state.layers, strict=True)):
            return state
        return replace(state, layers=layers, draft=draft)

    def _answered_layer(self, layer: Layer) -> Layer:
        outline = self._answered(layer.outline)
        return layer if outline is layer.outline else replace(layer, outline=outline)

    def _answered(self, outline: Outline) -> Outline:
        """The outline with the answers to those steps that the question began with, too."""
        count = len(outline.steps)
        if not count or outline.steps != self.question.steps[:count]:
            return outline
        return Outline(self.answer.steps[:count], outline.suggested)


def take_back_gesture(document: Document, history: History[Document]) -> bool:
    """Undo the gesture that made the present outline as if it had never been made.

    Changes made since stay. Returns whether there is such a gesture; if what is outlined came
    about in another way, such as by choosing a layer, nothing is done.
    """
    later: list[Edit] = []
    while isinstance(newest := history.newest, Edit):
        if newest.before.outline != newest.after.outline:
            break
        later.append(newest)
        history.take_back()
    is_gesture = isinstance(newest, SetOutline)
    if is_gesture:
        history.take_back()
    for edit in reversed(later):
        history.push(replace(edit, before=document.state))
    return is_gesture
