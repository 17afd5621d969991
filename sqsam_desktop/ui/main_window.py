"""The window: puts the parts in their places and connects them. How verbs work is the editor's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.action_set import Actions
from sqsam_desktop.ui.bars import OptionsBar, StatusBar, ToolBar
from sqsam_desktop.ui.canvas import Canvas
from sqsam_desktop.ui.editor import Editor
from sqsam_desktop.ui.feedback import Feedback
from sqsam_desktop.ui.file_verbs import FileVerbs, can_take
from sqsam_desktop.ui.files import Files
from sqsam_desktop.ui.history_panel import HistoryPanel
from sqsam_desktop.ui.layer_pictures import LayerPictures
from sqsam_desktop.ui.layers import Layers
from sqsam_desktop.ui.layers_panel import LayersPanel
from sqsam_desktop.ui.mask_images import VIEWS
from sqsam_desktop.ui.palette import CommandPalette, SearchButton
from sqsam_desktop.ui.panels import Panels
from sqsam_desktop.ui.preferences import PreferencesDialog
from sqsam_desktop.ui.regions import go_to_next
from sqsam_desktop.ui.start_page import StartPage, sample_photos
from sqsam_desktop.ui.theme import apply_theme
from sqsam_desktop.ui.tools import BoxTool, ClickTool, StrokeTool, Tool

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent

    from sqsam_desktop.core.outline import Mode
    from sqsam_desktop.core.solver import Drawing, Solver
    from sqsam_desktop.core.tiles import Pyramid
    from sqsam_desktop.settings import Settings


class MainWindow(QMainWindow):
    """The editor's window.

    Args:
        solver: Predicts masks; see `core.solver`.
        settings: The user's preferences.
        settings_path: Where they are kept; None to forget them.
    """

    def __init__(
        self, solver: Solver, settings: Settings, settings_path: Path | None = None
    ) -> None:
        super().__init__()
        self._settings = settings
        self._settings_path = settings_path
        self._hinted = False
        self._may_close = self._is_asking = False
        self.editor: Editor = Editor(solver, self)
        self.editor.hover_preview = settings.hover_preview
        self.editor.set_history_budget(settings.history_mb * 2**20)
        self.layers: Layers = Layers(self.editor)
        self.files: Files = Files(self.editor, solver.unpack)
        self.file_verbs: FileVerbs = FileVerbs(self.files, self, self.open)
        self._layer_pictures = LayerPictures(self.editor, solver.unpack)
        self.canvas: Canvas = Canvas(self, settings.animations)
        self._tools: dict[str, Tool] = {"hand": self.canvas.hand}
        self._stroke_tool = StrokeTool()
        for tool in (ClickTool(), BoxTool(), self._stroke_tool):
            self._tools[tool.name] = tool
        self.verbs = Actions(self, settings.shortcuts)
        self._lay_out()
        self._connect_editor()
        self._connect_layers()
        self._connect_files()
        self._connect_canvas()
        self._connect_tools()
        self.use_tool("click")
        self.use_view(settings.overlay if settings.overlay in VIEWS else VIEWS[0])
        self.verbs.check("plain")
        self.verbs.refresh()
        self._show_photo(False)

    @property
    def settings(self) -> Settings:
        """The user's preferences as they are now."""
        return self._settings

    # --- verbs of the window ------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Open a picture or a project; a problem is told in the bar."""
        self.file_verbs.leave(lambda: self._open(path))

    def browse(self) -> None:
        """Ask for a picture or a project and open it."""
        recent = self._settings.recent
        self.file_verbs.browse(str(Path(recent[0]).parent) if recent else "")

    def give_up(self) -> None:
        """Cancel the gesture that goes on, or else leave the layer, or drop the outline."""
        if self.canvas.cancel_gesture():
            return
        if self.editor.state.editing:
            self.layers.finish()
        else:
            self.editor.drop_prompts()

    def rename_layer(self) -> None:
        """Let the user type another name for the selected layer."""
        self.panels.reveal(self._layers_panel)
        self._layers_panel.list.rename_current()

    def change_settings(self, settings: Settings) -> None:
        """Let other preferences hold from now on, and remember them."""
        before = self._settings
        self._remember(settings)
        apply_theme(cast("QApplication", QApplication.instance()), settings.theme)
        self.feedback.set_animations(settings.animations)
        self.canvas.set_animations(settings.animations)
        self.editor.hover_preview = settings.hover_preview
        self.editor.set_history_budget(settings.history_mb * 2**20)
        self.verbs.use_keys(settings.shortcuts)
        if settings.film != before.film:
            self.canvas.set_overlay(settings.overlay, settings.film)

    def show_preferences(self, shortcuts: bool = False) -> None:
        """Let the user change preferences, or the keys of commands."""
        dialog = PreferencesDialog(self._settings, self.verbs, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self.change_settings)
        if shortcuts:
            dialog.show_shortcuts()
        dialog.open()

    def search_commands(self) -> None:
        """Let the user type what is to be done."""
        self._palette.open_palette(self.verbs.entries(), self._settings.used)

    def go_to_region(self, steps: int) -> None:
        """Give the keyboard to the next part of the window, or the one before."""
        parts = (self._tool_bar, self._options, self._pages, *self.panels.docks, self._status)
        go_to_next(parts, steps)

    def use_tool(self, name: str) -> None:
        """Hand the mouse to a tool: click, box, stroke or hand."""
        self.canvas.set_tool(self._tools[name])
        self.verbs.check(name)
        self._options.show_tool(self._tools[name])

    def use_view(self, name: str) -> None:
        """Show the mask as one of `mask_images.VIEWS`."""
        self.canvas.set_overlay(name, self._settings.film)
        self.verbs.check(name)
        self._options.show_view(name)
        if name != self._settings.overlay:
            self._remember(replace(self._settings, overlay=name))

    def resize_brush(self, steps: int) -> None:
        """Make strokes wider or narrower."""
        self._stroke_tool.scroll(steps)
        self.canvas.update()

    def switch_full_screen(self) -> None:
        """To full screen and back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # --- events -------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close:
            self._is_asking = True
            self.file_verbs.leave(self._agree_to_close)
            self._is_asking = False
        if not self._may_close:
            event.ignore()
            return
        self._layer_pictures.close()
        # A project that waits for its last mask is written without it then.
        self.editor.close()
        self.files.close()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panels.check()
        self._palette.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if can_take(event.mimeData()):
            event.acceptProposedAction()
            self.file_verbs.take(event.mimeData())

    # --- parts --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setWindowTitle("SqueezeSAM")
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self.verbs.fill(self.menuBar())
        self.menuBar().setCornerWidget(SearchButton(self.verbs["palette"], self.menuBar()))
        self._palette = CommandPalette(self)
        self._palette.ran.connect(lambda name: self._remember(self._settings.ran(name)))
        self._tool_bar = ToolBar(self.verbs, self)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self._tool_bar)
        self._options = OptionsBar(self.verbs, self)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self._options)
        # Narrower, its last and most important button would be hidden.
        self.setMinimumWidth(self._options.sizeHint().width() + 16)
        self.panels = Panels(self, self._settings.panels)
        self.panels.changed.connect(self._on_panels_changed)
        self._layers_panel = LayersPanel(self.layers, self.verbs, self)
        self._history_panel = HistoryPanel(self.editor, self)
        for panel in (self._layers_panel, self._history_panel):
            self.panels.add(panel)
            panel.done.connect(self.canvas.setFocus)
        self._status = StatusBar(self.verbs, self)
        self.setStatusBar(self._status)
        recent = [Path(name) for name in self._settings.recent]
        self._start = StartPage(recent, sample_photos())
        self._pages = QStackedWidget()
        self._pages.addWidget(self._start)
        self._pages.addWidget(self.canvas)
        stage = QWidget()
        layout = QVBoxLayout(stage)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setCentralWidget(stage)
        self.feedback = Feedback(stage, self._settings.animations)
        self.messages = self.feedback.messages
        self.feedback.state_changed.connect(self._status.show_state)

    def _show_photo(self, there: bool) -> None:
        page = self.canvas if there else self._start
        if page is self._pages.currentWidget() and self._status.isHidden() != there:
            return
        self._pages.setCurrentWidget(page)
        for bar in (self._tool_bar, self._options, self._status):
            bar.setVisible(there)
        self.panels.show_with_photo(there)
        page.setFocus()

    def _connect_editor(self) -> None:
        editor = self.editor
        editor.opened.connect(self._on_opened)
        editor.outline_changed.connect(self._on_outline_changed)
        editor.drawn.connect(self._on_drawn)
        editor.hovered.connect(self.canvas.show_hover)
        editor.answered.connect(self._status.show_engine)
        editor.failed.connect(self._on_failed)
        editor.noticed.connect(self.feedback.toast)
        editor.working.connect(lambda text: self.feedback.working("editor", text))
        editor.mode_changed.connect(self._on_mode_changed)
        editor.layers_changed.connect(self._on_layers_changed)
        self._start.opened.connect(self.open)
        self._start.browse.connect(self.browse)
        self._options.view_chosen.connect(self.use_view)

    def _connect_layers(self) -> None:
        self.layers.accepted.connect(self._on_accepted)
        self.layers.refused.connect(self.feedback.toast)
        self._layer_pictures.covered.connect(self.canvas.show_cover)
        self._layer_pictures.pictured.connect(self._layers_panel.show_portraits)

    def _connect_files(self) -> None:
        files = self.files
        files.saved.connect(self._on_saved)
        files.exported.connect(self._on_written)
        files.copied.connect(lambda: self.feedback.toast(self.tr("Copied")))
        files.failed.connect(self._on_failed)
        files.working.connect(lambda text: self.feedback.working("files", text))

    def _connect_canvas(self) -> None:
        canvas = self.canvas
        canvas.view_changed.connect(self._layer_pictures.set_view)
        canvas.view_changed.connect(self.editor.set_view)
        canvas.zoom_changed.connect(self._status.show_zoom)
        canvas.pointed.connect(self.editor.point_at)
        canvas.left.connect(self.editor.point_away)
        canvas.moved.connect(self._status.show_pointer)
        self._status.zoom_chosen.connect(canvas.zoom_to)
        for bar in (self._status, self._options):
            bar.done.connect(canvas.setFocus)

    def _connect_tools(self) -> None:
        for tool in self._tools.values():
            tool.made.connect(self.editor.add)
            tool.tried.connect(self.editor.try_out)
            tool.dropped.connect(self.editor.drop_trial)

    # --- what happened ------------------------------------------------------------------------

    def _on_opened(self, pyramid: Pyramid) -> None:
        document = self.editor.document
        assert document is not None
        self._show_photo(True)
        self.canvas.set_picture(pyramid)
        self._status.show_size(*document.size)
        self._status.show_zoom(self.canvas.viewport.zoom)
        self._status.show_engine("")
        path = self.files.path or document.picture.path
        if path is not None:
            self._remember(self._settings.opened(path))
        if document.picture.notice:
            self.messages.show_notice(document.picture.notice)
        if not self._hinted:
            self._hinted = True
            hint = self.tr("Click a thing. Shift adds, Alt or right button removes, Enter keeps.")
            self.feedback.hint(hint)

    def _on_outline_changed(self) -> None:
        self.canvas.set_marks(self.editor.outline.marks())
        self.verbs.refresh()

    def _on_layers_changed(self) -> None:
        self._layers_panel.show_state(self.editor.state)
        self._show_title()

    def _on_accepted(self, drawing: Drawing) -> None:
        self.canvas.flash(drawing)
        if not self.panels.are_shown:
            kept = self.tr("Kept as {name}. F8 shows the layers.")
            self.feedback.toast(kept.format(name=self.editor.state.active_layer.name))

    def _on_drawn(self, drawing: Drawing | None) -> None:
        self.canvas.show_drawing(drawing)

    def _on_saved(self, path: Path) -> None:
        self._show_title()
        self._remember(self._settings.opened(path))
        self._on_written(path)

    def _on_written(self, path: Path) -> None:
        self._status.show_engine(self.tr("saved {name}").format(name=path.name))

    def _on_failed(self, error: SqsamError) -> None:
        self.messages.show_error(error)
        self._show_photo(self.editor.document is not None)

    def _on_panels_changed(self) -> None:
        self._remember(replace(self._settings, panels=self.panels.wanted))

    def _on_mode_changed(self, mode: Mode) -> None:
        self.canvas.set_mode(mode)
        self.verbs.check(mode)

    # --- behind the scenes -----------------------------------------------------------------------

    def _open(self, path: Path) -> None:
        self.canvas.cancel_gesture()
        self._show_photo(True)
        self.files.open(path)

    def _agree_to_close(self) -> None:
        self._may_close = True
        # Saving may be done long after the window was asked to close.
        if not self._is_asking:
            self.close()

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.files.name}[*] - SqueezeSAM")
        self.setWindowModified(self.files.is_dirty)

    def _remember(self, settings: Settings) -> None:
        self._settings = settings
        if self._settings_path is not None:
            try:
                settings.save(self._settings_path)
            except SqsamError as error:
                self.messages.show_error(error)
