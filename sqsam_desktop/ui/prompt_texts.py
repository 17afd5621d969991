"""What prompts and gestures are called, for menus and screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sqsam_desktop.core.handles import bounds
from sqsam_desktop.core.prompt import Box, Click, Lasso, PromptItem

if TYPE_CHECKING:
    from sqsam_desktop.core.outline import Mode

translate = QCoreApplication.translate


def kind_text(item: PromptItem) -> str:
    """A kind of prompt: "Click"."""
    if isinstance(item, Click):
        return translate("prompts", "Click")
    if isinstance(item, Box):
        return translate("prompts", "Box")
    if isinstance(item, Lasso):
        return translate("prompts", "Lasso")
    return translate("prompts", "Stroke")


def mark_text(item: PromptItem, adds: bool, number: int, count: int) -> str:
    """A prompt on the photo in words: "Click, adds, x 100 y 80, 1 of 3"."""
    sign = translate("prompts", "adds") if adds else translate("prompts", "takes away")
    x, y, *_ = bounds(item)
    text = translate("prompts", "{what}, {sign}, x {x} y {y}, {number} of {count}")
    return text.format(
        what=kind_text(item), sign=sign, x=int(x), y=int(y), number=number, count=count
    )


def made_text(item: PromptItem, mode: Mode) -> str:
    """A gesture, as the menu names what would be undone: "Add Click"."""
    patterns = {
        "plain": translate("prompts", "{what}"),
        "add": translate("prompts", "Add {what}"),
        "take": translate("prompts", "Take Away {what}"),
        "intersect": translate("prompts", "Intersect with {what}"),
    }
    return patterns[mode].format(what=kind_text(item))
