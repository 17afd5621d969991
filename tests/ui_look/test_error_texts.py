"""Errors of the core in the user's language: none is forgotten, what was filled in stays."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

import sqsam_desktop
from sqsam_desktop.core.files.images import open_picture
from sqsam_desktop.errors import SqsamError
from sqsam_desktop.ui import translations
from sqsam_desktop.ui.error_texts import told, told_notice, translated

PACKAGE = Path(sqsam_desktop.__file__).parent
SOURCES = [
    *sorted((PACKAGE / "core").rglob("*.py")),
    *sorted((PACKAGE / "engine").rglob("*.py")),
    *(PACKAGE / "batch" / f"{name}.py" for name in ("jobs", "plan", "pool")),
    *(PACKAGE / "bridge" / f"{name}.py" for name in ("install", "programs")),
    PACKAGE / "plugin_host" / "install.py",
    PACKAGE / "paths.py",
    PACKAGE / "settings.py",
    *(PACKAGE / "bridge" / f"{name}.py" for name in ("install", "programs")),
    PACKAGE / "plugin_host" / "install.py",
    PACKAGE / "batch" / "plan.py",
    PACKAGE / "batch" / "pool.py",
    PACKAGE / "ui" / "background.py",
    PACKAGE / "ui" / "reply_job.py",
]


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    translations.install(qapp, "de")
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(QLocale.system())


def said(node: ast.expr, module: ast.Module) -> Iterator[str]:
    """Every text that an expression may be, with something filled into its gaps."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "a-1" for p in parts)
        case ast.IfExp(body=body, orelse=other):
            yield from said(body, module)
            yield from said(other, module)
        case ast.Name(id=name):
            for each in ast.walk(module):
                if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == name:
                    yield from said(each.value, module)
        case ast.Call(func=ast.Name(id=name)):
            for each in ast.walk(module):
                if isinstance(each, ast.FunctionDef) and each.name == name:
                    returned = (r for r in ast.walk(each) if isinstance(r, ast.Return))
                    for each_return in returned:
                        if each_return.value is not None:
                            yield from said(each_return.value, module)


def raised(path: Path) -> Iterator[str]:
    """Every message and hint of a module."""
    module = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(module):
        is_error = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if is_error and node.func.id in ("SqsamError", "NothingFound"):
            for argument in node.args:
                found = list(said(argument, module))
                assert found, f"{path.name}: {ast.unparse(argument)} cannot be followed"
                yield from found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_error_of_the_core_can_be_told_in_german(path: Path, german: None) -> None:
    english = [text for text in raised(path) if text and translated(text) == text]
    assert english == [], "put these into error_texts.py"


def test_what_was_filled_in_stays(german: None) -> None:
    error = SqsamError("/a b/c.png cannot be written: it is a folder.", "Choose another place.")
    assert str(told(error)) == (
        "/a b/c.png kann nicht geschrieben werden: es ist ein Ordner. Wählen Sie einen anderen Ort."
    )
    clicked = "The click (3, -4) lies outside the photo (40 x 30 pixels)."
    assert translated(clicked) == "Der Klick (3, -4) liegt außerhalb des Fotos (40 x 30 Pixel)."


def test_what_a_plugin_did(german: None) -> None:
    crashed = translated("Glow (plug-in Lights) crashed (SIGSEGV).")
    assert crashed == "Glow (Plug-in Lights) ist abgestürzt (SIGSEGV)."
    slow = translated("The plug-in 'Glow' did not answer for 20 seconds.")
    assert slow == "Das Plug-in „Glow“ hat 20 Sekunden lang nicht geantwortet."


def test_what_became_of_a_picture_is_told_in_german(german: None, tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    pages = [Image.new("CMYK", (8, 8), (0, 0, 0, level)) for level in (10, 90)]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    notice = open_picture(path).notice
    assert notice.count(".") == 2
    assert told_notice(notice) == (
        "Die CMYK-Farben wurden zu sRGB. Nur das erste der 2 Bilder darin wird benutzt."
    )


def test_what_is_not_known_stays_as_it_is(german: None) -> None:
    assert translated("Something else {that} happened.") == "Something else {that} happened."
    assert translated("") == ""


def test_in_english_nothing_changes(qapp: QApplication) -> None:
    for path in SOURCES:
        for text in raised(path):
            assert translated(text) == text
