"""The window: puts the parts in their places and connects them. How verbs work is the editor's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from sqsam_desktop.core.hair import HairSolver
from sqsam_desktop.plugin_host.host import PluginHost
from sqsam_desktop.ui.action_set import Actions
from sqsam_desktop.ui.batches import Batches
from sqsam_desktop.ui.brushing import Brushing
from sqsam_desktop.ui.canvas import Canvas
from sqsam_desktop.ui.chrome import Chrome
from sqsam_desktop.ui.compounds import Compounds
from sqsam_desktop.ui.crop_bar import CropBar
from sqsam_desktop.ui.document_tabs import DocumentTabs
from sqsam_desktop.ui.documents import Documents
from sqsam_desktop.ui.dragging import DropTarget, Lender
from sqsam_desktop.ui.editor import Editor
from sqsam_desktop.ui.effects import LayerEffects
from sqsam_desktop.ui.effects_desk import EffectsDesk
from sqsam_desktop.ui.effects_panel import EffectsPanel
from sqsam_desktop.ui.error_texts import told_notice
from sqsam_desktop.ui.file_verbs import FileVerbs
from sqsam_desktop.ui.files import Files
from sqsam_desktop.ui.glance import Glance
from sqsam_desktop.ui.hair_solving import HairSolving
from sqsam_desktop.ui.history_panel import HistoryPanel
from sqsam_desktop.ui.hosts import Hosts
from sqsam_desktop.ui.layer_pictures import LayerPictures
from sqsam_desktop.ui.layers import Layers
from sqsam_desktop.ui.layers_panel import LayersPanel
from sqsam_desktop.ui.mask_panel import MaskPanel
from sqsam_desktop.ui.masks import Masks
from sqsam_desktop.ui.moving import Moving
from sqsam_desktop.ui.picture_tools import PictureTools
from sqsam_desktop.ui.plugins import Plugins
from sqsam_desktop.ui.profile import Profile
from sqsam_desktop.ui.prompts import Prompts
from sqsam_desktop.ui.tools import BoxTool, ClickTool, LassoTool, MoveTool, StrokeTool, Tool

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from sqsam_desktop.core.drawing import Drawing
    from sqsam_desktop.core.files.images import Picture
    from sqsam_desktop.core.outline import Mode
    from sqsam_desktop.core.prompt import PromptItem
    from sqsam_desktop.core.solver import Solver
    from sqsam_desktop.core.tiles import Pyramid
    from sqsam_desktop.errors import SqsamError
    from sqsam_desktop.settings import Settings
    from sqsam_desktop.ui.viewport import Viewport


class MainWindow(QMainWindow):
    """The editor's window.

    Args:
        solver: Predicts masks; see `core.solver`.
        settings: The user's preferences.
        settings_path: Where they are kept; None to forget them.
        host: Runs effects, and is closed with the window; None: there are none.
    """

    def __init__(
        self,
        solver: Solver,
        settings: Settings,
        settings_path: Path | None = None,
        host: PluginHost | None = None,
    ) -> None:
        super().__init__()
        self.profile = Profile(self, settings, settings_path)
        self._hinted = False
        self.usual_tool = "click"
        self._views: dict[Picture, Viewport] = {}
        self._may_close = self._is_asking = False
        self.editor: Editor = Editor(solver, self)
        self.prompts: Prompts = Prompts(self.editor)
        self.layers: Layers = Layers(self.editor)
        self.plugins: Plugins = Plugins(host or PluginHost(()), self)
        plugins = self.plugins
        self.files: Files = Files(self.editor, solver.unpack, plugins.host, plugins.in_files)
        self.file_verbs: FileVerbs = FileVerbs(self.files, self, self.open)
        self.file_verbs.last_export = settings.export
        self.documents: Documents = Documents(self.editor, self.files, self.file_verbs)
        self.batches: Batches = Batches(self.editor, self.files, self)
        self._layer_pictures = LayerPictures(self.editor, solver.unpack, self.plugins.on_screen)
        self.effects: LayerEffects = LayerEffects(self.editor, self.layers, self.plugins)
        self.compounds: Compounds = Compounds(self.editor, self.layers, self._layer_pictures)
        self.canvas: Canvas = Canvas(self, settings.animations)
        self.pictures: PictureTools = PictureTools(
            self.editor, self.canvas, self._layer_pictures.make
        )
        self._tools: dict[str, Tool] = {"hand": self.canvas.hand}
        self.masks: Masks = Masks(self.editor, self.layers)
        self.hair = HairSolving(self.editor, self.masks, HairSolver(solver.unpack))
        self.brushing = Brushing(self.canvas, self.masks)
        self.moving = Moving(self.editor, self.layers, self._layer_pictures)
        move = MoveTool(self.moving)
        more = (*self.brushing.tools, *self.pictures.tools, move)
        for tool in (ClickTool(), BoxTool(), LassoTool(), StrokeTool(), *more):
            self._tools[tool.name] = tool
        self.verbs = Actions(self, settings.shortcuts)
        self._lay_out()
        self._connect_editor()
        self._connect_layers()
        self._connect_files()
        self._connect_pictures()
        self._connect_canvas()
        self._connect_tools()
        self._connect_prompts()
        self.use_tool(self.usual_tool)
        self.profile.apply()
        self.profile.use_view(settings.overlay)
        self.verbs.check("plain")
        self.verbs.refresh()
        self.chrome.show_photo(False)

    @property
    def settings(self) -> Settings:
        """The user's preferences as they are now."""
        return self.profile.settings

    # --- verbs of the window ------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Open a picture or a project; a problem is told in the bar."""
        if not self.documents.show_file(path):
            self._open(path)

    def browse(self) -> None:
        """Ask for a picture or a project and open it."""
        recent = self.settings.recent
        self.file_verbs.browse(str(Path(recent[0]).parent) if recent else "")

    def give_up(self) -> None:
        """Cancel the gesture that goes on, or let go of the prompt, the layer, or the outline."""
        if self.files.cancel_opening():
            self.chrome.show_photo(self.editor.document is not None)
            return
        if self.canvas.cancel_gesture() or self.hair.cancel():
            return
        if self.prompts.selected is not None:
            self.prompts.select(None)
        elif self.editor.state.editing:
            self.layers.finish()
        else:
            self.editor.drop_prompts()

    def rename_layer(self) -> None:
        """Let the user type another name for the selected layer."""
        self.panels.reveal(self._layers_panel)
        self._layers_panel.list.rename_current()

    def search_commands(self) -> None:
        """Let the user type what is to be done."""
        self.chrome.palette.open_palette(self.verbs.entries(), self.settings.used)

    def use_tool(self, name: str) -> None:
        """Hand the mouse to a tool: click, box, stroke or hand."""
        if name != self.usual_tool:
            self.feedback.end_hint()
        if name != "crop":
            self.usual_tool = name
        self.canvas.set_tool(self._tools[name])
        self.verbs.check(name)
        self.chrome.options.show_tool(self._tools[name])
        if self._crop_bar.isHidden() == (name == "crop"):
            self.chrome.options.setVisible(name != "crop")
            self._crop_bar.setVisible(name == "crop")

    def switch_hover(self) -> None:
        """Show what a click would take while the pointer rests, or no longer."""
        on = not self.settings.hover_preview
        self.profile.change(hover_preview=on)
        said = self.tr("Preview on hover is on.") if on else self.tr("Preview on hover is off.")
        self.feedback.toast(said)

    def resize_brush(self, steps: int) -> None:
        """Make the brush of the present tool wider or narrower."""
        self._tools[self.usual_tool].scroll(steps)
        self.canvas.update()

    def switch_full_screen(self) -> None:
        """To full screen and back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # --- events -------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close:
            self._is_asking = True
            self.documents.leave_all(self._agree_to_close)
            self._is_asking = False
        if not self._may_close:
            event.ignore()
            return
        self.profile.note(window=self.chrome.place())
        self._layer_pictures.close()
        self.hair.close()
        # A project that waits for its last mask is written without it then.
        self.editor.close()
        self.files.close()
        self.plugins.close()
        self.batches.close()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.chrome.fit_in()

    # --- parts --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setWindowTitle("SqueezeSAM")
        self.resize(1280, 800)
        DropTarget(self, self.file_verbs)
        self.chrome = Chrome(self, self.canvas, self.verbs, self.settings)
        self.chrome.restore(self.settings.window)
        self.chrome.palette.ran.connect(lambda name: self.profile.keep(self.settings.ran(name)))
        self.chrome.column.insertWidget(0, DocumentTabs(self.documents, self))
        self.panels = self.chrome.panels
        self.panels.changed.connect(self._on_panels_changed)
        self._layers_panel = LayersPanel(self.layers, self.compounds, self.verbs, self)
        Lender(self.files, self._layers_panel.list.layer_model)
        mask_panel = MaskPanel(self.masks, self)
        mask_panel.hair_wanted.connect(self.hair.solve)
        effects = EffectsPanel(self.editor, self.effects, self._layer_pictures, self)
        history = HistoryPanel(self.editor, self)
        for panel in (self._layers_panel, effects, mask_panel, history):
            self.panels.add(panel)
            panel.done.connect(self.canvas.setFocus)
        self.feedback = self.chrome.feedback
        self.messages = self.feedback.messages
        self.desk: EffectsDesk = EffectsDesk(self, effects)
        self.hosts = Hosts(self)

    def _connect_editor(self) -> None:
        editor = self.editor
        editor.opened.connect(self._on_opened)
        editor.outline_changed.connect(self.verbs.refresh)
        editor.hovered.connect(self.canvas.show_hover)
        editor.answered.connect(self.chrome.status.show_engine)
        editor.failed.connect(self._on_failed)
        editor.noticed.connect(self.feedback.toast)
        editor.working.connect(lambda text: self.feedback.working("editor", text))
        editor.mode_changed.connect(self._on_mode_changed)
        self.hair.working.connect(lambda text: self.feedback.working("hair", text, True))
        editor.layers_changed.connect(self._on_layers_changed)
        self.chrome.start.opened.connect(self.open)
        self.chrome.start.browse.connect(self.browse)
        self.chrome.options.view_chosen.connect(self.profile.use_view)

    def _connect_layers(self) -> None:
        self.layers.accepted.connect(self._on_accepted)
        self.layers.refused.connect(self.feedback.toast)
        self.compounds.refused.connect(self.feedback.toast)
        self.file_verbs.placed.connect(self.compounds.place)
        self._layer_pictures.failed.connect(self._on_failed)
        self._layer_pictures.working.connect(lambda text: self.feedback.working("layers", text))
        self._layer_pictures.rendering.connect(lambda text: self.feedback.working("effects", text))
        self._layer_pictures.covered.connect(self.canvas.show_cover)
        self._layer_pictures.composited.connect(self.canvas.show_composite)
        self._layer_pictures.pictured.connect(self._layers_panel.show_portraits)

    def _connect_files(self) -> None:
        files, verbs = self.files, self.file_verbs
        files.saved.connect(self._on_saved)
        files.exported.connect(self._on_written)
        verbs.export_agreed.connect(lambda x: self.profile.note(export=x))
        self.batches.finished.connect(self.feedback.toast)
        files.copied.connect(lambda: self.feedback.toast(self.tr("Copied")))
        files.failed.connect(self._on_failed)
        files.leaving.connect(self._on_leaving)
        files.given_up.connect(lambda picture: self._views.pop(picture, None))
        working = self.feedback.working
        files.working.connect(lambda text: working("files", text, files.is_opening))
        self.feedback.cancelled.connect(self.give_up)
        Glance(self.canvas, files)

    def _connect_pictures(self) -> None:
        pictures = self.pictures
        self._crop_bar = CropBar(pictures.crop, self.verbs, self)
        self._crop_bar.hide()
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self._crop_bar)
        pictures.sized.connect(self.chrome.status.show_size)
        pictures.left.connect(lambda: self.use_tool(self.usual_tool))
        pictures.noticed.connect(self.feedback.toast)

    def _connect_canvas(self) -> None:
        canvas = self.canvas
        canvas.view_changed.connect(self._layer_pictures.set_view)
        canvas.view_changed.connect(self.editor.set_view)
        canvas.zoom_changed.connect(self.chrome.status.show_zoom)
        canvas.pointed.connect(self.editor.point_at)
        canvas.left.connect(self.editor.point_away)
        canvas.moved.connect(self.chrome.status.show_pointer)
        self.chrome.status.zoom_chosen.connect(canvas.zoom_to)

    def _connect_tools(self) -> None:
        for tool in self._tools.values():
            tool.made.connect(self.editor.add)
            tool.tried.connect(self.editor.try_out)
            tool.dropped.connect(self.editor.drop_trial)

    def _connect_prompts(self) -> None:
        picker, prompts = self.canvas.picker, self.prompts
        picker.picked.connect(prompts.select)
        picker.moving.connect(prompts.try_move)
        picker.moved.connect(prompts.move)
        picker.nudged.connect(prompts.nudge)
        picker.dropped.connect(self.editor.drop_trial)
        prompts.selection_changed.connect(self._on_prompt_selected)

    # --- what happened ------------------------------------------------------------------------

    def _on_opened(self, pyramid: Pyramid) -> None:
        document = self.editor.document
        assert document is not None
        self.chrome.show_photo(True)
        self.canvas.set_picture(pyramid, document.frame, self._views.get(document.picture))
        self.use_tool(self.usual_tool)
        self.chrome.status.show_size(*document.frame.size)
        self.chrome.status.show_zoom(self.canvas.viewport.zoom)
        self.chrome.status.show_engine("")
        path = self.files.path or document.picture.path
        if path is not None:
            self.profile.keep(self.settings.opened(path))
        if document.picture.notice:
            self.messages.show_notice(told_notice(document.picture.notice))
        if not self._hinted:
            self._hinted = True
            hint = self.tr("Click a thing. Shift adds, Alt or right button removes, Enter keeps.")
            self.feedback.hint(hint)

    def _on_leaving(self) -> None:
        document = self.editor.document
        if document is not None:
            self._views[document.picture] = self.canvas.viewport

    def _on_layers_changed(self) -> None:
        if self.editor.document is None:
            self.use_tool(self.usual_tool)
            self.chrome.show_photo(False)
        self._layers_panel.show_state(self.editor.state)
        self._show_title()

    def _on_accepted(self, drawing: Drawing) -> None:
        self.canvas.flash(drawing)
        if not self.panels.are_shown:
            kept = self.tr("Kept as {name}. F8 shows the layers.")
            self.feedback.toast(kept.format(name=self.editor.state.active_layer.name))

    def _on_saved(self, path: Path) -> None:
        self._show_title()
        self.profile.keep(self.settings.opened(path))
        self._on_written(path)

    def _on_written(self, path: Path) -> None:
        self.chrome.status.show_engine(self.tr("saved {name}").format(name=path.name))

    def _on_failed(self, error: SqsamError) -> None:
        self.messages.show_error(error)
        self.chrome.show_photo(self.editor.document is not None)

    def _on_panels_changed(self) -> None:
        self.profile.note(panels=self.panels.wanted)

    def _on_prompt_selected(self, item: PromptItem | None) -> None:
        self.canvas.picker.selected = item
        self.canvas.setAccessibleDescription(self.prompts.description)
        self.canvas.update()

    def _on_mode_changed(self, mode: Mode) -> None:
        self.canvas.set_mode(mode)
        self.verbs.check(mode)

    # --- behind the scenes -----------------------------------------------------------------------

    def _open(self, path: Path) -> None:
        self.canvas.cancel_gesture()
        self.chrome.show_photo(True)
        self.files.open(path)

    def _agree_to_close(self) -> None:
        self._may_close = True
        # Saving may be done long after the window was asked to close.
        if not self._is_asking:
            self.close()

    def _show_title(self) -> None:
        name = self.files.name
        self.setWindowTitle(f"{name}[*] - SqueezeSAM" if name else "SqueezeSAM")
        self.setWindowModified(self.files.is_dirty)
