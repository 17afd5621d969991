"""The canvas: paints the picture and what is outlined in it; turns the mouse into picture points.

It knows zoom, place and painting. What a gesture means is a tool's matter, what follows from it
the editor's. The photo with the mask over it is kept as one image at screen resolution; marching
the ants and moving a brush repaint only a few pixels of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QEvent,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from sqsam_desktop.core.drawing import Drawing, Tile, View
from sqsam_desktop.core.frame import Frame
from sqsam_desktop.ui.ants import Ants
from sqsam_desktop.ui.comparison import Comparison
from sqsam_desktop.ui.fade import Fade
from sqsam_desktop.ui.flash import Flash
from sqsam_desktop.ui.mask_images import FILMS
from sqsam_desktop.ui.pen import Pen
from sqsam_desktop.ui.pinch import pinched
from sqsam_desktop.ui.scene import Scene
from sqsam_desktop.ui.theme import Theme
from sqsam_desktop.ui.tools import HandTool, PickTool, Pointer, Tool
from sqsam_desktop.ui.viewport import NOWHERE, ZOOM_STEP, Viewport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqsam_desktop.core.compositor import Patch
    from sqsam_desktop.core.outline import Mode
    from sqsam_desktop.core.prompt import PromptItem
    from sqsam_desktop.core.tiles import Pyramid

_MODIFIERS = (Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Control)
_DOT = 10
"""Logical pixels by which the dot of a prompt may stand out from the picture."""


class Canvas(QWidget):
    """Shows one picture.

    Args:
        parent: The window.
        animations: Whether the outline marches and masks fade.

    Signals:
        view_changed(view): What part is seen, and at which scale.
        zoom_changed(zoom): Device pixels a picture pixel.
        pointed(x, y, mode): The pointer is at a source point, no button pressed.
        left(): It points at nothing.
        moved(x or None, y or None): The pointer is over this point of the picture, or outside.
    """

    view_changed = Signal(object)
    zoom_changed = Signal(float)
    pointed = Signal(float, float, str)
    left = Signal()
    moved = Signal(object, object)

    def __init__(self, parent: QWidget | None = None, animations: bool = True) -> None:
        super().__init__(parent)
        self.hand = HandTool()
        self.hand.panned.connect(self._on_panned)
        self.hand.fitted.connect(self.fit)
        self._animations = animations
        self._tool: Tool = self.hand
        self._active: Tool | None = None
        self._button = Qt.MouseButton.NoButton
        self._mode: Mode = "plain"
        self._space = False
        self._pointer: Pointer | None = None
        self._viewport = NOWHERE
        self._scene = Scene()
        self.pen = Pen(self)
        self.picker = PickTool()
        self.installEventFilter(self.picker)
        self.comparison = Comparison()
        self.comparison.changed.connect(self.update)
        self._ants = Ants(self)
        self._flash = Flash(self)
        self._fade = Fade(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setMinimumSize(160, 120)
        self.setAccessibleName(self.tr("Photo"))

    # --- what is shown ------------------------------------------------------------------------

    @property
    def viewport(self) -> Viewport:
        """Where the picture lies."""
        return self._viewport

    @property
    def scene(self) -> Scene:
        """What is painted."""
        return self._scene

    @property
    def drawing(self) -> Drawing | None:
        """What is shown as outlined."""
        return self._scene.drawing

    @property
    def marks(self) -> list[tuple[PromptItem, bool]]:
        """The items of the prompts that are shown, and whether each adds."""
        return self.picker.marks

    @property
    def is_flashing(self) -> bool:
        return self._flash.is_glowing

    @property
    def is_fading(self) -> bool:
        return self._fade.is_running

    @property
    def is_marching(self) -> bool:
        return self._ants.are_marching

    def set_picture(
        self, pyramid: Pyramid, frame: Frame | None = None, before: Viewport | None = None
    ) -> None:
        """Show another photo with nothing outlined, as it was seen before or else all of it."""
        self.cancel_gesture()
        self.set_marks([])
        self._ants.set_lines((), self._viewport)
        self._scene.set_picture(pyramid)
        new = Viewport(pyramid.size, frame or Frame.of(pyramid.size), *self._measures()).fitted()
        self._look_through((before or new).reframed(new.frame).resized(*self._measures()))

    def set_frame(self, frame: Frame) -> None:
        """Show the photo through another frame."""
        if self._has_picture and frame != self._viewport.frame:
            self._look_through(self._viewport.reframed(frame))

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show what is outlined; None if nothing is."""
        old = self._scene.drawing
        is_other_view = old is not None and drawing is not None and old.view != drawing.view
        # During a gesture masks follow each other faster than they could fade.
        is_seen = self._animations and self.isVisible() and self._has_picture
        if is_seen and self._active is None and not is_other_view and (old or drawing):
            self._fade.start(self._scene.image, old is None or old.is_empty)
        self._scene.set_drawing(drawing)
        self.renew_lines()

    def renew_lines(self) -> None:
        """Let the line march around the scene's mask as it is by now."""
        self._ants.set_lines(self._scene.lines, self._viewport)
        self.update()

    def show_composite(self, patches: Sequence[Patch] | None) -> None:
        """Show what layers look like together; None if the photo as it is."""
        if self._scene.set_composite(patches):
            self.update()

    def show_cover(self, tiles: tuple[Tile, ...] | None) -> None:
        """Show what layers cover on a checkerboard; None if they cover everything."""
        if self._scene.set_cover(tiles):
            self.update()

    def flash(self, drawing: Drawing) -> None:
        """Light up what was outlined for a moment."""
        if self._animations and self.isVisible():
            self._flash.start(drawing.lines)

    def show_hover(self, tile: Tile | None, adds: bool) -> None:
        """Show faintly what a click would take, or take away; None for nothing."""
        if self._scene.set_hover(tile, adds):
            self.update()

    def set_marks(self, marks: list[tuple[PromptItem, bool]]) -> None:
        """Show the items of the prompts, and whether each adds."""
        self.picker.marks = marks
        self._show_cursor()
        self.update()

    def set_animations(self, on: bool) -> None:
        """Let the outline march and masks fade, or not."""
        self._animations = on
        self._ants.let_march(on and self.isVisible())

    def set_overlay(self, view: str, film: str = FILMS[0]) -> None:
        """Show the mask in another way, one of `mask_images.VIEWS`, a film in that colour."""
        self._scene.set_view(view, film)
        self.update()

    # --- tools --------------------------------------------------------------------------------

    def set_tool(self, tool: Tool) -> None:
        """Hand the mouse to another tool; a gesture that goes on is cancelled."""
        self.cancel_gesture()
        old, self._tool = self._tool, tool
        if old is not tool:
            old.put_down()
            tool.take_up()
        self._show_cursor()
        self.left.emit()
        self.update()

    def set_mode(self, mode: Mode) -> None:
        """What gestures without a modifier mean."""
        self._mode = mode
        self._show_cursor()

    def cancel_gesture(self) -> bool:
        """Forget the gesture that goes on; whether there was one."""
        active, self._active = self._active, None
        if active is None or not active.is_active:
            return False
        active.cancel()
        self.update()
        return True

    # --- zoom and place -----------------------------------------------------------------------

    def fit(self) -> None:
        """See the whole picture."""
        self._look_through(self._viewport.fitted())

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom to device pixels a picture pixel, around a window point (default: the middle)."""
        place = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
        self._look_through(self._viewport.zoomed(zoom, place.x(), place.y()))

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom by so many steps of 1.25."""
        self.zoom_to(self._viewport.zoom * ZOOM_STEP**steps, at)

    def _look_through(self, viewport: Viewport) -> None:
        if not self._has_picture:
            return
        changed = viewport.zoom != self._viewport.zoom
        self._viewport = viewport
        self._fade.stop()
        self._scene.look_through(viewport)
        self._ants.move_to(viewport)
        self.view_changed.emit(View(viewport.visible_source, viewport.source_zoom))
        if changed:
            self.zoom_changed.emit(viewport.zoom)
        self.update()

    def _measures(self) -> tuple[int, int, float]:
        return self.width(), self.height(), self.devicePixelRatioF()

    def _on_panned(self, dx: float, dy: float) -> None:
        self._look_through(self._viewport.moved(dx, dy))

    # --- events -------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        pinch = pinched(event, self)
        if pinch is not None:
            self.zoom_to(self._viewport.zoom * pinch[0], pinch[1])
            return True
        if kind == QEvent.Type.ShortcutOverride:
            pressed = cast("QKeyEvent", event)
            # Held it takes away; the menu bar must not take the focus when it is let go.
            if pressed.key() == Qt.Key.Key_Alt or self._tool.wants(pressed):
                event.accept()
                return True
        if kind == QEvent.Type.DevicePixelRatioChange:
            self._look_through(self._viewport.resized(*self._measures()))
        elif kind == QEvent.Type.PaletteChange:
            self._scene.repaint()
            self.update()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.comparison.fit(self.width())
        self._look_through(self._viewport.resized(*self._measures()))

    def showEvent(self, event: QShowEvent) -> None:
        self._ants.let_march(self._animations and self.isVisible())

    def hideEvent(self, event: QHideEvent) -> None:
        self._ants.let_march(self._animations and self.isVisible())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press(event, double=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._press(event, double=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointer = self._point(event.position(), event.modifiers())
        if self._active is not None:
            self._active.move(pointer)
            self.update()
        elif not event.buttons():
            self._tell(pointer)
        self._show_cursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pointer = self._point(event.position(), event.modifiers())
        if self._active is not None and event.button() == self._button:
            active, self._active = self._active, None
            active.release(pointer)
            self.update()
        self._show_cursor()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._point(event.position(), event.modifiers())
        self._show_cursor()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.left.emit()
        self.moved.emit(None, None)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._tool.scroll(steps)
            self.update()
        elif steps:
            self.zoom_by(steps, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._space = True
            self.left.emit()
        elif self._tool.wants(event):
            self._tool.press_key(event)
            self.update()
        elif event.key() not in _MODIFIERS:
            super().keyPressEvent(event)
        self._remode(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
        self._remode(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space = False
        self._show_cursor()

    def _press(self, event: QMouseEvent, double: bool) -> None:
        if not self._has_picture or self._active is not None:
            return
        takes = event.button() == Qt.MouseButton.RightButton
        pointer = self._point(event.position(), event.modifiers(), takes)
        tool = self._tool_for(event.button(), pointer)
        if tool is None:
            return
        self._active, self._button = tool, event.button()
        if double:
            tool.double_click(pointer)
        else:
            tool.press(pointer)
        self._show_cursor()
        self.update()

    def _tool_for(self, button: Qt.MouseButton, pointer: Pointer) -> Tool | None:
        if button == Qt.MouseButton.MiddleButton:
            return self.hand
        if button == Qt.MouseButton.LeftButton:
            return self._left_tool(pointer)
        # The right button always takes away, and so has no use for the hand.
        right = button == Qt.MouseButton.RightButton and self._tool is not self.hand
        return self._tool if right else None

    def _left_tool(self, pointer: Pointer) -> Tool:
        """What the left button is for where the pointer is."""
        if self._space:
            return self.hand
        if self.comparison.holds(pointer.window):
            return self.comparison
        return self.picker if self._is_on_mark(pointer) else self._tool

    def _is_on_mark(self, pointer: Pointer) -> bool:
        """Whether a press would take hold of a prompt; with a modifier it is another gesture."""
        return self._tool.picks and pointer.mode == self._mode and self.picker.holds(pointer)

    def _point(self, at: QPointF, modifiers: Qt.KeyboardModifier, takes: bool = False) -> Pointer:
        old = self._pointer
        view = self._viewport
        x, y = view.to_picture(at.x(), at.y())
        inside = 0 <= x < view.picture[0] and 0 <= y < view.picture[1] and self._has_picture
        mode: Mode = "take" if takes else self._mode_with(modifiers)
        pointer = Pointer(*view.frame.to_source(x, y), at, mode, inside, view, modifiers)
        pointer = replace(pointer, pressure=self.pen.pressure)
        # A turned picture may begin a hair outside of its source.
        x_held, y_held = pointer.held
        self._pointer = replace(pointer, x=x_held, y=y_held) if inside else pointer
        if old is None or old.window != at:
            self.moved.emit(*((x, y) if inside else (None, None)))
            self.update()
        return self._pointer

    def _mode_with(self, modifiers: Qt.KeyboardModifier) -> Mode:
        if modifiers & Qt.KeyboardModifier.AltModifier:
            return "take"
        return "add" if modifiers & Qt.KeyboardModifier.ShiftModifier else self._mode

    def _tell(self, pointer: Pointer) -> None:
        if pointer.inside and self._tool.hovers and self._left_tool(pointer) is self._tool:
            self.pointed.emit(pointer.x, pointer.y, pointer.mode)
        else:
            self.left.emit()

    def _remode(self, event: QKeyEvent) -> None:
        """A modifier went down or up: cursor and hover preview follow without a movement."""
        if self._pointer is not None and self._active is None and self.underMouse():
            self._tell(self._point(self._pointer.window, event.modifiers()))
        self._show_cursor()

    def _show_cursor(self) -> None:
        pointer, arrow = self._pointer, Qt.CursorShape.ArrowCursor
        if pointer is None:
            self.setCursor(arrow)
            return
        tool = self._active or self._left_tool(pointer)
        anywhere = tool.shows_photo_only or tool in (self.hand, self.comparison, self.picker)
        is_tools = pointer.inside or anywhere
        self.setCursor(tool.cursor_at(pointer, self.devicePixelRatioF()) if is_tools else arrow)

    # --- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        # As a context the painter ends even if painting fails; left open it would crash Qt.
        with QPainter(self) as painter:
            if not self._has_picture:
                painter.fillRect(event.rect(), QColor(Theme.current().canvas))
                return
            before = self._photo_only()
            self._scene.paint_photo(painter, event.region() & before)
            painter.setClipRegion(QRegion(self.rect()) - before)
            self._paint_scene(painter, event.region() - before)
            painter.setClipRegion(self._picture_grown(1) - before)
            self._ants.paint(painter)
            painter.setOpacity(1.0)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._flash.paint(painter, self._viewport)
            painter.setClipRegion(self._picture_grown(_DOT) - before)
            at = self._pointer
            pointed = at is not None and self._left_tool(at) is self.picker
            self.picker.paint_overlay(painter, self._viewport, at if pointed else None)
            painter.setClipping(False)
            if not self._tool.shows_photo_only:
                self.comparison.paint(painter, self.height())
            tool = self._active or self._tool
            pointer = self._pointer if self._pointer and self._pointer.inside else None
            tool.paint_overlay(painter, self._viewport, None if self._space else pointer)

    def _paint_scene(self, painter: QPainter, region: QRegion) -> None:
        """Photo, mask and hover; leaves the painter as opaque as the new mask has become."""
        if self._fade.is_running:
            self._fade.paint(painter, self._scene.image)
        else:
            self._scene.paint(painter, region)

    def _picture_grown(self, margin: int) -> QRegion:
        """The picture's place and a margin around it: beyond a crop nothing of a mask is shown."""
        x0, y0, x1, y1 = self._viewport.place
        place = QRectF(QPointF(x0, y0), QPointF(x1, y1)).toAlignedRect()
        return QRegion(place.adjusted(-margin, -margin, margin, margin))

    def _photo_only(self) -> QRect:
        """Where nothing but the untouched photo is shown."""
        if self._tool.shows_photo_only:
            return self.rect()
        return self.comparison.region(self.size())

    @property
    def _has_picture(self) -> bool:
        return self._scene.pyramid is not None
