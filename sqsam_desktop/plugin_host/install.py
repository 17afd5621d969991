"""Takes plug-ins into the user's folder, from a folder or a zip, and out of it again."""

from __future__ import annotations

import lzma
import secrets
import shutil
import stat
import struct
import zipfile
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, TypeAlias

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.plugin_host.manifest import MANIFEST, Found, Plugin, read_manifest, user_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MOST_BYTES = 50_000_000
_MOST_FILES = 2000
_CHUNK = 1 << 16
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    UnicodeDecodeError,
    EOFError,
    NotImplementedError,
)
"""What `zipfile` raises when a file is no zip as it should be."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a plug-in that is to be installed: its path therein, its size, how it is opened."""

    path: PurePosixPath
    size: int
    open: Callable[[], IO[bytes]]


_Source: TypeAlias = "Iterator[list[_File]]"


def install(source: Path, found: Iterable[Found], into: Path | None = None) -> Plugin:
    """Copy a plug-in into the user's folder: all of it, or nothing.

    A plug-in of the user's with the same id and another version is replaced.

    Args:
        source: A folder or a zip that holds exactly one `plugin.toml`.
        found: The plug-ins there are.
        into: The user's folder; None: where it is.

    Raises:
        SqsamError: It is no plug-in, is not to be trusted, is there already, or cannot be written.
    """
    into = into or user_folder()
    stage = into / f".stage-{secrets.token_hex(8)}"
    try:
        with _opened(source) as files:
            _unpack(_of_plugin(files, source), stage / "new")
        plugin = read_manifest(stage / "new", "user")
        folder = into / plugin.id.replace("-", "_")
        _replace(_former(plugin, folder, found), stage, folder)
        return replace(plugin, folder=folder)
    except (OSError, *_DAMAGED) as error:
        reason = getattr(error, "strerror", None) or "the file is damaged"
        raise SqsamError(f"{source.name} cannot be installed: {reason}.") from error
    except RuntimeError as error:  # as zipfile tells it
        raise SqsamError(f"{source.name} is encrypted.", "Unpack it first.") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def remove(plugin: Plugin) -> None:
    """Delete one of the user's plug-ins.

    Raises:
        SqsamError: It is none of the user's, or cannot be deleted.
    """
    if plugin.origin != "user":
        raise SqsamError(f"{plugin.name} is not in your folder.", "Switch it off instead.")
    try:
        if plugin.folder.is_symlink():  # its author works on it elsewhere
            plugin.folder.unlink()
            return
        gone = plugin.folder.with_name(f".gone-{secrets.token_hex(8)}")
        plugin.folder.rename(gone)
    except OSError as error:
        raise SqsamError(f"{plugin.folder} cannot be deleted.") from error
    shutil.rmtree(gone, ignore_errors=True)


@contextmanager
def _opened(source: Path) -> _Source:
    """The files in a folder or a zip."""
    if source.is_dir():
        yield list(islice(_in_folder(source), _MOST_FILES + 1))  # it may be a whole disk
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            yield list(_in_zip(archive))
    else:
        raise SqsamError(f"{source.name} is neither a folder nor a zip file.")


def _in_folder(folder: Path) -> Iterator[_File]:
    for path in folder.rglob("*"):
        if path.is_symlink():
            raise SqsamError(f"{path.name} is a link, which a plug-in must not hold.")
        if path.is_file() and path.parent.name != "__pycache__":
            relative = PurePosixPath(path.relative_to(folder).as_posix())
            yield _File(relative, path.stat().st_size, lambda path=path: path.open("rb"))  # type: ignore[misc]


def _in_zip(archive: zipfile.ZipFile) -> Iterator[_File]:
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename)
        if path.is_absolute() or ".." in path.parts or set("\\:") & set(entry.filename):
            raise SqsamError(f"The zip holds a file outside of itself, '{entry.filename}'.")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise SqsamError(f"{path.name} is a link, which a plug-in must not hold.")
        if not entry.is_dir():
            yield _File(path, entry.file_size, lambda entry=entry: archive.open(entry))  # type: ignore[misc]


def _of_plugin(files: list[_File], source: Path) -> list[_File]:
    """The files beside the manifest and below, their paths seen from there."""
    _check_size(len(files), sum(each.size for each in files))
    manifests = [each.path for each in files if each.path.name == MANIFEST]
    if not manifests:
        raise SqsamError(f"{source.name} holds no plugin.toml.")
    if len(manifests) > 1:
        raise SqsamError(f"{source.name} holds more than one plugin.toml.")
    root = manifests[0].parent
    return [
        replace(each, path=each.path.relative_to(root))
        for each in files
        if each.path.is_relative_to(root)
    ]


def _unpack(files: Iterable[_File], folder: Path) -> None:
    total = 0
    for each in files:
        target = folder / each.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with each.open() as content, target.open("xb") as file:
            while chunk := content.read(_CHUNK):
                total += len(chunk)
                _check_size(0, total)  # what a zip says of its files may be untrue
                file.write(chunk)


def _check_size(files: int, size: int) -> None:
    if files > _MOST_FILES:
        raise SqsamError(f"A plug-in may hold {_MOST_FILES} files at most.")
    if size > _MOST_BYTES:
        raise SqsamError(f"A plug-in may hold {_MOST_BYTES // 1_000_000} MB at most.")


def _former(plugin: Plugin, folder: Path, found: Iterable[Found]) -> Path:
    """The folder that makes place for the plug-in; it may not exist.

    Raises:
        SqsamError: What is there stays.
    """
    for other in found:
        if not isinstance(other, Plugin):
            continue
        if other.id == plugin.id and other.origin != "user":
            raise SqsamError(f"There is a plug-in '{plugin.id}' that is not in your folder.")
        if other.id == plugin.id and other.version == plugin.version:
            raise SqsamError(f"{plugin.name} {plugin.version} is installed already.")
        if other.id == plugin.id:
            return other.folder
        if other.folder == folder:
            raise SqsamError(f"Its folder {folder.name} is that of the plug-in {other.name}.")
    return folder


def _replace(former: Path, stage: Path, folder: Path) -> None:
    """Move the new folder into place, the former one out of it."""
    kept = stage / "former"
    with suppress(FileNotFoundError):
        former.rename(kept)
    try:
        (stage / "new").rename(folder)
    except OSError:
        if kept.exists():
            kept.rename(former)
        raise
