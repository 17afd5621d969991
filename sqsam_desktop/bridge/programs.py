"""Finds GIMP and Krita on this computer, and opens files in them."""

from __future__ import annotations

import shutil
import subprocess
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from sqsam_desktop.bridge.protocol import clean_environment
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqsam_desktop.bridge.install import Host

_NAMES = {"gimp": ("gimp-3.2", "gimp-3.0", "gimp-3", "gimp"), "krita": ("krita",)}
_FLATPAKS = {"gimp": "org.gimp.GIMP", "krita": "org.kde.krita"}
_FLATPAK_FOLDERS = ("/var/lib/flatpak/app", "~/.local/share/flatpak/app")


def command_of(host: Host) -> list[str]:
    """What starts a program; a file's name may follow.

    Raises:
        SqsamError: It is not there.
    """
    for name in _NAMES[host.id]:
        found = shutil.which(name)
        if found is not None:
            return [found]
    flatpak, app = shutil.which("flatpak"), _FLATPAKS[host.id]
    folders = (Path(each).expanduser() / app for each in _FLATPAK_FOLDERS)
    if flatpak is not None and any(folder.is_dir() for folder in folders):
        return [flatpak, "run", app]
    hint = "Install it, or export a PSD file and open that in it."
    raise SqsamError(f"{host.name} was not found on this computer.", hint)


def open_in(command: Sequence[str], path: Path) -> None:
    """Open a file in a program, which goes on when this one has ended.

    Raises:
        SqsamError: The program cannot be started.
    """
    try:
        process = subprocess.Popen(
            [*command, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=clean_environment(),
            start_new_session=True,
        )
    except OSError as error:
        raise SqsamError(f"{command[0]} cannot be started: {error.strerror}.") from error
    # Somebody has to notice its end.
    threading.Thread(target=process.wait, daemon=True).start()
