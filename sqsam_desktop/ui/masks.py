"""What can be done with a mask by hand: paint on it, adjust it. Knows no widgets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from sqsam_desktop.core.adjust import Kind, amount_of, with_amount
from sqsam_desktop.core.commands import AdjustMask
from sqsam_desktop.core.corrections import NO_CORRECTIONS

if TYPE_CHECKING:
    from sqsam_desktop.core.brush import BrushStroke
    from sqsam_desktop.core.outline import Outline
    from sqsam_desktop.ui.editor import Editor
    from sqsam_desktop.ui.layers import Layers


class Masks(QObject):
    """The mask of what is outlined, or else of the selected layer. Every method returns at once.

    Signals:
        changed(): It may be another one.
    """

    changed = Signal()

    def __init__(self, editor: Editor, layers: Layers) -> None:
        super().__init__(editor)
        self._editor = editor
        self._layers = layers
        for signal in (editor.outline_changed, editor.layers_changed):
            signal.connect(self.changed)

    @property
    def outline(self) -> Outline:
        """What a change would change."""
        state = self._editor.state
        return state.outline if self._is_taken_up else state.active_layer.outline

    @property
    def is_free(self) -> bool:
        """Whether there is one and nothing protects it."""
        state = self._editor.state
        return self._has_mask and (self._is_taken_up or not state.is_locked(state.active_layer))

    @property
    def _has_mask(self) -> bool:
        """Whether anything is outlined, or a layer selected that prompts can outline."""
        state = self._editor.state
        return state.editing or bool(state.draft) or state.active_layer.is_cutout

    @property
    def _is_taken_up(self) -> bool:
        """Whether a change would begin at once; else it would go on with the selected layer."""
        state = self._editor.state
        return state.editing or bool(state.draft) or state.active_layer.is_photo

    def take_up(self) -> bool:
        """Go on with the selected layer if nothing is outlined; whether there is a mask to change.

        A locked layer is none, which is told. The photo is none, but something new may be painted.
        """
        if self._is_taken_up:
            return self._editor.document is not None
        if not self._layers.is_free():
            return False
        self._layers.choose(self._editor.state.active)
        return True

    def take_up_mask(self) -> bool:
        """As `take_up`, for what needs a mask that is there already."""
        if not self._has_mask:
            text = self.tr("Outline something first, or select a layer.")
            self._layers.refused.emit(text)
        return self._has_mask and self.take_up()

    def paint(self, stroke: BrushStroke) -> bool:
        """Add to the mask what the brush went over, or take it away; whether that can be done."""
        text = self.tr("Paint Mask") if stroke.adds else self.tr("Erase Mask")
        if not (self.take_up() if stroke.adds else self.take_up_mask()):
            return False
        self._editor.change_outline(
            text,
            lambda outline: replace(
                outline, corrections=outline.corrections.painted(stroke), suggested=False
            ),
        )
        return True

    def find_hair(self, stroke: BrushStroke) -> None:
        """Look for hair where the brush went over, or no longer."""
        if self.take_up_mask():
            self._editor.change_outline(
                self.tr("Find Hair") if stroke.adds else self.tr("Leave Hair"),
                lambda outline: replace(outline, hair=outline.hair.painted(stroke)),
            )

    def drop_painting(self) -> None:
        """Take back all that was painted."""
        if (self.outline.corrections or self.outline.hair) and self.take_up():
            self._editor.change_outline(
                self.tr("Clear Painting"),
                lambda outline: replace(outline, corrections=NO_CORRECTIONS, hair=NO_CORRECTIONS),
            )

    def adjust(self, kind: Kind, amount: float) -> None:
        """Set how much is done of a kind, in picture pixels; several in a row are one step."""
        if amount_of(self.outline.adjustments, kind) != amount and self.take_up_mask():
            self._editor.change_outline(
                adjustment_names()[kind],
                lambda outline: replace(
                    outline, adjustments=with_amount(outline.adjustments, kind, amount)
                ),
                AdjustMask,
            )

    def switch(self, kind: Kind) -> None:
        """Do a kind that is either on or off, or no longer."""
        self.adjust(kind, 0.0 if amount_of(self.outline.adjustments, kind) else 1.0)

    def grow(self, pixels: float) -> None:
        """Move the edge by so many picture pixels more, outward if they are positive."""
        self.adjust("grow", amount_of(self.outline.adjustments, "grow") + pixels)

    def drop_adjustments(self) -> None:
        """Leave the mask as it was predicted and painted."""
        if self.outline.adjustments and self.take_up():
            self._editor.change_outline(
                self.tr("Reset Adjustments"), lambda outline: replace(outline, adjustments=())
            )


def adjustment_names() -> dict[Kind, str]:
    """What each kind is called, in the language of the application."""
    translate = QCoreApplication.translate
    return {
        "fill_holes": translate("masks", "Fill Holes"),
        "remove_islands": translate("masks", "Remove Islands"),
        "grow": translate("masks", "Grow"),
        "smooth": translate("masks", "Smooth"),
        "refine": translate("masks", "Refine Edge"),
        "hair": translate("masks", "Hair"),
        "feather": translate("masks", "Feather"),
        "clean_colour": translate("masks", "Clean Edge Colour"),
    }
