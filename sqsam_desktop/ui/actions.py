"""One table of everything the window can do; menus, keys and the palette are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.ui.main_window import MainWindow

When = Literal["always", "photo", "outlined", "cutout", "layer", "undo", "redo"]
"""What there must be for a verb to be usable."""


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
    """

    name: str
    text: str
    keys: str
    run: Callable[[MainWindow], object]
    when: When = "always"
    picture: str = ""
    group: str = ""


Menu: TypeAlias = tuple[str, tuple[Verb | None, ...]]
"""A title and its entries; None is a separator."""

translate = QCoreApplication.translate


def menus() -> tuple[Menu, ...]:
    """Every menu, in the language of the application."""
    return _file_menu(), _edit_menu(), _layer_menu(), _tool_menu(), _view_menu(), _help_menu()


# fmt: off
def _file_menu() -> Menu:
    return translate("actions", "&File"), (
        Verb("open", translate("actions", "&Open..."), "Ctrl+O",
             lambda w: w.browse(), picture="open"),
        None,
        Verb("save", translate("actions", "&Save Project"), "Ctrl+S",
             lambda w: w.file_verbs.save(), "photo", "save"),
        Verb("save_as", translate("actions", "Save Project &As..."), "Ctrl+Shift+S",
             lambda w: w.file_verbs.save_as(), "photo"),
        None,
        Verb("export_cutout", translate("actions", "&Export Cut-out..."), "Ctrl+E",
             lambda w: w.file_verbs.export_cutout(), "cutout", "export"),
        Verb("export_mask", translate("actions", "Export &Mask..."), "Ctrl+Shift+E",
             lambda w: w.file_verbs.export_mask(), "cutout", "mask"),
        Verb("export_layers", translate("actions", "Export &Layers..."), "",
             lambda w: w.file_verbs.export_layers(), "layer"),
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
        Verb("paste", translate("actions", "&Paste as New Picture"), "Ctrl+V",
             lambda w: w.file_verbs.paste()),
        None,
        Verb("subject", translate("actions", "Next &Subject"), "N",
             lambda w: w.editor.find_subject(), "photo", "subject"),
        Verb("drop", translate("actions", "&Drop Outline"), "Esc Del",
             lambda w: w.give_up(), "photo", "close"),
        None,
        Verb("preferences", translate("actions", "Pre&ferences..."), "Ctrl+,",
             lambda w: w.show_preferences(), picture="settings"),
    )


def _layer_menu() -> Menu:
    return translate("actions", "&Layer"), (
        Verb("accept", translate("actions", "&Keep Outline"), "Return Enter",
             lambda w: w.layers.accept(), "outlined", "add-layer"),
        None,
        Verb("rename", translate("actions", "Re&name"), "F2",
             lambda w: w.rename_layer(), "layer"),
        Verb("duplicate", translate("actions", "D&uplicate"), "Ctrl+J",
             lambda w: w.layers.duplicate(), "layer", "duplicate"),
        Verb("delete_layer", translate("actions", "&Delete Layer"), "Ctrl+Del",
             lambda w: w.layers.delete(), "layer", "delete"),
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


def _tool_menu() -> Menu:
    return translate("actions", "&Tool"), (
        Verb("click", translate("actions", "&Click"), "C",
             lambda w: w.use_tool("click"), "photo", "click", "tool"),
        Verb("box", translate("actions", "&Box"), "B",
             lambda w: w.use_tool("box"), "photo", "box", "tool"),
        Verb("stroke", translate("actions", "&Stroke"), "S",
             lambda w: w.use_tool("stroke"), "photo", "stroke", "tool"),
        Verb("hand", translate("actions", "&Hand"), "H",
             lambda w: w.use_tool("hand"), "photo", "hand", "tool"),
        None,
        Verb("plain", translate("actions", "&New"), "",
             lambda w: w.editor.set_mode("plain"), "photo", "new", "mode"),
        Verb("add", translate("actions", "&Add"), "",
             lambda w: w.editor.set_mode("add"), "photo", "add", "mode"),
        Verb("take", translate("actions", "&Take Away"), "",
             lambda w: w.editor.set_mode("take"), "photo", "subtract", "mode"),
        Verb("swap", translate("actions", "S&wap Add and Take Away"), "X",
             lambda w: w.editor.swap_sign(), "photo", "swap-sign"),
        None,
        Verb("narrower", translate("actions", "Na&rrower Brush"), "[ ,",
             lambda w: w.resize_brush(-1), "photo"),
        Verb("wider", translate("actions", "W&ider Brush"), "] .",
             lambda w: w.resize_brush(1), "photo"),
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
             lambda w: w.use_view("dim"), "photo", group="view"),
        Verb("black", translate("actions", "On &Black"), "",
             lambda w: w.use_view("black"), "photo", group="view"),
        Verb("white", translate("actions", "On &White"), "",
             lambda w: w.use_view("white"), "photo", group="view"),
        Verb("matte", translate("actions", "&Matte"), "",
             lambda w: w.use_view("matte"), "photo", group="view"),
        None,
        Verb("panel", translate("actions", "&Panels"), "F8",
             lambda w: w.panels.switch(), "photo", "panel"),
        Verb("next_region", translate("actions", "Next &Part of the Window"), "F6",
             lambda w: w.go_to_region(1)),
        Verb("previous_region", translate("actions", "Previous Part of the Window"), "Shift+F6",
             lambda w: w.go_to_region(-1)),
        Verb("full_screen", translate("actions", "F&ull Screen"), "F11",
             lambda w: w.switch_full_screen()),
    )


def _help_menu() -> Menu:
    return translate("actions", "&Help"), (
        Verb("shortcuts", translate("actions", "&Keyboard Shortcuts..."), "",
             lambda w: w.show_preferences(shortcuts=True)),
        Verb("palette", translate("actions", "&Search Commands..."), "Ctrl+K",
             lambda w: w.search_commands(), picture="search"),
    )
# fmt: on
