"""The editor's window, from the command line."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def open_window(photos: Sequence[Path] = (), reply: str = "") -> int:
    """Open the editor; returns its exit code when it is closed.

    Args:
        photos: To begin with.
        reply: The address of whoever wants a picture to be edited, instead.

    Raises:
        SqsamError: There is no screen, or something is missing.
    """
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in screens):
        raise SqsamError("There is no screen to open a window on.", "Try 'sqsam cut PHOTO'.")
    try:
        from sqsam_desktop.ui.app import run
    except ImportError as error:
        if (error.name or "").startswith("sqsam_desktop"):
            raise
        hint = "'sqsam doctor' says what is missing."
        reason = " ".join(str(error).split()).rstrip(".") or type(error).__name__
        raise SqsamError(f"The window cannot be opened: {reason}.", hint) from error
    return run(photos, reply)
