"""The form of an effect's parameters: every kind shows its value and tells what the user sets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QColorDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from sqsam_desktop.plugin_host.params import Field
from sqsam_desktop.ui.params_form import ParamsForm
from tests.fake_plugins import BLUR, FIELDS, TINT

LEFT = Qt.MouseButton.LeftButton
FORM = (*FIELDS[BLUR.id], *FIELDS[TINT.id])


class Told:
    """A form with every kind of field, and what it told."""

    def __init__(self, form: ParamsForm) -> None:
        self.form = form
        self.values: list[tuple[str, object]] = []
        form.changed.connect(lambda name, value: self.values.append((name, value)))

    @property
    def last(self) -> tuple[str, object]:
        return self.values[-1]


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    form = ParamsForm()
    qtbot.addWidget(form)
    form.show_fields(FORM, lambda text: f"<{text}>")
    form.show_values({field.name: field.default for field in FORM})
    form.resize(264, 400)
    with qtbot.waitExposed(form):
        form.show()
    return Told(form)


def test_showing_values_tells_nothing(told: Told) -> None:
    told.form.show_values({"radius": 3.0, "color": "#00ff0080", "inverted": True, "gone": 1})
    told.form.show_values({"mode": "dark", "direction": 200.0, "picture": "a.png", "words": "b"})
    assert told.values == []
    controls = told.form.controls
    assert controls["color"].field.text() == "#00ff0080"
    assert controls["inverted"].isChecked() and controls["mode"].currentText() == "<Dark>"
    assert controls["direction"].field.value() == 200


def test_labels_are_translated_and_reset_by_a_double_click(told: Told) -> None:
    told.form.show_values({"radius": 50.0})
    labels = {label.text(): label for label in told.form.findChildren(QLabel)}
    QTest.mouseDClick(labels["<Radius>"], LEFT)
    assert told.last == ("radius", 8.0)
    assert told.form.controls["radius"].value == 8.0


@pytest.mark.parametrize(
    ("typed", "color"), [("00FF00", "#00ff00"), ("#123456", "#123456"), ("#12345678", "#12345678")]
)
def test_a_colour_is_typed(told: Told, typed: str, color: str) -> None:
    field = told.form.controls["color"].field
    field.selectAll()
    QTest.keyClicks(field, typed)
    assert told.last == ("color", color)


def test_half_a_colour_is_none(told: Told) -> None:
    field = told.form.controls["color"].field
    field.selectAll()
    QTest.keyClicks(field, "#12")
    assert told.values == []
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "#ff0000", "what holds is shown again"


def test_a_colour_is_chosen_live_and_given_up(told: Told, qtbot: QtBot) -> None:
    control = told.form.controls["color"]
    QTest.mouseClick(control._swatch, LEFT)
    (dialog,) = control.findChildren(QColorDialog)
    dialog.setCurrentColor(QColor("#0000ff"))
    assert told.last == ("color", "#0000ff")
    dialog.reject()
    assert told.last == ("color", "#ff0000")


def test_a_word_a_check_and_a_text_are_set(told: Told) -> None:
    controls = told.form.controls
    controls["mode"].setFocus()
    QTest.keyClick(controls["mode"], Qt.Key.Key_Down)
    QTest.keyClick(controls["inverted"], Qt.Key.Key_Space)
    QTest.keyClicks(controls["words"], "a")
    assert told.values == [("mode", "dark"), ("inverted", True), ("words", "a")]


@pytest.mark.parametrize("name", ["direction", "radius"])
def test_esc_gives_up_the_figures_that_were_typed(told: Told, name: str) -> None:
    field = told.form.controls[name].field
    before = field.value()
    field.lineEdit().setFocus()
    field.selectAll()
    QTest.keyClicks(field, "77")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    field.clearFocus()
    assert field.value() == before and "77" not in field.text()
    assert told.values == []


def test_an_angle_is_turned_by_mouse_keys_and_figures(told: Told) -> None:
    control = told.form.controls["direction"]
    middle = QPoint(control.dial.width() // 2, control.dial.height() // 2)
    QTest.mousePress(control.dial, LEFT, Qt.KeyboardModifier.NoModifier, middle - QPoint(0, 8))
    assert told.last == ("direction", 90.0), "90 is up"
    QTest.mouseRelease(control.dial, LEFT)
    QTest.keyClick(control.dial, Qt.Key.Key_Right)
    assert told.last == ("direction", 85.0)
    control.field.setValue(10)
    assert told.last == ("direction", 10.0) and control.dial.value == 10.0
    QTest.mouseDClick(control.dial, LEFT)
    assert told.last == ("direction", 45.0)


def test_a_file_is_chosen(told: Told, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = []

    def answer(parent: object, title: str, folder: str, kinds: str) -> tuple[str, str]:
        asked.append((folder, kinds))
        return str(tmp_path / "sky.png"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    control = told.form.controls["picture"]
    QTest.mouseClick(control.button, LEFT)
    QTest.mouseClick(control.button, LEFT)
    assert told.last == ("picture", str(tmp_path / "sky.png"))
    assert asked[1] == (str(tmp_path), "*.png"), "the folder is remembered"
    QTest.keyClicks(control.field, "x")
    assert told.last == ("picture", str(tmp_path / "sky.png")), "half a path is none"
    QTest.keyClick(control.field, Qt.Key.Key_Return)
    assert told.last == ("picture", str(tmp_path / "sky.pngx"))
    control.field.selectAll()
    QTest.keyClick(control.field, Qt.Key.Key_Delete)
    assert told.last == ("picture", "")


def test_a_point_asks_to_be_picked(told: Told, qtbot: QtBot) -> None:
    control = told.form.controls["middle"]
    assert control.text() == "50 %, 50 %"
    with qtbot.waitSignal(told.form.picking) as picking:
        QTest.mouseClick(control, LEFT)
    assert picking.args == ["middle"]


def test_wide_pixel_ranges_have_room_for_small_values(told: Told, qtbot: QtBot) -> None:
    told.form.show_fields(
        (Field("wide", "Wide", "number", 0.0, 0, 400, "px", 4),), lambda text: text
    )
    slider = told.form.controls["wide"].slider
    assert slider._scale.value_at(0.5) == 100.0
    assert QPointF(slider.width(), 0).x() > 60


def test_what_was_half_typed_is_not_told_of_the_next_form(told: Told, qtbot: QtBot) -> None:
    field = told.form.controls["picture"].field
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "half")
    told.form.show_fields(FORM, lambda text: text)
    assert told.values == []
