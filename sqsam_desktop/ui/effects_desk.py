"""Effects in the window: what goes wrong with them, points picked for them, and their dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from sqsam_desktop.plugin_host.host import MissingEffect, PluginError
from sqsam_desktop.ui.error_texts import told_notice
from sqsam_desktop.ui.outline_view import OutlineView
from sqsam_desktop.ui.plugin_manager import PluginManager
from sqsam_desktop.ui.point_marks import Marked, PointMarks
from sqsam_desktop.ui.tools.point import PointTool

if TYPE_CHECKING:
    from sqsam_desktop.core.document import EffectUse
    from sqsam_desktop.errors import SqsamError
    from sqsam_desktop.ui.effects_panel import EffectsPanel
    from sqsam_desktop.ui.main_window import MainWindow


class EffectsDesk(QObject):
    """Connects effects with the rest of a window.

    Args:
        window: Made as far as its parts are.
        panel: With the effects.
    """

    def __init__(self, window: MainWindow, panel: EffectsPanel) -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._effects = window.effects
        self._plugins = window.plugins
        self._uses: list[EffectUse] = []
        self._point: tuple[str, ...] = ()
        self._tool = PointTool()
        self._tool.picked.connect(self._on_picked)
        self._tool.finished.connect(lambda: window.use_tool(window.usual_tool))
        self._marks = PointMarks(window.canvas)
        self._marks.moved.connect(self._on_moved)
        self._tool.taken.connect(self._marks.let_through)
        self._crop = window.verbs["crop"]
        for happened in (self._effects.changed, self._plugins.described, self._crop.toggled):
            happened.connect(self.show_points)
        panel.visibilityChanged.connect(self.show_points)
        panel.picking.connect(self._on_picking)
        # Once the new rows have been laid out.
        queued, panels = Qt.ConnectionType.QueuedConnection, window.panels
        panel.grown.connect(lambda: panels.make_room(panel), queued)
        panel.emptied.connect(lambda: panels.save_room(panel), queued)
        panel.failed.connect(window.messages.show_error)
        self._effects.noticed.connect(window.feedback.toast)
        self._effects.changed.connect(self._on_effects_changed)
        outline_view = OutlineView(window.editor, window.canvas)
        self._effects.adjusted.connect(outline_view.hide)
        window.chrome.options.view_chosen.connect(outline_view.show)
        self._plugins.reported.connect(self._on_reported)
        self._plugins.failed.connect(self._on_failed)
        self._plugins.described.connect(self._tell_differences)
        window.editor.opened.connect(self._on_opened)

    def open_gallery(self) -> None:
        """Let the user choose an effect to add."""
        self._window.panels.reveal(self._panel)
        self._panel.open_gallery()

    def manage(self) -> None:
        """Show which plug-ins there are."""
        dialog = PluginManager(self._plugins, self._window)
        dialog.wanted.connect(lambda wanted: self._window.profile.note(plugins=wanted))
        dialog.open()

    def show_points(self) -> None:
        """Show the points of the selected effect on the photo, where they can be moved."""
        use = self._effects.use
        is_in_use = self._panel.isVisible() and self._effects.is_free and not self._crop.isChecked()
        marked: dict[str, Marked] = {}
        if use is not None and use.enabled and is_in_use and self._plugins.entry(use.effect):
            values, _ = self._plugins.values(use) or ({}, ())
            for field in self._plugins.fields(use.effect) or ():
                if field.kind == "point":
                    label = self._plugins.text(use.effect, field.label)
                    x, _, y = str(values[field.name]).partition(",")
                    marked[field.name] = Marked(label, float(x), float(y))
        self._marks.show_points(marked)

    def _on_reported(self, error: SqsamError) -> None:
        """An effect cannot be shown. That one is missing the panel tells where it is listed."""
        if isinstance(error, MissingEffect):
            return
        if not isinstance(error, PluginError):
            self._window.messages.show_error(error)
            return
        again = self.tr("Switch On Again"), lambda: self._plugins.enable(error.plugin)
        manager = self.tr("Plug-ins..."), self.manage
        self._window.messages.show_error(error, again, manager)
        self._plugins.changed.emit()

    def _on_failed(self, effect: str, error: SqsamError) -> None:
        self._on_reported(error)
        self._tell_differences()

    def _on_picking(self, name: str) -> None:
        self._point = *self._selected, name
        self._window.canvas.set_tool(self._tool)
        self._window.canvas.setFocus()
        self._window.feedback.toast(self.tr("Click on the photo, or drag. Esc leaves it."))

    def _on_picked(self, x: float, y: float) -> None:
        *selected, name = self._point
        if tuple(selected) == self._selected:
            self._on_moved(name, x, y)

    def _on_moved(self, name: str, x: float, y: float) -> None:
        self._effects.set_value(name, f"{x:.4f},{y:.4f}")

    def _on_effects_changed(self) -> None:
        """A point is picked for the effect that was selected then, and for no other."""
        if self._tool.is_in_hand and self._point[:-1] != self._selected:
            self._window.use_tool(self._window.usual_tool)

    @property
    def _selected(self) -> tuple[str, ...]:
        """Which effect of which layer is selected."""
        use = self._effects.use
        return (self._effects.layer.id, str(self._effects.index), use.effect if use else "")

    def _on_opened(self) -> None:
        """See whether the effects of a project are still what they were when it was saved."""
        layers = self._window.editor.state.layers
        self._uses = [use for layer in layers for use in layer.effects]
        self._tell_differences()

    def _tell_differences(self) -> None:
        """Say in one notice what cannot be as it was saved, once all parameters are known."""
        entries = [self._plugins.entry(use.effect) for use in self._uses]
        there = [use for use, entry in zip(self._uses, entries, strict=True) if entry is not None]
        known = [(use, self._plugins.values(use)) for use in there]
        if not self._uses or any(values is None for _, values in known):
            return
        host = self._plugins.host
        missing = {use.effect for use in self._uses if host.plugin(use.effect) is None}
        notices = [
            f"{self._plugins.name(use.effect)}: {told_notice(' '.join(values[1]))}"
            for use, values in known
            if values is not None and values[1]
        ]
        if missing:
            text = self.tr("Effects that are not installed are kept, but not shown: {names}.")
            notices.append(text.format(names=", ".join(sorted(missing))))
        if notices:
            self._window.messages.show_notice(" ".join(dict.fromkeys(notices)))
        self._uses = []
