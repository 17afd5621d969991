"""Which photos a batch is made of, where each result goes, and which of them are there already."""

from __future__ import annotations

import glob
import hashlib
import json
import os
from collections import Counter
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqsam_desktop.core.files.images import SUFFIXES
from sqsam_desktop.core.files.recipe import FORMATS, formats_of
from sqsam_desktop.engine import models
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqsam_desktop.batch.jobs import Outcome
    from sqsam_desktop.core.document import EffectUse

KINDS = (*formats_of("cutout"), *formats_of("layered"))
"""Keys of `recipe.FORMATS` that a result can have."""

_NOTES = ".sqsam-batch.json"
_SIDECAR = ".sqsam.json"


@dataclass(frozen=True, slots=True)
class Finish:
    """What becomes of every photo.

    Attributes:
        kind: One of `KINDS`.
        trim: Cut the picture down to what is visible.
        refine: Redraw the edge along the photo's.
        effects: With any, the result is the whole photo with these on its subject; with none, the
            subject cut out.
    """

    kind: str = "png"
    trim: bool = False
    refine: bool = False
    effects: tuple[EffectUse, ...] = ()

    @property
    def files(self) -> list[Path]:
        """Those that effects read, such as another background; named in full, or not found."""
        values = (value for use in self.effects for _, value in use.params)
        paths = (Path(value) for value in values if isinstance(value, str))
        return [path for path in paths if path.is_absolute() and path.is_file()]


@dataclass(frozen=True, slots=True)
class Job:
    """One photo.

    Attributes:
        photo: Where it lies.
        out: Where the result goes, in a folder that may not exist yet.
        finish: What becomes of it.
    """

    photo: Path
    out: Path
    finish: Finish = Finish()

    @property
    def sidecar(self) -> Path:
        """Where the photo's prompt lies, if it has one: a list as in `document.json`."""
        return self.photo.with_name(self.photo.name + _SIDECAR)

    def digest(self) -> str:
        """Tells what the result is made of: the photo, its prompt, the finish and the model.

        Raises:
            OSError: The photo, its prompt, or a file that an effect reads cannot be read.
        """
        with self.photo.open("rb") as file:
            known = hashlib.file_digest(file, "sha256")
        if self.sidecar.exists():
            known.update(self.sidecar.read_bytes())
        for path in self.finish.files:
            with path.open("rb") as file:
                known.update(hashlib.file_digest(file, "sha256").digest())
        known.update(json.dumps(asdict(self.finish)).encode())
        known.update(_model().encode())
        return known.hexdigest()


def planned(sources: Sequence[str], out: Path, finish: Finish) -> list[Job]:
    """A job for each photo of some folders, files and patterns, in their order.

    Below a folder, or below the fixed beginning of a pattern, folders are mirrored in `out`. Photos
    that differ in their endings only get results named after both: `a.jpg` becomes `a-jpg.png`.

    Args:
        sources: Folders, whose photos are taken with those of all folders in them; patterns as
            `photos/**/*.jpg`; or files. Hidden files, and what lies in `out`, are no photos.
        out: The folder of the results.
        finish: What becomes of each.

    Raises:
        SqsamError: There is no such file or folder, or not one photo; or a result would replace a
            photo or another result.
    """
    if finish.effects and finish.kind in formats_of("layered"):
        raise SqsamError(f"A {finish.kind} file cannot hold effects.", "Choose another format.")
    found: dict[Path, tuple[Path, Path]] = {}
    for source in sources:
        for photo, place in _photos(source, out):
            found.setdefault(_real(photo), (photo, place))
    if not found:
        raise SqsamError(f"There are no photos in {', '.join(sources)}.")
    suffix = FORMATS[finish.kind].suffix
    namesakes = Counter(_folded(place.with_suffix("")) for _, place in found.values())
    jobs = []
    for photo, place in found.values():
        stem = place.stem
        if namesakes[_folded(place.with_suffix(""))] > 1:
            stem += f"-{place.suffix[1:]}"
        jobs.append(Job(photo, out / place.with_name(stem + suffix), finish))
    _check(jobs, set(found))
    return jobs


