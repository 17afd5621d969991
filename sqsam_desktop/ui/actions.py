"""One table of everything the window can do; menus, keys and the palette are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QCoreApplication

from sqsam_desktop.ui.about import show_about

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.ui.main_window import MainWindow

When = Literal[
    "always",
    "photo",
    "outlined",
    "candidates",
    "cutout",
    "layers",
    "layer",
    "effect",
    "undo",
    "redo",
]
"""What there must be for a verb to be usable; for "layer" another one selected than the photo."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing to do.

    Attributes:
        name: Its id.
        text: As in the menu.
        keys: Shortcuts, separated by blanks; the first is the one shown.
        run: Does it.
        when: What there must be.
        picture: Name of its icon; may be empty.
        group: Verbs of one group exclude each other and show which is on.
        is_on: For what is switched on and off: tells which it is.
    """

    name: str
    text: str
    keys: str
    run: Callable[[MainWindow], object]
    when: When = "always"
    picture: str = ""
    group: str = ""
    is_on: Callable[[MainWindow], bool] | None = None


Menu: TypeAlias = tuple[str, tuple[Verb | None, ...]]
"""A title and its entries; None is a separator."""

translate = QCoreApplication.translate


def menus() -> tuple[Menu, ...]:
    """Every menu, in the language of the application."""
    first = _file_menu(), _edit_menu(), _picture_menu(), _layer_menu()
    middle = _mask_menu(), _effects_menu(), _tool_menu()
    return *first, *middle, _view_menu(), _help_menu()


# fmt: off
def _file_menu() -> Menu:
    return translate("actions", "&File"), (
        Verb("open", translate("actions", "&Open..."), "Ctrl+O",
             lambda w: w.browse(), picture="open"),
        Verb("place", translate("actions", "Place Pic&ture..."), "Ctrl+Shift+P",
             lambda w: w.file_verbs.place(), "photo"),
        Verb("close", translate("actions", "&Close"), "Ctrl+W",
             lambda w: w.documents.close(), "photo"),
        None,
        Verb("save", translate("actions", "&Save Project"), "Ctrl+S",
             lambda w: w.file_verbs.save(), "photo", "save"),
        Verb("save_as", translate("actions", "Save Project &As..."), "Ctrl+Shift+S",
             lambda w: w.file_verbs.save_as(), "photo"),
        Verb("save_copy", translate("actions", "Save a &Copy..."), "",
             lambda w: w.file_verbs.save_copy(), "photo"),
        Verb("revert", translate("actions", "Re&vert to Saved"), "",
             lambda w: w.file_verbs.revert(), "photo"),
        None,
        Verb("export_cutout", translate("actions", "&Export..."), "Ctrl+Shift+E",
             lambda w: w.file_verbs.export(), "photo", "export"),
        Verb("export_mask", translate("actions", "Export &Mask..."), "",
             lambda w: w.file_verbs.export("mask"), "cutout", "mask"),
        Verb("export_layers", translate("actions", "Export &Layers..."), "",
             lambda w: w.file_verbs.export("each"), "layers"),
        Verb("batch", translate("actions", "&Batch..."), "",
             lambda w: w.batches.show()),
        None,
        Verb("open_in_gimp", translate("actions", "Open in &GIMP"), "",
             lambda w: w.hosts.open_in("gimp"), "photo"),
        Verb("open_in_krita", translate("actions", "Open in &Krita"), "",
             lambda w: w.hosts.open_in("krita"), "photo"),
        Verb("hosts", translate("actions", "GIMP an&d Krita..."), "",
             lambda w: w.hosts.manage()),
        None,
        Verb("quit", translate("actions", "&Quit"), "Ctrl+Q", lambda w: w.close()),
    )


def _edit_menu() -> Menu:
    return translate("actions", "&Edit"), (
        Verb("undo", translate("actions", "&Undo"), "Ctrl+Z",
             lambda w: w.editor.undo(), "undo", "undo"),
        Verb("redo", translate("actions", "&Redo"), "Ctrl+Shift+Z Ctrl+Y",
             lambda w: w.editor.redo(), "redo", "redo"),
        None,
        Verb("copy", translate("actions", "&Copy Cut-out"), "Ctrl+C",
             lambda w: w.file_verbs.copy(), "cutout"),
        Verb("paste", translate("actions", "&Paste"), "Ctrl+V",
             lambda w: w.file_verbs.paste()),
        Verb("paste_new", translate("actions", "Paste as &New Picture"), "Ctrl+Shift+V",
             lambda w: w.file_verbs.paste(as_layer=False)),
        None,
        Verb("subject", translate("actions", "Next &Subject"), "N",
             lambda w: w.editor.find_subject(), "photo", "subject"),
        Verb("drop", translate("actions", "&Drop Outline"), "Esc",
             lambda w: w.pictures.end_crop(False, w.give_up), "photo", "close"),
        Verb("remove_prompt", translate("actions", "Remo&ve Prompt"), "Del Backspace",
             lambda w: w.prompts.remove(), "photo", "delete"),
        None,
        Verb("preferences", translate("actions", "Pre&ferences..."), "Ctrl+,",
             lambda w: w.profile.edit(), picture="settings"),
    )


def _layer_menu() -> Menu:
    return translate("actions", "&Layer"), (
        Verb("accept", translate("actions", "&Keep Outline"), "Return Enter",
             lambda w: w.pictures.end_crop(True, w.layers.accept), "outlined", "add-layer"),
        None,
        Verb("rename", translate("actions", "Re&name"), "F2",
             lambda w: w.rename_layer(), "layer"),
        Verb("duplicate", translate("actions", "D&uplicate"), "Ctrl+J",
             lambda w: w.layers.duplicate(), "layer", "duplicate"),
        Verb("delete_layer", translate("actions", "&Delete Layer"), "Ctrl+Del",
             lambda w: w.layers.delete(), "layer", "delete"),
        Verb("copy_to_picture", translate("actions", "&Copy to Picture"), "Ctrl+Shift+J",
             lambda w: w.compounds.copy_to_picture(), "layer"),
        None,
        Verb("group", translate("actions", "&Group"), "Ctrl+G",
             lambda w: w.compounds.group(), "layer", "group"),
        Verb("ungroup", translate("actions", "&Ungroup"), "Ctrl+Shift+G",
             lambda w: w.compounds.ungroup(), "layer"),
        Verb("merge", translate("actions", "&Merge"), "Ctrl+E",
             lambda w: w.compounds.merge(), "layer", "merge"),
        None,
        Verb("raise", translate("actions", "&Raise"), "Ctrl+Up Ctrl+]",
             lambda w: w.layers.shift(1), "layer", "raise"),
        Verb("lower", translate("actions", "L&ower"), "Ctrl+Down Ctrl+[",
             lambda w: w.layers.shift(-1), "layer", "lower"),
        None,
        Verb("hide", translate("actions", "Show or &Hide"), "Ctrl+H",
             lambda w: w.layers.toggle_visible(), "photo"),
        Verb("lock", translate("actions", "&Lock or Unlock"), "Ctrl+L",
             lambda w: w.layers.toggle_locked(), "layer"),
    )


def _mask_menu() -> Menu:
    return translate("actions", "&Mask"), (
        Verb("mask_invert", translate("actions", "In&vert Mask"), "Ctrl+I",
             lambda w: w.compounds.combine("invert"), "layer"),
        Verb("mask_add", translate("actions", "&Add Other Mask"), "",
             lambda w: w.compounds.combine("add"), "layer"),
        Verb("mask_subtract", translate("actions", "S&ubtract Other Mask"), "",
             lambda w: w.compounds.combine("subtract"), "layer"),
        Verb("mask_intersect", translate("actions", "I&ntersect with Other Mask"), "",
             lambda w: w.compounds.combine("intersect"), "layer"),
        None,
        Verb("grow", translate("actions", "&Grow by a Pixel"), "Ctrl+Alt+Up",
             lambda w: w.masks.grow(1), "photo"),
        Verb("shrink", translate("actions", "&Shrink by a Pixel"), "Ctrl+Alt+Down",
             lambda w: w.masks.grow(-1), "photo"),
        Verb("fill_holes", translate("actions", "&Fill Holes"), "Ctrl+Alt+F",
             lambda w: w.masks.switch("fill_holes"), "photo"),
        Verb("remove_islands", translate("actions", "Remove &Islands"), "Ctrl+Alt+N",
             lambda w: w.masks.switch("remove_islands"), "photo"),
        Verb("clean_colour", translate("actions", "&Clean Edge Colour"), "Ctrl+Alt+C",
             lambda w: w.masks.switch("clean_colour"), "photo"),
        Verb("solve_hair", translate("actions", "Solve &Hair"), "Ctrl+Alt+H",
             lambda w: w.hair.solve(), "photo"),
        None,
        Verb("reset_adjustments", translate("actions", "&Reset Adjustments"), "Ctrl+Alt+R",
             lambda w: w.masks.drop_adjustments(), "photo"),
        Verb("clear_painting", translate("actions", "Clear &Painting"), "",
             lambda w: w.masks.drop_painting(), "photo"),
    )


def _effects_menu() -> Menu:
    return translate("actions", "Effe&cts"), (
        Verb("add_effect", translate("actions", "&Add Effect..."), "Ctrl+Alt+E",
             lambda w: w.desk.open_gallery(), "photo", "effect"),
        Verb("remove_effect", translate("actions", "&Remove Effect"), "",
             lambda w: w.effects.remove(), "effect"),
        None,
        Verb("copy_effects", translate("actions", "&Copy Effects"), "Ctrl+Alt+Shift+C",
             lambda w: w.effects.copy(), "effect"),
        Verb("paste_effects", translate("actions", "&Paste Effects"), "Ctrl+Alt+Shift+V",
             lambda w: w.effects.paste(), "photo"),
        None,
        Verb("plugins", translate("actions", "P&lug-ins..."), "",
             lambda w: w.desk.manage()),
    )


def _tool_menu() -> Menu:
    return translate("actions", "&Tool"), (
        Verb("click", translate("actions", "&Click"), "C",
             lambda w: w.use_tool("click"), "photo", "click", "tool"),
        Verb("box", translate("actions", "&Box"), "B",
             lambda w: w.use_tool("box"), "photo", "box", "tool"),
        Verb("lasso", translate("actions", "&Lasso"), "L",
             lambda w: w.use_tool("lasso"), "photo", "lasso", "tool"),
        Verb("stroke", translate("actions", "&Stroke"), "S",
             lambda w: w.use_tool("stroke"), "photo", "stroke", "tool"),
        Verb("paint", translate("actions", "&Paint Mask"), "P",
             lambda w: w.use_tool("paint"), "photo", "brush", "tool"),
        Verb("erase", translate("actions", "&Erase Mask"), "E",
             lambda w: w.use_tool("erase"), "photo", "erase", "tool"),
        Verb("refine", translate("actions", "Find &Hair"), "R",
             lambda w: w.use_tool("refine"), "photo", "refine", "tool"),
        Verb("move", translate("actions", "&Move Picture"), "V",
             lambda w: w.use_tool("move"), "photo", "move", "tool"),
        Verb("hand", translate("actions", "&Hand"), "H",
             lambda w: w.use_tool("hand"), "photo", "hand", "tool"),
        Verb("crop", translate("actions", "Cro&p and Straighten"), "K Shift+C",
             lambda w: w.use_tool("crop"), "photo", "crop", "tool"),
        Verb("eyedropper", translate("actions", "&Eyedropper"), "I",
             lambda w: w.use_tool("eyedropper"), "photo", "eyedropper", "tool"),
        None,
        Verb("plain", translate("actions", "&New"), "",
             lambda w: w.editor.set_mode("plain"), "photo", "new", "mode"),
        Verb("add", translate("actions", "&Add"), "",
             lambda w: w.editor.set_mode("add"), "photo", "add", "mode"),
        Verb("take", translate("actions", "&Take Away"), "",
             lambda w: w.editor.set_mode("take"), "photo", "subtract", "mode"),
        Verb("intersect", translate("actions", "&Intersect"), "",
             lambda w: w.editor.set_mode("intersect"), "photo", "intersect", "mode"),
        Verb("swap", translate("actions", "S&wap Add and Take Away"), "X",
             lambda w: w.prompts.swap_sign(), "photo", "swap-sign"),
        Verb("candidate", translate("actions", "Next Ca&ndidate"), "G",
             lambda w: w.prompts.next_candidate(), "candidates", "candidate"),
        Verb("part", translate("actions", "Par&t"), "",
             lambda w: w.prompts.choose_candidate(0), "candidates", "part",
             is_on=lambda w: w.prompts.candidate == 0),
        Verb("whole", translate("actions", "&Object"), "",
             lambda w: w.prompts.choose_candidate(1), "candidates", "whole",
             is_on=lambda w: w.prompts.candidate == 1),
        Verb("several", translate("actions", "Gro&up"), "",
             lambda w: w.prompts.choose_candidate(2), "candidates", "several",
             is_on=lambda w: w.prompts.candidate == 2),
        None,
        Verb("narrower", translate("actions", "Na&rrower Brush"), "[ ,",
             lambda w: w.resize_brush(-1), "photo"),
        Verb("wider", translate("actions", "W&ider Brush"), "] .",
             lambda w: w.resize_brush(1), "photo"),
    )


def _picture_menu() -> Menu:
    return translate("actions", "&Picture"), (
        Verb("rotate_left", translate("actions", "Rotate &Left"), "Ctrl+Shift+R",
             lambda w: w.pictures.framing.turn(-1), "photo", "rotate-left"),
        Verb("rotate_right", translate("actions", "Rotate &Right"), "Ctrl+R",
             lambda w: w.pictures.framing.turn(1), "photo", "rotate-right"),
        Verb("rotate_180", translate("actions", "Rotate by &180°"), "",
             lambda w: w.pictures.framing.turn(2), "photo"),
        Verb("flip_across", translate("actions", "Flip &Horizontally"), "",
             lambda w: w.pictures.framing.flip(True), "photo", "flip-across"),
        Verb("flip_down", translate("actions", "Flip &Vertically"), "",
             lambda w: w.pictures.framing.flip(False), "photo", "flip-down"),
        None,
        Verb("crop_to_object", translate("actions", "Crop to &Object"), "",
             lambda w: w.pictures.framing.crop_to_object(), "photo"),
        Verb("resize", translate("actions", "Re&size..."), "Ctrl+Alt+I",
             lambda w: w.pictures.resize(), "photo"),
        None,
        Verb("whole_photo", translate("actions", "Show &Whole Photo"), "",
             lambda w: w.pictures.framing.reset(), "photo"),
    )


def _view_menu() -> Menu:
    return translate("actions", "&View"), (
        Verb("zoom_in", translate("actions", "Zoom &In"), "Ctrl++ + =",
             lambda w: w.canvas.zoom_by(1), "photo", "zoom-in"),
        Verb("zoom_out", translate("actions", "Zoom &Out"), "Ctrl+- -",
             lambda w: w.canvas.zoom_by(-1), "photo", "zoom-out"),
        Verb("fit", translate("actions", "&Fit in Window"), "0",
             lambda w: w.canvas.fit(), "photo", "fit"),
        Verb("full_size", translate("actions", "&Actual Size"), "1",
             lambda w: w.canvas.zoom_to(1.0), "photo", "one-to-one"),
        None,
        Verb("dim", translate("actions", "O&verlay"), "",
             lambda w: w.profile.use_view("dim"), "photo", group="view"),
        Verb("film", translate("actions", "&Colour Film"), "",
             lambda w: w.profile.use_view("film"), "photo", group="view"),
        Verb("outline", translate("actions", "Outli&ne Only"), "",
             lambda w: w.profile.use_view("outline"), "photo", group="view"),
        Verb("checker", translate("actions", "On &Checkerboard"), "",
             lambda w: w.profile.use_view("checker"), "photo", group="view"),
        Verb("black", translate("actions", "On &Black"), "",
             lambda w: w.profile.use_view("black"), "photo", group="view"),
        Verb("white", translate("actions", "On &White"), "",
             lambda w: w.profile.use_view("white"), "photo", group="view"),
        Verb("matte", translate("actions", "&Matte"), "",
             lambda w: w.profile.use_view("matte"), "photo", group="view"),
        Verb("next_film", translate("actions", "Ne&xt Colour"), "Q",
             lambda w: w.profile.next_film(), "photo"),
        None,
        Verb("compare", translate("actions", "Before and After Side by Si&de"), "Y",
             lambda w: w.pictures.compare("left"), "photo"),
        Verb("before", translate("actions", "&Before"), "\\",
             lambda w: w.pictures.compare("everywhere"), "photo"),
        None,
        Verb("panel", translate("actions", "&Panels"), "F8",
             lambda w: w.panels.switch(), "photo", "panel",
             is_on=lambda w: w.panels.are_shown),
        Verb("next_region", translate("actions", "Next &Part of the Window"), "F6",
             lambda w: w.chrome.go_to_region(1)),
        Verb("previous_region", translate("actions", "Previous Part of the Window"), "Shift+F6",
             lambda w: w.chrome.go_to_region(-1)),
        Verb("hover", translate("actions", "Preview on Ho&ver"), "",
             lambda w: w.switch_hover(), "photo",
             is_on=lambda w: w.settings.hover_preview),
        Verb("next_document", translate("actions", "Next Picture"), "Ctrl+Tab",
             lambda w: w.documents.step(1), "photo"),
        Verb("previous_document", translate("actions", "Previous Picture"), "Ctrl+Shift+Tab",
             lambda w: w.documents.step(-1), "photo"),
        Verb("full_screen", translate("actions", "F&ull Screen"), "F11",
             lambda w: w.switch_full_screen(),
             is_on=lambda w: w.isFullScreen()),
    )


def _help_menu() -> Menu:
    return translate("actions", "&Help"), (
        Verb("shortcuts", translate("actions", "&Keyboard Shortcuts..."), "",
             lambda w: w.profile.edit(shortcuts=True)),
        Verb("palette", translate("actions", "&Search Commands..."), "Ctrl+K",
             lambda w: w.search_commands(), picture="search"),
        None,
        Verb("about", translate("actions", "&About SqueezeSAM"), "",
             lambda w: show_about(w)),
    )
# fmt: on
