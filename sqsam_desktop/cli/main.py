"""`sqsam`: finds the subcommand, or opens the editor; turns errors into a line and an exit code."""

from __future__ import annotations

import io
import os
import select
import sys
import traceback
from argparse import RawDescriptionHelpFormatter
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import sqsam_desktop
from sqsam_desktop import paths
from sqsam_desktop.cli.arguments import Parser, UsageError
from sqsam_desktop.cli.window import open_window
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = {
    "cut": ("cut", "cut the subject, or what you point at, out of a photo"),
    "batch": ("batch", "cut the subjects out of many photos"),
    "effects": ("effects", "list the effects there are, with their parameters"),
    "serve": ("bridge", "answer GIMP, Krita and other programs"),
    "edit": ("bridge", "edit a picture for GIMP or Krita, which start this"),
    "bridge": ("bridge", "put SqueezeSAM into GIMP or Krita, or take it out again"),
    "models": ("tools", "show the models in the package, their data and scores"),
    "doctor": ("tools", "check that everything works on this machine"),
    "bench": ("tools", "measure how long a prediction takes"),
    "train": ("training", "train the network on a folder of photographs"),
    "evaluate": ("training", "judge a model on validation photographs"),
    "compare": ("training", "compare two models object by object"),
    "export": ("training", "turn a checkpoint into the files of a release"),
}
"""Name -> module in this package with a function `<name>(arguments) -> exit code`, and summary."""
_NO_READER = 141
"""What a shell reports of a program that SIGPIPE ended: 128 + 13."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        The exit code: 1 for a problem, 2 for wrong usage, 141 if whoever reads what is printed
        has read enough, as `sqsam effects | head` does.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a file name may be no valid text
    try:
        try:
            return _run(given)
        finally:
            if sys.stdout is not None:  # as it is without a console on Windows
                sys.stdout.flush()  # else its reader's end would be noticed after ours
    except UsageError as error:
        return _fail(str(error), 2)
    except SqsamError as error:
        return _fail(str(error), 1)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if isinstance(error, BrokenPipeError) and _has_lost_its_reader():
            return _NO_READER
        return _fail(f"An unexpected error: {_one_line(error)}. {_write_down(error)}", 1)


def _run(arguments: list[str]) -> int:
    name = arguments[0] if arguments else ""
    if name not in _COMMANDS:
        return _open_editor(arguments)
    module = import_module(f"sqsam_desktop.cli.{_COMMANDS[name][0]}")
    return int(getattr(module, name)(arguments[1:]))


def _open_editor(arguments: list[str]) -> int:
    photos: list[Path] = _parser().read(arguments).photos
    for photo in photos:
        if not photo.exists():
            commands = ", ".join(_COMMANDS)
            raise SqsamError(f"There is no file {photo}.", f"The commands are {commands}.")
    return open_window(photos)


def _parser() -> Parser:
    parser = Parser("", "Open photos in the editor, or run a command.")
    parser.usage = "sqsam [PHOTO ...] | sqsam COMMAND ..."
    width = max(map(len, _COMMANDS))
    listing = "\n".join(f"  {name:{width}}  {text}" for name, (_, text) in _COMMANDS.items())
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = (
        f"commands:\n{listing}\n\nA photo named like a command opens with 'sqsam ./cut'."
    )
    parser.add_argument("photos", nargs="*", type=Path, metavar="PHOTO", help="opens in the editor")
    parser.add_argument("--version", action="version", version=sqsam_desktop.__version__)
    return parser


def _fail(text: str, code: int) -> int:
    print(f"sqsam: {text}", file=sys.stderr)
    return code


def _has_lost_its_reader() -> bool:
    """Whether it is the standard output that is closed; if so, what is left of it is dropped."""
    if not hasattr(select, "poll"):  # on Windows
        return False
    watch = select.poll()
    try:
        watch.register(sys.stdout.fileno(), 0)
    except (OSError, ValueError):
        return False  # it is no file
    if not watch.poll(0):
        return False
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return True


def _one_line(error: Exception) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    return text or type(error).__name__


def _write_down(error: Exception) -> str:
    """Append the traceback to the log; returns a sentence on where it is."""
    log = paths.log_file()
    trace = "".join(traceback.format_exception(error))
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now():%Y-%m-%d %H:%M:%S} {' '.join(sys.argv)}\n{trace}\n")
    except OSError:
        return "It could not be written down."
    return f"Details are in {log}."
