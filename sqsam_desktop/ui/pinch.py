"""Two fingers on a touch pad or a screen: by how much, and where, they zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QPointF, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QNativeGestureEvent
    from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget


def pinched(event: QEvent, widget: QWidget) -> tuple[float, QPointF] | None:
    """The factor of a pinch and its place in a widget; None if the event is something else."""
    if event.type() == QEvent.Type.NativeGesture:
        native = cast("QNativeGestureEvent", event)
        if native.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            return 1 + native.value(), native.position()
    elif event.type() == QEvent.Type.Gesture:
        gesture = cast("QGestureEvent", event).gesture(Qt.GestureType.PinchGesture)
        if gesture is not None:
            pinch = cast("QPinchGesture", gesture)
            place = widget.mapFromGlobal(pinch.centerPoint().toPoint())
            return pinch.scaleFactor(), QPointF(place)
    return None
