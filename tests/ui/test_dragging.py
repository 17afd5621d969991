"""A layer dragged to another program is a PNG there; dropped into its own window it is nothing."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sqsam_desktop.ui.export_job import Copied, Copy, ExportJob
from sqsam_desktop.ui.layer_list import LayerList
from tests.ui.conftest import Hand


@pytest.fixture
def dragged(hand: Hand) -> QMimeData:
    """What a drag of the layer "Dog/1" carries."""
    hand.click(60, 60)
    hand.wait()
    hand.key(Qt.Key.Key_Return)
    hand.window.layers.rename("layer-1", "Dog/1")
    model = hand.window.findChild(LayerList).layer_model
    return model.mimeData([model.row_of("layer-1")])


def test_other_programs_get_a_trimmed_file_of_the_layers_name(
    hand: Hand, dragged: QMimeData
) -> None:
    assert dragged.hasUrls() and dragged.hasImage()
    (url,) = dragged.urls()
    path = Path(url.toLocalFile())
    assert path.name == "Dog_1.png"
    with Image.open(path) as image:
        pixels = np.asarray(image)
    assert max(pixels.shape[:2]) < 120
    assert pixels[pixels.shape[0] // 2, pixels.shape[1] // 2].tolist()[2:] == [90, 255]
    assert bytes(dragged.data("image/png")) == path.read_bytes()
    picture = QImage(dragged.imageData())
    assert (picture.height(), picture.width()) == pixels.shape[:2]
    hand.window.close()
    assert not path.exists()


def test_a_hidden_layer_can_be_dragged_too(hand: Hand, dragged: QMimeData) -> None:
    hand.window.layers.set_visible("layer-1", False)
    model = hand.window.findChild(LayerList).layer_model
    assert model.mimeData([model.row_of("layer-1")]).imageData().width() > 50


def test_it_can_still_be_moved_in_the_list(dragged: QMimeData) -> None:
    assert "application/x-qabstractitemmodeldatalist" in dragged.formats()
    assert not dragged.data("application/x-qabstractitemmodeldatalist").isEmpty()


def test_dropped_onto_its_own_window_it_opens_nothing(hand: Hand, dragged: QMimeData) -> None:
    buttons = (dragged, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, *buttons)
    QApplication.sendEvent(hand.window, event)
    assert not event.isAccepted()


def test_a_drag_does_not_push_a_copy_aside_that_waits(
    hand: Hand, dragged: QMimeData, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, copied, files = threading.Event(), ExportJob._copied, hand.window.files

    def slowly(job: ExportJob, request: Copy) -> Copied:
        assert gate.wait(10)
        return copied(job, request)

    monkeypatch.setattr(ExportJob, "_copied", slowly)
    told: list[str] = []
    files.working.connect(told.append)
    content = files.content
    assert content is not None
    (layer,) = content.shown
    files.exporter.copy(Copy(content, layer))
    files.copy()
    files.exporter.copy(Copy(content, layer))
    with qtbot.waitSignal(files.copied):
        gate.set()
    qtbot.waitUntil(lambda: told == ["Copying", ""])
