"""The entries in Krita's menu, Tools > Scripts > SqueezeSAM; each can be given a shortcut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from krita import Extension

from sqsam.picture import NodePicture, NothingFound
from sqsam.qt import QtCore, QtWidgets
from sqsam.work import Task, Worker

if TYPE_CHECKING:
    from collections.abc import Callable

MENU = "tools/scripts/sqsam"
_LIFETIME = 7 * 86400.0
"""Seconds in which somebody has finished editing."""
VERBS = {
    "sqsam_select_subject": ("Select Subject", "predict", {}, "", NodePicture.select),
    "sqsam_select_region": (
        "Snap Selection to Object",
        "predict",
        {"selection_is": "region"},
        "selection",
        NodePicture.select,
    ),
    "sqsam_select_stroke": (
        "Select What Is Painted Over",
        "predict",
        {"selection_is": "stroke"},
        "selection",
        NodePicture.select,
    ),
    "sqsam_refine_selection": ("Refine Selection", "refine", {}, "mask", NodePicture.select),
    "sqsam_mask_subject": ("Mask Subject", "predict", {}, "", NodePicture.add_mask),
    "sqsam_copy_subject": ("Subject to New Layer", "predict", {}, "", NodePicture.add_layer),
}
"""Action -> its text, the engine's operation with its fields, what the document's selection is sent
as, and what is done with the mask."""


class SqueezeSam(Extension):
    """Makes the actions of every window."""

    def setup(self) -> None:
        self._worker = Worker(self)

    def createActions(self, window) -> None:
        menu = QtWidgets.QMenu("SqueezeSAM", window.qwindow())
        top = window.createAction("sqsam", "SqueezeSAM", "tools/scripts")
        top.setMenu(menu)
        for name, (text, *verb) in VERBS.items():
            action = window.createAction(name, text, MENU)
            action.triggered.connect(self._doing(*verb))
        edit = window.createAction("sqsam_edit", "Edit in SqueezeSAM...", MENU)
        edit.triggered.connect(self._edit)

    def _edit(self) -> None:
        """Open the picture in SqueezeSAM's window, with what is selected outlined."""
        try:
            picture = NodePicture.of_active()
        except NothingFound as error:
            say(str(error))
            return
        try:
            blobs = {"mask": picture.selection()}
        except NothingFound:
            blobs = {}

        def then(parts: list, told: dict) -> None:
            worker.close()
            if not told["cancelled"]:
                picture.take_edited(parts, told["layers"])

        def on_error(text: str) -> None:
            worker.close()
            say(text)

        # Of its own: the user may take hours, and wants the other actions meanwhile.
        worker = Worker(self)
        fields = {"host": "Krita", "name": picture.document.name() or "picture"}
        worker.ask(Task(picture, "edit", fields, then, on_error, blobs, patience=_LIFETIME))

    def _doing(
        self,
        op: str,
        fields: dict[str, str],
        selection_as: str,
        use: Callable[[NodePicture, bytes], None],
    ) -> Callable[[], None]:
        def do() -> None:
            try:
                picture = NodePicture.of_active()
                blobs = {selection_as: picture.selection()} if selection_as else {}
            except NothingFound as error:
                say(str(error))
                return

            def then(parts: list, told: dict) -> None:
                use(picture, parts[0])

            self._worker.ask(Task(picture, op, fields, then, say, blobs))

        return do


def say(text: str) -> None:
    """Tell the user what went wrong, without stopping anything."""
    from krita import Krita

    window = Krita.instance().activeWindow()
    view = window.activeView() if window else None
    if view is not None:
        icon = QtWidgets.QApplication.style().standardIcon(
            QtWidgets.QStyle.StandardPixmap.SP_MessageBoxInformation
        )
        view.showFloatingMessage(text, icon, 5000, 1)
    else:
        QtCore.qWarning(text.encode())
