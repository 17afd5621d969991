"""The mask brushes at work: what they paint is shown at once and kept once a stroke is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sqsam_desktop.ui.tools.brush import BrushTool, HairTool
from sqsam_desktop.ui.tools.brush_options import BrushTip

if TYPE_CHECKING:
    from sqsam_desktop.core.brush import BrushStroke
    from sqsam_desktop.ui.canvas import Canvas
    from sqsam_desktop.ui.masks import Masks

_RENEWED_MS = 60
"""How often the line follows what is painted: drawing one around all takes some milliseconds."""


class Brushing(QObject):
    """One brush to paint, one to erase and one to find hair, of the same tip.

    Args:
        canvas: Where strokes are seen.
        masks: What they change.
    """

    def __init__(self, canvas: Canvas, masks: Masks) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._masks = masks
        self._timer = QTimer(self, singleShot=True, interval=_RENEWED_MS)
        self._timer.timeout.connect(canvas.renew_lines)
        self.tip = BrushTip(self)
        self.tip.changed.connect(canvas.update)
        hair = HairTool("refine", True, self.tip)
        hair.painted.connect(masks.find_hair)
        painting = BrushTool("paint", True, self.tip), BrushTool("erase", False, self.tip)
        for tool in painting:
            tool.painting.connect(self._on_painting)
            tool.painted.connect(self._on_painted)
            tool.given_up.connect(self._on_given_up)
        self.tools = (*painting, hair)
        for tool in self.tools:
            tool.began.connect(masks.take_up)

    def _on_painting(self, stroke: BrushStroke) -> None:
        self._canvas.update(self._canvas.scene.paint_live(stroke))
        if not self._timer.isActive():
            self._timer.start()

    def _on_painted(self, stroke: BrushStroke) -> None:
        self._canvas.scene.end_live(keeps=self._masks.paint(stroke))
        self._canvas.renew_lines()

    def _on_given_up(self) -> None:
        self._canvas.scene.end_live(keeps=False)
        self._canvas.renew_lines()
