"""Runs inside Krita as a plug-in: works with ours, and tells what it sees."""

import base64
import json
import os
import time
import traceback
from pathlib import Path

import sqsam.actions
from krita import Extension, Krita, Selection
from PyQt5.QtCore import QPoint, Qt, QTimer
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QPushButton

FOLDER = Path(os.environ["SQSAM_TEST_FOLDER"])
krita = Krita.instance()
said = []
sqsam.actions.say = said.append


class Probe(Extension):
    def setup(self):
        self.notifier = krita.notifier()
        self.notifier.setActive(True)
        self.notifier.windowCreated.connect(self._begin)

    def createActions(self, window):
        pass

    def _begin(self):
        self.notifier.setActive(False)
        QTimer.singleShot(300, self._open)

    def _open(self):
        self.steps = {"": steps, "bench": bench}[os.environ.get("SQSAM_TEST_STEPS", "")]()
        self._next()

    def _next(self, *_):
        """Steps yield what has to hold before they go on."""
        try:
            condition = next(self.steps)
        except StopIteration:
            return
        except Exception:
            (FOLDER / "error.txt").write_text(traceback.format_exc())
            krita.action("file_quit").trigger()
            return
        self._wait(condition, time.monotonic() + 60)

    def _wait(self, condition, end):
        if condition():
            self._next()
        elif time.monotonic() > end:
            (FOLDER / "error.txt").write_text(f"{condition} never held; {said}")
            for document in krita.documents():
                document.setModified(False)
            krita.action("file_quit").trigger()
        else:
            QTimer.singleShot(20, lambda: self._wait(condition, end))


def tell(name, **fields):
    path = FOLDER / f"{name}.part"
    path.write_text(json.dumps(fields))
    path.rename(FOLDER / f"{name}.json")


def go(name):
    return (FOLDER / f"{name}.go").exists


def text(data):
    return base64.b64encode(bytes(data)).decode()


def selected(document):
    found = document.selection()
    if found is None:
        return None
    return bytes(found.pixelData(0, 0, document.width(), document.height()))


def after(action, look):
    """Trigger an action; holds once what it changes has changed, and been the same for a while."""
    first = look()
    krita.action(action).trigger()
    seen = []

    def holds():
        seen.append(look())
        return len(seen) > 50 and seen[-1] != first and len(set(seen[-50:])) == 1

    return holds


def masks(document):
    return [
        (node.name(), [each.type() for each in node.childNodes()].count("transparencymask"))
        for node in document.topLevelNodes()
    ]


def opened(path):
    document = krita.openDocument(path)
    krita.activeWindow().addView(document)
    return document


