"""Parameters of effects that the user keeps under names; a small JSON file for each effect."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sqsam_desktop.core.document import Value


class Presets:
    """What is kept in a folder, by effect and name.

    Args:
        folder: It need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, dict[str, Any]] = {}

    def names(self, effect: str) -> list[str]:
        """What an effect's presets are called, in alphabetical order."""
        return sorted(self._read(effect)["presets"], key=str.casefold)

    def values(self, effect: str, name: str) -> dict[str, Value]:
        """What is kept under a name; empty if nothing is."""
        return _usable(self._read(effect)["presets"].get(name))

    def default(self, effect: str) -> dict[str, Value]:
        """What an effect begins with; empty: what its author chose."""
        return _usable(self._read(effect)["default"])

    def save(self, effect: str, name: str, values: Mapping[str, Value]) -> None:
        """Keep values under a name, in place of what was kept under it.

        Raises:
            SqsamError: The file cannot be written; so do the others.
        """
        self._read(effect)["presets"][name] = dict(values)
        self._write(effect)

    def delete(self, effect: str, name: str) -> None:
        """Forget what is kept under a name."""
        self._read(effect)["presets"].pop(name, None)
        self._write(effect)

    def set_default(self, effect: str, values: Mapping[str, Value]) -> None:
        """Let an effect begin with these values; none at all: with its author's."""
        self._read(effect)["default"] = dict(values)
        self._write(effect)

    def _read(self, effect: str) -> dict[str, Any]:
        if effect not in self._known:
            self._known[effect] = {"presets": {}, "default": {}}
            try:
                stored = json.loads(self._path(effect).read_text("utf-8"))
            except (OSError, ValueError):
                stored = None
            for part, kept in self._known[effect].items():
                given = stored.get(part) if isinstance(stored, dict) else None
                kept |= given if isinstance(given, dict) else {}
        return self._known[effect]

    def _write(self, effect: str) -> None:
        path = self._path(effect)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SqsamError(f"The folder {path.parent} cannot be made.") from error
        text = json.dumps(self._known[effect], indent=2, ensure_ascii=False)
        write_whole(path, text.encode() + b"\n")

    def _path(self, effect: str) -> Path:
        return self._folder / f"{effect.replace('/', '.')}.json"


def _usable(stored: Any) -> dict[str, Value]:
    if not isinstance(stored, dict):
        return {}
    return {
        name: each for name, each in stored.items() if isinstance(each, bool | int | float | str)
    }