class Notes:
    """What the results in a folder were made of: a line of JSON each, which are only added to.

    Args:
        folder: That of the results; it may not exist yet.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / _NOTES
        self._digests = dict(self._read())

    def tell(self, job: Job) -> bool:
        """Whether the job's result is there, made of what it would be made of now."""
        known = self._digests.get(self._name(job))
        if known is None or not job.out.is_file():
            return False
        try:
            return job.digest() == known
        except OSError:
            return False

    def keep(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Pass outcomes on, and note the results there are.

        Raises:
            SqsamError: That cannot be written.
        """
        for outcome in outcomes:
            if not outcome.error:
                self.add(outcome.job, outcome.digest)
            yield outcome

    def add(self, job: Job, digest: str) -> None:
        """Note that the job's result is made of that.

        Raises:
            SqsamError: It cannot be written.
        """
        self._digests[self._name(job)] = digest
        line = json.dumps({"file": self._name(job), "of": digest}) + "\n"
        try:
            with self._path.open("ab") as file:
                # One write, so that two programs' lines do not mix; one that was cut short ends.
                file.write(b"\n" * self._is_cut_short() + line.encode())
        except OSError as error:
            raise SqsamError(
                f"{self._path} cannot be written.", "Choose another folder."
            ) from error

    def _read(self) -> Iterator[tuple[str, str]]:
        try:
            lines = self._path.read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return
        for line in lines:
            try:
                note = json.loads(line)
                yield str(note["file"]), str(note["of"])
            except (ValueError, KeyError, TypeError):
                continue

    def _is_cut_short(self) -> bool:
        with self._path.open("rb") as file:
            if not file.seek(0, os.SEEK_END):
                return False
            file.seek(-1, os.SEEK_END)
            return file.read(1) != b"\n"

    def _name(self, job: Job) -> str:
        return job.out.relative_to(self._folder).as_posix()


def _photos(source: str, out: Path) -> Iterator[tuple[Path, Path]]:
    """The photos of a source, with their places below the folder of the results."""
    path = Path(source)
    if path.is_dir():
        if _real(path) == _real(out):
            hint = "Choose another folder."
            raise SqsamError(f"The results would lie among the photos of {path}.", hint)
        for photo in _within(path, _real(out)):
            yield photo, photo.relative_to(path)
    elif path.is_file():
        yield path, Path(path.name)
    elif glob.has_magic(source):
        base = _fixed(path)
        has_results = _real(base) in _real(out).parents
        for name in sorted(glob.glob(source, recursive=True)):
            photo = Path(name)
            if _is_photo(photo) and not (has_results and _real(out) in _real(photo).parents):
                yield photo, photo.relative_to(base)
    else:
        raise SqsamError(f"There is no file or folder {source}.")


def _within(folder: Path, out: Path) -> Iterator[Path]:
    """The photos of a folder and, in it, of all others that are neither hidden nor `out`."""
    for name, folders, files in os.walk(folder):
        here = Path(name)
        folders[:] = sorted(
            each for each in folders if not each.startswith(".") and _real(here / each) != out
        )
        yield from (here / each for each in sorted(files) if _is_photo(here / each))


def _is_photo(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()


def _fixed(pattern: Path) -> Path:
    """The folder in which a pattern begins."""
    fixed = pattern.parent
    while glob.has_magic(str(fixed)):
        fixed = fixed.parent
    return fixed


def _check(jobs: Sequence[Job], photos: set[Path]) -> None:
    """Refuse results that would replace what they are made from, or each other."""
    results: dict[str, Job] = {}
    for job in jobs:
        if _real(job.out) in photos:
            hint = "Choose another folder."
            raise SqsamError(f"The result would replace the photo {job.out}.", hint)
        other = results.setdefault(_folded(job.out), job)
        if other is not job:
            raise SqsamError(
                f"{other.photo} and {job.photo} would both become {job.out}.",
                "Name the folder above them, or rename one.",
            )


def _folded(path: Path) -> str:
    """Equal for names that are one file on some systems."""
    return str(path).casefold()


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


@cache
def _model() -> str:
    return models.cards()[0].sha256
