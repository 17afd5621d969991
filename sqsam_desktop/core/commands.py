"""What the user can do to a document, one class a verb. The only writers of a Document.

A command remembers the state it was given in, and is a pure function from that to the next.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqsam_desktop.core.document import Layer, State, arranged
from sqsam_desktop.core.outline import NOTHING, Outline

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from sqsam_desktop.core.document import Document
    from sqsam_desktop.core.frame import Frame
    from sqsam_desktop.core.history import Command, History
    from sqsam_desktop.core.prompt import PromptItem


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
        old = self.before.outline
        pairs = ((self.outline.corrections, old.corrections), (self.outline.hair, old.hair))
        painted = sum(now.nbytes for now, before in pairs if now is not before)
        return sum(len(step.packed or b"") for step in new) + painted

    def revised(self, known: Callable[[State], State]) -> Self:
        before, outline = known(self.before), known(self.after).outline
        if before is self.before and outline is self.outline:
            return self
        return replace(self, before=before, outline=outline)


@dataclass(frozen=True, slots=True)
class AdjustMask(SetOutline):
    """Adjust what is outlined; a drag, or several of one kind, so of one text, in a row are one."""

    def merged(self, newer: Command[Document]) -> Command[Document] | None:
        if not isinstance(newer, AdjustMask) or newer.text != self.text:
            return None
        same = (newer.before.active, newer.before.editing) == (
            self.before.active,
            self.before.editing,
        )
        return replace(newer, before=self.before) if same else None


@dataclass(frozen=True, slots=True)
class Nudge(SetOutline):
    """Move an item of a prompt from `old` to `new`; going on from there is the same step."""

    old: PromptItem
    new: PromptItem

    def merged(self, newer: Command[Document]) -> Command[Document] | None:
        if not isinstance(newer, Nudge) or newer.old != self.new:
            return None
        return replace(newer, before=self.before, old=self.old)


@dataclass(frozen=True, slots=True)
class AcceptLayer(Edit):
    """The draft becomes a layer of that name above the active one, and nothing is outlined."""

    name: str

    @property
    def after(self) -> State:
        outline = replace(self.before.draft, suggested=False)
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
    """Take a layer out, with all that is in it; if the active one goes, the one below is."""

    layer_id: str

    @property
    def after(self) -> State:
        before = self.before
        gone = {layer.id for layer in before.within(self.layer_id)}
        layers = tuple(layer for layer in before.layers if layer.id not in gone)
        if before.active not in gone:
            return replace(before, layers=layers)
        below = before.layers[before.index(self.layer_id) - len(gone)]
        return replace(before, layers=layers, active=below.id, editing=False)


@dataclass(frozen=True, slots=True)
class DuplicateLayer(Edit):
    """A second one like a layer, of another name, right above it; of a group with all in it."""

    layer_id: str
    name: str

    @property
    def after(self) -> State:
        before = self.before
        originals = before.within(self.layer_id)
        ids = {layer.id: new for layer, new in zip(originals, before.free_ids(), strict=False)}
        copies = [
            replace(each, id=ids[each.id], parent=ids.get(each.parent, each.parent))
            for each in originals
        ]
        copies[-1] = replace(copies[-1], name=self.name, locked=False)
        above = before.index(self.layer_id) + 1
        layers = (*before.layers[:above], *copies, *before.layers[above:])
        return replace(before, layers=layers, active=copies[-1].id, editing=False)


@dataclass(frozen=True, slots=True)
class ReorderLayers(Edit):
    """Move layers, with all that is in them, to another place or into another group.

    Attributes:
        index: The place of the lowest among the others of the group, from the bottom; outside of
            groups the photo's place, 0, is taken.
        parent: The id of the group; empty for none. It must not lie in one of the layers.
    """

    layer_ids: tuple[str, ...]
    index: int
    parent: str = ""

    @property
    def after(self) -> State:
        roots = self.before.roots(self.layer_ids)
        ids = {layer.id for layer in roots}
        others = [each for each in self.before.layers if each.id not in ids]
        siblings = [each for each in others if each.parent == self.parent]
        index = max(0 if self.parent else 1, self.index)
        above = siblings[index : index + 1]
        place = others.index(above[0]) if above else len(others)
        moved = (replace(each, parent=self.parent) for each in roots)
        return replace(self.before, layers=arranged((*others[:place], *moved, *others[place:])))


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
class SetFrame(Edit):
    """Crop, straighten, rotate, flip or resize: show the source in another way."""

    frame: Frame | None

    @property
    def after(self) -> State:
        return replace(self.before, frame=self.frame)


@dataclass(frozen=True, slots=True)
class Together(Edit):
    """The same done to several layers, as one step.

    Attributes:
        result: What all of it comes to.
    """

    result: State

    @property
    def after(self) -> State:
        return self.result

    @property
    def nbytes(self) -> int:
        old = {id(layer.pixels) for layer in self.before.layers}
        new = (layer.pixels for layer in self.result.layers if id(layer.pixels) not in old)
        return sum(pixels.nbytes for pixels in new if pixels is not None)

    def revised(self, known: Callable[[State], State]) -> Self:
        before, result = known(self.before), known(self.result)
        if before is self.before and result is self.result:
            return self
        return replace(self, before=before, result=result)


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
        history.revise(self._revised, _knew_all)

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
        return replace(outline, steps=self.answer.steps[:count])


def _knew_all(command: Command[Document]) -> bool:
    """Whether every prompt had its answer when a command was given.

    What was never answered before that is not looked for: it would be asked again.
    """
    if not isinstance(command, Edit):
        return False
    before = command.before
    return before.draft.answered and all(layer.outline.answered for layer in before.layers)


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
