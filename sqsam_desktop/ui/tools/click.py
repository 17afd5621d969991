"""A click on a thing."""

from __future__ import annotations

from sqsam_desktop.core.prompt import Click
from sqsam_desktop.ui.tools.tool import Pointer, Tool


class ClickTool(Tool):
    """Answers at the press already: nothing is gained by waiting for the release."""

    name = "click"
    hovers = picks = True

    def press(self, pointer: Pointer) -> None:
        if pointer.inside:
            positive = pointer.mode != "take"
            self.made.emit(Click(pointer.x, pointer.y, positive), pointer.mode)
