"""`sqsam batch`: what `sqsam cut` does, for many photos, on all processors or on a cluster."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tqdm import tqdm

from sqsam_desktop.batch.cluster import on_cluster
from sqsam_desktop.batch.plan import KINDS, Finish, Notes, planned
from sqsam_desktop.batch.pool import cores, in_processes
from sqsam_desktop.cli.arguments import Parser
from sqsam_desktop.cli.effects import add_effect_option, open_host, uses_of
from sqsam_desktop.engine import models

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqsam_desktop.core.document import EffectUse

_STOPPED = 130
T = TypeVar("T")


def batch(arguments: Sequence[str]) -> int:
    """Run `sqsam batch`; returns the exit code.

    Raises:
        UsageError: The command line is wrong.
        SqsamError: There is nothing that could be done.
    """
    options = _parser().read(arguments)
    finish = Finish(options.format, options.trim, options.refine, _effects(options.effects))
    jobs = planned(options.sources, options.out, finish)
    models.default()  # better now than once for each photo
    notes = Notes(options.out)
    todo = [job for job in _shown(jobs, "looking") if not notes.tell(job)]
    if not todo:
        print(f"Nothing to do: {_photos(len(jobs))} done already.")
        return 0
    with _interruptible() as stop:
        if options.scheduler:
            outcomes = on_cluster(todo, options.scheduler, stop)
        else:
            outcomes = in_processes(todo, min(options.workers, len(todo)), stop)
        told = list(_shown(notes.keep(outcomes), "cutting", len(todo)))
    failed = sorted((each for each in told if each.error), key=lambda each: each.job.photo)
    done = len(told) - len(failed)
    there = len(jobs) - len(todo)
    before = f", {there} done before" if there else ""
    print(f"{_photos(done)} done{before}, in {options.out}")
    for outcome in failed:
        text = f"{outcome.error} {outcome.hint}".strip()
        print(f"sqsam: {outcome.job.photo}: {text}", file=sys.stderr)
    if stop.is_set():
        left = len(todo) - len(told)
        print(f"sqsam: Stopped with {left} left; the same command goes on.", file=sys.stderr)
        return _STOPPED
    return 1 if failed else 0


def _effects(texts: Sequence[str]) -> tuple[EffectUse, ...]:
    if not texts:
        return ()
    with open_host() as host:
        return uses_of(texts, host)


def _shown(each: Iterable[T], what: str, total: int | None = None) -> Iterable[T]:
    """The same, with a bar on stderr if that takes a while; none where nobody would see it."""
    shown: Iterable[T] = tqdm(each, what, total, delay=0.5, unit="photo", disable=None, leave=False)
    return shown


@contextmanager
def _interruptible() -> Iterator[threading.Event]:
    """Let Ctrl+C set an event, and end the program only the second time."""
    stop = threading.Event()

    def ask(*_: object) -> None:
        print("\nsqsam: Finishing the photos in hand ...", file=sys.stderr)
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _photos(count: int) -> str:
    return "1 photo" if count == 1 else f"{count} photos"


def _parser() -> Parser:
    text = "Cut the subjects out of many photos. What is done already is not done again."
    parser = Parser("batch", text)
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="FOLDER|PATTERN",
        help="photos, folders of them, or patterns like 'photos/**/*.jpg'; a photo's prompt may "
        "lie beside it as PHOTO.sqsam.json, else it is the automatic subject",
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where to; folders are mirrored"
    )
    parser.add_argument("--format", choices=KINDS, default="png", help="of the results (png)")
    parser.add_argument("--refine", action="store_true", help="redraw the edge along the photo's")
    parser.add_argument("--trim", action="store_true", help="cut the picture down to the object")
    add_effect_option(parser)
    many = parser.add_mutually_exclusive_group()
    many.add_argument(
        "--workers",
        type=_count,
        default=cores(),
        metavar="N",
        help=f"processes, each with a photo in hand (as many as processors: {cores()})",
    )
    many.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="let a dask.distributed cluster that sees the same folders do it (extra 'cluster')",
    )
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes")
    return int(text)
