"""The menu with the presets of the selected effect."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.ui.effects import LayerEffects


class PresetButton(QToolButton):
    """Applies, keeps and forgets what effects are set to.

    Args:
        effects: Whose selected effect it is about.

    Signals:
        failed(error): A preset cannot be kept: a SqsamError.
    """

    failed = Signal(object)

    def __init__(self, effects: LayerEffects) -> None:
        super().__init__()
        self._effects = effects
        self.setIcon(icon("presets"))
        self.setToolTip(self.tr("Presets"))
        self.setAccessibleName(self.toolTip())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill)
        self.setMenu(self._menu)

    def fill(self) -> None:
        """Offer what can be done with the presets of the selected effect."""
        self._menu.clear()
        use, presets = self._effects.use, self._effects.presets
        if use is None:
            return
        names = presets.names(use.effect)
        for name in names:
            kept = presets.values(use.effect, name)
            self._offer(self._menu, name, partial(self._effects.set_values, kept))
        if names:
            self._menu.addSeparator()
        self._offer(self._menu, self.tr("Save as Preset..."), self._ask_for_name)
        if names:
            gone = self._menu.addMenu(self.tr("Delete Preset"))
            for name in names:
                self._offer(gone, name, partial(presets.delete, use.effect, name))
        self._menu.addSeparator()
        self._offer(self._menu, self.tr("Begin With This"), self._begin_with_this)
        if presets.default(use.effect):
            self._offer(
                self._menu,
                self.tr("Begin as the Author Meant It"),
                lambda: presets.set_default(use.effect, {}),
            )
        self._offer(self._menu, self.tr("Reset"), lambda: self._effects.set_values({}))

    def save(self, name: str) -> None:
        """Keep what the selected effect is set to under a name."""
        use, name = self._effects.use, name.strip()
        if use is not None and name:
            self._try(lambda: self._effects.presets.save(use.effect, name, dict(use.params)))

    def _begin_with_this(self) -> None:
        use = self._effects.use
        if use is not None:
            self._effects.presets.set_default(use.effect, dict(use.params))

    def _ask_for_name(self) -> None:
        dialog = QInputDialog(self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Save as Preset"))
        dialog.setLabelText(self.tr("Name"))
        dialog.textValueSelected.connect(self.save)
        dialog.open()

    def _offer(self, menu: QMenu, text: str, do: Callable[[], None]) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.triggered.connect(lambda: self._try(do))

    def _try(self, do: Callable[[], None]) -> None:
        try:
            do()
        except SqsamError as error:
            self.failed.emit(error)
