#!/usr/bin/env python3
"""SqueezeSAM in GIMP 3: the menu entries, and what they do to the image.

The engine is a process of its own; here are the standard library and GIMP's own modules only.
"""

from __future__ import annotations

import sys

import gi

gi.require_version("Gimp", "3.0")
gi.require_version("Gegl", "0.4")
from gi.repository import Gimp, GLib, GObject  # noqa: E402
from picture import LayerPicture, NothingFound  # noqa: E402
from sqsam_client import EngineError  # noqa: E402

SELECT = "<Image>/Select/SqueezeSAM"
MASK = "<Image>/Layer/Mask"
TRANSPARENCY = "<Image>/Layer/Transparency"
OPERATIONS = {
    "replace": ("Replace the selection", Gimp.ChannelOps.REPLACE),
    "add": ("Add to the selection", Gimp.ChannelOps.ADD),
    "subtract": ("Subtract from the selection", Gimp.ChannelOps.SUBTRACT),
    "intersect": ("Intersect with the selection", Gimp.ChannelOps.INTERSECT),
}


SUBJECT = "Looking for the subject"
VERBS = {
    "sqsam-select-subject": (
        lambda picture, operation: picture.select(picture.find(SUBJECT), operation),
        SELECT,
        "Select _subject",
        "Select what the layer's picture is about",
    ),
    "sqsam-select-region": (
        lambda picture, operation: picture.select(picture.find_selected("region"), operation),
        SELECT,
        "Snap selection to _object",
        "Select the object inside the rough selection",
    ),
    "sqsam-select-stroke": (
        lambda picture, operation: picture.select(picture.find_selected("stroke"), operation),
        SELECT,
        "Select what is _painted over",
        "Select the object that the selection, as from the quick mask, was painted over",
    ),
    "sqsam-select-path": (
        lambda picture, operation: picture.select(picture.find_at_path(), operation),
        SELECT,
        "Select at the points of the p_ath",
        "Select the object at the points of the selected path",
    ),
    "sqsam-refine-selection": (
        lambda picture, operation: picture.select(picture.refined_selection(), operation),
        SELECT,
        "_Refine selection",
        "Redraw the selection's edge along the picture's",
    ),
    "sqsam-pick": (
        lambda picture, operation: _run_dialog(picture),
        SELECT,
        "_Click to select...",
        "Point at things with clicks, boxes and strokes",
    ),
    "sqsam-edit": (
        lambda picture, operation: picture.edit(),
        SELECT,
        "_Edit in SqueezeSAM...",
        "Work on the layer's picture in SqueezeSAM's window; what comes back is the selection, "
        "and layers",
    ),
    "sqsam-mask-subject": (
        lambda picture, operation: picture.add_mask(picture.find(SUBJECT)),
        MASK,
        "_Subject to layer mask (SqueezeSAM)",
        "Give the layer a mask that shows its subject",
    ),
    "sqsam-remove-background": (
        lambda picture, operation: picture.cut_out(picture.find(SUBJECT)),
        TRANSPARENCY,
        "Remove _background (SqueezeSAM)",
        "Make everything but the layer's subject transparent",
    ),
}
"""Procedure -> what it does, its menu, its name there, and what it says about itself."""


class SqueezeSam(Gimp.PlugIn):
    """What GIMP asks: which procedures there are, and to run one."""

    def do_set_i18n(self, name: str) -> bool:
        return False

    def do_query_procedures(self) -> list[str]:
        return list(VERBS)

    def do_create_procedure(self, name: str) -> Gimp.Procedure:
        action, menu, label, about = VERBS[name]
        kind = Gimp.PDBProcType.PLUGIN
        procedure = Gimp.ImageProcedure.new(self, name, kind, self._run, action)
        procedure.set_image_types("*")
        procedure.set_sensitivity_mask(Gimp.ProcedureSensitivityMask.DRAWABLE)
        procedure.set_menu_label(label)
        procedure.add_menu_path(menu)
        procedure.set_documentation(about, about, name)
        procedure.set_attribution("SqueezeSAM Desktop", "Apache-2.0", "2026")
        choice = Gimp.Choice.new()
        for number, (word, (text, _)) in enumerate(OPERATIONS.items()):
            choice.add(word, number, text, "")
        flags = GObject.ParamFlags.READWRITE
        about = "How the selection changes"
        procedure.add_choice_argument("operation", "Operation", about, choice, "replace", flags)
        return procedure

    def _run(self, procedure, _, image, drawables, *config_and_action):
        config, action = config_and_action
        layers = [each for each in drawables if isinstance(each, Gimp.Layer)]
        if len(layers) != 1:
            return _ended(procedure, "Choose one layer first.")
        picture = LayerPicture(image, layers[0])
        try:
            action(picture, OPERATIONS[config.get_property("operation")][1])
        except (EngineError, NothingFound) as error:
            return _ended(procedure, str(error))
        finally:
            picture.close()
        Gimp.displays_flush()
        return _ended(procedure)


def _run_dialog(picture):
    from dialog import run_dialog  # what needs no window should not wait for Gtk

    run_dialog(picture)


def _ended(procedure, problem=""):
    if not problem:
        return procedure.new_return_values(Gimp.PDBStatusType.SUCCESS, GLib.Error())
    error = GLib.Error.new_literal(Gimp.PlugIn.error_quark(), problem, 0)
    return procedure.new_return_values(Gimp.PDBStatusType.EXECUTION_ERROR, error)


Gimp.main(SqueezeSam.__gtype__, sys.argv)
