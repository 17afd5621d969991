"""What prompts and gestures are called, for menus and screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sqsam_desktop.core.prompt import Box, Click, PromptItem

if TYPE_CHECKING:
    from sqsam_desktop.core.outline import Mode

translate = QCoreApplication.translate


def kind_text(item: PromptItem) -> str:
    """A kind of prompt: "Click"."""
    if isinstance(item, Click):
        return translate("prompts", "Click")
    return translate("prompts", "Box") if isinstance(item, Box) else translate("prompts", "Stroke")


def made_text(item: PromptItem, mode: Mode) -> str:
    """A gesture, as the menu names what would be undone: "Add Click"."""
    patterns = {
        "plain": translate("prompts", "{what}"),
        "add": translate("prompts", "Add {what}"),
        "take": translate("prompts", "Take Away {what}"),
    }
    return patterns[mode].format(what=kind_text(item))
