"""The dialogs around files: which one, under which name, and what about unsaved layers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from sqsam_desktop.core.files import exports, images, project
from sqsam_desktop.errors import SqsamError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqsam_desktop.core.files.journal import Journal
    from sqsam_desktop.ui.file_jobs import Copied, Opened
    from sqsam_desktop.ui.files import Files


class FileVerbs(QObject):
    """What the File menu does.

    Args:
        files: Reads and writes.
        window: The dialogs' parent.
        open_file: Opens a file in the window.
    """

    def __init__(self, files: Files, window: QWidget, open_file: Callable[[Path], None]) -> None:
        super().__init__(window)
        self._files = files
        self._window = window
        self._open = open_file
        self._after_saving: Callable[[], None] | None = None
        files.saved.connect(self._on_saved)
        files.failed.connect(self._on_failed)
        files.overtaken.connect(self._on_overtaken)
        files.copied.connect(self._on_copied)

    def browse(self, folder: str) -> None:
        """Ask for a picture or a project, beginning in a folder, and open it."""
        endings = (*images.SUFFIXES, project.SUFFIX)
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
        """Open what a crash left behind, after asking about layers that would be lost."""
        self.leave(lambda: self._files.restore(left))

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Write the project again, or ask for a name the first time; then do something."""
        if self._files.path is None:
            self.save_as(then)
        else:
            self._after_saving = then
            self._files.save(self._files.path)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Ask for a name and write the project; then do something."""
        kinds = self.tr("Projects (*{suffix})").format(suffix=project.SUFFIX)
        path = self._target(self.tr("Save Project"), project.SUFFIX, kinds)
        if path is not None:
            self._after_saving = then
            self._files.save(path)

    def export_cutout(self) -> None:
        """Ask for a name and write the cut-out."""
        others = " ".join(f"*{suffix}" for suffix in exports.SUFFIXES if suffix != ".png")
        kinds = self.tr("PNG (*.png);;Other formats ({others})").format(others=others)
        path = self._target(self.tr("Export Cut-out"), "-cut.png", kinds)
        if path is not None:
            self._files.export_cutout(path)

    def export_mask(self) -> None:
        """Ask for a name and write the mask."""
        path = self._target(self.tr("Export Mask"), "-mask.png", "PNG (*.png)")
        if path is not None:
            self._files.export_mask(path)

    def export_layers(self) -> None:
        """Ask for a folder and write each visible layer into it."""
        title, folder = self.tr("Export Layers into Folder"), str(self._proposed("").parent)
        name = QFileDialog.getExistingDirectory(self._window, title, folder)
        if name:
            self._files.export_layers(Path(name))

    def copy(self) -> None:
        """Put the cut-out on the clipboard."""
        self._files.copy()

    def paste(self) -> None:
        """Open the picture or file on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        # Qt says None for a clipboard that never held anything.
        if data is not None and can_take(data):
            self.take(data)
        else:
            hint = self.tr("Copy one first.")
            self._files.failed.emit(SqsamError(self.tr("There is no picture to paste."), hint))

    def take(self, data: QMimeData) -> None:
        """Open what was pasted or dropped; see `can_take`."""
        if paths := _local_files(data):
            self._open(paths[0])
            return
        image = QImage(data.imageData())
        if image.isNull():
            self._files.failed.emit(SqsamError(self.tr("The picture there cannot be read.")))
        else:
            self.leave(lambda: self._files.paste(_pixels(image)))

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
        box.button(buttons.Save).setProperty("primary", True)
        return buttons(box.exec())

    def _target(self, title: str, ending: str, kinds: str) -> Path | None:
        proposed = str(self._proposed(ending))
        name, _ = QFileDialog.getSaveFileName(self._window, title, proposed, kinds)
        if not name:
            return None
        path = _completed(Path(name), "." + ending.rpartition(".")[2])
        # The dialog has asked about the name that was typed, not about the one it stands for.
        if path != Path(name) and path.exists() and not self._may_replace(path):
            return None
        return path

    def _may_replace(self, path: Path) -> bool:
        buttons = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(self.tr("File Exists"))
        box.setText(self.tr("Replace {name}?").format(name=path.name))
        box.setInformativeText(self.tr("What it holds now is lost."))
        box.setStandardButtons(buttons.Yes | buttons.Cancel)
        box.setDefaultButton(buttons.Cancel)
        box.button(buttons.Yes).setText(self.tr("Replace"))
        return buttons(box.exec()) == buttons.Yes

    def _proposed(self, ending: str) -> Path:
        """A name beside the project or the photo."""
        folder = self._files.folder
        return folder / (Path(self._files.name).stem + ending)

    def _on_saved(self) -> None:
        then, self._after_saving = self._after_saving, None
        if then is not None:
            # Whatever changed while it was being written is asked about again.
            self.leave(then)

    def _on_failed(self) -> None:
        self._after_saving = None

    def _on_overtaken(self, opened: Opened) -> None:
        self.leave(lambda: self._files.take(opened))

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


def _completed(path: Path, suffix: str) -> Path:
    """The name with an ending: a project's own, while an export keeps any it was given."""
    if path.suffix.lower() == suffix or (path.suffix and suffix != project.SUFFIX):
        return path
    return path.with_name(path.name + suffix)


def _local_files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _pixels(image: QImage) -> images.U8:
    """An image as H x W x 4 uint8 with straight alpha."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4).copy()
