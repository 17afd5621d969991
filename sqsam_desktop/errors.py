"""The one error a user can mend: what happened and what to do about it."""

from __future__ import annotations


class SqsamError(Exception):
    """A problem the user can solve, worded for the user.

    Args:
        message: One sentence saying what happened.
        hint: One sentence saying what to do; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class Cancelled(Exception):
    """The user stopped a long action; nothing was changed."""
