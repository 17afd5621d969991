"""F6: the keyboard goes from one part of the window to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


def go_to_next(regions: Sequence[QWidget], steps: int) -> None:
    """Give the focus to the part so many places after (before, if negative) the present one.

    Parts that are hidden, or in which nothing takes the focus, are left out.
    """
    focused = QApplication.focusWidget()
    there = [region for region in regions if region.isVisible() and _target(region) is not None]
    if not there:
        return
    here = [index for index, region in enumerate(there) if _holds(region, focused)]
    index = (here[0] + steps) % len(there) if here else 0
    target = _target(there[index])
    assert target is not None
    target.setFocus(Qt.FocusReason.TabFocusReason)


def _holds(region: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (region is focused or region.isAncestorOf(focused))


def _target(region: QWidget) -> QWidget | None:
    """What of a region takes the focus."""
    candidates = (region, *region.findChildren(QWidget))
    return next((widget for widget in candidates if _takes_focus(widget)), None)


def _takes_focus(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & tab)
