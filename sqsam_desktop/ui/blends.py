"""How blends are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from sqsam_desktop.core.document import Blend


def blend_names() -> dict[Blend, str]:
    """Every blend with its name, in the language of the application and in the usual order."""
    translate = QCoreApplication.translate
    return {
        "normal": translate("blends", "Normal"),
        "multiply": translate("blends", "Multiply"),
        "screen": translate("blends", "Screen"),
        "overlay": translate("blends", "Overlay"),
        "darken": translate("blends", "Darken"),
        "lighten": translate("blends", "Lighten"),
    }
