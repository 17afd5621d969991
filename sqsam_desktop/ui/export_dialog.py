"""The export dialog: what, as which format, how large, where to, and what will become of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.error_texts import told
from sqsam_desktop.ui.export_form import ExportForm
from sqsam_desktop.ui.export_job import Content, Weigh, Weighed, Write, file_names
from sqsam_desktop.ui.export_preview import ExportPreview
from sqsam_desktop.ui.questions import may_replace

if TYPE_CHECKING:
    from sqsam_desktop.core.files.recipe import Recipe
    from sqsam_desktop.ui.exporter import Exporter

_REST_MS = 200
"""How long the choices rest before they are tried out."""


class ExportDialog(QDialog):
    """Asks how to export, and does it. Shown with `open`, it goes by itself when all is written.

    Args:
        content: What can be exported.
        recipe: The choices to begin with.
        exporter: Does the work.
        folder: Where to put the files at first.
        parent: The window.

    Signals:
        agreed(recipe): The choices with which the user began to export.
        moved(folder): The user chose another folder.
    """

    agreed = Signal(object)
    moved = Signal(Path)

    def __init__(
        self, content: Content, recipe: Recipe, exporter: Exporter, folder: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))
        self._content = content
        self._exporter = exporter
        self._folder = folder
        self._proposed = self._suffix = ""
        self._writing: Write | None = None
        self._form = ExportForm(content, recipe, exporter.plugin_formats, self)
        self._preview = ExportPreview(self)
        self._make_controls()
        self._lay_out()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._weigh)
        self._form.changed.connect(self._on_changed)
        exporter.weighed.connect(self._on_weighed)
        exporter.progressed.connect(self._on_progressed)
        exporter.written.connect(self._on_written)
        exporter.failed.connect(self._on_failed)
        self._on_changed()
        self._weigh()

    @property
    def recipe(self) -> Recipe:
        """What is chosen now."""
        return self._form.recipe

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that would be written."""
        # Whoever types a path means it.
        typed = Path(self._name.text().strip() or self._proposed)
        folder = self._folder / typed.parent
        names = file_names(self._content, self.recipe, typed.name or self._proposed)
        return tuple(folder / each for each in names)

    def reject(self) -> None:
        """Go, and give up what is being written."""
        if self._writing is not None:
            self._writing.stop.set()
        super().reject()

    def done(self, result: int) -> None:
        """Go, and let go of the pictures made for the preview."""
        self._rest.stop()
        self._exporter.forget()
        super().done(result)

    # --- parts --------------------------------------------------------------------------------

    def _make_controls(self) -> None:
        self._name, self._name_label = QLineEdit(), QLabel()
        self._name.setAccessibleName(self.tr("Name"))
        self._place = QPushButton()
        self._place.clicked.connect(self._on_place_clicked)
        self._error = QLabel()
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._error.hide()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._bar.hide()
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self._go = QPushButton(self.tr("Export"))
        self._go.setProperty("primary", True)
        self._go.setDefault(True)
        self._go.clicked.connect(self._on_go)
        for other in (self._cancel, self._place):
            other.setAutoDefault(False)

    def _lay_out(self) -> None:
        self._form.add_row(QLabel(self.tr("F&older")), self._place)
        self._form.add_row(self._name_label, self._name)
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(self._form)
        side.addWidget(self._error)
        side.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addWidget(self._preview, 1)
        columns.addLayout(side)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._bar, 1)
        buttons.addSpacing(16)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(columns, 1)
        column.addLayout(buttons)
        self._show_folder()

    def _show_folder(self) -> None:
        folder = str(self._folder.absolute())
        metrics = self._place.fontMetrics()
        self._place.setText(metrics.elidedText(folder, Qt.TextElideMode.ElideMiddle, 180))
        self._place.setAccessibleName(self.tr("Folder {name}").format(name=folder))
        self._place.setToolTip(folder)

    # --- what happens -------------------------------------------------------------------------

    def _on_changed(self) -> None:
        recipe = self.recipe
        is_each = recipe.what == "each"
        self._name_label.setText(self.tr("Begi&n with") if is_each else self.tr("&Name"))
        own = self._name.text().removesuffix(self._suffix) not in ("", self._proposed)
        before, self._suffix = self._suffix, "" if is_each else recipe.kind.suffix
        self._proposed = proposed_name(self._content, recipe)
        name = self._name.text().removesuffix(before) if own else self._proposed
        self._name.setText(name + self._suffix)
        self._preview.wait()
        self._error.hide()
        self._rest.start()

    def _weigh(self) -> None:
        side = round(self._preview.side * self.devicePixelRatioF())
        self._exporter.weigh(Weigh(self._content, self.recipe, side))

    def _on_weighed(self, request: Weigh, weighed: Weighed) -> None:
        if request.recipe == self.recipe and request.content is self._content:
            self._preview.show_weighed(weighed, len(self.paths))

    def _on_place_clicked(self) -> None:
        title = self.tr("Export into Folder")
        name = QFileDialog.getExistingDirectory(self, title, str(self._folder))
        if name:
            self._folder = Path(name)
            self._show_folder()
            self.moved.emit(self._folder)

    def _on_go(self) -> None:
        paths = self.paths
        originals = (self._content.picture.path,)
        if any(path.resolve() == each.resolve() for path in paths for each in originals if each):
            self._tell(SqsamError(self.tr("That would replace the photo itself."), ""))
            self._name.setFocus()
            return
        existing = [path for path in paths if path.exists()]
        if existing and not may_replace(existing, self):
            return
        self._writing = Write(self._content, self.recipe, paths)
        self._bar.setRange(0, len(paths) if len(paths) > 1 else 0)
        self._bar.setValue(0)
        self._show_work(True)
        self.agreed.emit(self.recipe)
        self._exporter.write(self._writing)

    def _on_progressed(self, request: Write, done: int) -> None:
        if request is self._writing:
            self._bar.setValue(done)

    def _on_written(self, request: Write) -> None:
        if request is self._writing:
            self._writing = None
            self.accept()

    def _on_failed(self, request: object, error: SqsamError) -> None:
        if isinstance(request, Weigh) and request.recipe == self.recipe:
            self._preview.show_nothing()
            self._tell(error)
        elif request is self._writing:
            self._writing = None
            self._show_work(False)
            self._tell(error)

    def _show_work(self, on: bool) -> None:
        self._bar.setVisible(on)
        self._error.hide()
        for part in (self._form, self._go):
            part.setEnabled(not on)

    def _tell(self, error: SqsamError) -> None:
        self._error.setText(str(told(error)))
        self._error.show()


def proposed_name(content: Content, recipe: Recipe) -> str:
    """What the file is called unless the user types something, without its ending."""
    endings = {"cutout": "-cut", "picture": "-edited", "mask": "-mask"}
    return content.name + endings.get(recipe.what, "")
