"""The language of the window; the texts lie in `resources/translations`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from sqsam_desktop import paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from sqsam_desktop.settings import Language


def install(app: QApplication, language: Language) -> None:
    """Let the application speak a language; "system" is the desktop's, or English if unknown.

    Only windows made after it do.
    """
    locale = QLocale.system() if language == "system" else QLocale(language)
    QLocale.setDefault(locale)
    for name, folder in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("sqsam", str(paths.resources() / "translations")),
    ):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
