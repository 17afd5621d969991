"""Small questions that stop everything: asked only before something cannot be brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

translate = QCoreApplication.translate


def may_replace(paths: Sequence[Path], parent: QWidget) -> bool:
    """Ask whether files that exist may be replaced."""
    if len(paths) == 1:
        text = translate("questions", "Replace {name}?").format(name=paths[0].name)
        detail = translate("questions", "What it holds now is lost.")
    else:
        text = translate("questions", "Replace {count} files?").format(count=len(paths))
        detail = translate("questions", "What they hold now is lost.")
    words = (translate("questions", "File Exists"), text, detail)
    return confirmed(words, translate("questions", "Replace"), parent)


def confirmed(words: tuple[str, str, str], verb: str, parent: QWidget) -> bool:
    """Ask whether to do something that cannot be undone.

    Args:
        words: The title, the question, and what would be lost.
        verb: What the button says.
        parent: The window it belongs to.
    """
    buttons = QMessageBox.StandardButton
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    title, question, loss = words
    box.setWindowTitle(title)
    box.setText(question)
    box.setInformativeText(loss)
    box.setStandardButtons(buttons.Yes | buttons.Cancel)
    box.setDefaultButton(buttons.Cancel)
    box.button(buttons.Yes).setText(verb)
    return buttons(box.exec()) == buttons.Yes
