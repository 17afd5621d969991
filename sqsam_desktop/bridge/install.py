"""Puts the plug-ins into GIMP and Krita, and takes them out again, leaving everything else alone.

What was written is noted beside it, so that nothing of anybody else's is ever replaced or removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

import sqsam_desktop
from sqsam_desktop import paths
from sqsam_desktop.bridge import protocol
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

_NAME = "sqsam"
_CLIENT = "sqsam_client.py"
_ENGINE = "sqsam_engine.json"
_NOTE = "sqsam_installed.json"
"""Names what was written, with checksums, and what the host's settings said before."""


@dataclass(frozen=True, slots=True)
class Host:
    """A program that plug-ins go into.

    Attributes:
        id: "gimp" or "krita".
        name: As its users know it.
        places: Where its users' plug-ins may lie; only the folders of what is installed exist.
    """

    id: str
    name: str
    places: Callable[[], list[Place]]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of one installation of a host.

    Attributes:
        kind: "native", or "Flatpak".
        folder: Of this user's plug-ins; ours go into folders and files of their own in it.
        settings: The file in which a plug-in has to be switched on, if it has to.
        home: The host's own folder; without it the host was never started.
    """

    kind: str
    folder: Path
    home: Path
    settings: Path | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """Whether the plug-in is at a place: "installed", "changed" (not as we wrote it), "missing"."""

    place: Place
    state: str
    version: str = ""


def hosts() -> dict[str, Host]:
    """Those we know, by id."""
    return {
        "gimp": Host("gimp", "GIMP 3", _gimp_places),
        "krita": Host("krita", "Krita", _krita_places),
    }


def install(host: Host) -> list[Place]:
    """Put our plug-in wherever the host is; an older one of ours is replaced.

    Raises:
        SqsamError: The host was never started by this user, a file of somebody else's is in the
            way, or a folder cannot be written.
    """
    places = [place for place in host.places() if place.home.is_dir()]
    if not places:
        looked = ", ".join(str(place.home) for place in host.places())
        raise SqsamError(f"{host.name} was not found ({looked}).", "Start it once, then try again.")
    for place in places:
        _refuse_foreign(place, _files(host, place))
    for place in places:
        _uninstall(place)
        try:
            _install(host, place)
        except OSError as error:
            reason = error.strerror or str(error)
            text = f"The plug-in cannot be written into {place.folder}: {reason}."
            raise SqsamError(text) from error
    return places


def uninstall(host: Host) -> list[Place]:
    """Take our plug-in out; the places where it was.

    Raises:
        SqsamError: A file cannot be removed.
    """
    return [place for place in host.places() if _uninstall(place)]


def status(host: Host) -> list[Status]:
    """Whether our plug-in is where the host is."""
    return [_status(place) for place in host.places() if place.home.is_dir()]


def _install(host: Host, place: Place) -> None:
    files = _files(host, place)
    note: dict[str, Any] = {
        "version": sqsam_desktop.__version__,
        "files": {name: _checksum(content) for name, content in files.items()},
    }
    # First, so that whatever is cut short can be taken for ours the next time.
    _write_note(place, note)
    for name, content in files.items():
        target = place.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)
        if content.startswith(b"#!"):
            target.chmod(0o755)  # GIMP passes over what cannot be run
    if place.settings is not None:
        _write_note(place, {**note, "setting": _switch(place.settings, "true")})


def _uninstall(place: Place) -> bool:
    note = _note(place)
    if note is None:
        return False
    try:
        for name in note["files"]:
            (place.folder / name).unlink(missing_ok=True)
        (place.folder / _NAME / _NOTE).unlink()
        _remove_empty(place.folder / _NAME)
        if place.settings is not None and "setting" in note:
            _switch(place.settings, note["setting"])
    except OSError as error:
        reason = error.strerror or str(error)
        raise SqsamError(f"The plug-in in {place.folder} cannot be removed: {reason}.") from error
    return True


def _status(place: Place) -> Status:
    note = _note(place)
    if note is None:
        return Status(place, "missing")
    whole = all(
        (place.folder / name).is_file()
        and _checksum((place.folder / name).read_bytes()) == checksum
        for name, checksum in note["files"].items()
    )
    return Status(place, "installed" if whole else "changed", str(note.get("version", "")))


def _files(host: Host, place: Place) -> dict[str, bytes]:
    """What is written, by path below the place's folder."""
    source = paths.plugins() / host.id
    found = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in sorted(source.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    found[f"{_NAME}/{_CLIENT}"] = Path(protocol.__file__).read_bytes()
    found[f"{_NAME}/{_ENGINE}"] = json.dumps(_engine(place), indent=1).encode()
    return found


def _engine(place: Place) -> dict[str, Any]:
    """How the plug-in finds the engine."""
    command = [sys.executable, "-E", "-m", "sqsam_desktop"]
    address = paths.engine_address()
    if place.kind == "Flatpak":
        # Inside its sandbox it sees its own folder, and ours only through the portal.
        command = ["flatpak-spawn", "--host", *command]
        address = place.home / "engine" / address.name
    return {"command": command, "address": str(address)}


def _refuse_foreign(place: Place, files: dict[str, bytes]) -> None:
    ours = set((_note(place) or {"files": {}})["files"])
    for name in files:
        if name not in ours and (place.folder / name).exists():
            raise SqsamError(
                f"{place.folder / name} is there already and not ours.",
                "Move it away, then try again.",
            )


def _write_note(place: Place, note: dict[str, Any]) -> None:
    path = place.folder / _NAME / _NOTE
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(note, indent=1).encode())


