"""What the program remembers between runs; a plain record kept as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_RECENT = 12


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's preferences; change them with `dataclasses.replace` and save."""

    theme: Literal["system", "dark", "light"] = "system"
    animations: bool = True
    hover_preview: bool = True
    overlay: str = "dim"
    recent: tuple[str, ...] = ()
    """Paths of the pictures opened last, newest first."""

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Read settings; whatever is missing, unknown or damaged falls back to the default."""
        try:
            stored = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return cls()
        if not isinstance(stored, dict):
            return cls()
        return cls(**_usable(stored))

    def save(self, path: Path) -> None:
        """Write settings, making the folder if need be.

        Raises:
            SqsamError: The file cannot be written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SqsamError(f"The folder {path.parent} cannot be made.") from error
        text = json.dumps(asdict(self), indent=2, ensure_ascii=False)
        write_whole(path, text.encode() + b"\n")

    def opened(self, path: Path) -> Settings:
        """These settings with `path` as the newest of the recent pictures."""
        name = str(path.resolve())
        others = [each for each in self.recent if each != name]
        return replace(self, recent=(name, *others)[:_RECENT])


def _usable(stored: dict[str, Any]) -> dict[str, Any]:
    """The entries that are known and of the right type."""
    values = {
        key: value
        for key, value in stored.items()
        if (key == "theme" and value in ("system", "dark", "light"))
        or (key in ("animations", "hover_preview") and isinstance(value, bool))
        or (key == "overlay" and isinstance(value, str))
    }
    recent = stored.get("recent")
    if isinstance(recent, list):
        values["recent"] = tuple(each for each in recent if isinstance(each, str))[:_RECENT]
    return values
