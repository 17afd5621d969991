"""The window: puts the parts in their places and connects them. How verbs work is the editor's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from sqsam_desktop.core.files.images import SUFFIXES
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.actions import Actions
from sqsam_desktop.ui.bars import OptionsBar, StatusBar, ToolBar
from sqsam_desktop.ui.canvas import Canvas
from sqsam_desktop.ui.editor import Editor
from sqsam_desktop.ui.mask_images import VIEWS
from sqsam_desktop.ui.messages import MessageBar
from sqsam_desktop.ui.overlays import BusyLine, HintLine
from sqsam_desktop.ui.start_page import StartPage, sample_photos
from sqsam_desktop.ui.tools import BoxTool, ClickTool, StrokeTool, Tool

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from sqsam_desktop.core.outline import Mode
    from sqsam_desktop.core.solver import Drawing, Solver
    from sqsam_desktop.core.tiles import Pyramid
    from sqsam_desktop.settings import Settings

_TOAST_MS = 2500


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
        self._toast_end = QTimer(self, singleShot=True, interval=_TOAST_MS)
        self.editor: Editor = Editor(solver, self)
        self.editor.hover_preview = settings.hover_preview
        self.canvas: Canvas = Canvas(self, settings.animations)
        self._tools: dict[str, Tool] = {"hand": self.canvas.hand}
        self._stroke_tool = StrokeTool()
        for tool in (ClickTool(), BoxTool(), self._stroke_tool):
            self._tools[tool.name] = tool
        self.verbs = Actions(self)
        self._lay_out()
        self._connect_editor()
        self._connect_canvas()
        self._connect_tools()
        self.use_tool("click")
        self.use_view(settings.overlay if settings.overlay in VIEWS else VIEWS[0])
        self.verbs.check("plain")
        self.verbs.refresh()
        self._show_photo(False)

    # --- verbs of the window ------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Open a picture; a problem is told in the bar."""
        self.canvas.cancel_gesture()
        self._show_photo(True)
        self.editor.open(path)

    def browse(self) -> None:
        """Ask for a picture and open it."""
        patterns = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in SUFFIXES)
        kinds = self.tr("Pictures ({patterns});;All files (*)").format(patterns=patterns)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open Photo"), self._folder(), kinds)
        if name:
            self.open(Path(name))

    def export_cutout(self) -> None:
        """Ask for a name and write the cut-out."""
        self._export(self.tr("Export Cut-out"), "-cut.png", self.editor.export_cutout)

    def export_mask(self) -> None:
        """Ask for a name and write the mask."""
        self._export(self.tr("Export Mask"), "-mask.png", self.editor.export_mask)

    def give_up(self) -> None:
        """Cancel the gesture that goes on, or else drop the outline."""
        if not self.canvas.cancel_gesture():
            self.editor.drop_prompts()

    def use_tool(self, name: str) -> None:
        """Hand the mouse to a tool: click, box, stroke or hand."""
        self.canvas.set_tool(self._tools[name])
        self.verbs.check(name)

    def use_view(self, name: str) -> None:
        """Show the mask as one of `mask_images.VIEWS`."""
        self.canvas.set_overlay(name)
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
        self.editor.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open(path)

    # --- parts --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setWindowTitle("SqueezeSAM")
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self.verbs.fill(self.menuBar())
        self._tool_bar = ToolBar(self.verbs, self)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self._tool_bar)
        self._options = OptionsBar(self.verbs, self)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self._options)
        # Narrower, its last and most important button would be hidden.
        self.setMinimumWidth(self._options.sizeHint().width() + 16)
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
        animations = self._settings.animations
        self.messages = MessageBar(stage, animations)
        self._hint = HintLine(stage, animations)
        self._busy = BusyLine(stage, animations)
        self._toast_end.timeout.connect(self._hint.vanish)

    def _show_photo(self, there: bool) -> None:
        page = self.canvas if there else self._start
        if page is self._pages.currentWidget() and self._status.isHidden() != there:
            return
        self._pages.setCurrentWidget(page)
        for bar in (self._tool_bar, self._options, self._status):
            bar.setVisible(there)
        page.setFocus()

    def _connect_editor(self) -> None:
        editor = self.editor
        editor.opened.connect(self._on_opened)
        editor.outline_changed.connect(self._on_outline_changed)
        editor.drawn.connect(self._on_drawn)
        editor.hovered.connect(self.canvas.show_hover)
        editor.answered.connect(self._status.show_engine)
        editor.saved.connect(self._on_saved)
        editor.failed.connect(self._on_failed)
        editor.noticed.connect(self._on_noticed)
        editor.working.connect(self._on_working)
        editor.mode_changed.connect(self._on_mode_changed)
        self._start.opened.connect(self.open)
        self._start.browse.connect(self.browse)
        self._options.view_chosen.connect(self.use_view)

    def _connect_canvas(self) -> None:
        canvas = self.canvas
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
        path = document.picture.path
        if path is not None:
            self.setWindowTitle(f"{path.name} - SqueezeSAM")
            self._remember(self._settings.opened(path))
        if document.picture.notice:
            self.messages.show_notice(document.picture.notice)
        if not self._hinted:
            self._hinted = True
            self._toast_end.stop()
            hint = self.tr("Click a thing. Shift adds, Alt or the right button takes away.")
            self._hint.show_hint(hint)

    def _on_outline_changed(self) -> None:
        self.canvas.set_marks(self.editor.outline.marks())
        self.verbs.refresh()

    def _on_drawn(self, drawing: Drawing | None) -> None:
        self.canvas.show_drawing(drawing)

    def _on_saved(self, path: Path) -> None:
        self._status.show_engine(self.tr("saved {name}").format(name=path.name))

    def _on_failed(self, error: SqsamError) -> None:
        self.messages.show_error(error)
        self._show_photo(self.editor.document is not None)

    def _on_noticed(self, text: str) -> None:
        self._hint.show_hint(text)
        self._toast_end.start()

    def _on_working(self, text: str) -> None:
        if text:
            self._busy.start(text)
        else:
            self._busy.stop()
        self._status.show_state(text)

    def _on_mode_changed(self, mode: Mode) -> None:
        self.canvas.set_mode(mode)
        self.verbs.check(mode)

    # --- behind the scenes -----------------------------------------------------------------------

    def _export(self, title: str, ending: str, export: Callable[[Path], None]) -> None:
        document = self.editor.document
        if document is None:
            return
        photo = document.picture.path or Path("photo")
        proposed = str(photo.with_name(photo.stem + ending))
        name, _ = QFileDialog.getSaveFileName(self, title, proposed, "PNG (*.png)")
        if name:
            path = Path(name)
            export(path if path.suffix else path.with_suffix(".png"))

    def _folder(self) -> str:
        recent = self._settings.recent
        return str(Path(recent[0]).parent) if recent else ""

    def _remember(self, settings: Settings) -> None:
        self._settings = settings
        if self._settings_path is not None:
            try:
                settings.save(self._settings_path)
            except SqsamError as error:
                self.messages.show_error(error)


def _dropped(event: QDropEvent) -> Path | None:
    """The first local file of a drag."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if files else None
