"""Which plug-ins there are, as their `plugin.toml` says. Nothing of theirs is imported."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from sqsam_desktop import paths
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.plugin_api import API

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqsam_desktop.core.document import Value

MANIFEST = "plugin.toml"
ENTRY_POINTS = "sqsam_desktop.plugins"
"""The group of entry points; the value of each is a top-level package with a manifest."""

Origin: TypeAlias = Literal["shipped", "user", "installed"]
"""Came with the program; lies in the user's folder; was found as an entry point."""

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_EXTENSION = re.compile(r"\.[a-z0-9]+")
_ORIGINS = {
    "shipped": "ships with the program",
    "user": "is in your folder of plug-ins",
    "installed": "is installed as a Python package",
}


@dataclass(frozen=True, slots=True)
class EffectEntry:
    """An effect, as it is declared.

    Attributes:
        id: "plugin-id/effect-id".
        name: In English, as all texts here; `Plugin.text` translates.
        summary: One sentence, or empty.
        function: Its name in the plug-in's module.
        params: The name of the class of its parameters; empty: it has none.
        halo: The name of the function for what it needs around a tile; empty: the whole picture.
        needs_subject: Whether it is of no use on the photo's own layer, which covers everything.
        identity_on_empty: Whether it changes nothing where the mask is all 0.
        sample: Parameters with which it is shown before it is chosen, where the usual ones would
            show no change.
    """

    id: str
    name: str
    summary: str
    function: str
    params: str = ""
    halo: str = ""
    needs_subject: bool = True
    identity_on_empty: bool = False
    sample: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that a plug-in reads or writes.

    A function that reads is called with a path and returns H x W x 4 straight RGBA. One that writes
    is called with a path, such a picture, and a list of pairs of a layer's name and its mask.

    Attributes:
        id: "plugin-id/kind-id".
        name: Of the kind.
        extensions: In lower case, as ".xyz".
        function: Its name in the plug-in's module.
    """

    id: str
    name: str
    extensions: tuple[str, ...]
    function: str


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plug-in that may be used.

    Attributes:
        id: Tells it from the others.
        api: The number of the interface it was written for.
        license: In the words of SPDX, if its author kept to them.
        folder: Where `plugin.toml` and `__init__.py` are.
        texts: Language -> English text -> translation, for names, summaries, labels, choices.
    """

    id: str
    name: str
    version: str
    api: int
    license: str
    folder: Path
    origin: Origin
    effects: tuple[EffectEntry, ...] = ()
    importers: tuple[FileKind, ...] = ()
    exporters: tuple[FileKind, ...] = ()
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def text(self, english: str, language: str) -> str:
        """One of its texts in a language such as "de"; in English if it is not translated."""
        return self.texts.get(language, {}).get(english, english)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A plug-in that cannot be used.

    Attributes:
        folder: Where it lies; the entry point's value if no folder was found.
        name: What to call it.
        error: One sentence on why.
    """

    folder: Path
    name: str
    error: str


Found: TypeAlias = Plugin | Rejected


def user_folder() -> Path:
    """Where the user's own plug-ins are; it may not exist yet."""
    return paths.user_data() / "plugins"


def find_plugins(shipped: Path | None = None, user: Path | None = None) -> list[Found]:
    """All plug-ins: those of the program, of the user, and installed packages, each by name.

    Of several with one id the first is taken.

    Args:
        shipped: The folder with the program's own; None: where it is.
        user: The folder with the user's; None: where it is.
    """
    folders: tuple[tuple[Origin, Path], ...] = (
        ("shipped", shipped or paths.plugins() / "effects"),
        ("user", user or user_folder()),
    )
    found: list[Found] = []
    for origin, parent in folders:
        found += [_examined(folder, origin) for folder in _subfolders(parent)]
    found += _entry_points()
    return _without_doubles(found)


