"""Which keys run which verb: the table's own, and what the user has changed. Knows no widgets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from collections.abc import Mapping

KEPT = ("Space", "Tab", "Shift+Tab", "Backtab")
"""Keys that mean something else wherever the keyboard is."""


@dataclass(frozen=True)
class Keymap:
    """The keys of every verb, each to one verb at most.

    Attributes:
        defaults: The keys of every verb, separated by blanks, as in the table of verbs.
        changes: The same for those verbs whose keys are others; this is what is remembered.
    """

    defaults: Mapping[str, str]
    changes: Mapping[str, str]

    def keys(self, name: str) -> tuple[str, ...]:
        """A verb's keys, the first of which is shown in menus."""
        return tuple(map(_normal, self.changes.get(name, self.defaults[name]).split()))

    def owner(self, key: str) -> str | None:
        """The verb that a key runs."""
        return next((name for name in self.defaults if _normal(key) in self.keys(name)), None)

    def is_changed(self, name: str) -> bool:
        return self.keys(name) != tuple(map(_normal, self.defaults[name].split()))

    def assigned(self, name: str, keys: tuple[str, ...]) -> Keymap:
        """The map in which a verb has just these keys, taken from whoever had them."""
        mine = tuple(map(_normal, keys))
        losers = {other for key in mine if (other := self.owner(key)) not in (None, name)}
        left = {
            other: " ".join(key for key in self.keys(other) if key not in mine)
            for other in losers
            if other is not None
        }
        changes = {**self.changes, **left, name: " ".join(mine)}
        full = replace(self, changes=changes)
        return replace(self, changes={n: k for n, k in changes.items() if full.is_changed(n)})

    def reset(self, name: str) -> Keymap:
        """The map in which a verb has the table's keys again."""
        return self.assigned(name, tuple(self.defaults[name].split()))


def _normal(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
