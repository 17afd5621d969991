"""The dialogs around files: which one, under which name, and what about unsaved layers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from sqsam_desktop.core.files import images, project
from sqsam_desktop.core.files.recipe import Recipe
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.export_dialog import ExportDialog
from sqsam_desktop.ui.questions import confirmed, may_replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.core.document import Document
    from sqsam_desktop.core.files.journal import Journal
    from sqsam_desktop.core.files.recipe import What
    from sqsam_desktop.ui.export_job import Content, Copied
    from sqsam_desktop.ui.file_jobs import Opened
    from sqsam_desktop.ui.files import Files


class FileVerbs(QObject):
    """What the File menu does.

    Args:
        files: Reads and writes.
        window: The dialogs' parent.
        open_file: Opens a file in the window.

    Attributes:
        last_export: The choices of the last export, see `Recipe.text`.

    Signals:
        export_agreed(choices): `last_export` is another one.
        placed(source, name): A file, or RGBA pixels, is to become a layer of that name.
    """

    export_agreed = Signal(str)
    placed = Signal(object, str)

    def __init__(self, files: Files, window: QWidget, open_file: Callable[[Path], None]) -> None:
        super().__init__(window)
        self._files = files
        self._window = window
        self._open = open_file
        self.last_export = ""
        # Of the files that the user wants elsewhere than beside their photos.
        self._export_folder: Path | None = None
        self._after_saving: Callable[[], None] | None = None
        files.saved.connect(self._on_saved)
        files.failed.connect(self._on_failed)
        files.overtaken.connect(self._on_overtaken)
        files.copied.connect(self._on_copied)

    def browse(self, folder: str) -> None:
        """Ask for a picture or a project, beginning in a folder, and open it."""
        endings = self._files.endings
        patterns = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in endings)
        kinds = self.tr("Pictures and projects ({patterns});;All files (*)")
        kinds = kinds.format(patterns=patterns)
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open"), folder, kinds)
        if name:
            self._open(Path(name))

    def leave(self, then: Callable[[], None]) -> None:
        """Do what gives the document up, after asking about layers that would be lost."""
        if not self._files.is_dirty:
            then()
            return
        answer = self._ask()
        if answer == QMessageBox.StandardButton.Discard:
            then()
        elif answer == QMessageBox.StandardButton.Save:
            self.save(then)

    def restore(self, left: Journal) -> None:
        """Open what a crash left behind."""
        self._files.restore(left)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Write the project again, or ask for a name the first time; then do something."""
        if self._files.path is None:
            self.save_as(then)
        else:
            self._after_saving = then
            self._files.save(self._files.path)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Ask for a name and write the project; then do something."""
        path = self._target(self.tr("Save Project"), project.SUFFIX)
        if path is not None:
            self._after_saving = then
            self._files.save(path)

    def save_copy(self) -> None:
        """Ask for a name and write the project there, while it stays what it is."""
        path = self._target(self.tr("Save a Copy"), "-copy" + project.SUFFIX)
        if path is not None:
            self._files.save(path, copy=True)

    def revert(self) -> None:
        """Ask, and go back to what was saved last, or to the photo as it was opened."""
        name = self._files.name
        question = self.tr("Go back to {name} as it was saved?").format(name=name)
        if self._files.path is None:
            question = self.tr("Go back to {name} as it was opened?").format(name=name)
        loss = self.tr("What was done since is lost.")
        words = (self.tr("Revert"), question, loss)
        if not self._files.is_dirty or confirmed(words, self.tr("Revert"), self._window):
            self._files.revert()

    def export(self, what: What | None = None) -> None:
        """Ask how to export, beginning with the last choices or those for `what`, and do it."""
        self._files.once_known(lambda content: self._export(content, what))

    def copy(self) -> None:
        """Put the cut-out on the clipboard."""
        self._files.copy()

    def place(self) -> None:
        """Ask for a picture, to become a layer."""
        patterns = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in images.SUFFIXES)
        kinds = self.tr("Pictures ({patterns});;All files (*)").format(patterns=patterns)
        title, folder = self.tr("Place Picture"), str(self._proposed("").parent)
        name, _ = QFileDialog.getOpenFileName(self._window, title, folder, kinds)
        if name:
            self.placed.emit(Path(name), Path(name).stem)

    def paste(self, as_layer: bool = True) -> None:
        """Take what is on the clipboard: as a layer, or where that cannot be, as a document."""
        data = QGuiApplication.clipboard().mimeData()
        # Qt says None for a clipboard that never held anything.
        if data is not None and can_take(data):
            self.take(data, as_layer)
        else:
            hint = self.tr("Copy one first.")
            self._files.failed.emit(SqsamError(self.tr("There is no picture to paste."), hint))

    def take(self, data: QMimeData, as_layer: bool = False) -> None:
        """Open what was pasted or dropped, or have it placed as a layer; see `can_take`."""
        if as_layer and self._files.is_open:
            self._place(data)
            return
        if paths := _local_files(data):
            for path in paths:
                self._open(path)
            return
        image = QImage(data.imageData())
        if image.isNull():
            self._files.failed.emit(SqsamError(self.tr("The picture there cannot be read.")))
        else:
            self._files.paste(_pixels(image))

    def _place(self, data: QMimeData) -> None:
        if paths := _local_files(data):
            self.placed.emit(paths[0], paths[0].stem)
            return
        image = QImage(data.imageData())
        if image.isNull():
            self._files.failed.emit(SqsamError(self.tr("The picture there cannot be read.")))
        else:
            self.placed.emit(_pixels(image), self.tr("Pasted"))

    def _ask(self) -> QMessageBox.StandardButton:
        buttons = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(self.tr("Unsaved Layers"))
        question = self.tr("Save the layers of {name}?")
        box.setText(question.format(name=self._files.name))
        box.setInformativeText(self.tr("They are lost if you do not save them."))
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        save = box.button(buttons.Save)
        save.setProperty("primary", True)
        # It has its looks already.
        save.style().unpolish(save)
        return buttons(box.exec())

    def _target(self, title: str, ending: str) -> Path | None:
        """Ask for the name of a project."""
        kinds = self.tr("Projects (*{suffix})").format(suffix=project.SUFFIX)
        proposed = str(self._proposed(ending))
        name, _ = QFileDialog.getSaveFileName(self._window, title, proposed, kinds)
        if not name:
            return None
        path = Path(name)
        if path.suffix.lower() != project.SUFFIX:
            path = path.with_name(path.name + project.SUFFIX)
        # The dialog has asked about the name that was typed, not about the one it stands for.
        if path != Path(name) and path.exists() and not may_replace([path], self._window):
            return None
        return path

    def _export(self, content: Content, what: What | None) -> None:
        recipe = Recipe.read(self.last_export)
        if what is not None:
            recipe = recipe.with_(what=what)
        folder = self._export_folder or self._proposed("").parent
        dialog = ExportDialog(content, recipe, self._files.exporter, folder, self._window)
        dialog.agreed.connect(self._on_export_agreed)
        dialog.moved.connect(self._on_export_moved)
        dialog.open()

    def _on_export_moved(self, folder: Path) -> None:
        self._export_folder = folder

    def _on_export_agreed(self, recipe: Recipe) -> None:
        self.last_export = recipe.text
        self.export_agreed.emit(recipe.text)

    def _proposed(self, ending: str) -> Path:
        """A name beside the project or the photo."""
        folder = self._files.folder
        return folder / (Path(self._files.name).stem + ending)

    def _on_saved(self, path: Path) -> None:
        then, self._after_saving = self._after_saving, None
        # Whoever went on to another document meanwhile must not lose that one instead.
        if then is not None and path == self._files.path:
            # Whatever changed while it was being written is asked about again.
            self.leave(then)

    def _on_failed(self) -> None:
        self._after_saving = None

    def _on_overtaken(self, opened: Opened, document: Document) -> None:
        self.leave(lambda: self._files.take(opened, instead=document))

    def _on_copied(self, copied: Copied) -> None:
        height, width = copied.pixels.shape[:2]
        kind = QImage.Format.Format_RGBA8888
        image = QImage(copied.pixels.tobytes(), width, height, 4 * width, kind)
        data = QMimeData()
        data.setImageData(image.copy())
        data.setData("image/png", copied.png)
        QGuiApplication.clipboard().setMimeData(data)


def can_take(data: QMimeData) -> bool:
    """Whether a drag or the clipboard holds a file or a picture."""
    return bool(_local_files(data)) or data.hasImage()


def _local_files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _pixels(image: QImage) -> images.U8:
    """An image as H x W x 4 uint8 with straight alpha."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4).copy()
