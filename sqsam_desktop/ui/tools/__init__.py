"""Gestures as objects: each tool turns presses, moves and releases into one item of a prompt."""

from sqsam_desktop.ui.tools.box import BoxTool
from sqsam_desktop.ui.tools.brush import BrushTool
from sqsam_desktop.ui.tools.click import ClickTool
from sqsam_desktop.ui.tools.hand import HandTool
from sqsam_desktop.ui.tools.lasso import LassoTool
from sqsam_desktop.ui.tools.move import MoveTool
from sqsam_desktop.ui.tools.pick import PickTool
from sqsam_desktop.ui.tools.stroke import StrokeTool
from sqsam_desktop.ui.tools.tool import Pointer, Tool

__all__ = [
    "BoxTool",
    "BrushTool",
    "ClickTool",
    "HandTool",
    "LassoTool",
    "MoveTool",
    "PickTool",
    "Pointer",
    "StrokeTool",
    "Tool",
]
