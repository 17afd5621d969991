"""Many photos at once: which, where to, what becomes of them, and how far that is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from sqsam_desktop.batch.plan import KINDS, Finish
from sqsam_desktop.batch.pool import cores
from sqsam_desktop.core.files import images
from sqsam_desktop.core.files.recipe import FORMATS
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui.batch_runner import BatchRunner, Order, Progress
from sqsam_desktop.ui.error_texts import told

if TYPE_CHECKING:
    from sqsam_desktop.core.document import EffectUse, Layer

_WIDTH = 520
_PATH_WIDTH, _LONGER_WIDTH = 220, 310
"""Of paths in buttons, with another button beside them and without."""


class BatchDialog(QDialog):
    """Asks what to do with which photos and shows how far it is; the window stays usable meanwhile.

    Args:
        folder: Where the user probably looks for photos.
        parent: The window.

    Signals:
        finished_batch(text): What was done, in a few words, or why nothing was.
    """

    finished_batch = Signal(str)

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Batch"))
        self._folder = folder
        self._sources: tuple[str, ...] = ()
        self._out: Path | None = None
        self._chose_out = False
        self._effects: tuple[EffectUse, ...] = ()
        self._order: Order | None = None
        self._listed = 0
        self.runner = BatchRunner(self)
        self._make_fields()
        self._make_report()
        self._lay_out()
        self.runner.progressed.connect(self._on_progressed)
        self.runner.finished.connect(self._on_finished)
        self.runner.failed.connect(self._on_failed)
        self._show_places()

    @property
    def order(self) -> Order:
        """What is chosen now."""
        assert self._out is not None
        finish = Finish(
            self._format.currentData(),
            self._trim.isChecked(),
            self._refine.isChecked(),
            self._effects if self._with_effects.isChecked() else (),
        )
        return Order(self._sources, self._out, finish, self._workers.value())

    def show_layer(self, layer: Layer) -> None:
        """Offer the effects of the layer that is selected now."""
        uses = () if layer.is_photo else tuple(use for use in layer.effects if use.enabled)
        self._effects = uses
        text = self.tr("Apply the &effects of a layer")
        if uses:
            name = layer.name.replace("&", "&&")
            text = self.tr("Apply the &effects of {name}").format(name=name)
        self._with_effects.setText(text)
        hint = self.tr("Select a layer that has effects first.")
        self._with_effects.setToolTip("" if uses else hint)
        self._with_effects.setEnabled(bool(uses))
        if not uses:
            self._with_effects.setChecked(False)

    # --- parts --------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self._photos, self._place = QPushButton(), QPushButton()
        self._files = QPushButton(self.tr("F&iles..."))
        self._format = QComboBox()
        for key in KINDS:
            self._format.addItem(FORMATS[key].name, key)
        self._refine = QCheckBox(self.tr("&Refine edges"))
        self._trim = QCheckBox(self.tr("&Trim to what is visible"))
        self._with_effects = QCheckBox(self.tr("Apply the &effects of a layer"))
        # One processor is left to the window.
        self._workers = QSpinBox(minimum=1, maximum=cores(), value=max(1, cores() - 1))
        self._workers.setToolTip(self.tr("Photos that are worked on at a time"))
        self._photos.setAccessibleDescription(self.tr("Photos"))
        self._place.setAccessibleDescription(self.tr("Results in Folder"))
        self._photos.clicked.connect(self._on_photos_clicked)
        self._files.clicked.connect(self._on_files_clicked)
        self._place.clicked.connect(self._on_place_clicked)

    def _make_report(self) -> None:
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._failures = QPlainTextEdit(readOnly=True)
        self._failures.setAccessibleName(self.tr("Failures"))
        self._failures.setTabChangesFocus(True)
        self._failures.setFixedHeight(96)
        self._see = QPushButton(self.tr("Show Results"))
        self._close = QPushButton(self.tr("Close"))
        self._go = QPushButton(self.tr("Start"))
        self._go.setProperty("primary", True)
        self._go.setDefault(True)
        self._see.clicked.connect(self._on_see_clicked)
        self._close.clicked.connect(self._on_close_clicked)
        self._go.clicked.connect(self._on_go)
        for other in (self._see, self._close, self._photos, self._files, self._place):
            other.setAutoDefault(False)
        for hidden in (self._bar, self._failures, self._see):
            hidden.hide()

    def _lay_out(self) -> None:
        self._fields = QWidget()
        form = QFormLayout(self._fields)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        photos = QHBoxLayout()
        photos.setSpacing(8)
        photos.addWidget(self._photos, 1)
        photos.addWidget(self._files)
        form.addRow(_label(self.tr("&Photos"), self._photos), photos)
        form.addRow(self.tr("Results &in"), self._place)
        form.addRow(self.tr("&Format"), self._format)
        for box in (self._refine, self._trim, self._with_effects):
            form.addRow("", box)
        workers = QHBoxLayout()
        workers.addWidget(self._workers)
        workers.addStretch(1)
        form.addRow(_label(self.tr("At a ti&me"), self._workers), workers)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._see)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        for part in (self._fields, self._bar, self._said, self._failures):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setFixedWidth(_WIDTH)

    # --- what is chosen -----------------------------------------------------------------------

    def _on_photos_clicked(self) -> None:
        title = self.tr("Photos in Folder")
        name = QFileDialog.getExistingDirectory(self, title, str(self._folder))
        if name:
            self._choose((name,), Path(name).with_name(Path(name).name + "-cut"))

    def _on_files_clicked(self) -> None:
        patterns = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in images.SUFFIXES)
        kinds = self.tr("Pictures ({patterns});;All files (*)").format(patterns=patterns)
        title = self.tr("Photos")
        names, _ = QFileDialog.getOpenFileNames(self, title, str(self._folder), kinds)
        if names:
            self._choose(tuple(names), Path(names[0]).parent / "cut")

    def _on_place_clicked(self) -> None:
        title, now = self.tr("Results in Folder"), self._out or self._folder
        name = QFileDialog.getExistingDirectory(self, title, str(now))
        if name:
            self._out, self._chose_out = Path(name), True
            self._show_places()

    def _choose(self, sources: tuple[str, ...], out: Path) -> None:
        self._sources = sources
        self._folder = Path(sources[0])
        if not self._chose_out:
            self._out = out
        self._show_places()

    def _show_places(self) -> None:
        photos = "".join(self._sources)
        if len(self._sources) > 1:
            photos = self.tr("{count} photos").format(count=len(self._sources))
        self._show_path(self._photos, photos, _PATH_WIDTH)
        self._show_path(self._place, str(self._out or ""), _LONGER_WIDTH)
        self._go.setEnabled(bool(self._sources))
        self._say(
            "" if self._sources else self.tr("Choose photos; the subject of each is cut out.")
        )

    def _show_path(self, button: QPushButton, text: str, width: int) -> None:
        shown = text or self.tr("Choose a folder...")
        middle = Qt.TextElideMode.ElideMiddle
        metrics = button.fontMetrics()
        button.setText(metrics.elidedText(shown, middle, width).replace("&", "&&"))
        button.setToolTip(text)

    # --- what happens -------------------------------------------------------------------------

    def _on_go(self) -> None:
        self._order = self.order
        self._failures.clear()
        self._failures.hide()
        self._listed = 0
        self._bar.setRange(0, 0)
        self._say(self.tr("Looking for photos..."))
        self._show_work(True)
        self.runner.run(self._order)

    def _on_close_clicked(self) -> None:
        if self._order is None:
            self.close()
            return
        self._order.stop.set()
        self._close.setEnabled(False)
        self._say(self.tr("Finishing the photos in hand..."))

    def _on_progressed(self, order: Order, progress: Progress) -> None:
        if order is not self._order:
            return
        self._bar.setRange(0, progress.photos)
        self._bar.setValue(progress.settled)
        self._show_failures(progress)
        if not order.stop.is_set():
            text = self.tr("{done} of {photos}")
            self._say(text.format(done=progress.settled, photos=progress.photos))

    def _on_finished(self, order: Order, progress: Progress) -> None:
        if order is not self._order:
            return
        self._show_failures(progress)
        text = self._summary(progress, order.stop.is_set())
        self._end(text)
        self._see.show()
        self.finished_batch.emit(text)

    def _on_failed(self, order: Order, error: SqsamError) -> None:
        if order is self._order:
            text = str(told(error))
            self._end(text, is_error=True)
            self.finished_batch.emit(text)

    def _on_see_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out)))

    def _summary(self, progress: Progress, stopped: bool) -> str:
        words = [self.tr("Done: {count}.").format(count=progress.done)]
        if progress.before:
            words.append(self.tr("Done before: {count}.").format(count=progress.before))
        if progress.failed:
            words.append(self.tr("Failed: {count}.").format(count=len(progress.failed)))
        if stopped and progress.settled < progress.photos:
            words.append(self.tr("Start goes on with the rest."))
        return " ".join(words)

    def _show_failures(self, progress: Progress) -> None:
        for outcome in progress.failed[self._listed :]:
            name = outcome.job.photo.name
            error = str(told(SqsamError(outcome.error, outcome.hint)))
            self._failures.appendPlainText(error if name in error else f"{name}: {error}")
        self._listed = len(progress.failed)
        self._failures.setVisible(bool(progress.failed))

    def _show_work(self, on: bool) -> None:
        self._fields.setEnabled(not on)
        self._bar.setVisible(on)
        self._go.setVisible(not on)
        self._see.hide()
        self._close.setEnabled(True)
        self._close.setText(self.tr("Stop") if on else self.tr("Close"))

    def _end(self, text: str, is_error: bool = False) -> None:
        self._order = None
        self._show_work(False)
        self._say(text, is_error)

    def _say(self, text: str, is_error: bool = False) -> None:
        self._said.setProperty("role", "error" if is_error else "dim")
        self._said.style().unpolish(self._said)
        self._said.setText(text)


def _label(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(buddy)
    return label
