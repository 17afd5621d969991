"""A kind of file that only a plug-in reads is opened, kept in a project, and needs it no more."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sqsam_desktop.core.solver import Solver
from sqsam_desktop.plugin_host.host import PluginHost
from sqsam_desktop.plugin_host.manifest import find_plugins
from sqsam_desktop.settings import Settings
from sqsam_desktop.testing.plugin import OpenWindow
from tests.fakes import FakePrediction, FakePredictor
from tests.plugins.making import made

READS = """
[[importer]]
id = "grey"
name = "Grey bytes"
extensions = [".grey"]
function = "read"
"""
CODE = """
    import numpy as np
    from sqsam_desktop.plugin_api import SqsamError

    def read(path):
        if path.stat().st_size != 60 * 80:
            raise SqsamError("It is no picture of 80 x 60 pixels.")
        grey = np.frombuffer(path.read_bytes(), np.uint8).reshape(60, 80, 1)
        return np.dstack([grey, grey, grey, np.full_like(grey, 255)])
"""


def test_it_opens_and_its_project_needs_the_plugin_no_more(
    sqsam_open: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    made(tmp_path / "plugins", "grey-bytes", CODE, READS)
    host = PluginHost(find_plugins(tmp_path / "none", tmp_path / "plugins"))
    solver = Solver(FakePredictor, FakePrediction.unpack)
    window = sqsam_open(solver, Settings(animations=False), host).window
    grey = np.arange(60 * 80, dtype=np.uint8)
    path, project = tmp_path / "scan.grey", tmp_path / "scan.sqsam"
    path.write_bytes(grey.tobytes())

    offered: list[str] = []

    def choose(parent: object, title: str, folder: str, kinds: str) -> tuple[str, str]:
        offered.append(kinds)
        return str(path), kinds

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    with qtbot.waitSignal(window.editor.answered):
        window.file_verbs.browse(str(tmp_path))
    assert "*.grey" in offered[0]
    document = window.editor.document
    assert document is not None
    np.testing.assert_array_equal(document.picture.rgb[:, :, 0].ravel(), grey)

    with qtbot.waitSignal(window.files.saved):
        window.files.save(project)
    host.disable("grey-bytes")
    path.unlink()
    window.documents.close()
    with qtbot.waitSignal(window.editor.opened):
        window.open(project)
    reopened = window.editor.document
    assert reopened is not None
    np.testing.assert_array_equal(reopened.picture.rgb, document.picture.rgb)


def test_what_the_plugin_says_is_shown(
    sqsam_open: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    made(tmp_path / "plugins", "grey-bytes", CODE, READS)
    host = PluginHost(find_plugins(tmp_path / "none", tmp_path / "plugins"))
    solver = Solver(FakePredictor, FakePrediction.unpack)
    window = sqsam_open(solver, Settings(animations=False), host).window
    path = tmp_path / "short.grey"
    path.write_bytes(b"short")
    with qtbot.waitSignal(window.files.failed) as failed:
        window.open(path)
    assert str(failed.args[0]) == "It is no picture of 80 x 60 pixels."
    assert window.editor.document is None