def _note(place: Place) -> dict[str, Any] | None:
    try:
        note = json.loads((place.folder / _NAME / _NOTE).read_bytes())
        return note if isinstance(note["files"], dict) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remove_empty(folder: Path) -> None:
    """Remove a folder with nothing in it but what Python left there."""
    for path in sorted(folder.rglob("*.pyc")):
        path.unlink()
    for path in (*sorted(folder.rglob("*"), reverse=True), folder):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _switch(settings: Path, value: str | None) -> str | None:
    """Set, or take out, Krita's entry for our plug-in; what it was before.

    A group that was made for it stays, empty: that means nothing to Krita.
    """
    try:
        # Whatever else is in there, in whatever encoding, has to come out as it went in.
        lines = settings.read_text("utf-8", "surrogateescape").split("\n")
    except FileNotFoundError:
        lines = []
    if lines and not lines[-1]:
        lines.pop()  # the end of the last line
    key, group = f"enable_{_NAME}=", "[python]"
    start = lines.index(group) + 1 if group in lines else None
    before = None
    if start is not None:
        end = next((i for i in range(start, len(lines)) if lines[i].startswith("[")), len(lines))
        at = next((i for i in range(start, end) if lines[i].startswith(key)), None)
        if at is not None:
            before = lines.pop(at)[len(key) :]
    if value is not None:
        if start is None:
            lines += ["", group] if lines else [group]
            start = len(lines)
        lines.insert(start, key + value)
    settings.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{line}\n" for line in lines)
    write_whole(settings, text.encode("utf-8", "surrogateescape"))
    return before


def _gimp_places() -> list[Place]:
    given = os.environ.get("GIMP3_DIRECTORY")
    if given:
        return [Place("native", Path(given) / "plug-ins", Path(given))]
    flatpak = Path.home() / ".var/app/org.gimp.GIMP"
    found = [
        Place(kind, folder / "plug-ins", folder)
        for kind, parent in (
            ("native", platformdirs.user_config_path("GIMP", appauthor=False, roaming=True)),
            ("Flatpak", flatpak / "config/GIMP"),
        )
        for folder in sorted(parent.glob("3.*"))
    ]
    native = platformdirs.user_config_path("GIMP", appauthor=False, roaming=True) / "3.0"
    return found or [Place("native", native / "plug-ins", native)]


def _krita_places() -> list[Place]:
    data = platformdirs.user_data_path("krita", appauthor=False, roaming=True)
    config = platformdirs.user_config_path(appauthor=False)
    flatpak = Path.home() / ".var/app/org.kde.krita"
    return [
        Place("native", data / "pykrita", data, config / "kritarc"),
        Place("Flatpak", flatpak / "data/krita/pykrita", flatpak, flatpak / "config/kritarc"),
    ]


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