def read_manifest(folder: Path, origin: Origin) -> Plugin:
    """The plug-in in a folder.

    Raises:
        SqsamError: It is not as it should be.
    """
    path = folder / MANIFEST
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise SqsamError(f"There is no {MANIFEST}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SqsamError(f"{MANIFEST} cannot be read.") from error
    except RecursionError as error:
        raise SqsamError(f"{MANIFEST} is no valid TOML: it is nested too deeply.") from error
    except ValueError as error:
        raise SqsamError(f"{MANIFEST} is no valid TOML: {error}.") from error
    plugin = _plugin(_Table(values, MANIFEST), folder, origin)
    if not folder.name.isidentifier():
        hint = "Write it like a name in Python, with _ instead of other characters."
        raise SqsamError(f"The folder cannot be called {folder.name!r}.", hint)
    if not (folder / "__init__.py").is_file():
        raise SqsamError("Its module is missing: there is no __init__.py.")
    return plugin


def _subfolders(parent: Path) -> list[Path]:
    try:
        entries = sorted(parent.iterdir())
    except OSError:
        return []
    return [each for each in entries if each.is_dir() and each.name[0] not in "._"]


def _examined(folder: Path, origin: Origin) -> Found:
    try:
        return read_manifest(folder, origin)
    except SqsamError as error:
        return Rejected(folder, folder.name, str(error))


def _entry_points() -> list[Found]:
    points = metadata.entry_points(group=ENTRY_POINTS)
    return [_installed(point.name, point.value) for point in sorted(points)]


def _installed(name: str, package: str) -> Found:
    if not package.isidentifier():  # find_spec would import what a deeper one lies in
        return Rejected(Path(package), name, f"'{package}' is no top-level package.")
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        spec = None
    if spec is None or not spec.submodule_search_locations:
        return Rejected(Path(package), name, f"There is no package '{package}'.")
    return _examined(Path(spec.submodule_search_locations[0]), "installed")


def _without_doubles(found: Iterable[Found]) -> list[Found]:
    first: dict[str, Plugin] = {}
    result: list[Found] = []
    for each in found:
        if isinstance(each, Plugin):
            other = first.setdefault(each.id, each)
            if other is not each:
                where = _ORIGINS[other.origin]
                error = f"Its id '{each.id}' is that of another plug-in, which {where}."
                result.append(Rejected(each.folder, each.name, error))
                continue
        result.append(each)
    return result


def _plugin(table: _Table, folder: Path, origin: Origin) -> Plugin:
    api = table.take("api", int)
    if api != API:  # said first: with another interface the rest may look different
        raise SqsamError(f"It was written for interface {api}; this program has interface {API}.")
    plugin_id = table.id()
    plugin = Plugin(
        id=plugin_id,
        name=table.text("name"),
        version=table.text("version"),
        api=api,
        license=table.text("license"),
        folder=folder,
        origin=origin,
        effects=tuple(_effect(each, plugin_id) for each in table.tables("effect")),
        importers=tuple(_file_kind(each, plugin_id) for each in table.tables("importer")),
        exporters=tuple(_file_kind(each, plugin_id) for each in table.tables("exporter")),
        texts=_texts(table),
    )
    table.finish()
    ids = [each.id for each in plugin.effects]
    ids += [each.id for each in plugin.importers] + [each.id for each in plugin.exporters]
    if not ids:
        raise SqsamError("It offers neither effects nor importers nor exporters.")
    for each in ids:
        if ids.count(each) > 1:
            raise SqsamError(f"It has the id '{each.partition('/')[2]}' twice.")
    return plugin


def _effect(table: _Table, plugin_id: str) -> EffectEntry:
    entry = EffectEntry(
        id=f"{plugin_id}/{table.id()}",
        name=table.text("name"),
        summary=table.text("summary", ""),
        function=table.identifier("function"),
        params=table.identifier("params", ""),
        halo=table.identifier("halo", ""),
        needs_subject=table.take("needs_subject", bool, True),
        identity_on_empty=table.text("empty_mask", "") == "identity",
        sample=tuple(sorted(table.take("sample", dict, {}).items())),
    )
    if not all(isinstance(value, bool | int | float | str) for _, value in entry.sample):
        raise SqsamError(f"{table.where}: sample must hold numbers, texts, true and false.")
    if table.given("empty_mask") not in (None, "identity"):
        raise SqsamError(f"{table.where}: empty_mask can only be 'identity'.")
    table.finish()
    return entry


def _file_kind(table: _Table, plugin_id: str) -> FileKind:
    extensions = table.take("extensions", list)
    table_id, name, function = table.id(), table.text("name"), table.identifier("function")
    table.finish()
    if not extensions or not all(
        isinstance(each, str) and _EXTENSION.fullmatch(each) for each in extensions
    ):
        raise SqsamError(f"{table.where}: extensions must be a list like ['.abc', '.xyz'].")
    return FileKind(f"{plugin_id}/{table_id}", name, tuple(extensions), function)


def _texts(table: _Table) -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = table.take("text", dict, {})
    for language, entries in texts.items():
        if not isinstance(entries, dict) or not all(isinstance(e, str) for e in entries.values()):
            raise SqsamError(f"{table.where}: [text.{language}] must hold texts.")
    return texts


_NAMES = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


class _Table:
    """A table of the manifest, from which each key is taken once; what is left is unknown.

    Its methods raise a SqsamError that names the key.
    """

    def __init__(self, values: Mapping[str, Any], where: str) -> None:
        self.where = where
        self._values = values
        self._taken: set[str] = set()

    def given(self, key: str) -> Any:
        return self._values.get(key)

    def take(self, key: str, kind: type, default: Any = None) -> Any:
        """A value of a type; the default, if there is one, where it is missing."""
        self._taken.add(key)
        value = self._values.get(key, default)
        if value is None:
            raise SqsamError(f"{self.where}: {key} is missing.")
        if type(value) is not kind:
            raise SqsamError(f"{self.where}: {key} must be {_NAMES[kind]}.")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        text: str = self.take(key, str, default)
        if text != default and not text.strip():
            raise SqsamError(f"{self.where}: {key} is empty.")
        return text

    def id(self) -> str:
        text = self.text("id")
        if not _ID.fullmatch(text):
            hint = "Use lower-case letters, digits and single hyphens."
            raise SqsamError(f"{self.where}: the id cannot be '{text}'.", hint)
        return text

    def identifier(self, key: str, default: str | None = None) -> str:
        text = self.text(key, default)
        if text != default and not text.isidentifier():
            raise SqsamError(f"{self.where}: {key} must be a name in the module, not '{text}'.")
        return text

    def tables(self, key: str) -> Iterator[_Table]:
        """Those of an array of tables, [[key]]."""
        for number, values in enumerate(self.take(key, list, []), 1):
            where = f"{self.where}, {key} {number}"
            if not isinstance(values, dict):
                raise SqsamError(f"{where} must be a table.")
            yield _Table(values, where)

    def finish(self) -> None:
        """Refuse what was not taken, such as a misspelt key."""
        unknown = sorted(set(self._values) - self._taken)
        if unknown:
            raise SqsamError(f"{self.where}: there is no key '{unknown[0]}'.")
