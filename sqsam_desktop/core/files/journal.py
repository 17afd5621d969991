"""What is open and not saved yet, kept on the disk in case the program ends without asking.

Every open document has a folder of its own: the photo's file, the parts of the project, each
written once, and a record that names them and is replaced as a whole. A lock beside the folder
says that its program still runs; the system lets go of it, whatever ends the program.
"""

from __future__ import annotations

import json
import secrets
import shutil
import sys
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from sqsam_desktop.core.files import project as projects
from sqsam_desktop.core.files.stored_layers import DAMAGES
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.paths import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqsam_desktop.core.files.project import Project
    from sqsam_desktop.core.files.stored_layers import Parts

_RECORD, _SOURCE, _PARTS = "record.json", "source", "parts"


class Journal:
    """The folder of one document, locked against other programs until `release` or `discard`.

    `begun` makes one, `left_behind` finds those of programs that ended. Not for several threads
    at a time.
    """

    def __init__(self, folder: Path, lock: IO[bytes]) -> None:
        self._folder = folder
        self._lock = lock
        self._written: set[str] = set()

    @property
    def name(self) -> str:
        """What its document is called; if that cannot be read, the journal itself."""
        try:
            return str(self._stored()["name"])
        except (OSError, *DAMAGES):
            return self._folder.name

    @property
    def when(self) -> datetime:
        """When its document was recorded, in local time.

        Raises:
            OSError: It holds none.
        """
        return datetime.fromtimestamp((self._folder / _RECORD).stat().st_mtime)

    def record(self, project: Project, path: Path | None) -> None:
        """Write down how a document is now, in place of what was recorded before.

        Args:
            project: The document; the photo must be the same each time.
            path: The project file it belongs to; None if it was never saved.

        Raises:
            SqsamError: It cannot be written; what was recorded before is still there.
        """
        parts: Parts = {}
        record = {
            "name": project.name if path is None else path.name,
            "path": _absolute(path),
            "photo": _absolute(project.picture.path),
            "source": project.name,
            "document": projects.described(project, parts),
        }
        with _worded():
            (self._folder / _PARTS).mkdir(exist_ok=True)
            if not (self._folder / _SOURCE).exists():
                write_whole(self._folder / _SOURCE, project.source)
            for name in parts.keys() - self._written:
                write_whole(self._part(name), parts[name])
            # After the parts, so that it never names one that is not there.
            write_whole(self._folder / _RECORD, json.dumps(record).encode())
            for name in self._written - parts.keys():
                self._part(name).unlink(missing_ok=True)
        self._written = set(parts)

    def forget(self) -> None:
        """Nothing is unsaved any more: drop what was recorded."""
        with _worded():
            (self._folder / _RECORD).unlink(missing_ok=True)

    def restore(self) -> tuple[Project, Path | None]:
        """What was recorded, as `record` was given it.

        Raises:
            SqsamError: It is damaged.
        """
        try:
            stored = self._stored()
            source = (self._folder / _SOURCE).read_bytes()
            photo = Path(stored["photo"] or stored["source"])
            project = projects.rebuilt(stored["document"], source, self._read, photo)
            if stored["photo"] is None:
                project = replace(project, picture=replace(project.picture, path=None))
            project = replace(project, name=str(stored["source"]))
            return project, None if stored["path"] is None else Path(stored["path"])
        except (OSError, *DAMAGES) as error:
            raise SqsamError("What was kept of this document is damaged.") from error

    def release(self) -> None:
        """Leave what was recorded to the next program that looks."""
        self._lock.close()

    def discard(self) -> None:
        """Remove everything."""
        shutil.rmtree(self._folder, ignore_errors=True)
        lock = Path(self._lock.name)
        self._lock.close()
        lock.unlink(missing_ok=True)

    def _stored(self) -> dict[str, Any]:
        stored = json.loads((self._folder / _RECORD).read_bytes())
        if not isinstance(stored, dict):
            raise ValueError(_RECORD)
        return stored

    def _read(self, name: str) -> bytes:
        return self._part(name).read_bytes()

    def _part(self, name: str) -> Path:
        """Where a part lies; whatever its name, in this folder."""
        return self._folder / _PARTS / name.replace("/", "-").replace("\\", "-")


def begun(root: Path) -> Journal:
    """A journal for a document that has just been opened.

    Args:
        root: The folder of all journals; made if need be.

    Raises:
        SqsamError: It cannot be made there.
    """
    with _worded():
        root.mkdir(parents=True, exist_ok=True)
        folder = root / secrets.token_hex(8)
        # Locked before it is there: nobody else ever finds it without a master.
        lock = _locked(folder)
        if lock is None:
            raise OSError("the lock is held")
        journal = Journal(folder, lock)
        try:
            folder.mkdir()
        except OSError:
            journal.discard()
            raise
        return journal


def left_behind(root: Path) -> list[Journal]:
    """The journals of programs that ended without saving, the oldest first; empty ones go."""
    found: list[Journal] = []
    try:
        folders = [folder for folder in root.iterdir() if folder.is_dir()]
    except OSError:
        return found
    for folder in folders:
        lock = _locked(folder)
        if lock is None:
            continue
        journal = Journal(folder, lock)
        if (folder / _RECORD).is_file():
            found.append(journal)
        else:
            journal.discard()
    return sorted(found, key=lambda journal: journal.when)


def _locked(folder: Path) -> IO[bytes] | None:
    """The lock of a journal's folder; None if another program has it."""
    file: IO[bytes] | None = None
    try:
        file = folder.with_suffix(".lock").open("ab")
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        if file is not None:
            file.close()
        return None
    return file


def _absolute(path: Path | None) -> str | None:
    return None if path is None else str(path.absolute())


@contextmanager
def _worded() -> Iterator[None]:
    """Every failure as one sentence."""
    try:
        yield
    except (OSError, SqsamError) as error:
        hint = "Save your work yourself, and look whether there is room on the disk."
        raise SqsamError("Unsaved work cannot be kept against a crash.", hint) from error