def steps():
    document = opened(str(FOLDER / "photo.png"))
    yield lambda: document.activeNode() is not None
    width, height = document.width(), document.height()
    began = time.monotonic()
    yield after("sqsam_select_subject", lambda: selected(document))
    tell("subject", mask=text(selected(document)), seconds=time.monotonic() - began - 1)
    yield after("edit_undo", lambda: selected(document))
    tell("undone", nothing=selected(document) is None)

    box = Selection()
    box.select(width // 4, height // 8, width // 2, height // 2, 255)
    document.setSelection(box)
    before = selected(document)
    yield after("sqsam_select_region", lambda: selected(document))
    tell("region", mask=text(selected(document)), before=text(before))
    yield after("edit_undo", lambda: selected(document))
    tell("region_undone", same=selected(document) == before)

    yield after("sqsam_mask_subject", lambda: str(masks(document)))
    document.refreshProjection()
    document.waitForDone()
    tell("masked", masks=masks(document), pixels=text(document.pixelData(0, 0, width, height)))
    yield after("edit_undo", lambda: str(masks(document)))
    tell("mask_undone", masks=masks(document))
    yield after("sqsam_copy_subject", lambda: str(masks(document)))
    tell("copied", masks=masks(document))
    document.setModified(False)
    document.close()

    yield from an_editor()
    yield from other_depths()
    yield from docker()
    document = opened(str(FOLDER / "photo.png"))
    yield lambda: document.activeNode() is not None
    tell("engine")
    yield go("engine")
    krita.action("sqsam_select_subject").trigger()
    yield go("killed")
    tell("killed", nothing=selected(document) is None, said=said)
    yield go("again")
    yield after("sqsam_select_subject", lambda: selected(document))
    tell("again", mask=text(selected(document)))
    document.setModified(False)
    document.close()
    krita.action("file_quit").trigger()


def an_editor():
    for depth in ("U8", "U16"):
        document = opened(str(FOLDER / "photo.png"))
        yield lambda document=document: document.activeNode() is not None
        document.setColorSpace("RGBA", depth, document.colorProfile())
        document.waitForDone()
        yield after("sqsam_edit", lambda document=document: document_of(document))
        document.refreshProjection()
        document.waitForDone()
        document.nodeByName("Background").setVisible(False)
        document.refreshProjection()
        document.waitForDone()
        document.setColorSpace("RGBA", "U8", document.colorProfile())
        document.waitForDone()
        size = document.width(), document.height()
        merged = text(document.pixelData(0, 0, *size))
        tell(f"edited-{depth}", mask=text(selected(document)), merged=merged, said=said)
        document.setModified(False)
        document.close()


def document_of(document):
    return str(masks(document)), selected(document)


def other_depths():
    for model, depth in (("RGBA", "U16"), ("RGBA", "F16"), ("RGBA", "F32"), ("GRAYA", "U8")):
        document = opened(str(FOLDER / "photo.png"))
        yield lambda document=document: document.activeNode() is not None
        profile = krita.profiles(model, depth)[0] if model == "GRAYA" else document.colorProfile()
        document.setColorSpace(model, depth, profile)
        document.waitForDone()
        yield after("sqsam_select_subject", lambda document=document: selected(document))
        tell(f"{model}-{depth}", mask=text(selected(document)), profile=profile)
        document.setModified(False)
        document.close()


def docker():
    document = opened(str(FOLDER / "photo.png"))
    yield lambda: document.activeNode() is not None
    everything = b"\xff" * document.width() * document.height()
    (dock,) = [each for each in krita.dockers() if each.windowTitle() == "SqueezeSAM"]
    dock.setVisible(True)
    dock.raise_()
    buttons = {each.text(): each for each in dock.findChildren(QPushButton)}
    buttons["Look"].click()
    yield lambda: dock._canvas._dimming is not None
    canvas, area = dock._canvas, dock._canvas._area()
    place = QPoint(round(area.left() + 0.3 * area.width()), round(area.top() + 0.8 * area.height()))
    QTest.mouseClick(canvas, Qt.LeftButton, Qt.NoModifier, place)
    yield lambda: len(canvas.prompt()) == 1 and not dock._worker._running
    krita.activeWindow().qwindow().grab().save(str(FOLDER / "docker.png"))
    yield from elsewhere(dock, buttons["Selection"])
    yield lambda: krita.activeDocument() == document
    buttons["Selection"].click()
    yield lambda: not dock._worker._running and selected(document) not in (None, everything)
    tell("docker", prompt=canvas.prompt(), mask=text(selected(document)))
    document.setModified(False)
    document.close()


def elsewhere(dock, button):
    """Nothing happens to another document than the one that was looked at."""
    other = opened(str(FOLDER / "photo.png"))
    yield lambda: other.activeNode() is not None and krita.activeDocument() == other
    box = Selection()
    box.select(10, 10, 50, 50, 255)
    other.setSelection(box)
    before = selected(other)
    button.click()
    yield lambda: not dock._worker._running and "Go back" in dock._status.text()
    tell("elsewhere", same=selected(other) == before)
    other.setModified(False)
    other.close()


def bench():
    document = opened(str(FOLDER / "photo.png"))
    yield lambda: document.activeNode() is not None
    everything = b"\xff" * document.width() * document.height()
    for number in range(6):
        document.setSelection(None)
        yield lambda: document.selection() is None
        began = time.monotonic()
        krita.action("sqsam_select_subject").trigger()
        yield lambda: (mask := selected(document)) and any(mask) and mask != everything
        tell(f"bench{number}", seconds=time.monotonic() - began)
    document.setModified(False)
    document.close()
    krita.action("file_quit").trigger()


krita.addExtension(Probe(krita))
