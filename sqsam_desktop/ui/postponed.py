"""What the user asked for before the mask it needs was known. Knows neither masks nor widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Postponed:
    """Actions that wait, in the order in which they were asked for. True if there are any."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Callable[[], None], Callable[[], None] | None]] = []

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, action: Callable[[], None], dropped: Callable[[], None] | None = None) -> None:
        """Let an action wait; `dropped` is done instead if the wait is given up."""
        self._waiting.append((action, dropped))

    def run(self, may_go_on: Callable[[], bool]) -> None:
        """Do what waits, one after the other, as long as `may_go_on`."""
        # Meanwhile nothing waits, or each would wait for itself.
        waiting, self._waiting = self._waiting, []
        while waiting and may_go_on():
            action, _ = waiting.pop(0)
            action()
        self._waiting.extend(waiting)

    def drop(self) -> None:
        """Give up everything that waits."""
        waiting, self._waiting = self._waiting, []
        for _, dropped in waiting:
            if dropped is not None:
                dropped()
