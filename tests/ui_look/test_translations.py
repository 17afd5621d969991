"""German and French: complete, with the same placeholders, and never wider than their buttons."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from sqsam_desktop import paths
from sqsam_desktop.ui import translations
from sqsam_desktop.ui.actions import menus

ROOT = Path(__file__).parents[2]
LANGUAGES = pytest.mark.parametrize("language", ["de", "fr"])
PLACEHOLDERS = re.compile(r"\{[^}]*\}|%n|%\d")


@dataclass(frozen=True)
class Message:
    context: str
    source: str
    forms: tuple[str, ...]
    is_finished: bool


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The translations with the texts that the program has now."""
    folder = tmp_path_factory.mktemp("translations")
    files = [folder / f"sqsam_{language}.ts" for language in ("de", "fr")]
    for file in files:
        shutil.copy(paths.resources() / "translations" / file.name, file)
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    sources = sorted((ROOT / "sqsam_desktop").rglob("*.py"))
    command = [lupdate, "-no-obsolete", "-locations", "none", *sources, "-ts", *files]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(params=["en", "de", "fr"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """The application speaks a language."""
    translations.install(qapp, request.param)
    yield request.param
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(QLocale.system())


def messages(folder: Path, language: str) -> list[Message]:
    found = []
    for context in ET.parse(folder / f"sqsam_{language}.ts").getroot().iter("context"):
        for each in context.iter("message"):
            translation = each.find("translation")
            assert translation is not None
            forms = tuple(form.text or "" for form in translation.iter("numerusform"))
            source = each.findtext("source", "")
            finished = translation.get("type") is None
            texts = forms or (translation.text or "",)
            found.append(Message(context.findtext("name", ""), source, texts, finished))
    return found


@LANGUAGES
def test_every_text_of_the_program_is_translated(updated: Path, language: str) -> None:
    every = messages(updated, language)
    assert len(every) > 200
    missing = [m.source for m in every if not m.is_finished or not all(m.forms)]
    assert missing == [], "run `make translations` and translate these"


def test_every_context_is_looked_up_at_run_time(updated: Path) -> None:
    """`panel.tr(...)` outside of a class is filed under "panel", where nobody looks."""
    sources = "\n".join(path.read_text() for path in (ROOT / "sqsam_desktop").rglob("*.py"))
    classes = set(re.findall(r"^class (\w+)", sources, re.MULTILINE))
    named = set(re.findall(r"(?:translate|QT_TRANSLATE_NOOP)\(\s*\"(\w+)\"", sources))
    assert {message.context for message in messages(updated, "de")} <= classes | named


@LANGUAGES
def test_placeholders_and_marks_are_kept(updated: Path, language: str) -> None:
    for message in messages(updated, language):
        for form in message.forms:
            assert _placeholders(form) == _placeholders(message.source), form
            assert form.count("&") == message.source.count("&"), form
            assert form.endswith("...") == message.source.endswith("..."), form


@LANGUAGES
def test_the_program_finds_what_was_translated(
    updated: Path, language: str, qapp: QApplication
) -> None:
    translator = QTranslator()
    folder = str(paths.resources() / "translations")
    assert translator.load(QLocale(language), "sqsam", "_", folder)
    for message in messages(updated, language):
        if len(message.forms) == 1:
            told = translator.translate(message.context, message.source)
            assert told == message.forms[0], "run `make translations`"


def test_no_letter_opens_two_menus(language: str) -> None:
    letters = [title[title.index("&") + 1].casefold() for title, _ in menus()]
    assert len(letters) == len(set(letters))


def test_an_unknown_language_is_english(qapp: QApplication) -> None:
    before = len(qapp.findChildren(QTranslator))
    translations.install(qapp, "en")
    assert QLocale().language() == QLocale.Language.English
    for translator in qapp.findChildren(QTranslator)[before:]:
        qapp.removeTranslator(translator)
    QLocale.setDefault(QLocale.system())


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDERS.findall(text))
