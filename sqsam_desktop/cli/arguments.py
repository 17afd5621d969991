"""Reading command lines: one line for a mistake, and numbers that may be negative."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPTION = re.compile(r"--[a-z][a-z-]*")
_NEGATIVE = re.compile(r"-[\d.]")


class UsageError(Exception):
    """The command line itself is wrong; becomes one line and exit code 2."""


class Parser(argparse.ArgumentParser):
    """An argument parser that raises `UsageError` and takes `--click -5,10`.

    Args:
        command: The name after `sqsam`, or "".
        description: One sentence.
    """

    def __init__(self, command: str, description: str) -> None:
        super().__init__(f"sqsam {command}".strip(), description=description, allow_abbrev=False)

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Parse; `--help` prints and ends the program.

        Raises:
            UsageError: The arguments are not as they should be.
        """
        return self.parse_args(_joined(arguments))

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}. See '{self.prog} --help'.")


def _joined(arguments: Sequence[str]) -> list[str]:
    """`--click -5,10` as `--click=-5,10`: argparse would take the number for an option."""
    joined: list[str] = []
    for argument in arguments:
        if joined and _NEGATIVE.match(argument) and _OPTION.fullmatch(joined[-1]):
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined
