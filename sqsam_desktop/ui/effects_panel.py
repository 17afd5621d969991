"""The panel with the effects of the selected layer, and the parameters of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sqsam_desktop.plugin_host.params import Field
from sqsam_desktop.ui.effects_gallery import Gallery
from sqsam_desktop.ui.effects_list import EffectList, Row
from sqsam_desktop.ui.icons import icon_button
from sqsam_desktop.ui.params_form import ParamsForm
from sqsam_desktop.ui.preset_menu import PresetButton

if TYPE_CHECKING:
    from sqsam_desktop.core.document import EffectUse, Value
    from sqsam_desktop.ui.editor import Editor
    from sqsam_desktop.ui.effects import LayerEffects
    from sqsam_desktop.ui.layer_pictures import LayerPictures

_WIDTH, _HEIGHTS = 288, (200, 440)
"""The height of the body, if there are effects, lies between these."""
_MIX = ""
"""Stands for the strength, which parameters may be called, too, where they have a name."""


class EffectsPanel(QDockWidget):
    """Adds, lists, switches, orders and sets effects.

    Args:
        editor: Whose document it is.
        effects: Does it.
        pictures: Shows what layers look like.
        parent: The window.

    Signals:
        picking(name): A parameter that is a point is to be picked on the photo.
        grown(): There may be more to see than there was.
        emptied(): There are no effects any more.
        failed(error): A SqsamError for the user.
        done(): The keyboard may go back to the canvas.
    """

    picking = Signal(str)
    grown = Signal()
    emptied = Signal()
    failed = Signal(object)
    done = Signal()

    def __init__(
        self, editor: Editor, effects: LayerEffects, pictures: LayerPictures, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("effects")
        self.setWindowTitle(self.tr("EFFECTS"))
        self._window = parent
        self._effects = effects
        self._plugins = effects.plugins
        self._pictures = pictures
        self._shown: tuple[str, tuple[Field, ...] | None] | None = None
        self.list = EffectList()
        self.form = ParamsForm()
        self.gallery = Gallery(editor, effects, pictures, parent)
        self.gallery.left.connect(self.done)
        self._layer = QLabel()
        self._layer.setProperty("role", "title")
        self._layer.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._empty = _dim(self.tr("No effects yet. Press + to see what they do to your photo."))
        self._trouble = _dim("")
        self._remedy = QPushButton(self.tr("Switch On"))
        self._remedy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._make_buttons()
        self.setWidget(self._laid_out())
        self._connect()
        self.refresh()

    def open_gallery(self) -> None:
        """Let the user choose an effect to add."""
        if self.gallery.isVisible():
            self.gallery.hide()
        else:
            self.gallery.open_at(self.add.mapTo(self._window, QPoint(0, 0)) - QPoint(8, 0))

    def refresh(self) -> None:
        """Show the effects of the selected layer as they are now."""
        effects = self._effects
        layer = effects.layer
        self._layer.setText(self.tr("Photo") if layer.is_photo else layer.name)
        self.list.show_rows([self._row(use) for use in effects.uses], effects.index)
        has_any = bool(effects.uses)
        was_empty = self.list.isHidden()
        self.list.setVisible(has_any)
        self._empty.setVisible(not has_any)
        for button in (self.eye, self.presets, self.earlier, self.later, self.remove):
            button.setVisible(has_any)
        self.earlier.setEnabled(effects.index > 0)
        self.later.setEnabled(effects.index < len(effects.uses) - 1)
        self.widget().setEnabled(effects.is_free)
        self._show_use(effects.use)
        self._body.is_empty = not has_any
        if not has_any and not was_empty:
            self.emptied.emit()

    def _connect(self) -> None:
        effects, plugins, rows = self._effects, self._plugins, self.list
        effects.changed.connect(self.refresh)
        plugins.changed.connect(self._pictures.renew)
        plugins.described.connect(self._on_described)
        plugins.failed.connect(self._on_described)
        rows.chosen.connect(effects.select)
        rows.switched.connect(effects.switch)
        rows.moved.connect(effects.move)
        rows.removed.connect(effects.remove)
        rows.done.connect(self.done)
        self.form.changed.connect(self._on_set)
        self.form.picking.connect(self.picking)
        self.form.done.connect(self.done)
        self.presets.failed.connect(self.failed)
        self.add.clicked.connect(self.open_gallery)
        self.remove.clicked.connect(effects.remove)
        self.earlier.clicked.connect(lambda: effects.move(effects.index, effects.index - 1))
        self.later.clicked.connect(lambda: effects.move(effects.index, effects.index + 1))
        self.eye.pressed.connect(self._on_eye_pressed)
        self.eye.released.connect(lambda: self._pictures.try_out(None))
        self._remedy.clicked.connect(self._on_remedy)

    def _show_use(self, use: EffectUse | None) -> None:
        """Show the parameters of the selected effect, or why there are none."""
        trouble = "" if use is None else self._trouble_of(use.effect)
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        is_there = use is not None and self._plugins.host.plugin(use.effect) is not None
        self._remedy.setVisible(bool(trouble) and is_there)
        fields = None if use is None or trouble else self._plugins.fields(use.effect)
        self.form.setVisible(fields is not None)
        if use is None or fields is None:
            self._shown = None
            return
        if self._shown != (use.effect, fields):
            self._shown = use.effect, fields
            mix = Field(_MIX, self.tr("Mix"), "number", 100.0, 0, 100, "%", 1)
            self.form.show_fields((*fields, mix), lambda text: self._plugins.text(use.effect, text))
            self.grown.emit()
        known = self._plugins.values(use)
        values: dict[str, Value] = dict(known[0]) if known is not None else {}
        self.form.show_values(values | {_MIX: round(100 * use.strength)})

    def _row(self, use: EffectUse) -> Row:
        plugins, entry = self._plugins, self._plugins.entry(use.effect)
        about = plugins.text(use.effect, entry.summary) if entry is not None else ""
        return Row(plugins.name(use.effect), use.enabled, about, self._trouble_of(use.effect))

    def _trouble_of(self, effect: str) -> str:
        """Why an effect cannot be run now; empty if it can."""
        if self._plugins.entry(effect) is not None:
            return ""
        plugin_id = effect.partition("/")[0]
        plugin = self._plugins.host.plugin(plugin_id)
        if plugin is None:
            text = self.tr("The plug-in {name} is not installed. Its settings are kept.")
            return text.format(name=plugin_id)
        if self._plugins.host.state(plugin_id).error is not None:
            text = self.tr("The plug-in {name} failed and was switched off.")
        else:
            text = self.tr("The plug-in {name} is switched off.")
        return text.format(name=self._plugins.text(plugin_id, plugin.name))

    def _make_buttons(self) -> None:
        self.add = icon_button("add", self.tr("Add an effect"))
        self.eye = icon_button("eye", self.tr("Hold to see the picture without this effect"))
        self.presets = PresetButton(self._effects)
        self.presets.setIconSize(QSize(20, 20))
        self.earlier = icon_button("raise", self.tr("Run earlier"))
        self.later = icon_button("lower", self.tr("Run later"))
        self.remove = icon_button("delete", self.tr("Remove the effect"))

    def _laid_out(self) -> QWidget:
        head, tools = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._layer, 1)
        head.addWidget(self.add)
        for button in (self.eye, self.earlier, self.later, self.presets):
            tools.addWidget(button)
        tools.addStretch(1)
        tools.addWidget(self.remove)
        for row in (head, tools):
            row.setContentsMargins(8, 0, 8, 0)
            row.setSpacing(4)
        head.setContentsMargins(12, 4, 8, 0)
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 4, 12, 12)
        inner.setSpacing(8)
        for widget in (self.form, self._trouble):
            inner.addWidget(widget)
        inner.addWidget(self._remedy, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._body = _Body()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self.list)
        column.addLayout(tools)
        column.addLayout(inner)
        column.addStretch(1)
        return self._body

    def _on_set(self, name: str, value: Value) -> None:
        if name == _MIX:
            self._effects.set_strength(float(value) / 100)
        else:
            self._effects.set_value(name, value)

    def _on_eye_pressed(self) -> None:
        if self._effects.use is not None:
            self._pictures.try_out(self._effects.without(self._effects.index))
            self._effects.adjusted.emit()

    def _on_remedy(self) -> None:
        if self._effects.use is not None:
            self._plugins.enable(self._effects.use.effect.partition("/")[0])

    def _on_described(self, effect: str) -> None:
        if self._effects.use is not None and self._effects.use.effect == effect:
            self.refresh()


class _Body(QWidget):
    """As high as its content, within limits.

    Attributes:
        is_empty: Whether there is but a sentence, which needs no more than itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self.is_empty = True
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def sizeHint(self) -> QSize:
        (least, most), column = _HEIGHTS, self.layout()
        if self.is_empty and column is not None:
            return QSize(_WIDTH, column.totalHeightForWidth(_WIDTH))
        return QSize(_WIDTH, min(max(least, super().sizeHint().height()), most))


def _dim(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "dim")
    label.setWordWrap(True)
    label.setContentsMargins(16, 8, 16, 8)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
