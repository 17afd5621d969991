"""Undo and redo with a byte budget. Knows commands only by what they can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Target = TypeVar("Target")

DEFAULT_BUDGET = 256 * 2**20


class Command(Protocol[Target]):
    """One change the user can name, done and undone as often as wanted."""

    @property
    def text(self) -> str:
        """What was done, for the menu: "Add Click"."""
        ...

    @property
    def nbytes(self) -> int:
        """Memory that keeping this command costs."""
        ...

    def apply(self, target: Target) -> None: ...

    def revert(self, target: Target) -> None: ...

    def merged(self, newer: Command[Target]) -> Command[Target] | None:
        """One command that does this and then `newer`, or None if they are separate steps."""
        ...


class History(Generic[Target]):
    """The commands done to `target` and those undone again.

    Args:
        target: What commands are applied to.
        budget: Bytes that all kept commands may cost; the oldest are dropped. The newest
            command always stays, whatever its size.

    Attributes:
        budget: May be changed; it counts from the next command on.
        dropped: How many of the oldest commands were given up for the budget.
    """

    def __init__(self, target: Target, budget: int = DEFAULT_BUDGET) -> None:
        self._target = target
        self.budget = budget
        self.dropped = 0
        self._done: list[Command[Target]] = []
        self._undone: list[Command[Target]] = []

    @property
    def newest(self) -> Command[Target] | None:
        """The command that `undo` would take back."""
        return self._done[-1] if self._done else None

    @property
    def undo_text(self) -> str | None:
        """What `undo` would take back; None if there is nothing."""
        return self._done[-1].text if self._done else None

    @property
    def redo_text(self) -> str | None:
        """What `redo` would do again; None if there is nothing."""
        return self._undone[-1].text if self._undone else None

    @property
    def texts(self) -> tuple[str, ...]:
        """What was done, the oldest first, and then what was undone; `len()` tells where."""
        return tuple(command.text for command in (*self._done, *reversed(self._undone)))

    @property
    def nbytes(self) -> int:
        return sum(command.nbytes for command in (*self._done, *self._undone))

    def __len__(self) -> int:
        return len(self._done)

    def push(self, command: Command[Target]) -> None:
        """Apply a command and remember it; what was undone can no longer be redone."""
        self._undone.clear()
        merged = self._done[-1].merged(command) if self._done else None
        if merged is None:
            self._done.append(command)
        else:
            self._done[-1] = merged
        self._keep_to_budget()
        # Last, so that whoever observes the target finds the history as it is from now on.
        command.apply(self._target)

    def undo(self) -> str | None:
        """Take the newest command back; its text, or None if there was nothing."""
        if not self._done:
            return None
        command = self._done.pop()
        self._undone.append(command)
        command.revert(self._target)
        return command.text

    def redo(self) -> str | None:
        """Do the command undone last again; its text, or None if there was nothing."""
        if not self._undone:
            return None
        command = self._undone.pop()
        self._done.append(command)
        command.apply(self._target)
        return command.text

    def go_to(self, position: int) -> None:
        """Undo or redo until `position` of the commands in `texts` are done."""
        while len(self._done) > max(position, 0):
            self.undo()
        while len(self._done) < position and self._undone:
            self.redo()

    def take_back(self) -> None:
        """Undo the newest command as if it had never been given; nothing can be redone after."""
        if not self._done:
            return
        command = self._done.pop()
        self._undone.clear()
        command.revert(self._target)

    def revise(
        self,
        revised: Callable[[Command[Target]], Command[Target]],
        is_first: Callable[[Command[Target]], bool],
    ) -> None:
        """Replace the newest commands by what `revised` makes of them; the target is not touched.

        For what becomes known later, such as the answer to a prompt: it must change neither what
        a command does for the user nor their order.

        Args:
            revised: From a command to the same.
            is_first: Whether none of those done before this one can be concerned.
        """
        self._undone = [revised(command) for command in self._undone]
        for index in reversed(range(len(self._done))):
            command = self._done[index]
            self._done[index] = revised(command)
            if is_first(command):
                break
        self._keep_to_budget()

    def _keep_to_budget(self) -> None:
        excess = self.nbytes - self.budget
        while excess > 0 and len(self._done) > 1:
            excess -= self._done.pop(0).nbytes
            self.dropped += 1
