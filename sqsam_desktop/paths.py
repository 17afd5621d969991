"""Where things lie: what ships with the program, what belongs to the user; and the safe write."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import tempfile
from pathlib import Path

import platformdirs

from sqsam_desktop.errors import SqsamError

_APP = "sqsam"


def resources() -> Path:
    """The folder with models, icons and samples."""
    return _root() / "resources"


def plugins() -> Path:
    """The folder with the plug-ins that ship with the program."""
    return _root() / "plugins"


def user_config() -> Path:
    """The folder for settings; it may not exist yet."""
    return Path(platformdirs.user_config_path(_APP, appauthor=False))


def user_data() -> Path:
    """The folder for the user's own plug-ins and presets; it may not exist yet."""
    return Path(platformdirs.user_data_path(_APP, appauthor=False))


def user_state() -> Path:
    """The folder for unsaved work; it may not exist yet."""
    return Path(platformdirs.user_state_path(_APP, appauthor=False))


def user_cache() -> Path:
    """The folder for what can be made again; it may not exist yet."""
    return Path(platformdirs.user_cache_path(_APP, appauthor=False))


def user_runtime() -> Path:
    """The folder for sockets, for nobody else to look into; it may not exist yet."""
    given = os.environ.get("XDG_RUNTIME_DIR")
    if given or not hasattr(os, "getuid"):
        return Path(given) / _APP if given else user_data()
    return Path(tempfile.gettempdir()) / f"{_APP}-{os.getuid()}"


def engine_address() -> Path:
    """Where the engine listens for other programs; for the form see `bridge.protocol`."""
    return user_runtime() / ("engine.sock" if hasattr(socket, "AF_UNIX") else "engine.json")


def log_file() -> Path:
    """Where unexpected errors are written down; neither it nor its folder may exist yet."""
    return Path(platformdirs.user_log_path(_APP, appauthor=False)) / "sqsam.log"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that at any moment either the old or the new one is there, whole.

    Raises:
        SqsamError: The file cannot be written; an old one of that name is unchanged.
    """
    target = path.resolve()  # a link stays a link
    temporary = target.with_name(f".sqsam-{secrets.token_hex(8)}.part")
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, "it is write-protected")
        _write_and_sync(temporary, content)
        if target.is_file():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        reason = _reason(error, target)
        raise SqsamError(f"{path} cannot be written: {reason}.", "Choose another place.") from error


def _root() -> Path:
    """The package folder if it holds `resources` (a wheel does), else the checkout around it."""
    package = Path(__file__).parent
    return package if (package / "resources").is_dir() else package.parent


def _write_and_sync(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _reason(error: OSError, target: Path) -> str:
    if target.is_dir():
        return "it is a folder"
    if not target.parent.is_dir():
        return f"there is no folder {target.parent}"
    return (error.strerror or "the disk refused").lower()
