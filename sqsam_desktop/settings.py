"""What the program remembers between runs; a plain record kept as JSON.

The annotations say what each preference may be. The file is checked against them, and the
preferences dialog is made from them: one declaration for both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping  # noqa: TC003 - the annotations are read at run time
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, get_args, get_type_hints

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_RECENT = 12


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for translation; whoever shows it translates it."""
    return text


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off.

    Attributes:
        page: Of the dialog.
        label: What is switched.
    """

    page: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of a `Literal`; `texts` in the same order, a language in its own words."""

    page: str
    label: str
    texts: tuple[str, ...]
    needs_restart: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from `least` to `most`."""

    page: str
    label: str
    least: int
    most: int
    unit: str


Kind: TypeAlias = Switch | Choice | Number

_LOOK = QT_TRANSLATE_NOOP("settings", "Appearance")
_CANVAS = QT_TRANSLATE_NOOP("settings", "Canvas")
_EDITING = QT_TRANSLATE_NOOP("settings", "Editing")

Theme: TypeAlias = Literal["system", "dark", "light"]
_THEME = Choice(
    _LOOK,
    QT_TRANSLATE_NOOP("settings", "Theme"),
    (
        QT_TRANSLATE_NOOP("settings", "Like the system"),
        QT_TRANSLATE_NOOP("settings", "Dark"),
        QT_TRANSLATE_NOOP("settings", "Light"),
    ),
)
Language: TypeAlias = Literal["system", "en", "de", "fr"]
_LANGUAGE = Choice(
    _LOOK,
    QT_TRANSLATE_NOOP("settings", "Language"),
    (QT_TRANSLATE_NOOP("settings", "Like the system"), "English", "Deutsch", "Français"),
    needs_restart=True,
)
_ANIMATIONS = Switch(_LOOK, QT_TRANSLATE_NOOP("settings", "Animations"))
_HOVER = Switch(_CANVAS, QT_TRANSLATE_NOOP("settings", "Show what a click would take"))
Film: TypeAlias = Literal["#ff3b30", "#35c26b", "#4f8cff", "#ffd60a", "#ff2d95"]
_FILM = Choice(
    _CANVAS,
    QT_TRANSLATE_NOOP("settings", "Overlay colour"),
    (
        QT_TRANSLATE_NOOP("settings", "Red"),
        QT_TRANSLATE_NOOP("settings", "Green"),
        QT_TRANSLATE_NOOP("settings", "Blue"),
        QT_TRANSLATE_NOOP("settings", "Yellow"),
        QT_TRANSLATE_NOOP("settings", "Pink"),
    ),
)
_HISTORY = Number(_EDITING, QT_TRANSLATE_NOOP("settings", "Memory for undo"), 64, 4096, "MB")
_AUTOSAVE = Switch(_EDITING, QT_TRANSLATE_NOOP("settings", "Restore work after a crash"))


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's preferences; change them with `dataclasses.replace` and save.

    Attributes:
        overlay: How the mask is shown.
        recent: Paths of the pictures opened last, newest first.
        used: Names of the verbs run from the command palette, newest first.
        shortcuts: Keys, separated by blanks, of the verbs whose keys the user has changed.
        window: Size, place and screen of the window, as Qt saved them, in base 64.
        panels: Names of panels and whether the user wants each to be seen.
        export: The choices of the last export, as `Recipe.text`.
        plugins: Ids of plug-ins and whether the user wants them; those not named are wanted.
    """

    theme: Annotated[Theme, _THEME] = "system"
    language: Annotated[Language, _LANGUAGE] = "system"
    animations: Annotated[bool, _ANIMATIONS] = True
    hover_preview: Annotated[bool, _HOVER] = True
    film: Annotated[Film, _FILM] = "#ff3b30"
    history_mb: Annotated[int, _HISTORY] = 256
    autosave: Annotated[bool, _AUTOSAVE] = True
    overlay: str = "dim"
    recent: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    window: str = ""
    panels: Mapping[str, bool] = field(default_factory=dict)
    export: str = ""
    plugins: Mapping[str, bool] = field(default_factory=dict)

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
        return replace(self, recent=_newest_first(str(path.resolve()), self.recent))

    def ran(self, verb: str) -> Settings:
        """These settings with `verb` as the newest of those run from the palette."""
        return replace(self, used=_newest_first(verb, self.used))


@dataclass(frozen=True, slots=True)
class Preference:
    """One entry of the preferences dialog.

    Attributes:
        name: The attribute of `Settings`.
        kind: Its page, its label and what it may be.
        values: What a `Choice` chooses from; empty for other kinds.
    """

    name: str
    kind: Kind
    values: tuple[str, ...] = ()


def preferences() -> tuple[Preference, ...]:
    """What the user can set, in the order of the dialog."""
    found = []
    for name, hint in _hints().items():
        plain, *notes = get_args(hint) if hasattr(hint, "__metadata__") else (hint,)
        if notes:
            found.append(Preference(name, notes[0], get_args(plain)))
    return tuple(found)


def _hints() -> dict[str, Any]:
    hints = get_type_hints(Settings, include_extras=True)
    return {entry.name: hints[entry.name] for entry in fields(Settings)}


def _newest_first(name: str, others: tuple[str, ...]) -> tuple[str, ...]:
    return (name, *(each for each in others if each != name))[:_RECENT]


def _usable(stored: dict[str, Any]) -> dict[str, Any]:
    """The entries that are known and of the right type."""
    checked = {
        name: _checked(hint, stored[name]) for name, hint in _hints().items() if name in stored
    }
    return {name: value for name, value in checked.items() if value is not None}


def _checked(hint: Any, value: Any) -> Any:
    """The value as the field's type has it; None if it is of another."""
    plain, note = get_args(hint) if hasattr(hint, "__metadata__") else (hint, None)
    if isinstance(note, Choice):
        return value if value in get_args(plain) else None
    if isinstance(note, Number):
        fits = type(value) is int and note.least <= value <= note.most
        return value if fits else None
    if plain == tuple[str, ...] and isinstance(value, list):
        return tuple(each for each in value if isinstance(each, str))[:_RECENT]
    of = get_args(plain)
    if len(of) == 2 and isinstance(value, dict):
        return {key: each for key, each in value.items() if type(each) is of[1]}
    return value if type(value) is plain else None
