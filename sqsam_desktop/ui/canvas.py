"""The canvas: paints the picture and what is outlined in it; turns the mouse into picture points.

It knows zoom, place and painting. What a gesture means is a tool's matter, what follows from it
the editor's. The photo with the mask over it is kept as one image at screen resolution; marching
the ants and moving a brush repaint only a few pixels of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QEvent,
    QPointF,
    QRect,
    QRectF,
    QSizeF,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from sqsam_desktop.core.solver import Drawing, Tile, View
from sqsam_desktop.ui.ants import Ants
from sqsam_desktop.ui.flash import Flash
from sqsam_desktop.ui.marks import paint_mark
from sqsam_desktop.ui.scene import Scene
from sqsam_desktop.ui.theme import Theme
from sqsam_desktop.ui.tools import HandTool, Pointer, Tool
from sqsam_desktop.ui.viewport import ZOOM_STEP, Viewport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqsam_desktop.core.outline import Mode
    from sqsam_desktop.core.prompt import PromptItem
    from sqsam_desktop.core.tiles import Pyramid

_ANTS_MS = 120
_FADE_MS = 80
_FADE_IN_MS = 150


class Canvas(QWidget):
    """Shows one picture.

    Args:
        parent: The window.
        animations: Whether the outline marches and masks fade.

    Signals:
        view_changed(view): What part is seen, and at which scale.
        zoom_changed(zoom): Device pixels a picture pixel.
        pointed(x, y, mode): The pointer is at a point of the picture, no button pressed.
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
        self._viewport = Viewport((1, 1), 1, 1)
        self._scene = Scene()
        self.marks: list[tuple[PromptItem, bool]] = []
        self._old_image: QImage | None = None
        self._ants = Ants()
        self._flash = Flash(self)
        self._march = QTimer(self, interval=_ANTS_MS)
        self._march.timeout.connect(self._on_march)
        self._fade = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._fade.valueChanged.connect(self.update)
        self._fade.finished.connect(self._on_faded)
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
    def drawing(self) -> Drawing | None:
        """What is shown as outlined."""
        return self._scene.drawing

    @property
    def is_flashing(self) -> bool:
        return self._flash.is_glowing

    @property
    def is_fading(self) -> bool:
        return self._old_image is not None

    @property
    def is_marching(self) -> bool:
        return self._march.isActive()

    def set_picture(self, pyramid: Pyramid) -> None:
        """Show another picture, fitted into the window, with nothing outlined."""
        self.cancel_gesture()
        self.marks = []
        self._ants.set_lines((), self._viewport)
        self._scene.set_picture(pyramid)
        viewport = Viewport(pyramid.size, *self._measures())
        self._look_through(viewport.fitted())

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show what is outlined; None if nothing is."""
        old = self._scene.drawing
        appears = old is None or old.is_empty
        is_other_view = old is not None and drawing is not None and old.view != drawing.view
        # During a gesture masks follow each other faster than they could fade.
        if self._active is None and not is_other_view and (old or drawing):
            self._start_fade(_FADE_IN_MS if appears else _FADE_MS)
        self._scene.set_drawing(drawing)
        self._ants.set_lines(drawing.lines if drawing else (), self._viewport)
        self._check_march()
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
        self.marks = marks
        self.update()

    def set_overlay(self, view: str) -> None:
        """Show the mask in another way, one of `mask_images.VIEWS`."""
        self._scene.set_view(view)
        self.update()

    # --- tools --------------------------------------------------------------------------------

    def set_tool(self, tool: Tool) -> None:
        """Hand the mouse to another tool; a gesture that goes on is cancelled."""
        self.cancel_gesture()
        self._tool = tool
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
        middle = QPointF(self.width() / 2, self.height() / 2)
        place = at if at is not None else middle
        self._look_through(self._viewport.zoomed(zoom, place.x(), place.y()))

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom by so many steps of 1.25."""
        self.zoom_to(self._viewport.zoom * ZOOM_STEP**steps, at)

    def _look_through(self, viewport: Viewport) -> None:
        if not self._has_picture:
            return
        changed = viewport.zoom != self._viewport.zoom
        self._viewport = viewport
        self._old_image = None
        self._fade.stop()
        self._scene.look_through(viewport)
        self._ants.move_to(viewport)
        self.view_changed.emit(View(viewport.visible, viewport.zoom))
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
        if kind == QEvent.Type.NativeGesture:
            return self._native_gesture(cast("QNativeGestureEvent", event))
        if kind == QEvent.Type.Gesture:
            return self._gesture(cast("QGestureEvent", event))
        if kind == QEvent.Type.ShortcutOverride:
            key = cast("QKeyEvent", event).key()
            # Held it takes away; the menu bar must not take the focus when it is let go.
            if key == Qt.Key.Key_Alt:
                event.accept()
                return True
        if kind == QEvent.Type.DevicePixelRatioChange:
            self._look_through(self._viewport.resized(*self._measures()))
        elif kind == QEvent.Type.PaletteChange:
            self._scene.repaint()
            self.update()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._look_through(self._viewport.resized(*self._measures()))

    def showEvent(self, event: QShowEvent) -> None:
        self._check_march()

    def hideEvent(self, event: QHideEvent) -> None:
        self._check_march()

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
        elif not self._is_modifier(event):
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
        tool = self._tool_for(event.button())
        if tool is None:
            return
        takes = event.button() == Qt.MouseButton.RightButton
        pointer = self._point(event.position(), event.modifiers(), takes)
        self._active, self._button = tool, event.button()
        if double:
            tool.double_click(pointer)
        else:
            tool.press(pointer)
        self._show_cursor()
        self.update()

    def _tool_for(self, button: Qt.MouseButton) -> Tool | None:
        if button == Qt.MouseButton.MiddleButton:
            return self.hand
        if button == Qt.MouseButton.LeftButton:
            return self.hand if self._space else self._tool
        # The right button always takes away, and so has no use for the hand.
        right = button == Qt.MouseButton.RightButton and self._tool is not self.hand
        return self._tool if right else None

    def _point(self, at: QPointF, modifiers: Qt.KeyboardModifier, takes: bool = False) -> Pointer:
        old = self._pointer
        x, y = self._viewport.to_picture(at.x(), at.y())
        width, height = self._viewport.picture
        inside = 0 <= x < width and 0 <= y < height and self._has_picture
        mode: Mode = "take" if takes else self._mode_with(modifiers)
        self._pointer = Pointer(x, y, at, mode, inside, (width, height))
        if old is None or old.window != at:
            self.moved.emit(*((x, y) if inside else (None, None)))
            self.update()
        return self._pointer

    def _mode_with(self, modifiers: Qt.KeyboardModifier) -> Mode:
        if modifiers & Qt.KeyboardModifier.AltModifier:
            return "take"
        return "add" if modifiers & Qt.KeyboardModifier.ShiftModifier else self._mode

    def _tell(self, pointer: Pointer) -> None:
        if pointer.inside and self._tool.hovers and not self._space:
            self.pointed.emit(pointer.x, pointer.y, pointer.mode)
        else:
            self.left.emit()

    def _remode(self, event: QKeyEvent) -> None:
        """A modifier went down or up: cursor and hover preview follow without a movement."""
        if self._pointer is not None and self._active is None and self.underMouse():
            self._tell(self._point(self._pointer.window, event.modifiers()))
        self._show_cursor()

    def _is_modifier(self, event: QKeyEvent) -> bool:
        return event.key() in (Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Control)

    def _show_cursor(self) -> None:
        tool = self._active or (self.hand if self._space else self._tool)
        pointer = self._pointer
        if pointer is None or (tool is not self.hand and not pointer.inside):
            self.setCursor(Qt.CursorShape.ArrowCursor)
        else:
            self.setCursor(tool.cursor(pointer.mode, self.devicePixelRatioF()))

    def _native_gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self.zoom_to(self._viewport.zoom * (1 + event.value()), event.position())
        return True

    def _gesture(self, event: QGestureEvent) -> bool:
        pinch = cast("QPinchGesture | None", event.gesture(Qt.GestureType.PinchGesture))
        if pinch is None:
            return False
        at = QPointF(self.mapFromGlobal(pinch.centerPoint().toPoint()))
        self.zoom_to(self._viewport.zoom * pinch.scaleFactor(), at)
        return True

    # --- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        # As a context the painter ends even if painting fails; left open it would crash Qt.
        with QPainter(self) as painter:
            if not self._has_picture:
                painter.fillRect(event.rect(), QColor(Theme.current().canvas))
                return
            self._paint_scene(painter, event.region())
            self._ants.paint(painter)
            painter.setOpacity(1.0)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._flash.paint(painter, self._viewport)
            for item, adds in self.marks:
                paint_mark(painter, item, adds, self._viewport)
            tool = self._active or self._tool
            pointer = self._pointer if self._pointer and self._pointer.inside else None
            tool.paint_overlay(painter, self._viewport, None if self._space else pointer)

    def _paint_scene(self, painter: QPainter, region: QRegion) -> None:
        """Photo, mask and hover; leaves the painter as opaque as the new mask has become."""
        image, ratio = self._scene.image, self._viewport.ratio
        if self._old_image is not None:
            painter.drawImage(0, 0, self._old_image)
            painter.setOpacity(self._fade.currentValue())
            painter.drawImage(0, 0, image)
            return
        for rect in cast("Iterable[QRect]", region):
            size = QSizeF(rect.size()) * ratio
            painter.drawImage(QRectF(rect), image, QRectF(QPointF(rect.topLeft()) * ratio, size))

    @property
    def _has_picture(self) -> bool:
        return self._scene.pyramid is not None

    # --- animation ----------------------------------------------------------------------------

    def _start_fade(self, milliseconds: int) -> None:
        if not self._animations or not self.isVisible() or not self._has_picture:
            return
        self._old_image = self._scene.image
        self._fade.stop()
        # What changes is seen in the first frame already; what appears may come softly.
        self._fade.setStartValue(0.0 if milliseconds == _FADE_IN_MS else 0.4)
        self._fade.setDuration(milliseconds)
        self._fade.start()

    def _on_faded(self) -> None:
        self._old_image = None
        self.update()

    def _check_march(self) -> None:
        marches = self._animations and self.isVisible() and not self._ants.is_empty
        if marches != self._march.isActive():
            self._march.start() if marches else self._march.stop()

    def _on_march(self) -> None:
        self._ants.march()
        self.update(self._ants.region)
